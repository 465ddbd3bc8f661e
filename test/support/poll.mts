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
	 * How n8n stores the node's static data.
	 *
	 * - `memory`: in the loaded workflow. It is written to the database when the workflow starts (all versions).
	 * - `staged`: in a copy for each poll. The copy is saved together with the items that the poll emitted, or if the poll
	 *   emitted nothing and was not the poll of the activation (since 2.38, if n8n has moved the node's data).
	 * - `emitted`: each poll starts with the data in the database. It is written only together with the items that a poll
	 *   emitted, and when the workflow starts (2.41's scheduler without durable cursors).
	 */
	keeping?: 'memory' | 'staged' | 'emitted';
	/** The time budget that n8n gives a poll. Undefined for n8n before 2.38, whose context lacks the function. */
	budgetMs?: number;
	/** The static data that the database already has. */
	saved?: IDataObject;
	/** The trigger's name, if the workflow has several triggers. */
	name?: string;
	/** A trigger in the same workflow. */
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
 * An active workflow with our trigger. n8n's own executor polls it with n8n's own poll context. This class simulates the
 * rest of n8n's server: the database and the start of the workflow.
 */
export class Poller {
	/** The static data in the database. */
	saved: IDataObject;

	/** The errors that n8n would record as failed executions. */
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

	/** Polls once. Returns the items that start the workflow, or none. Throws the error of a failed poll. */
	async poll(): Promise<IDataObject[]> {
		this.emitted = [];
		const failed = this.errors.length;
		const { keeping = 'memory' } = this.options;
		if (keeping === 'emitted' && !this.activating) this.workflow = this.load();
		// The scheduler creates a context for each poll. Otherwise n8n keeps the context of the activation.
		if (keeping !== 'memory' || this.activating) this.context = this.createContext();
		const tick = new PollTriggerExecutor(
			quiet as never,
			new TriggersAndPollers(),
			tracing as never,
			quiet as never,
		).create(this.workflow, this.node, this.context, () => true);
		// If the poll of an activation throws, n8n records no failed execution. The workflow does not become active.
		await tick(this.activating);
		if (this.activating) {
			// At the end of the activation, n8n writes the node's data to the database.
			this.activating = false;
			this.saved = plain(this.workflow.staticData);
		}
		if (this.errors.length > failed) throw this.errors[failed];
		return this.emitted.flatMap((items) => items.map(({ json }) => json));
	}

	/**
	 * Simulates a stop or kill of n8n and a start with the data in the database. The workflow gets a new ID: the node
	 * distinguishes workflows by ID, so it treats this one as unknown, as a new process would.
	 */
	restart(parameters?: IDataObject): void {
		this.workflowId = `workflow ${(workflows += 1)}`;
		this.publish(parameters);
	}

	/** Publishes the workflow again while n8n runs: loads it from the database and activates it. */
	publish(parameters?: IDataObject): void {
		if (parameters) this.options.parameters = parameters;
		this.saved = plain(this.saved);
		this.activating = true;
		this.workflow = this.load();
	}

	/** The node's current static data. */
	get state(): IDataObject {
		return plain(this.workflow.getStaticData('node', this.node));
	}

	/** Runs the trigger as 'Fetch Test Event' in the editor does. */
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
