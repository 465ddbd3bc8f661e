import type { INodeProperties } from 'n8n-workflow';

import { findObjectType } from '../../../hubspot/objectTypes';

/** The types whose records have a field of their own, keyed as they are mapped automatically. */
export const LINKED_TYPES = ['contacts', 'companies', 'deals', 'tickets'] as const;

const ALSO: Partial<Record<string, string>> = {
	contacts: ', e-mail addresses',
	companies: ', domains',
};

/** Contacts, Companies, Deals, Tickets: whom the meeting is with. */
export const linkFields: INodeProperties[] = LINKED_TYPES.map((name) => {
	const display = `${name[0].toUpperCase()}${name.slice(1)}`;
	const example = { contacts: 'jane@example.com, 101', companies: 'example.com, 201' }[
		name as string
	];
	return {
		displayName: display,
		name,
		type: 'string',
		default: '',
		placeholder: `e.g. ${example ?? '301, 302'}`,
		description: `The ${name} to associate the meeting with: IDs${ALSO[name] ?? ''} or addresses in HubSpot, as an array or separated by commas`,
	};
});

/** What happens to an e-mail or domain that HubSpot does not have. */
export const notFound: INodeProperties = {
	displayName: 'Records Not Found',
	name: 'notFound',
	type: 'options',
	options: [
		{
			name: 'Fail the Item',
			value: 'fail',
			description: 'Name what was not found, and send nothing',
		},
		{
			name: 'Skip and List',
			value: 'skip',
			description: 'Associate the rest, and list what was not found in the output',
		},
	],
	default: 'skip',
	description: 'What to do with e-mail addresses and domains that no record has',
};

const meetingTypes = [
	'appointments',
	'calls',
	'companies',
	'contacts',
	'courses',
	'deals',
	'leads',
	'listings',
	'orders',
	'projects',
	'services',
	'tickets',
];

/** Object types to choose from; custom ones are typed, or come from the account. */
export const objectTypeOptions = meetingTypes.map((value) => ({
	name: `${value[0].toUpperCase()}${value.slice(1)}`,
	value,
	description: `${findObjectType(value)?.displayName ?? value} records`,
}));

/** Everything beside the plain fields: labels, type ids, other object types. */
export const associations: INodeProperties = {
	displayName: 'Associations',
	name: 'associations',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add association',
	default: {},
	description: 'Further records to associate the meeting with, by any association type',
	options: [
		{
			displayName: 'Association',
			name: 'association',
			values: [
				{
					displayName: 'Association Type',
					name: 'by',
					type: 'options',
					options: [
						{
							name: 'Default',
							value: 'default',
							description: 'The type without a label',
						},
						{
							name: 'Type ID',
							value: 'typeId',
							description: 'A type or label of the account, by its ID',
						},
					],
					default: 'default',
					description: 'How the records are associated with the meeting',
				},
				{
					displayName: 'Category',
					name: 'category',
					type: 'options',
					options: [
						{
							name: 'Defined by an Integration',
							value: 'INTEGRATOR_DEFINED',
						},
						{
							name: 'Defined by HubSpot',
							value: 'HUBSPOT_DEFINED',
						},
						{
							name: 'Defined in the Account',
							value: 'USER_DEFINED',
						},
					],
					default: 'HUBSPOT_DEFINED',
					description: 'Who has defined the association type',
				},
				{
					displayName: 'Object Type',
					name: 'objectType',
					type: 'string',
					default: 'contacts',
					description:
						'The type of the records:	a name such as leads, or the type ID of a custom object such as 2-123',
				},
				{
					displayName: 'Records',
					name: 'records',
					type: 'string',
					default: '',
					placeholder: 'e.g. 101, 102',
					description: 'The IDs of the records, as an array or separated by commas',
				},
				{
					displayName: 'Type ID',
					name: 'typeId',
					type: 'string',
					default: '',
					placeholder: 'e.g. 200',
					description: 'The ID of the association type, from the meeting to the record',
				},
			],
		},
	],
};

/** The same as HubSpot takes it. */
export const associationsJson: INodeProperties = {
	displayName: 'Associations (JSON)',
	name: 'associationsJson',
	type: 'json',
	default: '',
	placeholder:
		'[{ "to": { "ID": 101 }, "types": [{ "associationCategory": "HUBSPOT_DEFINED", "associationTypeId": 200 }] }]',
	description: "Further associations in the form of HubSpot's API",
};
