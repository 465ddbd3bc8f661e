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
			description: "Enter the filter groups in the format of HubSpot's API",
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
		description: 'How the property is compared',
	},
	{
		displayName: 'Value',
		name: 'value',
		type: 'string',
		displayOptions: { hide: { operator: ['HAS_PROPERTY', 'NOT_HAS_PROPERTY'] } },
		default: '',
		placeholder: 'e.g. Completed',
		description:
			"What the property is compared with: an option by label or value, an owner by ID or email address, a time in any form; a date without time is the whole day. For 'Is Any Of' and 'Is None Of' a list, as an array or separated by commas.",
	},
	{
		displayName: 'High Value',
		name: 'highValue',
		type: 'string',
		displayOptions: { show: { operator: ['BETWEEN'] } },
		default: '',
		description: 'The upper bound, which is included',
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
	description: 'A meeting is found when all filters of one group are true (at most 5 groups)',
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
					description: 'All of them must be true (at most 6)',
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
		'A list of groups, each with its filters. A meeting is found when all filters of one group are true.',
	// A hint, because n8n's JSON editor does not show placeholders.
	hint: 'Such as [{ "filters": [{ "propertyName": "hs_meeting_outcome", "operator": "IN", "values": ["SCHEDULED"] }] }]',
};

/** The sort order. HubSpot sorts by one property only. */
export const sort: INodeProperties = {
	displayName: 'Sort',
	name: 'sort',
	type: 'fixedCollection',
	placeholder: 'Add sort',
	default: {},
	description:
		'The order of the results. By default, the meetings that were created first come first.',
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
						{ name: 'Ascending', value: 'ASCENDING', description: 'The lowest or earliest first' },
						{ name: 'Descending', value: 'DESCENDING', description: 'The highest or latest first' },
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
