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

/** Contacts, Companies, Deals, Tickets: whom the meeting is with. */
export const linkFields: INodeProperties[] = MAIN_TYPES.map((name) => ({
	displayName: capitalized(name),
	name,
	type: 'string',
	default: '',
	placeholder: `e.g. ${EXAMPLES[name]}`,
	description: `The ${name} to associate the meeting with: IDs${ALSO[name] ?? ''} or record URLs, as an array or separated by commas`,
}));

/** What happens to an email or domain that HubSpot does not have. */
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
	description: 'What to do with records that HubSpot does not have',
};

/** The same where the records are all that an operation is about. */
export const recordsNotFound: INodeProperties = { ...notFound, default: 'fail' };

/** Object types to choose from; custom ones are typed, or come from the account. */
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
			'Any number, as an array or separated by commas: IDs, record URLs, email addresses of contacts, domains of companies',
	},
].sort(byDisplayName);

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
			values: associationValues,
		},
	],
};

/** What the contacts bring along. */
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
	description:
		'Records that are associated with the contacts, to associate with the meeting as well',
};

/** The same as HubSpot takes it. */
export const associationsJson: INodeProperties = {
	displayName: 'Associations (JSON)',
	name: 'associationsJson',
	type: 'json',
	default: '',
	description: "Further associations in the form of HubSpot's API",
	hint: `Such as ${ASSOCIATIONS_EXAMPLE}`,
};
