import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from '../scripts/ensure-installed.mjs';

/** Where n8n is installed. */
export const DEMO = join(ROOT, 'demo');

/**
 * Everything that a run writes: ignored by git, safe to delete. Below a folder of this name no linter looks, and n8n's
 * lint takes no list of what to leave out; npm leaves it alone, since it is not its own.
 */
export const DATA = join(ROOT, '.n8n-demo', 'node_modules');

export const N8N_BIN = join(DEMO, 'node_modules', 'n8n', 'bin', 'n8n');

/** The Node that n8n needs comes as a package of its platform; a Node that is new enough will do too. */
export function n8nNode(): string {
	const packages = [
		`node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`,
		`node-bin-${process.platform}-${process.arch}`,
	];
	const binary = process.platform === 'win32' ? 'node.exe' : 'node';
	const found = packages
		.map((name) => join(DEMO, 'node_modules', name, 'bin', binary))
		.find((file) => existsSync(file));
	if (found) return found;
	if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
	throw new Error(
		`n8n needs Node 24, and there is no package of it for ${process.platform} on ${process.arch}. ` +
			`This is Node ${process.versions.node}: start with Node 24 or newer.`,
	);
}

/** The folder of Node's headers, which a native module is compiled with, where the Node package brings them. */
export function n8nNodeHeaders(): string | undefined {
	const folder = dirname(dirname(n8nNode()));
	return existsSync(join(folder, 'include', 'node', 'node.h')) ? folder : undefined;
}
