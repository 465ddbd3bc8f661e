import type { INodeProperties } from 'n8n-workflow';

/** For the few who must hold the node back. Nobody needs to change them. */
export const limitsAndRetries: INodeProperties = {
	displayName: 'Limits and Retries',
	name: 'sending',
	type: 'collection',
	placeholder: 'Add limit',
	default: {},
	description: "How the node keeps to HubSpot's limits. The defaults suit everybody.",
	options: [
		{
			displayName: 'Longest Wait (Seconds)',
			name: 'longestWait',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 300,
			description: 'How long one request may wait between its tries before it is given up',
		},
		{
			displayName: 'One by One',
			name: 'oneByOne',
			type: 'boolean',
			default: false,
			description:
				'Whether to send a request for each item instead of gathering items into batches',
		},
		{
			displayName: 'Requests at Once',
			name: 'inFlight',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 8,
			description: 'How many requests may be under way at once',
		},
		{
			displayName: 'Retry',
			name: 'retry',
			type: 'boolean',
			default: true,
			description:
				'Whether to try a request again when HubSpot is busy, as long as that can double nothing',
		},
	],
};
