import type { INodeProperties } from 'n8n-workflow';

import * as Prop from '../../hubspot/propertyNames';
import { choices } from '../../shared/fields/choice';
import { associations, associationsJson, linkFields } from './associations';
import { byDisplayName } from './options';
import { duration, owner, propertyFields } from './propertyFields';

const [title, start, end] = propertyFields([Prop.TITLE, Prop.START, Prop.END]);

const organizer: INodeProperties = {
	...owner,
	displayName: 'Organizer',
	name: 'organizer',
	required: true,
	description:
		'The user whose calendar gets the event, by owner ID or email address. Their calendar must be connected to HubSpot.',
};

/** The records to associate with the meeting. Contacts are invited. */
const links = linkFields.map((field) =>
	field.name === 'contacts'
		? {
				...field,
				displayName: 'Attendees (Contacts)',
				description:
					'The contacts to invite: IDs, email addresses or record URLs, as an array or separated by commas',
			}
		: field,
);

const locationType: INodeProperties = {
	displayName: 'Location Type',
	name: Prop.LOCATION_TYPE,
	type: 'options',
	options: [
		{ name: 'Address', value: 'ADDRESS' },
		{ name: 'Custom', value: 'CUSTOM' },
		{ name: 'Phone', value: 'PHONE' },
	],
	default: 'CUSTOM',
	description: "What 'Location' contains",
};

const attendingOwners: INodeProperties = choices(Prop.ATTENDING_OWNERS, {
	of: 'Attending Owner',
	from: 'getOwners',
	description: 'Other HubSpot users who attend besides the organizer',
});

const reminders: INodeProperties = {
	displayName: 'Reminders',
	name: 'reminders',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add reminder',
	default: {},
	description: 'When HubSpot reminds the attendees by email',
	options: [
		{
			displayName: 'Reminder',
			name: 'reminder',
			values: [
				{
					displayName: 'Time Before Start',
					name: 'amount',
					type: 'number',
					typeOptions: { minValue: 1 },
					default: 1,
					description: 'How long before the start, in the chosen unit',
				},
				{
					displayName: 'Unit',
					name: 'unit',
					type: 'options',
					options: [
						{ name: 'Days', value: 'DAYS' },
						{ name: 'Hours', value: 'HOURS' },
						{ name: 'Minutes', value: 'MINUTES' },
						{ name: 'Weeks', value: 'WEEKS' },
					],
					default: 'HOURS',
					description: "The unit of 'Time Before Start'",
				},
			],
		},
	],
};

const remindersDescribe: INodeProperties = {
	displayName: 'Description in Reminders',
	name: 'remindersDescribe',
	type: 'boolean',
	default: false,
	description: 'Whether to include the meeting description in the reminders',
};

/** The fields of a meeting with a calendar event. */
export const calendarEventFields: INodeProperties[] = [
	organizer,
	{ ...title, required: true },
	{ ...start, required: true },
	end,
	duration,
	...links,
	associations,
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add field',
		default: {},
		options: [
			...propertyFields([
				Prop.OUTCOME,
				Prop.TYPE,
				'hs_meeting_location',
				Prop.BODY,
				Prop.NOTES,
				Prop.ATTACHMENTS,
			]),
			associationsJson,
			attendingOwners,
			locationType,
			reminders,
			remindersDescribe,
		].sort(byDisplayName),
	},
];
