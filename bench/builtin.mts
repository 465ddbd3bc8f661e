import { cp, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { INodeType } from 'n8n-workflow';

import { DEMO } from '../demo/paths.mts';

/** The folder of n8n's own nodes, in the n8n that npm start installs. */
const BASE = join(DEMO, 'node_modules', 'n8n-nodes-base');

const HOST = 'https://api.hubapi.com';

/** The package name of the copy. */
export const BUILTIN_PACKAGE = 'n8n-nodes-hubspot-builtin';

/** Whether n8n's own nodes are installed. They are part of n8n, which npm start and --n8n install. */
export async function hasBuiltin(): Promise<boolean> {
	return await stat(BASE).then(
		() => true,
		() => false,
	);
}

/** Where to find the modules that n8n's own node needs. */
export const BUILTIN_MODULES = join(DEMO, 'node_modules');

/**
 * Copies n8n's own HubSpot node, with its hard-coded host replaced.
 *
 * @param folder the target folder; it is removed first
 * @param url the URL that replaces the host
 */
export async function copyBuiltin(folder: string, url: string): Promise<string> {
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	for (const part of ['nodes/Hubspot', 'utils'])
		await cp(join(BASE, 'dist', part), join(folder, 'dist', part), { recursive: true });
	let replaced = 0;
	for (const file of await readdir(folder, { recursive: true })) {
		if (!file.endsWith('.js')) continue;
		const text = await readFile(join(folder, file), 'utf8');
		if (!text.includes(HOST)) continue;
		await writeFile(join(folder, file), text.replaceAll(HOST, url));
		replaced++;
	}
	if (replaced === 0) throw new Error(`n8n's own node no longer contains ${HOST}`);
	// The copy uses n8n's own credential, which only contains the host in its test.
	const manifest = {
		name: BUILTIN_PACKAGE,
		version: '1.0.0',
		n8n: { n8nNodesApiVersion: 1, credentials: [], nodes: ['dist/nodes/Hubspot/Hubspot.node.js'] },
	};
	await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
	return folder;
}

/** The current version (V2) of the copied node. */
export function builtinNode(folder: string): INodeType {
	const file = join(folder, 'dist', 'nodes', 'Hubspot', 'V2', 'HubspotV2.node.js');
	const { HubspotV2 } = createRequire(file)(file) as {
		HubspotV2: new (description: object) => INodeType;
	};
	return new HubspotV2({ displayName: 'HubSpot', name: 'hubspot', group: ['output'] });
}
