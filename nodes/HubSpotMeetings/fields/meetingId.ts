import type { INodeProperties } from 'n8n-workflow';

import { choice } from '../../shared/fields/choice';
import { locator } from './locator';

/** The meeting that an operation is about. */
export const meetingId: INodeProperties = {
	displayName: 'Meeting',
	name: 'meetingId',
	...locator('searchMeetings', {
		modes: [
			{
				displayName: 'By URL',
				name: 'url',
				type: 'string',
				placeholder: 'e.g. https://app.hubspot.com/contacts/123456/record/0-47/17612479134',
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. 17612479134',
				hint: 'The record ID in HubSpot',
			},
		],
	}),
	required: true,
	description: 'The meeting: choose it from the list, or enter its ID or HubSpot URL',
	builderHint: { propertyHint: "Map the id of the trigger or of a search with mode 'id'." },
};

/** The option to find the meeting by a property other than its ID. */
export const idProperty: INodeProperties = choice('idProperty', {
	of: 'Find By Property',
	from: 'getProperties',
	description:
		"The property to find the meeting by instead of the record ID, such as hs_i_cal_uid or a booking ID. Enter its value in 'Meeting', by ID. If its values are not unique, HubSpot's search finds new or changed meetings only after a few seconds",
});
