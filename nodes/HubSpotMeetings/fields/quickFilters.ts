import type { INodeProperties } from 'n8n-workflow';

import { choices } from '../../shared/fields/choice';

/** Owners to filter by. Includes deactivated owners, who still have meetings. */
export const ownersFilter: INodeProperties = choices('owners', {
	of: 'Assigned To',
	from: 'getOwners',
	hint: 'Only meetings of these owners, including deactivated ones. You can also enter email addresses.',
});

export const outcomesFilter: INodeProperties = choices('outcomes', {
	of: 'Outcome',
	from: 'getOutcomes',
	hint: 'Only meetings with one of these outcomes, by label or value',
});

const sourcesFilter: INodeProperties = choices('sources', {
	of: 'Source',
	from: 'getMeetingSources',
	hint: 'Only meetings from these sources, such as MEETINGS_PUBLIC for those booked on a scheduling page',
});

/** Filters for everyday use. A filter that was added but is empty is an error. It is never ignored. */
export const quickFilters: INodeProperties = {
	displayName: 'Quick Filters',
	name: 'quickFilters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	description: 'Common filters. A meeting must match all of them, and the filter groups.',
	builderHint: {
		propertyHint: 'Prefer these to filter groups. Add only those that you use: an empty one fails.',
	},
	options: [
		ownersFilter,
		{
			displayName: 'Created Since',
			name: 'createdAfter',
			type: 'dateTime',
			default: '',
			description:
				'Only meetings created in HubSpot at this time or later. A date without a time includes that day.',
		},
		{
			displayName: 'Search Text',
			name: 'query',
			type: 'string',
			default: '',
			placeholder: 'e.g. kickoff',
			description: 'Words in the title or description of the meeting',
		},
		sourcesFilter,
		{
			displayName: 'Updated Since',
			name: 'updatedAfter',
			type: 'dateTime',
			default: '',
			description:
				'Only meetings changed in HubSpot at this time or later. A date without a time includes that day.',
		},
		{
			displayName: 'When',
			name: 'when',
			type: 'options',
			options: [
				{
					name: 'Past Without Outcome',
					value: 'pastWithoutOutcome',
					description: 'The start has passed, and the outcome is empty or still Scheduled',
				},
				{
					name: 'This Week',
					value: 'thisWeek',
					description: 'The start is between Monday and Sunday of this week',
				},
				{ name: 'Today', value: 'today', description: 'The start is today' },
				{ name: 'Upcoming', value: 'upcoming', description: 'The start is in the future' },
			],
			default: 'upcoming',
			description: "When the meeting starts, in the workflow's time zone or the 'Time Zone' option",
		},
	],
};

/** Filters for the meetings of a record. */
export const recordFilters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	description: 'A meeting must match all of them',
	options: [
		ownersFilter,
		outcomesFilter,
		sourcesFilter,
		{
			displayName: 'Starting Before',
			name: 'startsBefore',
			type: 'dateTime',
			default: '',
			description:
				'Only meetings that start before this time. A date without a time excludes that day.',
		},
		{
			displayName: 'Starting From',
			name: 'startsFrom',
			type: 'dateTime',
			default: '',
			description:
				'Only meetings that start at this time or later. A date without a time includes that day.',
		},
	],
};
