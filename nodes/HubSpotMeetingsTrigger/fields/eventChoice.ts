import type { INodeProperties } from 'n8n-workflow';

import { choices } from '../../shared/fields/choice';
import { eventOptions } from '../events';

/** The event, and what each of them has to know. */
export const eventFields: INodeProperties[] = [
	{
		displayName: 'Trigger On',
		name: 'event',
		type: 'options',
		noDataExpression: true,
		options: eventOptions,
		default: 'created',
		description: 'What starts the workflow',
	},
	{
		displayName: 'Minutes Before the Start',
		name: 'minutesBefore',
		type: 'number',
		typeOptions: { minValue: 0 },
		displayOptions: { show: { event: ['startingSoon'] } },
		default: 15,
		description:
			'How long before its start a meeting counts as starting soon. A meeting that is created or moved later than that fires at once.',
	},
	{
		displayName: 'Minutes After the End',
		name: 'minutesAfter',
		type: 'number',
		typeOptions: { minValue: 0 },
		displayOptions: { show: { event: ['ended'] } },
		default: 0,
		description:
			'How long after its end a meeting fires, so that people have time to log its outcome',
	},
	choices('newOutcomes', {
		of: 'New Outcome',
		from: 'getOutcomes',
		displayOptions: { show: { event: ['outcomeChanged'] } },
		hint: 'The outcomes that count. Leave empty for any.',
	}),
	{
		displayName: 'Which Changes',
		name: 'changes',
		type: 'options',
		displayOptions: { show: { event: ['updated'] } },
		options: [
			{
				name: 'Any Change',
				value: 'any',
				description: 'Also those that HubSpot makes by itself, such as the teams of the owner',
			},
			{
				name: 'By People and Integrations',
				value: 'byPeople',
				description:
					"Changes of properties that can be written; HubSpot's own bookkeeping does not count",
			},
			{
				name: 'In Certain Properties',
				value: 'properties',
				description: 'Changes of the properties that you choose',
			},
		],
		default: 'any',
		description: 'What counts as an update. The last two also tell what was changed and by whom.',
	},
	choices('watchedProperties', {
		of: 'Watched Property',
		from: 'getProperties',
		displayOptions: { show: { event: ['updated'], changes: ['properties'] } },
		hint: 'The properties whose changes count',
	}),
	{
		displayName:
			'HubSpot does not list deleted meetings by the time of their deletion, so each look goes through the whole recycling bin: one request for every 100 meetings in it',
		name: 'deletedNotice',
		type: 'notice',
		displayOptions: { show: { event: ['deleted'] } },
		default: '',
	},
	{
		displayName: 'Look Every (Minutes)',
		name: 'scanEvery',
		type: 'number',
		typeOptions: { minValue: 1 },
		displayOptions: { show: { event: ['deleted'] } },
		default: 60,
		description:
			'How often the recycling bin is looked through. Polls in between ask HubSpot for nothing.',
	},
];
