import type { INodeProperties } from 'n8n-workflow';

import { choices } from '../../shared/fields/choice';
import { properties } from '../../shared/fields/output';
import { EVENTS, eventsWithout } from '../events';

/** A field for the properties to return of one type of associated records. */
const records = (of: string, name: string, from: string, usual: string): INodeProperties =>
	choices(name, {
		of: `${of} Property`,
		from,
		description: `Properties to return. Leave empty for ${usual}`,
	});

/** Associated records to return with the meeting. */
export const associatedRecords: INodeProperties = {
	displayName: 'Associated Records',
	name: 'associatedRecords',
	type: 'collection',
	displayOptions: { hide: { event: eventsWithout('associatedRecords') } },
	placeholder: 'Add records',
	default: {},
	description: 'Associated records to return with each meeting, such as its contacts',
	options: [
		records('Company', 'companies', 'getCompanyProperties', 'name and domain'),
		records('Contact', 'contacts', 'getContactProperties', 'name, email, phone, job and company'),
		records('Deal', 'deals', 'getDealProperties', 'name, amount, stage and close date'),
		records('Ticket', 'tickets', 'getTicketProperties', 'subject, status and priority'),
	],
};

export const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		...EVENTS.flatMap(({ options: own = [] }) => own),
		properties,
		{
			displayName: 'Start Date',
			name: 'startDate',
			type: 'dateTime',
			displayOptions: { hide: { '/event': eventsWithout('startDate') } },
			default: '',
			description:
				'Also emit events since this time, once. By default, the trigger only emits events after its first activation. Changing this date restarts the trigger from there.',
		},
	],
};
