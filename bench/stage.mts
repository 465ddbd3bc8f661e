import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { DATA } from '../demo/paths.mts';
import type { EmulatorOptions } from '../emulator/index.mts';
import { packAndUnpack, sourcesHash } from '../scripts/pack.mjs';
import { step } from '../scripts/progress.mjs';
import { BUILTIN_MODULES, copyBuiltin, hasBuiltin } from './builtin.mts';
import type { HubSpotProcess } from './hubspot-process.mts';
import type { NodeProcess } from './node-process.mts';
import { open, type Remote } from './rpc.mts';

/** How much to measure. */
export interface Size {
	rounds: number;
	/** Items of create1000. */
	items: number;
	/** Items of limited2000 and of the four workers. */
	limited: number;
	/** Meetings of list50000. */
	listed: number;
	listRounds: number;
	/** Items of the large runs, with expressions and mapped automatically. */
	mappedItems: number;
	autoMapItems: number;
	/** The size of the file to upload and download, in MB. */
	fileMb: number;
	/** The window of the limit of 100 requests, in ms. */
	windowMs: number;
	/** The window of the other limits, in ms. */
	scaledWindowMs: number;
	/** The window of the four workers, in ms. It is long enough that starting four engines takes only a small part of the time. */
	workersWindowMs: number;
}

export const FULL: Size = {
	rounds: 7,
	items: 1_000,
	limited: 2_000,
	listed: 50_000,
	listRounds: 7,
	mappedItems: 10_000,
	autoMapItems: 20_000,
	fileMb: 200,
	windowMs: 10_000,
	scaledWindowMs: 2_000,
	workersWindowMs: 5_000,
};

export const QUICK: Size = {
	rounds: 3,
	items: 300,
	limited: 600,
	listed: 5_000,
	listRounds: 1,
	mappedItems: 2_000,
	autoMapItems: 2_000,
	fileMb: 50,
	windowMs: 1_500,
	scaledWindowMs: 1_500,
	workersWindowMs: 1_500,
};

/** What all measurements share. */
export interface Stage {
	size: Size;
	/** The folder of the unpacked package, as published. */
	unpacked: string;
	/** An emulator without limits. */
	hubspot: Remote<HubSpotProcess>;
	url: string;
	/** n8n's engine with the nodes. */
	node: Remote<NodeProcess>;
	/** A separate engine with the copy of n8n's own node, if installed. In the same process, it would slow ours down. */
	builtin?: Remote<NodeProcess>;
	/** An earlier version of the package, unpacked, and the engine with its nodes. */
	before?: { unpacked: string; node: Remote<NodeProcess> };
}

/** Starts an emulator in a separate process. */
export async function openHubSpot(
	options: EmulatorOptions,
): Promise<{ hubspot: Remote<HubSpotProcess>; url: string }> {
	const hubspot = open<HubSpotProcess>('hubspot-process.mts');
	return { hubspot, url: await hubspot.start(options) };
}

/** Starts n8n's engine in a separate process and loads the nodes. */
export async function openNode(unpacked: string, builtin?: string): Promise<Remote<NodeProcess>> {
	const node = open<NodeProcess>('node-process.mts', builtin ? [BUILTIN_MODULES] : []);
	await node.load(unpacked, builtin);
	return node;
}

/** The package as npm would publish it. It is built again only if its sources have changed. */
async function builtPackage(): Promise<string> {
	const folder = join(DATA, 'bench-package');
	const stamp = join(folder, 'sources.sha256');
	const hash = await sourcesHash();
	if ((await readFile(stamp, 'utf8').catch(() => '')) !== hash) {
		await step('Building and packing the nodes', () => packAndUnpack(folder));
		await writeFile(stamp, hash);
	}
	return join(folder, 'unpacked');
}

/** Copies an earlier version to a folder where its code can find n8n's packages, and loads its nodes. */
async function openEarlier(folder: string): Promise<Stage['before']> {
	const unpacked = join(DATA, 'bench-before');
	await rm(unpacked, { recursive: true, force: true });
	await cp(folder, unpacked, { recursive: true });
	return { unpacked, node: await openNode(unpacked) };
}

export async function openStage(size: Size, earlier?: string): Promise<Stage> {
	const unpacked = await builtPackage();
	const { hubspot, url } = await openHubSpot({});
	const builtin = (await hasBuiltin())
		? await openNode(unpacked, await copyBuiltin(join(DATA, 'bench-builtin'), url))
		: undefined;
	if (!builtin)
		console.log(
			"n8n's own node is not measured, because n8n is not installed. npm start or --n8n installs it.",
		);
	const before = earlier === undefined ? undefined : await openEarlier(earlier);
	return {
		size,
		unpacked,
		hubspot,
		url,
		node: await openNode(unpacked),
		builtin,
		...(before && { before }),
	};
}
