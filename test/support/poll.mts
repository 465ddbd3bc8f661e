import 'reflect-metadata';
import {
	ExecutionLifecycleHooks,
	PollContext,
	PollTriggerExecutor,
	TriggersAndPollers,
	WorkflowExecute,
} from 'n8n-core';
import {
	createRunExecutionData,
	NodeHelpers,
	Workflow,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeTypes,
	type IWorkflowExecuteAdditionalData,
	type WorkflowExecuteMode,
} from 'n8n-workflow';

import { HubSpotMeetingsTrigger } from '../../nodes/HubSpotMeetingsTrigger/HubSpotMeetingsTrigger.node.ts';
import { Credentials, type CredentialValues } from './engine.mts';

export interface PollerOptions {
	parameters: IDataObject;
	credentials: CredentialValues;
	timezone?: string;
	/**
	 * How n8n keeps what a node remembers. `memory`: in the loaded workflow, written to the database when the workflow is
	 * started (all versions). `staged`: a copy for each poll, kept only together with what the poll emitted, or when it
	 * emitted nothing and was not that of the activation (since 2.38, where n8n has moved the node's data). `emitted`: each
	 * poll begins with what the database has, which is written only together with what a poll emitted, and when the
	 * workflow is started (2.41's scheduler without durable cursors).
	 */
	keeping?: 'memory' | 'staged' | 'emitted';
	/** What n8n gives a poll; undefined for n8n before 2.38, whose context doesn't have the function. */
	budgetMs?: number;
	/** What the database has from before. */
	saved?: IDataObject;
	/** The trigger's name, where the workflow has several. */
	name?: string;
	/** The workflow that it is another trigger of. */
	beside?: Poller;
}

const TYPE = 'n8n-nodes-hubspot-meetings.hubSpotMeetingsTrigger';

const quiet = { debug() {}, info() {}, warn() {}, error() {}, scoped: () => quiet };
const tracing = {
	startSpan: async (_: unknown, work: (span: unknown) => Promise<unknown>) =>
		await work({ setStatus() {} }),
	startNewTraceSpan: async (_: unknown, work: (span: unknown) => Promise<unknown>) =>
		await work({ setStatus() {} }),
	pickWorkflowAttributes: () => ({}),
	pickNodeAttributes: () => ({}),
};

let workflows = 0;

const plain = <T,>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/**
 * An activated workflow with our trigger, polled by n8n's own executor with its own poll context. What surrounds them in
 * n8n's server, the database and the start of the workflow, is played here.
 */
export class Poller {
	/** The static data as the database has it. */
	saved: IDataObject;

	/** The errors that n8n would have recorded as failed executions. */
	readonly errors: Array<Error & { description?: string; httpCode?: string | null }> = [];

	private workflowId: string;

	private readonly name: string;

	private workflow: Workflow;

	private context!: PollContext;

	private activating = true;

	private emitted: INodeExecutionData[][] = [];

	constructor(private readonly options: PollerOptions) {
		this.saved = options.saved ?? {};
		this.name = options.name ?? 'HubSpot Meetings Trigger';
		this.workflowId = options.beside?.workflowId ?? `workflow ${(workflows += 1)}`;
		this.workflow = this.load();
	}

	/** One tick: the items that start the workflow, or none. A failed poll throws what n8n would have recorded. */
	async poll(): Promise<IDataObject[]> {
		this.emitted = [];
		const failed = this.errors.length;
		const { keeping = 'memory' } = this.options;
		if (keeping === 'emitted' && !this.activating) this.workflow = this.load();
		// The scheduler makes one for each poll; else that of the activation is kept.
		if (keeping !== 'memory' || this.activating) this.context = this.createContext();
		const tick = new PollTriggerExecutor(
			quiet as never,
			new TriggersAndPollers(),
			tracing as never,
			quiet as never,
		).create(this.workflow, this.node, this.context, () => true);
		// What the poll of an activation throws is no failed execution: the workflow does not become active.
		await tick(this.activating);
		if (this.activating) {
			// Activation ends with writing the node's data to the database.
			this.activating = false;
			this.saved = plain(this.workflow.staticData);
		}
		if (this.errors.length > failed) throw this.errors[failed];
		return this.emitted.flatMap((items) => items.map(({ json }) => json));
	}

