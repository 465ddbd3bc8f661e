import type { INodeProperties } from 'n8n-workflow';

/** Whoever adds a filter means it: empty it is an error, never no filter. */
export const filters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	description: 'Only meetings that all of these are true for',
	options: [
		{
			displayName: 'Assigned To Names or IDs',
			name: 'owners',
			type: 'multiOptions',
			typeOptions: { loadOptionsMethod: 'getOwners' },
			default: [],
			description:
				'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
			hint: 'Email addresses can be given, too',
		},
		{
			displayName: 'Associated With',
			name: 'associatedWith',
			type: 'fixedCollection',
			displayOptions: { hide: { '/event': ['deleted'] } },
			default: {},
			description: 'Only meetings that are associated with one of these records',
			options: [
				{
					displayName: 'Record',
					name: 'record',
					values: [
						{
							displayName: 'Object Type',
							name: 'objectType',
							type: 'options',
							options: [
								{ name: 'Companies', value: 'companies' },
								{ name: 'Contacts', value: 'contacts' },
								{ name: 'Deals', value: 'deals' },
								{ name: 'Tickets', value: 'tickets' },
							],
							default: 'contacts',
							description: 'The type of the records',
						},
						{
							displayName: 'Records',
							name: 'records',
							type: 'string',
							default: '',
							placeholder: 'e.g. 101, 102',
							description:
								'IDs or record URLs, as an array or separated by commas: one of them is enough',
						},
					],
				},
			],
		},
		{
			displayName: 'Meeting Type Names or IDs',
			name: 'types',
			type: 'multiOptions',
			typeOptions: { loadOptionsMethod: 'getMeetingTypes' },
			default: [],
			description:
				'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
		},
		{
			displayName: 'Outcome Names or IDs',
			name: 'outcomes',
			type: 'multiOptions',
			typeOptions: { loadOptionsMethod: 'getOutcomes' },
			displayOptions: { hide: { '/event': ['outcomeChanged'] } },
			default: [],
			description:
				'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
			hint: "'Starting Soon' and 'Ended' leave out canceled and rescheduled meetings unless you choose them here",
		},
	],
};
