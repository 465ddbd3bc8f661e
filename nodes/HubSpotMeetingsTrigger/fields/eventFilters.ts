import type { INodeProperties } from 'n8n-workflow';

import { capitalized } from '../../common/text';
import { MAIN_TYPES } from '../../hubspot/objectTypes';
import { choices } from '../../shared/fields/choice';
import { eventsWithout } from '../events';

/** The Filters collection. A filter that was added but is empty is an error; it is never ignored. */
export const filters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	description: 'Only meetings that match all of these',
	options: [
		choices('owners', {
			of: 'Assigned To',
			from: 'getOwners',
			hint: 'You can also enter email addresses and full names',
		}),
		{
			displayName: 'Associated With',
			name: 'associatedWith',
			type: 'fixedCollection',
			displayOptions: { hide: { '/event': eventsWithout('associatedWith') } },
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
							options: [...MAIN_TYPES].sort().map((value) => ({ name: capitalized(value), value })),
							default: 'contacts',
							description: 'The type of the records',
						},
						{
							displayName: 'Records',
							name: 'records',
							type: 'string',
							default: '',
							placeholder: 'e.g. 101, jane@example.com',
							description:
								'IDs, record URLs, contact email addresses or company domains, as an array or separated by commas (one match is enough)',
						},
					],
				},
			],
		},
		choices('types', { of: 'Meeting Type', from: 'getMeetingTypes' }),
		choices('outcomes', {
			of: 'Outcome',
			from: 'getOutcomes',
			displayOptions: { hide: { '/event': eventsWithout('outcomes') } },
			hint: "'Starting Soon' and 'Ended' skip canceled and rescheduled meetings unless you choose them here",
		}),
		choices('sources', {
			of: 'Source',
			from: 'getMeetingSources',
			hint: 'Where the meetings come from, such as MEETINGS_PUBLIC for those booked on a scheduling page',
		}),
	],
};
