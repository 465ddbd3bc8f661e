import {
	generateZodSchema,
	NodeConnectionTypes,
	nodeNameToToolName,
	traverseNodeParameters,
	type EngineRequest,
	type EngineResponse,
	type IDataObject,
	type INode,
	type INodeType,
} from 'n8n-workflow';

import { HubSpotMeetings } from '../../nodes/HubSpotMeetings/HubSpotMeetings.node.ts';
import { asN8nLoadsIt, type CredentialValues } from './engine.mts';
import type { Answered, Model, ToolCall } from './model.mts';
import { STAND_INS } from './standIns.mts';
import { PREFIX, runWorkflow, type NodeTypes, type WorkflowFile } from './workflow.mts';

/** The type name of our node as a tool. */
export const TOOL = `${PREFIX}hubSpotMeetingsTool`;

/** A parameter that the model fills in. n8n builds the tool's schema from it. */
export type Argument = Parameters<typeof generateZodSchema>[0];

/** A tool as n8n describes it to a model. */
export interface Tool {
	name: string;
	description: string;
	args: Argument[];
	node: INode;
}

/** Describes a tool node as n8n does for a model. */
export function toolOf(node: INode): Tool {
	const args: Argument[] = [];
	traverseNodeParameters(node.parameters, args);
	const { toolDescription } = node.parameters;
	return { name: nodeNameToToolName(node), description: String(toolDescription), args, node };
}

/** The tools of a workflow. */
export const toolsOf = ({ nodes }: Pick<WorkflowFile, 'nodes'>): Tool[] =>
	nodes.filter(({ type }) => type === TOOL).map(toolOf);

/** Validates the arguments of a call against the tool's schema and adds defaults for missing ones, as n8n does. */
function checked(args: IDataObject, tool: Tool): IDataObject {
	const unknown = Object.keys(args).filter((key) => !tool.args.some((one) => one.key === key));
	if (unknown.length > 0) throw new Error(`${tool.name} does not take ${unknown.join(', ')}`);
	return Object.fromEntries(
		tool.args.map((one) => [one.key, generateZodSchema(one).parse(args[one.key]) as string]),
	);
}

/** The response that the model reads: the items as JSON. For an error, the engine returns an item with its message. */
function answerOf({ data }: EngineResponse['actionResponses'][number]): string {
	const items = data.data?.ai_tool?.[0] ?? [];
	return JSON.stringify(items.map(({ json }) => json));
}

const description = (name: string, more: object) => ({
	displayName: name,
	name,
	group: ['transform' as const],
	version: 1,
	description: '',
	defaults: { name },
	inputs: [NodeConnectionTypes.Main],
	outputs: [NodeConnectionTypes.Main],
	properties: [],
	...more,
});

/** A stand-in for n8n's AI Agent node. It requests its tools from the engine and continues with their responses. */
class Agent implements INodeType {
	description = description('agent', {});

	readonly answered: Answered[] = [];

	private asked: ToolCall[] = [];

	constructor(
		private readonly model: Model,
		private readonly tools: readonly Tool[],
	) {}

	execute: NonNullable<INodeType['execute']> = async (response) => {
		this.answered.push(
			...this.asked.map((call, place) => ({
				...call,
				answer: answerOf(response!.actionResponses[place]),
			})),
		);
		const turn = this.model(this.answered);
		if (typeof turn === 'string') return [[{ json: { output: turn } }]];
		this.asked = turn;
		const request: EngineRequest = {
			actions: turn.map((call, place) => this.action(call, place)),
			metadata: {},
		};
		return request;
	};

	private action({ tool: name, args }: ToolCall, place: number): EngineRequest['actions'][number] {
		const tool = this.tools.find((one) => one.name === name);
		if (!tool) throw new Error(`The agent has no tool ${name}`);
		return {
			actionType: 'ExecutionNodeAction',
			nodeName: tool.node.name,
			input: checked(args, tool),
			type: NodeConnectionTypes.AiTool,
			id: `call_${this.answered.length + place + 1}`,
			metadata: { itemIndex: 0 },
		};
	}
}

/** Our node in the form that n8n offers to agents. */
function hubSpotTool(): INodeType {
	const type = asN8nLoadsIt(new HubSpotMeetings());
	const text = (name: string) => ({
		displayName: name,
		name,
		type: 'string' as const,
		default: '',
	});
	type.description = {
		...type.description,
		name: `${type.description.name}Tool`,
		inputs: [],
		outputs: [NodeConnectionTypes.AiTool],
		properties: [text('descriptionType'), text('toolDescription'), ...type.description.properties],
	};
	return type;
}

export interface Conversation {
	/** The tool calls with their responses, in order. */
	answered: Answered[];
	/** The agent's final answer. */
	said: string;
	error?: Error;
}

/**
 * Runs an agent's workflow in n8n's real engine. As in n8n, the agent requests its tools from the engine. A function
 * plays the model.
 */
export async function converse(
	file: WorkflowFile,
	credentials: CredentialValues,
	model: Model,
): Promise<Conversation> {
	const agent = new Agent(model, toolsOf(file));
	const other = (name: string): INodeType => ({
		...STAND_INS['n8n-nodes-base.manualTrigger'],
		description: description(name, {}),
	});
	const types: NodeTypes = {
		...STAND_INS,
		[TOOL]: hubSpotTool(),
		'@n8n/n8n-nodes-langchain.agent': agent,
		...Object.fromEntries(
			['chatTrigger', 'lmChatOpenAi', 'memoryBufferWindow'].map((name) => [
				`@n8n/n8n-nodes-langchain.${name}`,
				other(name),
			]),
		),
	};
	const { json, error } = await runWorkflow(file, credentials, types);
	return { answered: agent.answered, said: String(json('Agent').at(-1)?.output ?? ''), error };
}
