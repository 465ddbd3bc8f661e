import {
	NodeConnectionTypes,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';

import { simplifyField } from '../shared/fields/output';
import { subtitle } from '../shared/fields/subtitle';
import { eventFields } from './fields/eventChoice';
import { filters } from './fields/eventFilters';
import { associatedRecords, options } from './fields/outputOptions';
import { loadOptions } from './loadOptions';
import { poll } from './poll';

/** The trigger node. It polls, since HubSpot offers no webhooks for this kind of token. */
export class HubSpotMeetingsTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'HubSpot Meetings Trigger',
		name: 'hubSpotMeetingsTrigger',
		icon: {
			light: 'file:../HubSpotMeetings/hubSpotMeetings.svg',
			dark: 'file:../HubSpotMeetings/hubSpotMeetings.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle: `={{ ${subtitle('event', eventFields)} }}`,
		// n8n's nodes panel shows both nodes as one entry, with the trigger's description.
		description:
			'Log, read, change and pin meetings in HubSpot, or start the workflow when one is created, updated or deleted, gets an outcome, is about to start or has ended',
		defaults: { name: 'HubSpot Meetings Trigger' },
		polling: true,
		builderHint: {
			searchHint:
				'Emits each event of a HubSpot meeting once. It polls, so it needs no app or webhook. Filter by owner, outcome, type, source or record here, not in a node after it.',
			relatedNodes: [
				{
					nodeType: 'n8n-nodes-hubspot-meetings.hubSpotMeetings',
					relationHint: 'Reads, changes, associates and pins the meeting by its id',
				},
			],
		},
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'hubSpotMeetingsApi', required: true }],
		properties: [...eventFields, simplifyField, filters, associatedRecords, options],
	};

	methods = { loadOptions };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await poll(this);
	}
}
