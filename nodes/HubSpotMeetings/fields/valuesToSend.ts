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
				description: 'HTML where a text holds HTML tags, plain text otherwise',
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
		default: 'plain',
		description:
			"What 'Description' and 'Internal Notes' are given as; HubSpot keeps them as HTML. Without this option they are plain text, and detected when mapping automatically.",
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
