import { ask } from './side.mts';
import type { HubSpotSide } from './side.mts';
import { tallySteps } from './tally.mts';
import type { Step, Tally } from './tally.mts';
import type { Execution, Item, Workflow } from './types.mts';

export const NODE_TYPE_PREFIX = 'n8n-nodes-hubspot-meetings.';

/** The steps of an execution that our nodes ran, in the order of the workflow. Items with an error are left out. */
export function readSteps(workflow: Workflow, execution: Execution): Step[] {
	return workflow.nodes
		.filter(({ type }) => type.startsWith(NODE_TYPE_PREFIX))
		.map(({ name, parameters }) => {
			const runs = execution.data.resultData.runData[name] ?? [];
			const items = runs.flatMap(({ data }) => data?.main?.flatMap((output) => output ?? []) ?? []);
			return {
				node: name,
				resource: String(parameters['resource']),
				operation: String(parameters['operation']),
				items: items.filter(({ json }) => !('error' in json)),
			};
		});
}

/** The IDs of the meetings that were created. */
export function createdIds(steps: Step[]): string[] {
	return steps
		.filter(({ resource, operation }) => resource === 'meeting' && operation === 'create')
		.flatMap(({ items }) => items.map(({ json }) => String(json['id'])));
}

/** Prints what each step did. */
export function printSteps(steps: Step[]): void {
	const rows = steps.map(({ node, operation, items }) => [
		node,
		operation,
		String(items.length),
		items.slice(0, 1).map(describe).join('') +
			(items.length > 1 ? ` and ${items.length - 1} more` : ''),
	]);
	const table = [['Step', 'Operation', 'Meetings', 'Which'], ...rows];
	const widths = [0, 1, 2].map((column) =>
		Math.max(...table.map((row) => (row[column] ?? '').length)),
	);
	console.log();
	for (const row of table) {
		console.log(
			`  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd(),
		);
	}
	console.log();
}

function describe({ json }: Item): string {
	const title = json['hs_meeting_title'];
	return [
		`id ${String(json['id'])}`,
		title,
		json['hs_meeting_outcome'],
		json['hs_meeting_start_time'],
	]
		.filter((part) => part !== undefined && part !== null)
		.map(String)
		.join(', ');
}

/**
 * Compares what n8n reports with what HubSpot received and now has.
 * @throws if the execution failed, a step returned no items, or n8n and HubSpot don't agree
 */
export async function checkExample(
	name: string,
	{ status, data }: Execution,
	steps: Step[],
	side: HubSpotSide,
): Promise<Tally> {
	const { error, lastNodeExecuted } = data.resultData;
	if (status !== 'success' || error) {
		const reason = [error?.message, error?.description].filter(Boolean).join(' ');
		throw new Error(`"${name}" ended with status ${status} at "${lastNodeExecuted}". ${reason}`);
	}
	const idle = steps.filter(({ items }) => items.length === 0).map(({ node }) => node);
	if (idle.length > 0)
		throw new Error(`These steps of "${name}" returned no items: ${idle.join(', ')}`);
	const tally = tallySteps(steps);
	const seen = side.seen?.();
	if (seen && JSON.stringify(seen) !== JSON.stringify(tally)) {
		throw new Error(
			`n8n reports ${JSON.stringify(tally)}, but ${side.name} received ${JSON.stringify(seen)}`,
		);
	}
	for (const id of createdIds(steps)) {
		const { status: found } = await ask(side, 'GET', `/crm/objects/2026-09/meetings/${id}`);
		if (found !== 404)
			throw new Error(`Meeting ${id} was deleted, but reading it gives status ${found}`);
	}
	return tally;
}
