import type { INodeProperties } from 'n8n-workflow';

/** The one meeting that an operation is about. */
export const meetingId: INodeProperties = {
	displayName: 'Meeting',
	name: 'meetingId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The meeting to work with',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchMeetings', searchable: true },
		},
		{
			displayName: 'By URL',
			name: 'url',
			type: 'string',
			placeholder: 'e.g. https://app.hubspot.com/contacts/123456/record/0-47/17612479134',
		},
		{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. 17612479134' },
	],
};

/** Finds the meeting by another property, where the operation offers it. */
export const idProperty: INodeProperties = {
	displayName: 'Find By Name or ID',
	name: 'idProperty',
	type: 'options',
	typeOptions: { loadOptionsMethod: 'getUniqueProperties' },
	default: '',
	description:
		'A property that holds a value no other meeting has. Give that value in \'Meeting\', by ID. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};
