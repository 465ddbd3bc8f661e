import 'reflect-metadata';
import {
	DirectoryLoader,
	ExecuteContext,
	ExecutionLifecycleHooks,
	RoutingNode,
	WorkflowExecute,
} from 'n8n-core';
import {
	createRunExecutionData,
	ICredentialsHelper,
	NodeHelpers,
	Workflow,
	type ICredentialDataDecryptedObject,
	type ICredentials,
	type ICredentialsExpressionResolveValues,
	type IBinaryKeyData,
	type IDataObject,
	type IHttpRequestOptions,
	type IExecuteData,
	type INode,
	type INodeExecutionData,
	type INodeProperties,
	type INodeType,
	type INodeTypes,
	type IRun,
	type IWorkflowExecuteAdditionalData,
	type IWorkflowSettings,
	type NodeParameterValueType,
} from 'n8n-workflow';

import { HubSpotMeetingsApi } from '../../credentials/HubSpotMeetingsApi.credentials.ts';
import { HubSpotMeetings } from '../../nodes/HubSpotMeetings/HubSpotMeetings.node.ts';

/** The first node of a workflow under test. It returns the items that its constructor receives. */
class Items implements INodeType {
	description = {
		displayName: 'Items',
		name: 'items',
		group: ['trigger' as const],
		version: 1,
		description: 'Hands on items',
		defaults: { name: 'Items' },
		inputs: [],
		outputs: ['main' as const],
		properties: [],
	};

	// A property, because n8n calls it with its own context as `this`.
	execute: () => Promise<INodeExecutionData[][]>;

	constructor(items: INodeExecutionData[]) {
		this.execute = async () => [items];
	}
}

/** The last node of a branch. It returns its input. */
class End implements INodeType {
	description = {
		displayName: 'End',
		name: 'end',
		group: ['transform' as const],
		version: 1,
		description: 'Ends a branch',
		defaults: { name: 'End' },
		inputs: ['main' as const],
		outputs: ['main' as const],
		properties: [],
	};

	async execute(this: { getInputData: () => INodeExecutionData[] }) {
		return [this.getInputData()];
	}
}

export type CredentialValues = Record<string, string>;

const CREDENTIAL = new HubSpotMeetingsApi();

/** The part of n8n's credential helper that the engine uses. It calls the real `authenticate` of our credential. */
export class Credentials extends ICredentialsHelper {
	constructor(private readonly values: CredentialValues) {
		super();
	}

	getParentTypes() {
		return [];
	}

	isCredentialUsableByNode() {
		return true;
	}

	async preAuthentication() {
		return undefined;
	}

	async runPreAuthentication() {
		return undefined;
	}

	async getCredentials(): Promise<ICredentials> {
		throw new Error('not used by the engine');
	}

	async updateCredentials() {}

	async updateCredentialsOauthTokenData() {}

	getCredentialsProperties(): INodeProperties[] {
		return CREDENTIAL.properties;
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		_type: string,
		options: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		return await CREDENTIAL.authenticate(credentials, options);
	}

	async getDecrypted(
		_additionalData: IWorkflowExecuteAdditionalData,
		_details: unknown,
		_type: string,
		mode: never,
		_executeData?: IExecuteData,
		raw?: boolean,
		item?: ICredentialsExpressionResolveValues,
	): Promise<ICredentialDataDecryptedObject> {
		this.asked += raw ? 0 : 1;
		if (raw || !item) return { ...this.values };
		return item.workflow.expression.getParameterValue(
			this.values as NodeParameterValueType,
			item.runExecutionData,
			item.runIndex,
			item.itemIndex,
			item.node.name,
			item.connectionInputData,
			mode,
			{},
		) as ICredentialDataDecryptedObject;
	}

	/** How often the engine requested the resolved values. */
	asked = 0;
}

/** The parameters, items, credential and n8n settings of a run of our node. */
export interface RunOptions {
	parameters: IDataObject;
	items?: IDataObject[];
	/** The binary fields of each item. */
	binary?: IBinaryKeyData[];
	/** The workflow's settings, except for the time zone. */
	workflowSettings?: IWorkflowSettings;
	credentials: CredentialValues;
	/** The workflow's time zone. */
	timezone?: string;
	/** n8n's node settings: onError, retryOnFail, maxTries, waitBetweenTries, executeOnce … */
	settings?: Partial<INode>;
	/** A node type to run instead of ours, for example one whose engine passes items in another way. */
	nodeType?: INodeType;
	signal?: AbortSignal;
	/** The workflow's ID, if a test runs several. */
	workflow?: string;
}

export interface RunResult {
	run: IRun;
	/** The node's first output. */
	output: INodeExecutionData[];
	/** The error output, if the node has one. */
	errorOutput: INodeExecutionData[];
	/** The JSON of the first output. */
	json: IDataObject[];
	/** The error with which the node failed. */
	error?: Error & { description?: string; context?: IDataObject; httpCode?: string };
	/** How often the credential's values were resolved. */
	credentialLookups: number;
}

export const NODE = 'HubSpot Meetings';

/** The node setting that runs our node as the tool that n8n offers to agents. */
export const AS_TOOL = { type: 'n8n-nodes-hubspot-meetings.hubSpotMeetingsTool' };

