import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { IDataObject, INode, INodeType } from 'n8n-workflow';

import { EMULATOR_TOKEN } from '../emulator/index.mts';
import { run } from '../test/support/engine.mts';

/** How long one run took, and its result. */
export interface Took {
	seconds: number;
	succeeded: number;
	failed: number;
	/** The error of the first item that failed. */
	error?: string;
}

/** Loads the node from the unpacked package, as published. */
export function loadNode(unpacked: string): INodeType {
	const file = join(unpacked, 'dist', 'nodes', 'HubSpotMeetings', 'HubSpotMeetings.node.js');
	const { HubSpotMeetings } = createRequire(file)(file) as { HubSpotMeetings: new () => INodeType };
	return new HubSpotMeetings();
}

/**
 * Runs items through a node in n8n's engine. Outputs with an error count as failed items.
 *
 * @throws the error if the node itself fails
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
