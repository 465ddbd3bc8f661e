import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { packAndUnpack, sourcesHash } from '../scripts/pack.mjs';
import { step } from '../scripts/progress.mjs';
import { DATA, DEMO, n8nNode } from './paths.mts';

interface Manifest {
	name: string;
	version: string;
	devDependencies?: unknown;
	peerDependencies?: unknown;
	optionalDependencies?: unknown;
}

/**
 * Installs our package in the same way as n8n does in Settings > Community nodes. The packed tarball is unpacked into the
 * user folder's nodes/node_modules. The development, peer and optional dependencies are removed from its manifest. The
 * package.json next to it lists the package. The only difference is that the tarball doesn't come from a registry.
 */
export async function installPackage(userFolder: string): Promise<void> {
	const packed = join(DATA, 'package');
	const stamp = join(packed, 'sources.sha256');
	const hash = await sourcesHash();
	if ((await readFile(stamp, 'utf8').catch(() => '')) !== hash) {
		await step('Building and packing the nodes', () => packAndUnpack(packed));
		await writeFile(stamp, hash);
	}
	const { devDependencies, peerDependencies, optionalDependencies, ...manifest } = JSON.parse(
		await readFile(join(packed, 'unpacked', 'package.json'), 'utf8'),
	) as Manifest;
	const nodes = join(userFolder, '.n8n', 'nodes');
	const target = join(nodes, 'node_modules', manifest.name);
	await rm(target, { recursive: true, force: true });
	await mkdir(target, { recursive: true });
	await cp(join(packed, 'unpacked'), target, { recursive: true });
	await writeFile(join(target, 'package.json'), JSON.stringify(manifest, null, 2));
	const ledger = {
		name: 'installed-nodes',
		private: true,
		dependencies: { [manifest.name]: manifest.version },
	};
	await writeFile(join(nodes, 'package.json'), JSON.stringify(ledger, null, 2));
}

/**
 * Adds our package to n8n's tables of installed packages, as an install from a registry would do. Then Settings > Community
 * nodes lists it.
 */
export async function registerPackage(userFolder: string): Promise<void> {
	const folder = join(userFolder, '.n8n', 'nodes', 'node_modules', 'n8n-nodes-hubspot-meetings');
	// The script needs the SQLite module of n8n's Node. This process may run on an older Node.
	await promisify(execFile)(
		n8nNode(),
		[
			'--disable-warning=ExperimentalWarning',
			join(DEMO, 'register-package.cjs'),
			join(userFolder, '.n8n', 'database.sqlite'),
			folder,
		],
		{ env: { ...process.env, NODE_PATH: join(DEMO, 'node_modules') } },
	);
}
