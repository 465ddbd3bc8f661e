import type { INodeProperties } from 'n8n-workflow';

import { capitalized } from '../../common/text';
import { ASSOCIATIONS_EXAMPLE, DEFAULT_TYPES } from '../../hubspot/associationTypes';
import { findObjectType, MAIN_TYPES } from '../../hubspot/objectTypes';
import { typeFields } from './associationType';
import { objectType } from './objectType';
import { byDisplayName } from './options';

const EXAMPLES = {
	contacts: 'jane@example.com, 101',
	companies: 'example.com, 301',
	deals: '501, 502',
	tickets: '701, 702',
};

const ALSO: Partial<Record<string, string>> = {
	contacts: ', email addresses',
	companies: ', domains',
};

/** Contacts, Companies, Deals and Tickets: the records to associate the meeting with. */
export const linkFields: INodeProperties[] = MAIN_TYPES.map((name) => ({
	displayName: capitalized(name),
	name,
	type: 'string',
	default: '',
	placeholder: `e.g. ${EXAMPLES[name]}`,
	description: `The ${name} to associate the meeting with: IDs${ALSO[name] ?? ''} or record URLs, as an array or separated by commas`,
}));

const FAIL = {
	name: 'Fail the Item',
	value: 'fail',
	description: 'List what was not found, and send nothing',
};

const SKIP = {
	name: 'Skip and List',
	value: 'skip',
	description: 'Associate the rest, and list what was not found in the output',
};

const CREATE = {
	name: 'Create Contacts',
	value: 'create',
	description:
		'Create contacts for email addresses that are not in HubSpot, and list the rest. Excludes owners in the account, rooms and your own domains.',
};

/** What to do with an entry that HubSpot has no record for, without the choice to create contacts. */
const notFoundOnly: INodeProperties = {
	displayName: 'Records Not Found',
	name: 'notFound',
	type: 'options',
	options: [FAIL, SKIP],
	default: 'skip',
	description:
		"What to do with records that are not in HubSpot, and with entries that don't identify a record",
};

/** The same option, with the choice to create contacts. */
export const notFound: INodeProperties = { ...notFoundOnly, options: [CREATE, FAIL, SKIP] };

/** Like `notFound`, but fails by default, for operations that depend on the records. */
export const recordsNotFound: INodeProperties = { ...notFound, default: 'fail' };

/** Like `recordsNotFound`, for operations that must not create contacts. */
export const recordsToRemoveNotFound: INodeProperties = { ...notFoundOnly, default: 'fail' };

/** Domains of colleagues, for whom no contacts are created. */
export const ownDomains: INodeProperties = {
	displayName: 'Own Domains',
	name: 'ownDomains',
	type: 'string',
	default: '',
	placeholder: 'e.g. example.com, example.org',
	description:
		"The domains of your company, as an array or separated by commas. 'Create Contacts' creates no contacts for their email addresses.",
};

/** HubSpot's own object types to choose from. Other types can be given with an expression. */
export const objectTypeOptions = DEFAULT_TYPES.map((value) => ({
	name: capitalized(value),
	value,
	description: `${findObjectType(value)?.displayName ?? value} records`,
}));

const associationValues: INodeProperties[] = [
	...typeFields('&objectType'),
	objectType,
	{
		displayName: 'Records',
		name: 'records',
		type: 'string' as const,
		default: '',
		placeholder: 'e.g. 101, 102',
		description:
			'IDs, record URLs, contact email addresses or company domains, as an array or separated by commas',
	},
].sort(byDisplayName);

/** For what the simple fields can't do: labels, type IDs, other object types. */
export const associations: INodeProperties = {
	displayName: 'Associations',
	name: 'associations',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add association',
	default: {},
	description: 'More records to associate the meeting with, using any association type',
	options: [
		{
			displayName: 'Association',
			name: 'association',
			values: associationValues,
		},
	],
};

/** Which records of the contacts to associate with the meeting as well. */
export const alsoAssociate: INodeProperties = {
	displayName: 'Also Associate',
	name: 'alsoAssociate',
	type: 'multiOptions',
	options: [
		{
			name: 'All Companies of the Contacts',
			value: 'companies',
		},
		{
			name: 'Open Deals of the Contacts',
			value: 'openDeals',
		},
		{
			name: 'Primary Company of the Contacts',
			value: 'primaryCompany',
		},
	],
	default: [],
	description: 'Records associated with the contacts, to also associate with the meeting',
};

/** Associations in HubSpot's API format. */
export const associationsJson: INodeProperties = {
	displayName: 'Associations (JSON)',
	name: 'associationsJson',
	type: 'json',
	default: '',
	description: "More associations, in HubSpot's API format",
	hint: `Example: ${ASSOCIATIONS_EXAMPLE}`,
};
