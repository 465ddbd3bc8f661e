import { randomUUID } from 'node:crypto';
import { CREDENTIAL_TYPE } from '../../demo/side.mts';
import type { Workflow, WorkflowNode } from '../../demo/types.mts';
import type { CredentialRef } from './world.mts';

/** The node types of our package, as n8n names them. */
export const NODE = 'n8n-nodes-hubspot-meetings.hubSpotMeetings';
export const TRIGGER = 'n8n-nodes-hubspot-meetings.hubSpotMeetingsTrigger';

type Parameters = Record<string, unknown>;

const STEP = 224;

/** One node of a workflow. `more` holds node settings that are not parameters, such as onError. */
export function node(
	name: string,
	type: string,
	parameters: Parameters,
	more: Partial<WorkflowNode> = {},
): WorkflowNode {
	return { id: randomUUID(), name, type, typeVersion: 1, parameters, ...more };
}

/** One of our nodes, with its credential. */
export function ours(
	name: string,
	credential: CredentialRef,
	parameters: Parameters,
	more: Partial<WorkflowNode> = {},
): WorkflowNode {
	return node(name, NODE, parameters, {
		credentials: { [CREDENTIAL_TYPE]: { id: credential.id, name: credential.name } },
		...more,
	});
}

export const manualTrigger = (): WorkflowNode =>
	node("When clicking 'Execute workflow'", 'n8n-nodes-base.manualTrigger', {});

/** A Code node that returns items. */
export const code = (name: string, jsCode: string): WorkflowNode =>
	node(name, 'n8n-nodes-base.code', { jsCode }, { typeVersion: 2 });

/** A workflow in which each node is connected to the next one. */
export function chain(name: string, nodes: WorkflowNode[]): Workflow {
	return {
		name,
		nodes: nodes.map((one, index) => ({ position: [index * STEP, 0], ...one })),
		connections: Object.fromEntries(
			nodes
				.slice(0, -1)
				.map((one, index) => [
					one.name,
					{ main: [[{ node: nodes[index + 1]?.name, type: 'main', index: 0 }]] },
				]),
		),
		settings: { executionOrder: 'v1' },
	};
}
