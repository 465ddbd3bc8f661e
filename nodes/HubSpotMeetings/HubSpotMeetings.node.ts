import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';

import { listSearch, loadOptions } from './pickers';
import { association } from './resources/association';
import { displayed } from './resources/fields/displayed';
import { shared } from './resources/fields/shared';
import { sending } from './resources/fields/sending';
import { meeting } from './resources/meeting';

const properties = shared([
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Meeting', value: 'meeting' },
			{ name: 'Association', value: 'association' },
		],
		default: 'meeting',
	},
	...meeting,
	...association,
	sending,
]);

/** The action node. Everything it does stands in the routing of its operations. */
export class HubSpotMeetings implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'HubSpot Meetings',
		name: 'hubSpotMeetings',
		icon: { light: 'file:hubSpotMeetings.svg', dark: 'file:hubSpotMeetings.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: `={{ ${displayed('operation', properties)} + ": " + ${displayed('resource', properties)} }}`,
		description: 'Log, read, change, associate and pin meetings in HubSpot',
		defaults: { name: 'HubSpot Meetings' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'hubSpotMeetingsApi', required: true }],
		requestDefaults: { json: true },
		// A list of its own for each instance: n8n adds to it.
		properties: [...properties],
	};

	methods = { listSearch, loadOptions };
}
