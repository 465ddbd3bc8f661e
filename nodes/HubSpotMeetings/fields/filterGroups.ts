import type { INodeProperties } from 'n8n-workflow';

import * as Prop from '../../hubspot/propertyNames';
import { OPERATORS } from '../../hubspot/values/operators';
import { choice } from '../../shared/fields/choice';

export const filterType: INodeProperties = {
	displayName: 'Filter Groups As',
	name: 'filterType',
	type: 'options',
	options: [
		{ name: 'Fields', value: 'manual', description: 'Choose properties, operators and values' },
		{
			name: 'JSON',
			value: 'json',
			description: "Enter the filter groups in HubSpot's API format",
		},
	],
	default: 'manual',
	description: 'How to enter the filter groups',
};

const filter: INodeProperties[] = [
	choice('propertyName', { of: 'Property', from: 'getFilterableProperties' }),
	{
		displayName: 'Operator',
		name: 'operator',
		type: 'options',
		options: OPERATORS.map(({ name, value, description }) => ({ name, value, description })),
		default: 'EQ',
		description: 'How to compare the property',
	},
	{
		displayName: 'Value',
		name: 'value',
		type: 'string',
		displayOptions: { hide: { operator: ['HAS_PROPERTY', 'NOT_HAS_PROPERTY'] } },
		default: '',
		placeholder: 'e.g. Completed',
		description:
			"The value to compare with: an option label or value, an owner ID or email address, or a time in any common format; a date without a time is the whole day. For 'Is Any Of' and 'Is None Of', a list as an array or separated by commas.",
	},
	{
		displayName: 'High Value',
		name: 'highValue',
		type: 'string',
		displayOptions: { show: { operator: ['BETWEEN'] } },
		default: '',
		description: 'The upper bound (inclusive)',
	},
];

export const filterGroups: INodeProperties = {
	displayName: 'Filter Groups',
	name: 'filterGroups',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	displayOptions: { show: { filterType: ['manual'] } },
	placeholder: 'Add filter group',
	default: {},
	description: 'Meetings that match all filters of any group are returned (at most 5 groups)',
	options: [
		{
			displayName: 'Filter Group',
			name: 'group',
			values: [
				{
					displayName: 'Filters',
					name: 'filters',
					type: 'fixedCollection',
					typeOptions: { multipleValues: true },
					placeholder: 'Add filter',
					default: {},
					description: 'A meeting must match all of them (at most 6)',
					options: [{ displayName: 'Filter', name: 'filter', values: filter }],
				},
			],
		},
	],
};

export const filterGroupsJson: INodeProperties = {
	displayName: 'Filter Groups (JSON)',
	name: 'filterGroupsJson',
	type: 'json',
	displayOptions: { show: { filterType: ['json'] } },
	default: '',
	description:
		'A list of groups of filters. Meetings that match all filters of any group are returned.',
	// A hint, because n8n's JSON editor does not show placeholders.
	hint: 'Example: [{ "filters": [{ "propertyName": "hs_meeting_outcome", "operator": "IN", "values": ["SCHEDULED"] }] }]',
};

/** The sort order. HubSpot sorts by one property only. */
export const sort: INodeProperties = {
	displayName: 'Sort',
	name: 'sort',
	type: 'fixedCollection',
	placeholder: 'Add sort',
	default: {},
	description: 'The order of the results. Defaults to the time of creation, oldest first.',
	options: [
		{
			displayName: 'Sort By',
			name: 'by',
			values: [
				{
					displayName: 'Direction',
					name: 'direction',
					type: 'options',
					options: [
						{ name: 'Ascending', value: 'ASCENDING', description: 'Lowest or earliest first' },
						{ name: 'Descending', value: 'DESCENDING', description: 'Highest or latest first' },
					],
					default: 'DESCENDING',
					description: 'The order of the values. Meetings without a value come last.',
				},
				choice('propertyName', {
					of: 'Property',
					from: 'getProperties',
					default: Prop.START,
				}),
			],
		},
	],
};
