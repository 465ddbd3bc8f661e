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
		'How long the meeting takes: one of the durations that the page offers. With 0, the first of them is used.',
};

/** The time zone of days, hours, and times without an offset. */
export const visitorZone: INodeProperties = {
	displayName: 'Time Zone',
	name: 'timeZone',
	type: 'string',
	default: '',
	placeholder: 'e.g. America/New_York',
	description:
		"The time zone of the person who books, by its IANA name such as Europe/Berlin. By default the workflow's time zone.",
};

/** The time span to search. */
export const span: INodeProperties[] = [
	{
		displayName: 'From',
		name: 'from',
		type: 'dateTime',
		default: '',
		description: 'When the first free time may begin, as ISO 8601. By default now.',
	},
	{
		displayName: 'To',
		name: 'to',
		type: 'dateTime',
		default: '',
		description:
			'When the last meeting must be over, as ISO 8601; a date without a time includes that day. By default fourteen days after From.',
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
		description: 'Only meetings within these hours of the day, in the chosen time zone',
	},
	{
		displayName: 'Group by Day',
		name: 'groupByDay',
		type: 'boolean',
		default: false,
		description: 'Whether to return one item for each day, with the list of its free times',
	},
	{
		displayName: 'Nothing Free',
		name: 'nothingFree',
		type: 'options',
		options: [
			{ name: 'Return No Item', value: 'none', description: 'And show the reason as a hint' },
			{
				name: 'Return One Item That Says So',
				value: 'item',
				description: 'With an empty list of free times and the reason, as AI agents always get it',
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
		description: 'Only these days of the week, in the chosen time zone',
	},
];
