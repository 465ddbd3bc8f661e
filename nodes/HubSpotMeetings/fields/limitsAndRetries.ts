import type { INodeProperties } from 'n8n-workflow';

/** How the node sends its requests. The defaults are right for most workflows. */
export const limitsAndRetries: INodeProperties = {
	displayName: 'Limits and Retries',
	name: 'sending',
	type: 'collection',
	placeholder: 'Add limit',
	default: {},
	description: "How the node stays within HubSpot's limits. You rarely need to change this.",
	options: [
		{
			displayName: 'Concurrent Requests',
			name: 'inFlight',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 8,
			description: 'How many requests may run at the same time',
		},
		{
			displayName: 'Disable Batching',
			name: 'oneByOne',
			type: 'boolean',
			default: false,
			description: 'Whether to send one request per item instead of batches',
		},
		{
			displayName: 'Max Retry Wait (Seconds)',
			name: 'longestWait',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 300,
			description:
				'How long a request may wait before the node gives up. Time spent waiting for other requests of the same node does not count while HubSpot answers them.',
		},
		{
			displayName: 'Retry',
			name: 'retry',
			type: 'boolean',
			default: true,
			description: 'Whether to try again when HubSpot is busy, unless that could create duplicates',
		},
	],
};
