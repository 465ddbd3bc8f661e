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
	hint: 'The properties whose earlier values to return',
});

const associations: INodeProperties = {
	displayName: 'Associations',
	name: 'associations',
	type: 'multiOptions',
	options: objectTypeOptions,
	default: [],
	description:
		'The types of associated records whose IDs to return. Other types can be given with an expression.',
};

/** HubSpot returns either deleted meetings or the others, never both. */
export const archived: INodeProperties = {
	displayName: 'Deleted Only (Recycling Bin)',
	name: 'archived',
	type: 'boolean',
	default: false,
	description: 'Whether to return deleted meetings instead of the others',
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
		'The types of associated records to add to each meeting: with the name, contacts also with the email address, companies with the domain. Other types can be given with an expression.',
};

/** Limits the output of reads to certain keys. */
export const outputFields: INodeProperties = {
	displayName: 'Output Fields',
	name: 'outputFields',
	type: 'string',
	default: '',
	placeholder: 'e.g. hs_meeting_title, owner, contacts',
	description:
		'The keys of the output to return, as an array or separated by commas. Leave empty to return all.',
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
