import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from '../scripts/ensure-installed.mjs';

/** Where n8n is installed. */
export const DEMO = join(ROOT, 'demo');

/**
 * The folder for everything that a run writes. Git ignores it, and it is safe to delete. It is named node_modules because
 * linters skip such folders, and n8n's lint can't be given folders to skip. npm doesn't touch it.
 */
export const DATA = join(ROOT, '.n8n-demo', 'node_modules');

export const N8N_BIN = join(DEMO, 'node_modules', 'n8n', 'bin', 'n8n');

/** The Node for n8n. It is installed as a package for the platform. Otherwise, the current Node is used if it is new enough. */
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
		`n8n needs Node 24, which has no npm package for ${process.platform} on ${process.arch}. ` +
			`You are using Node ${process.versions.node}. Use Node 24 or newer.`,
	);
}

/** The folder with Node's headers for compiling a native module, if the Node package contains them. */
export function n8nNodeHeaders(): string | undefined {
	const folder = dirname(dirname(n8nNode()));
	return existsSync(join(folder, 'include', 'node', 'node.h')) ? folder : undefined;
}
