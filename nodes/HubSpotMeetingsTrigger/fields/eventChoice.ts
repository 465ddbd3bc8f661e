import type { INodeProperties } from 'n8n-workflow';

import { DEFAULT_EVENT, EVENTS } from '../events';

/** The event, and the fields of each event. */
export const eventFields: INodeProperties[] = [
	{
		displayName: 'Trigger On',
		name: 'event',
		type: 'options',
		noDataExpression: true,
		options: EVENTS.map(({ option }) => option),
		default: DEFAULT_EVENT,
		description: 'What starts the workflow',
	},
	...EVENTS.flatMap(({ fields = [] }) => fields),
];
