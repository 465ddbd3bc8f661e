import 'reflect-metadata';
import { LoadOptionsContext } from 'n8n-core';
import {
	Workflow,
	type IDataObject,
	type ILoadOptionsFunctions,
	type INode,
	type INodeListSearchResult,
	type INodePropertyOptions,
	type INodeTypes,
	type IWorkflowExecuteAdditionalData,
	type ResourceMapperFields,
} from 'n8n-workflow';

import { HubSpotMeetings } from '../../nodes/HubSpotMeetings/HubSpotMeetings.node.ts';
import { Credentials, type CredentialValues } from './engine.mts';

/** The data that the editor has when a user opens a picker. */
export interface PickerOptions {
	credentials: CredentialValues;
	/** The current values of the node's fields in the editor. */
	parameters?: IDataObject;
	/** The path of the picker's field. */
	path?: string;
	/** The time zone of the n8n instance. The editor does not send the workflow's time zone. */
	timezone?: string;
}

const type = new HubSpotMeetings();

/** n8n's real context for pickers, with the node's fields and the credential. */
function contextOf({
	credentials,
	parameters = {},
	path = '',
	timezone,
}: PickerOptions): ILoadOptionsFunctions {
	const node: INode = {
		id: 'node',
		name: 'HubSpot Meetings',
		type: 'n8n-nodes-hubspot-meetings.hubSpotMeetings',
		typeVersion: 1,
		position: [0, 0],
		parameters: parameters as INode['parameters'],
		credentials: { hubSpotMeetingsApi: { id: '1', name: 'HubSpot' } },
	};
	const nodeTypes = { getByName: () => type, getByNameAndVersion: () => type };
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: nodeTypes as unknown as INodeTypes,
		settings: { timezone },
	});
	const additionalData = {
		credentialsHelper: new Credentials(credentials),
		currentNodeParameters: parameters,
		variables: {},
	} as unknown as IWorkflowExecuteAdditionalData;
	return new LoadOptionsContext(workflow, node, additionalData, path) as ILoadOptionsFunctions;
}

/** Loads the options of a dropdown list. */
export async function loadOptions(
	method: keyof HubSpotMeetings['methods']['loadOptions'],
	options: PickerOptions,
): Promise<INodePropertyOptions[]> {
	return await type.methods.loadOptions[method].call(contextOf(options));
}

/** Loads the entries of a resource locator's list, for a search text and a page. */
export async function searchList(
	method: keyof HubSpotMeetings['methods']['listSearch'],
	options: PickerOptions & { filter?: string; page?: string },
): Promise<INodeListSearchResult> {
	return await type.methods.listSearch[method].call(
		contextOf(options),
		options.filter,
		options.page,
	);
}

/** Loads the fields of a resource mapper. */
export async function resourceFields(
	method: keyof HubSpotMeetings['methods']['resourceMapping'],
	options: PickerOptions,
): Promise<ResourceMapperFields> {
	return await type.methods.resourceMapping[method].call(contextOf(options));
}
