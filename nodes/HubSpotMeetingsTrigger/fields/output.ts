import type { INodeProperties } from 'n8n-workflow';

const MANY =
	'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>';

const records = (
	displayName: string,
	name: string,
	loadOptionsMethod: string,
	usual: string,
): INodeProperties => ({
	displayName: `${displayName} Property Names or IDs`,
	name,
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod },
	default: [],
	description: `What to return of each. Leave empty for ${usual}. ${MANY}.`,
});

/** What comes out beside the meeting. */
export const associatedRecords: INodeProperties = {
	displayName: 'Associated Records',
	name: 'associatedRecords',
	type: 'collection',
	displayOptions: { hide: { event: ['deleted'] } },
	placeholder: 'Add records',
	default: {},
	description: 'Associated records to return with each meeting, such as the contacts it is with',
	options: [
		records('Company', 'companies', 'getCompanyProperties', 'name and domain'),
		records('Contact', 'contacts', 'getContactProperties', 'name, email, phone, job and company'),
		records('Deal', 'deals', 'getDealProperties', 'name, amount, stage and close date'),
		records('Ticket', 'tickets', 'getTicketProperties', 'subject, status and priority'),
	],
};

export const simplify: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

export const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		{
			displayName: 'Only Without Outcome',
			name: 'onlyWithoutOutcome',
			type: 'boolean',
			displayOptions: { show: { '/event': ['ended'] } },
			default: false,
			description:
				'Whether to leave out meetings whose outcome somebody has logged. Scheduled counts as none.',
		},
		{
			displayName: 'Property Names or IDs',
			name: 'properties',
			type: 'multiOptions',
			typeOptions: { loadOptionsMethod: 'getProperties' },
			default: [],
			description:
				'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
			hint: 'What to return. By default the usual ones, such as title, times, owner and outcome.',
		},
		{
			displayName: 'Start Date',
			name: 'startDate',
			type: 'dateTime',
			displayOptions: { hide: { '/event': ['ended', 'startingSoon'] } },
			default: '',
			description:
				'Also hand on what happened since then, once. By default only what happens after the workflow was activated. Another start date begins anew.',
		},
	],
};
