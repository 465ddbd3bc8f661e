import type { INodeProperties } from 'n8n-workflow';

import { choices } from '../../shared/fields/choice';
import { properties } from '../../shared/fields/output';
import { objectTypeOptions } from './associations';

export const returnAllFields: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		displayOptions: { show: { returnAll: [false] } },
		default: 50,
		description: 'Max number of results to return',
	},
];

const history: INodeProperties = choices('propertiesWithHistory', {
	of: 'Property History',
	from: 'getProperties',
	hint: 'Properties to return with their earlier values',
});

const associations: INodeProperties = {
	displayName: 'Associations',
	name: 'associations',
	type: 'multiOptions',
	options: objectTypeOptions,
	default: [],
	description:
		'Return the IDs of associated records of these types. Use an expression for other types.',
};

/** HubSpot returns either deleted meetings or the others, never both. */
export const archived: INodeProperties = {
	displayName: 'Deleted Only (Recycling Bin)',
	name: 'archived',
	type: 'boolean',
	default: false,
	description: 'Whether to return only deleted meetings',
};

const ownerDetails: INodeProperties = {
	displayName: 'Add Owner Details',
	name: 'addOwnerDetails',
	type: 'boolean',
	default: false,
	description: "Whether to add the owner's name and email address to each meeting",
};

const recordDetails: INodeProperties = {
	displayName: 'Add Record Details',
	name: 'addRecordDetails',
	type: 'multiOptions',
	options: objectTypeOptions,
	default: [],
	description:
		'Add the names of associated records of these types to each meeting, with the email addresses of contacts and the domains of companies. Use an expression for other types.',
};

/** Limits the output of reads to certain keys. */
export const outputFields: INodeProperties = {
	displayName: 'Output Fields',
	name: 'outputFields',
	type: 'string',
	default: '',
	placeholder: 'e.g. hs_meeting_title, owner, contacts',
	description:
		'The output keys to return, as an array or separated by commas. Leave empty to return all.',
};

/** What to return for meetings from a search. HubSpot's search does not return property history. */
export const foundOptions: INodeProperties[] = [
	associations,
	outputFields,
	ownerDetails,
	properties,
	recordDetails,
];

/** What to return for each meeting. */
export const readingOptions: INodeProperties[] = [...foundOptions, history];
