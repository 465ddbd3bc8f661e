import type { INodeProperties } from 'n8n-workflow';

/** Where the values come from: the fields, or the item's own keys. */
export const dataToSend: INodeProperties = {
	displayName: 'Values to Send',
	name: 'dataToSend',
	type: 'options',
	options: [
		{
			name: 'Map Automatically',
			value: 'autoMapInputData',
			description:
				'Take the values from the item: its keys are internal property names, such as hs_meeting_title, or contacts, companies, deals, tickets, duration and isAllDay (for all-day Outlook events)',
		},
		{
			name: 'Set Each Field',
			value: 'defineBelow',
			description: 'Enter each value in its own field',
		},
	],
	default: 'defineBelow',
	description: 'Where the values come from',
	builderHint: {
		propertyHint:
			"Use 'autoMapInputData' where the keys of the items are property names, such as rows of a file: it is the fastest and needs no expressions.",
	},
};

/** Shows an option only with 'Map Automatically'. */
export const whenMapping = { show: { '/dataToSend': ['autoMapInputData'] } };

/** The time zone of times without a zone. */
const timeZone: INodeProperties = {
	displayName: 'Time Zone',
	name: 'timeZone',
	type: 'string',
	default: '',
	placeholder: 'e.g. America/New_York',
	description:
		"The time zone for times without a zone, or with an unknown one, such as Outlook's tzone://Microsoft/Custom. Defaults to the workflow's time zone.",
};

/** How to read a date that can mean two days. */
const dateOrder: INodeProperties = {
	displayName: 'Date Order',
	name: 'dateOrder',
	type: 'options',
	options: [
		{ name: 'Day First', value: 'dayFirst', description: '03/04/2026 is April 3' },
		{
			name: 'Fail the Item',
			value: 'refuse',
			description: 'Fail the item if a date can mean two days',
		},
		{ name: 'Month First', value: 'monthFirst', description: '03/04/2026 is March 4' },
	],
	default: 'refuse',
	description:
		'How to read a date such as 03/04/2026 or 03/04/26. Unambiguous dates, such as 23/04/2026, are not affected.',
};

/** How to read ambiguous times. */
export const timeOptions: INodeProperties[] = [dateOrder, timeZone];

/** What to do with an owner who is not in the account. */
const ownerNotFound: INodeProperties = {
	displayName: 'Owner Not Found',
	name: 'ownerNotFound',
	type: 'options',
	options: [
		{
			name: 'Fail the Item',
			value: 'fail',
			description: 'List the owners that were not found, and send nothing',
		},
		{
			name: 'Leave Unassigned and List',
			value: 'leave',
			description: 'Send the rest, and list the owners that were not found in the output',
		},
	],
	default: 'fail',
	description: 'What to do with an owner who is not in the account',
};

/** How to read ambiguous values, and what to do with those that HubSpot would refuse. */
export const valueOptions: INodeProperties[] = [
	ownerNotFound,
	{
		displayName: 'Text Format',
		name: 'textFormat',
		type: 'options',
		options: [
			{
				name: 'Detect',
				value: 'detect',
				description:
					'HTML if a text contains only simple HTML, such as the body of a calendar event, otherwise plain text',
			},
			{
				name: 'HTML',
				value: 'html',
				description: 'Description and Internal Notes are HTML already',
			},
			{
				name: 'Plain Text',
				value: 'plain',
				description: 'Line breaks and special characters are kept',
			},
		],
		default: 'detect',
		description:
			"The format of 'Description' and 'Internal Notes'. HubSpot stores them as HTML. 'Detect' treats a text as HTML if all its tags are for paragraphs, lists, tables, links, images or text style, and it contains no scripts. Any other text is shown as typed.",
	},
	{
		displayName: 'Text Too Long',
		name: 'textTooLong',
		type: 'options',
		options: [
			{
				name: 'Fail the Item',
				value: 'fail',
				description: 'Name the property, and send nothing',
			},
			{
				name: 'Truncate',
				value: 'cut',
				description: 'Shorten the text, end it with … and show a hint',
			},
		],
		default: 'fail',
		description:
			"What to do with a text of more than 65,536 characters, HubSpot's maximum. In Description and Internal Notes, the HTML counts.",
	},
	...timeOptions,
];

/** How to read the item's own keys. */
export const mappingOptions: INodeProperties[] = [
	{
		displayName: 'Blank Values',
		name: 'blankValues',
		type: 'options',
		displayOptions: whenMapping,
		options: [
			{
				name: 'Clear the Property',
				value: 'clear',
				description: 'An empty value clears the property in HubSpot',
			},
			{
				name: 'Leave the Property Unchanged',
				value: 'leave',
				description: 'An empty value is ignored',
			},
		],
		default: 'leave',
		description: 'What to do with empty values of the item',
	},
	{
		displayName: 'Unknown Keys',
		name: 'unknownKeys',
		type: 'options',
		displayOptions: whenMapping,
		options: [
			{
				name: 'Fail the Item',
				value: 'fail',
				description: 'List the keys that are not properties of the account, and send nothing',
			},
			{ name: 'Leave Out', value: 'ignore', description: 'Send the rest' },
		],
		default: 'fail',
		description: 'What to do with keys of the item that are not properties of the account',
	},
];
