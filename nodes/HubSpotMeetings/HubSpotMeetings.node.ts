import {
	NodeConnectionTypes,
	type INodeProperties,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { subtitle } from '../shared/fields/subtitle';
import { limitsAndRetries } from './fields/limitsAndRetries';
import { listSearch, loadOptions, resourceMapping } from './methods';
import { association } from './resources/association';
import { attachment } from './resources/attachment';
import { meeting } from './resources/meeting';
import { schedulingPage } from './resources/schedulingPage';

const properties: INodeProperties[] = [
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Meeting', value: 'meeting' },
			{ name: 'Association', value: 'association' },
			{ name: 'Attachment', value: 'attachment' },
			{ name: 'Scheduling Page', value: 'schedulingPage' },
		],
		default: 'meeting',
	},
	...meeting.properties,
	...association.properties,
	...attachment.properties,
	...schedulingPage.properties,
	limitsAndRetries,
];

/** The action node. Its operations declare their requests. n8n calls the function of an operation once for all items. */
export class HubSpotMeetings implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'HubSpot Meetings',
		name: 'hubSpotMeetings',
		icon: { light: 'file:hubSpotMeetings.svg', dark: 'file:hubSpotMeetings.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: `={{ ${subtitle('operation', properties)} + ": " + ${subtitle('resource', properties)} }}`,
		description: 'Log, read, change, associate, pin and book meetings in HubSpot',
		defaults: { name: 'HubSpot Meetings' },
		usableAsTool: true,
		builderHint: {
			searchHint:
				'Logs, finds, changes, associates and pins HubSpot meetings, attaches files, reads scheduling pages (meeting links) and free times, and books meetings. Items are sent in batches: never loop over them. As an AI agent tool, use one node per operation, with $fromAI in the fields that the model fills in.',
			relatedNodes: [
				{
					nodeType: 'n8n-nodes-hubspot-meetings.hubSpotMeetingsTrigger',
					relationHint:
						'Starts a workflow when a meeting is created, booked, changed or about to start',
				},
				{
					nodeType: 'n8n-nodes-base.hubspot',
					relationHint: 'Reads and writes contacts, companies, deals and tickets',
				},
				{
					nodeType: '@n8n/n8n-nodes-langchain.agent',
					relationHint: 'Uses operations of this node as tools',
				},
			],
		},
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'hubSpotMeetingsApi', required: true }],
		requestDefaults: { json: true },
		// A copy for each instance, because n8n adds to the list.
		properties: [...properties],
	};

	methods = { listSearch, loadOptions, resourceMapping };

	customOperations = {
		meeting: meeting.customOperations,
		association: association.customOperations,
		attachment: attachment.customOperations,
		schedulingPage: schedulingPage.customOperations,
	};
}