	/**
	 * n8n ends, or is killed, and starts again with what the database has. To the node, which tells workflows apart by their
	 * ids, a new process is one that has never seen this one.
	 */
	restart(parameters?: IDataObject): void {
		this.workflowId = `workflow ${(workflows += 1)}`;
		this.publish(parameters);
	}

	/** The workflow is published again while n8n runs: loaded from the database, and activated. */
	publish(parameters?: IDataObject): void {
		if (parameters) this.options.parameters = parameters;
		this.saved = plain(this.saved);
		this.activating = true;
		this.workflow = this.load();
	}

	/** What the node remembers just now. */
	get state(): IDataObject {
		return plain(this.workflow.getStaticData('node', this.node));
	}

	/** 'Fetch Test Event' in the editor. */
	async manual(): Promise<{ json: IDataObject[]; error?: Error }> {
		const execution = new WorkflowExecute(
			this.additionalData(),
			'manual',
			createRunExecutionData(),
		);
		const result = await execution.run({ workflow: this.workflow, startNode: this.node });
		const { runData, error } = result.data.resultData;
		const ran = runData[this.name]?.at(-1);
		const main = ran?.data?.main?.[0] ?? [];
		return { json: main.map(({ json }) => json), error: ran?.error ?? error };
	}

	private get node(): INode {
		return this.workflow.nodes[this.name];
	}

	private load(): Workflow {
		const type = new HubSpotMeetingsTrigger();
		const nodeTypes = {
			getByName: () => type,
			getByNameAndVersion: () => type,
			getKnownTypes: () => ({}),
		} as unknown as INodeTypes;
		const workflow = new Workflow({
			id: this.workflowId,
			nodes: [
				{
					id: 'trigger',
					name: this.name,
					type: TYPE,
					typeVersion: 1,
					position: [0, 0],
					parameters: plain(this.options.parameters) as INode['parameters'],
					credentials: { hubSpotMeetingsApi: { id: '1', name: 'HubSpot' } },
				},
			],
			connections: {},
			active: true,
			nodeTypes,
			staticData: plain(this.saved),
			settings: { timezone: this.options.timezone ?? 'UTC', executionOrder: 'v1' },
		});
		const node = workflow.nodes[this.name];
		const defaults = NodeHelpers.getNodeParameters(
			type.description.properties,
			node.parameters,
			true,
			false,
			node,
			type.description,
		);
		Object.assign(node.parameters, defaults, node.parameters);
		return workflow;
	}

	private additionalData(mode: WorkflowExecuteMode = 'manual'): IWorkflowExecuteAdditionalData {
		return {
			executionId: 'execution',
			hooks: new ExecutionLifecycleHooks(mode, 'execution', { nodes: [] } as never),
			credentialsHelper: new Credentials(this.options.credentials),
			webhookWaitingBaseUrl: 'http://127.0.0.1/waiting',
			formWaitingBaseUrl: 'http://127.0.0.1/form',
			variables: {},
			currentNodeParameters: undefined,
		} as unknown as IWorkflowExecuteAdditionalData;
	}

	private createContext(): PollContext {
		const { keeping = 'memory', budgetMs } = this.options;
		const own = this.workflow.getStaticData('node', this.node);
		const staged = keeping === 'staged' ? plain(own) : undefined;
		const save = () => {
			if (staged) this.workflow.staticData[`node:${this.name}`] = plain(staged);
			this.saved = plain(this.workflow.staticData);
		};
		const context = new PollContext(
			this.workflow,
			this.node,
			this.additionalData('trigger'),
			'trigger',
			'activate',
			(data) => {
				save();
				this.emitted = data;
			},
			(error) => this.errors.push(error),
			async () => {
				if (staged) save();
			},
			undefined,
			() => staged ?? own,
			() => budgetMs ?? 0,
		);
		if (budgetMs === undefined) {
			(context as { getPollBudgetMs?: unknown }).getPollBudgetMs = undefined;
		}
		return context;
	}
}
