import 'reflect-metadata';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	NodeHelpers,
	Workflow,
	type IConnections,
	type INode,
	type INodeExecutionData,
	type INodeType,
	type INodeTypes,
	type IPinData,
	type IVersionedNodeType,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

import { HubSpotMeetings } from '../../nodes/HubSpotMeetings/HubSpotMeetings.node.ts';
import { HubSpotMeetingsTrigger } from '../../nodes/HubSpotMeetingsTrigger/HubSpotMeetingsTrigger.node.ts';
import { asN8nLoadsIt, Credentials, type CredentialValues } from './engine.mts';
import { STAND_INS } from './standIns.mts';

/** A workflow file as exported by the editor. */
export interface WorkflowFile {
	name: string;
	nodes: INode[];
	connections: IConnections;
	settings: Record<string, unknown>;
}

type NodeType = INodeType | IVersionedNodeType;

/** Node types by their names in workflows. */
export type NodeTypes = Readonly<Record<string, NodeType>>;

export const PREFIX = 'n8n-nodes-hubspot-meetings.';

const EXAMPLES = join(process.cwd(), 'examples');

const OWN_NODES = join(process.cwd(), 'demo', 'node_modules', 'n8n-nodes-base', 'dist', 'nodes');

/** n8n's own nodes, if n8n is installed. Code is still a stand-in, because it needs a process that only n8n's server starts. */
export function n8nsOwnNodes(): NodeTypes | undefined {
	if (!existsSync(OWN_NODES)) return undefined;
	const load = createRequire(join(OWN_NODES, 'index.js'));
	const own = (name: string, file: string) => {
		const classes = load(`./${file}.node.js`) as Record<string, new () => NodeType>;
		return [`n8n-nodes-base.${name}`, new classes[file.split('/').at(-1)!]()] as const;
	};
	return {
		...STAND_INS,
		...Object.fromEntries([
			own('convertToFile', 'Files/ConvertToFile/ConvertToFile'),
			own('crypto', 'Crypto/Crypto'),
			own('extractFromFile', 'Files/ExtractFromFile/ExtractFromFile'),
			own('if', 'If/If'),
			own('set', 'Set/Set'),
		]),
	};
}

/** Reads a workflow from examples/. */
export const readExample = (file: string): WorkflowFile =>
	JSON.parse(readFileSync(join(EXAMPLES, file), 'utf8')) as WorkflowFile;

const isNote = ({ type }: INode) => type === 'n8n-nodes-base.stickyNote';

/** The node at which a run in the editor would start: the manual trigger, or else another trigger. */
export const startOf = ({ nodes }: Pick<WorkflowFile, 'nodes'>): INode | undefined =>
	nodes.find(({ type }) => type === 'n8n-nodes-base.manualTrigger') ??
	nodes.find(({ type }) => type.toLowerCase().endsWith('trigger'));

export interface WorkflowResult {
	/** The items that a node returned, by its name and the index of the output. */
	outputs: (node: string, output?: number) => INodeExecutionData[];
	/** The JSON of the items on a node's first output. */
	json: (node: string) => INodeExecutionData['json'][];
	/** The content of the first file that a node returned, as text. */
	text: (node: string) => string;
	error?: Error;
}

/**
 * Runs a whole workflow in n8n's real engine, as the editor's button does.
 *
 * @param pinned the output of nodes that do not run, such as a submitted form. The workflow starts at a pinned webhook.
 */
export async function runWorkflow(
	file: WorkflowFile,
	credentials: CredentialValues,
	types: NodeTypes = STAND_INS,
	pinned: IPinData = {},
): Promise<WorkflowResult> {
	const ours: NodeTypes = {
		[`${PREFIX}hubSpotMeetings`]: asN8nLoadsIt(new HubSpotMeetings()),
		[`${PREFIX}hubSpotMeetingsTrigger`]: new HubSpotMeetingsTrigger(),
	};
	const called = file.nodes.find(({ name, type }) => name in pinned && type.endsWith('.webhook'));
	const find = (name: string, version?: number): INodeType =>
		NodeHelpers.getVersionedNodeType({ ...types, ...ours }[name], version);
	const nodeTypes: INodeTypes = {
		getByName: (name) => find(name),
		getByNameAndVersion: find,
		getKnownTypes: () => ({}),
	};
	const nodes = file.nodes
		.filter((node) => !isNote(node))
		.map((node) => ({ ...node, ...credentialOf(node) }));
	const workflow = new Workflow({
		id: 'workflow',
		nodes,
		connections: file.connections,
		active: false,
		nodeTypes,
		settings: { timezone: 'UTC', ...file.settings },
	});
	const additionalData = {
		executionId: 'execution',
		hooks: new ExecutionLifecycleHooks('manual', 'execution', { nodes: [] } as never),
		credentialsHelper: new Credentials(credentials),
		webhookWaitingBaseUrl: 'http://127.0.0.1/waiting',
		formWaitingBaseUrl: 'http://127.0.0.1/form',
		variables: {},
		currentNodeParameters: undefined,
	} as unknown as IWorkflowExecuteAdditionalData;
	const execution = new WorkflowExecute(additionalData, 'manual', createRunExecutionData());
	const { data } = await execution.run({
		workflow,
		startNode: workflow.getNode((called ?? startOf(file))?.name ?? '') ?? undefined,
		pinData: pinned,
	});
	const { runData, error } = data.resultData;
	const outputs = (node: string, output = 0) =>
		runData[node]?.flatMap((run) => run.data?.main[output] ?? []) ?? [];
	return {
		outputs,
		json: (node) => outputs(node).map(({ json }) => json),
		text: (node) =>
			Buffer.from(outputs(node)[0]?.binary?.data?.data ?? '', 'base64').toString('utf8'),
		error,
	};
}

/** Adds a credential. Examples have none, because the user selects one after the import. */
const credentialOf = ({ type }: INode): Partial<INode> =>
	type.startsWith(PREFIX)
		? { credentials: { hubSpotMeetingsApi: { id: '1', name: 'HubSpot' } } }
		: {};
