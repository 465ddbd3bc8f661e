import type { INodeProperties } from 'n8n-workflow';

import { WEEKDAYS } from '../../hubspot/values/calendarNames';

/** The duration of the meeting, one of those that the page offers. */
export const pageDuration: INodeProperties = {
	displayName: 'Duration (Minutes)',
	name: 'duration',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 0,
	description:
		'How long the meeting takes, as one of the durations that the page offers. Use 0 for the first one.',
};

/** The time zone of days, hours, and times without an offset. */
export const visitorZone: INodeProperties = {
	displayName: 'Time Zone',
	name: 'timeZone',
	type: 'string',
	default: '',
	placeholder: 'e.g. America/New_York',
	description:
		"The time zone of the person booking, as an IANA name such as Europe/Berlin. Defaults to the workflow's time zone.",
};

/** The time span to search. */
export const span: INodeProperties[] = [
	{
		displayName: 'From',
		name: 'from',
		type: 'dateTime',
		default: '',
		description: 'The earliest start, as ISO 8601. Defaults to now.',
	},
	{
		displayName: 'To',
		name: 'to',
		type: 'dateTime',
		default: '',
		description:
			'The latest end, as ISO 8601; a date without a time includes that day. Defaults to 14 days after From.',
	},
];

/** Which free times to return, and in what form. */
export const freeTimeOptions: INodeProperties[] = [
	{
		displayName: 'At Most per Day',
		name: 'mostPerDay',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 3,
		description: 'The maximum number of free times per day, spread over the day',
	},
	{
		displayName: 'Between Hours',
		name: 'betweenHours',
		type: 'string',
		default: '',
		placeholder: 'e.g. 9:00-12:30',
		description: 'Only free times within these hours, in the chosen time zone',
	},
	{
		displayName: 'Group by Day',
		name: 'groupByDay',
		type: 'boolean',
		default: false,
		description: 'Whether to return one item per day, with a list of its free times',
	},
	{
		displayName: 'Nothing Free',
		name: 'nothingFree',
		type: 'options',
		options: [
			{ name: 'Return No Item', value: 'none', description: 'Show the reason as a hint' },
			{
				name: 'Return One Item',
				value: 'item',
				description: 'With an empty list of free times and the reason, as for AI agents',
			},
		],
		default: 'item',
		description: 'What to return if nothing is free',
	},
	{
		displayName: 'Weekdays',
		name: 'weekdays',
		type: 'multiOptions',
		options: [...WEEKDAYS.slice(1), WEEKDAYS[0]].map((name) => ({
			name,
			value: name.toLowerCase(),
		})),
		default: [],
		description: 'Only free times on these days, in the chosen time zone',
	},
];
