import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { IDataObject, INode, INodeType } from 'n8n-workflow';

import { EMULATOR_TOKEN } from '../emulator/index.mts';
import { run } from '../test/support/engine.mts';

/** What one run took, and what came out of it. */
export interface Took {
	seconds: number;
	succeeded: number;
	failed: number;
	/** Of the first item that failed. */
	error?: string;
}

/** The node as it ships. */
export function loadNode(unpacked: string): INodeType {
	const file = join(unpacked, 'dist', 'nodes', 'HubSpotMeetings', 'HubSpotMeetings.node.js');
	const { HubSpotMeetings } = createRequire(file)(file) as { HubSpotMeetings: new () => INodeType };
	return new HubSpotMeetings();
}

/**
 * Runs items through a node in n8n's engine; an item that fails becomes an output with its error.
 *
 * @throws what made the node fail as a whole
 */
export async function engine(
	url: string,
	nodeType: INodeType,
	parameters: IDataObject,
	items: IDataObject[],
	settings: Partial<INode> = {},
): Promise<Took> {
	const began = performance.now();
	const { json, error } = await run({
		parameters,
		items,
		nodeType,
		settings,
		credentials: { accessToken: EMULATOR_TOKEN, baseUrl: url },
	});
	const seconds = (performance.now() - began) / 1000;
	if (error) throw error;
	const failures = json.filter((each) => each.error !== undefined);
	return {
		seconds,
		succeeded: json.length - failures.length,
		failed: failures.length,
		...(failures[0] && { error: JSON.stringify(failures[0].error) }),
	};
}
