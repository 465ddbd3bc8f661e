import type { INodeProperties } from 'n8n-workflow';

/** Where the values come from: fields, or the item's own keys. */
export const dataToSend: INodeProperties = {
	displayName: 'Values to Send',
	name: 'dataToSend',
	type: 'options',
	options: [
		{
			name: 'Map Automatically',
			value: 'autoMapInputData',
			description:
				'Take the values from the item: its keys are the internal names of properties, such as hs_meeting_title, or contacts, companies, deals, tickets and duration',
		},
		{
			name: 'Set Each Field',
			value: 'defineBelow',
			description: 'Give each value in a field',
		},
	],
	default: 'defineBelow',
	description: 'Where the values come from',
};

/** Where an option is for those who map automatically. */
export const whenMapping = { show: { '/dataToSend': ['autoMapInputData'] } };

/** The zone of times that name none. */
export const timeZone: INodeProperties = {
	displayName: 'Time Zone',
	name: 'timeZone',
	type: 'string',
	default: '',
	placeholder: 'e.g. America/New_York',
	description: "The zone of times that name none. By default the workflow's time zone.",
};

/** How values are read that leave room for it. */
export const valueOptions: INodeProperties[] = [
	{
		displayName: 'Text Format',
		name: 'textFormat',
		type: 'options',
		options: [
			{
				name: 'Detect',
				value: 'detect',
				description:
					'HTML where a text holds nothing but simple HTML, such as the body of a calendar event, plain text otherwise',
			},
			{
				name: 'HTML',
				value: 'html',
				description: 'Description and Internal Notes are HTML already',
			},
			{
				name: 'Plain Text',
				value: 'plain',
				description: 'Line breaks and special characters are kept as they look',
			},
		],
		default: 'detect',
		description:
			"What 'Description' and 'Internal Notes' are given as; HubSpot keeps them as HTML. 'Detect' takes a text for HTML when all its tags are for paragraphs, lists, tables, links, images and bold or other type, and nothing in it can run. Any other text is shown as it was typed.",
	},
	{
		displayName: 'Text Too Long',
		name: 'textTooLong',
		type: 'options',
		options: [
			{
				name: 'Cut It',
				value: 'cut',
				description: 'Send its beginning, end it with … and say so in a hint',
			},
			{
				name: 'Fail the Item',
				value: 'fail',
				description: 'Name the property and send nothing',
			},
		],
		default: 'fail',
		description:
			'What to do with a text of more than 65,536 characters, which HubSpot does not take. In Description and Internal Notes the HTML counts.',
	},
	timeZone,
];

/** How the item's own keys are read. */
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
				description: 'A key that is there and empty empties the property in HubSpot',
			},
			{
				name: 'Leave the Property Alone',
				value: 'leave',
				description: 'A key that is empty counts as not there',
			},
		],
		default: 'leave',
		description: 'What an empty value of the item means',
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
				description: 'Name the keys that are no properties of the account, and send nothing',
			},
			{ name: 'Leave Out', value: 'ignore', description: 'Send the rest without them' },
		],
		default: 'fail',
		description: 'What to do with keys of the item that are no properties of the account',
	},
];
