import type { INodeType } from 'n8n-workflow';

import { builtinNode } from './builtin.mts';
import { axiosBatches, sdkBatches } from './clients.mts';
import { engine, loadNode, type Took } from './engine.mts';
import { withoutServer } from './floor.mts';
import { AUTO_MAP, BUILTIN, mapped, ONE_BY_ONE } from './parameters.mts';
import { PROPERTY_NAMES, rows } from './rows.mts';
import { serve } from './rpc.mts';

interface Nodes {
	ours: INodeType;
	floor: INodeType;
	builtin?: INodeType;
}

let nodes: Nodes | undefined;

async function client(ask: () => Promise<unknown[]>): Promise<Took> {
	const began = performance.now();
	const { length } = await ask();
	return { seconds: (performance.now() - began) / 1000, succeeded: length, failed: 0 };
}

type Contestant = (
	nodes: Nodes,
	url: string,
	items: Array<Record<string, string>>,
) => Promise<Took>;

/** With this setting, an item that fails becomes an output with its error, so that the others can be counted. */
const GO_ON = { onError: 'continueRegularOutput' } as const;

/** Ways to create meetings from items. */
const CONTESTANTS = {
	autoMap: async ({ ours }, url, items) => await engine(url, ours, AUTO_MAP, items),
	mapped: async ({ ours }, url, items) => await engine(url, ours, mapped(PROPERTY_NAMES), items),
	oneByOne: async ({ ours }, url, items) => await engine(url, ours, ONE_BY_ONE, items, GO_ON),
	engineFloor: async ({ floor }, url, items) => await engine(url, floor, AUTO_MAP, items),
	axiosBatch: async (_, url, items) => await client(async () => await axiosBatches(url, items)),
	sdkBatch: async (_, url, items) => await client(async () => await sdkBatches(url, items)),
	builtin: async ({ builtin }, url, items) => {
		if (!builtin) throw new Error("n8n's own node is not loaded");
		const credentials = { hubspotAppToken: { id: '2', name: 'HubSpot' } };
		return await engine(url, builtin, BUILTIN, items, { typeVersion: 2.2, credentials });
	},
} satisfies Record<string, Contestant>;

export type ContestantName = keyof typeof CONTESTANTS;

const handlers = {
	/**
	 * Loads the nodes from the unpacked package, as published.
	 *
	 * @param copy the copy of n8n's own node, if there is one
	 */
	load(unpacked: string, copy?: string): void {
		nodes = {
			ours: loadNode(unpacked),
			get floor() {
				return withoutServer(loadNode(unpacked));
			},
			...(copy && { builtin: builtinNode(copy) }),
		};
	},
	async create(name: ContestantName, url: string, count: number, from = 0): Promise<Took> {
		if (!nodes) throw new Error('Nothing has been loaded');
		const items = rows(count, from);
		global.gc?.();
		return await CONTESTANTS[name](nodes, url, items);
	},
};

export type NodeProcess = typeof handlers;

serve(handlers);