/** Builds a workflow with the items, our node and an end node, and the data that the engine needs to run it. */
function prepare(options: RunOptions) {
	const items = (options.items ?? [{}]).map((json, item) => ({
		json,
		pairedItem: { item },
		...(options.binary?.[item] && { binary: options.binary[item] }),
	}));
	const ours = asN8nLoadsIt(options.nodeType ?? new HubSpotMeetings());
	const types: Record<string, INodeType> = {
		'test.items': new Items(items),
		'test.end': new End(),
		'n8n-nodes-hubspot-meetings.hubSpotMeetings': ours,
		[AS_TOOL.type]: ours,
	};
	const nodeTypes = {
		getByName: (name: string) => types[name],
		getByNameAndVersion: (name: string) => types[name],
		getKnownTypes: () => ({}),
	} as unknown as INodeTypes;
	const node = (name: string, type: string, more: Partial<INode> = {}): INode => ({
		id: name,
		name,
		type,
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		...more,
	});
	const ofOurs = {
		...options.settings,
		parameters: options.parameters as INode['parameters'],
		credentials: {
			hubSpotMeetingsApi: { id: '1', name: 'HubSpot' },
			...options.settings?.credentials,
		},
	};
	const errorOutput = options.settings?.onError === 'continueErrorOutput';
	const workflow = new Workflow({
		id: options.workflow ?? 'workflow',
		nodes: [
			node('Items', 'test.items'),
			node(NODE, 'n8n-nodes-hubspot-meetings.hubSpotMeetings', ofOurs),
			node('End', 'test.end'),
		],
		connections: {
			Items: { main: [[{ node: NODE, type: 'main', index: 0 }]] },
			[NODE]: {
				main: [[{ node: 'End', type: 'main', index: 0 }], ...(errorOutput ? [[]] : [])],
			},
		},
		active: false,
		nodeTypes,
		settings: {
			timezone: options.timezone ?? 'UTC',
			executionOrder: 'v1',
			...options.workflowSettings,
		},
	});
	withDefaults(workflow, ours);
	const helper = new Credentials(options.credentials);
	const hooks = new ExecutionLifecycleHooks('manual', 'execution', { nodes: [] } as never);
	const additionalData = {
		executionId: 'execution',
		hooks,
		credentialsHelper: helper,
		webhookWaitingBaseUrl: 'http://127.0.0.1/waiting',
		formWaitingBaseUrl: 'http://127.0.0.1/form',
		variables: {},
		currentNodeParameters: undefined,
	} as unknown as IWorkflowExecuteAdditionalData;
	return { workflow, additionalData, helper };
}

/** Runs items through our node in n8n's real engine. */
export async function run(options: RunOptions): Promise<RunResult> {
	const { workflow, additionalData, helper } = prepare(options);
	const execution = new WorkflowExecute(additionalData, 'manual', createRunExecutionData());
	const running = execution.run({ workflow, startNode: workflow.getNode('Items') ?? undefined });
	options.signal?.addEventListener('abort', () => running.cancel(), { once: true });
	const result = await running;
	const ran = result.data.resultData.runData[NODE]?.at(-1);
	const main = ran?.data?.main ?? [];
	return {
		run: result,
		output: main[0] ?? [],
		errorOutput: main[1] ?? [],
		json: (main[0] ?? []).map(({ json }) => json),
		error: (ran?.error ?? result.data.resultData.error) as RunResult['error'],
		credentialLookups: helper.asked,
	};
}

/**
 * Prepares a declarative node as n8n's server does when it loads the node: adds `execute` and the fields of 'Request
 * Options'. Without these fields, the engine ignores the values that a test sets there.
 */
export function asN8nLoadsIt(type: INodeType): INodeType {
	if (!type.description.properties.some(({ name }) => name === 'requestOptions')) {
		// Changes a copy, because all instances share the list of fields.
		type.description = { ...type.description, properties: [...type.description.properties] };
		DirectoryLoader.applyDeclarativeNodeOptionParameters(type);
	}
	type.execute ??= async function (this) {
		return (await new RoutingNode(this as never, type).runNode()) as INodeExecutionData[][];
	};
	return type;
}

/** Sets missing parameters to their defaults, as n8n does when it loads a workflow. */
function withDefaults(workflow: Workflow, type: INodeType) {
	const node = workflow.nodes[NODE];
	const all = NodeHelpers.getNodeParameters(
		type.description.properties,
		node.parameters,
		true,
		false,
		node,
		type.description,
	);
	Object.assign(node.parameters, all, node.parameters);
}

/**
 * Calls our node as n8n's older agents call a tool. Each call runs the node's `execute` with one item on the tool input
 * and its own run index. All calls share the agent's execute data.
 *
 * @returns for each call, the JSON of its items or the message of its error, which is all that the model sees
 */
export async function callAsTool(options: RunOptions, calls: IDataObject[]): Promise<unknown[]> {
	const { workflow, additionalData } = prepare(options);
	const node = workflow.nodes[NODE];
	const type = workflow.nodeTypes.getByNameAndVersion(node.type);
	const ofAgent = { node, data: { main: [[{ json: {} }]] }, source: null };
	const answers: unknown[] = [];
	for (const [runIndex, json] of calls.entries()) {
		const input = { ai_tool: [[{ json }]] };
		const context = new ExecuteContext(
			workflow,
			node,
			additionalData,
			'manual',
			createRunExecutionData(),
			runIndex,
			[{ json }],
			input,
			ofAgent,
			[],
		);
		try {
			const [items] = (await type.execute?.call(context)) as INodeExecutionData[][];
			answers.push(items.map((item) => item.json));
		} catch (error) {
			answers.push((error as Error).message);
		}
	}
	return answers;
}
