import 'reflect-metadata';
import { ExecuteContext, ExecutionLifecycleHooks, RoutingNode } from 'n8n-core';
import {
	createRunExecutionData,
	Workflow,
	type ICredentialDataDecryptedObject,
	type ICredentialsDecrypted,
	type IExecuteData,
	type INode,
	type INodeType,
	type INodeTypes,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

import { HubSpotMeetingsApi } from '../../credentials/HubSpotMeetingsApi.credentials.ts';
import { Credentials, type CredentialValues } from './engine.mts';

/** The test result that n8n shows for a credential. */
export interface Verdict {
	ok: boolean;
	message: string;
}

/**
 * Tests the credential as n8n's editor does (n8n 2.41, credentials-tester.service). The test request becomes the routing
 * of a node with one field. For an error, n8n shows the message of the rule for its status. Without a rule, it shows the
 * status text or the network error code.
 */
export async function testCredential(values: CredentialValues): Promise<Verdict> {
	const { name, test } = new HubSpotMeetingsApi();
	const type = {
		description: {
			displayName: 'Test',
			name: 'test',
			group: ['transform'],
			version: 1,
			description: '',
			defaults: {},
			inputs: ['main'],
			outputs: ['main'],
			credentials: [{ name, required: true }],
			properties: [
				{
					displayName: 'Temp',
					name: 'temp',
					type: 'string',
					default: '',
					routing: { request: test.request },
				},
			],
		},
	} as unknown as INodeType;
	const node: INode = {
		id: 'test',
		name: 'Test',
		type: 'test',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		credentials: { [name]: { id: '1', name: 'HubSpot' } },
	};
	const nodeTypes = { getByName: () => type, getByNameAndVersion: () => type };
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: nodeTypes as unknown as INodeTypes,
	});
	const hooks = new ExecutionLifecycleHooks('internal', 'test', { nodes: [] } as never);
	const additionalData = {
		hooks,
		credentialsHelper: new Credentials(values),
		webhookWaitingBaseUrl: 'http://127.0.0.1/waiting',
		formWaitingBaseUrl: 'http://127.0.0.1/form',
		variables: {},
	} as unknown as IWorkflowExecuteAdditionalData;
	const executeData: IExecuteData = { node, data: {}, source: null };
	const context = new ExecuteContext(
		workflow,
		node,
		additionalData,
		'internal',
		createRunExecutionData(),
		0,
		[],
		{ main: [[{ json: {} }]] },
		executeData,
		[],
	);
	const data: ICredentialDataDecryptedObject = { ...values };
	const decrypted: ICredentialsDecrypted = { id: '1', name: 'HubSpot', type: name, data };
	try {
		await new RoutingNode(context, type, decrypted).runNode();
		return { ok: true, message: 'Connection successful!' };
	} catch (error) {
		return { ok: false, message: shown(error, test.rules) };
	}
}

/** The message that n8n shows for a failed test. */
function shown(error: unknown, rules: HubSpotMeetingsApi['test']['rules'] = []): string {
	const { cause, message } = error as Error & {
		cause?: { code?: string; response?: { status: number; statusText: string } };
	};
	if (cause?.response) {
		const { status, statusText } = cause.response;
		const rule = rules.find(
			({ type, properties }) => type === 'responseCode' && properties.value === status,
		);
		return rule?.properties.message ?? (statusText || `Received HTTP status code: ${status}`);
	}
	return cause?.code ?? message;
}
