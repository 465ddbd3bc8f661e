import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { PackageDirectoryLoader } from 'n8n-core';
import type { INodeType } from 'n8n-workflow';

const ROOT = process.cwd();

/** Builds, packs and unpacks the tarball that npm would publish. The demo uses the same script. */
async function unpackTarball(folder: string): Promise<string> {
	const script = join(ROOT, 'scripts', 'pack.mjs');
	const { stdout } = await promisify(execFile)(process.execPath, [script, join(folder, 'packed')]);
	return stdout.trim();
}

describe('the packed tarball', () => {
	let folder: string;
	let unpacked: string;
	let loader: PackageDirectoryLoader;

	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), 'hubspot-meetings-tarball-'));
		unpacked = await unpackTarball(folder);
		// The package finds n8n's own packages in a parent folder, as it does in n8n.
		await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
		loader = new PackageDirectoryLoader(unpacked);
		await loader.loadAll();
	}, 300_000);

	afterAll(async () => {
		await rm(folder, { recursive: true, force: true });
	});

	it('contains every node and credential that package.json lists', async () => {
		const { n8n } = JSON.parse(await readFile(join(unpacked, 'package.json'), 'utf8')) as {
			n8n: { nodes: string[]; credentials: string[] };
		};
		expect(Object.keys(loader.known.nodes)).toHaveLength(n8n.nodes.length);
		expect(Object.keys(loader.known.credentials)).toHaveLength(n8n.credentials.length);
		expect(Object.keys(loader.known.nodes)).toContain('hubSpotMeetings');
		expect(Object.keys(loader.known.credentials)).toEqual(['hubSpotMeetingsApi']);
	});

	it('has files that are named after their classes, as n8n expects', () => {
		for (const { className, sourcePath } of [
			...Object.values(loader.known.nodes),
			...Object.values(loader.known.credentials),
		]) {
			expect(basename(sourcePath)).toMatch(new RegExp(`^${className}\\.`));
		}
	});

	it('tells n8n which nodes use the credential', () => {
		expect(loader.known.credentials['hubSpotMeetingsApi']?.supportedNodes).toEqual(
			expect.arrayContaining(['hubSpotMeetings']),
		);
	});

	it('has an action node that AI agents can use and that users can search for', () => {
		const { type } = loader.getNode('hubSpotMeetings');
		const { description } = type as INodeType;
		expect(description.displayName).toBe('HubSpot Meetings');
		expect(description.usableAsTool).toBe(true);
		expect(description.codex?.categories).toEqual(expect.arrayContaining(['Sales']));
		expect(description.codex?.alias?.length).toBeGreaterThan(0);
		expect(
			description.documentationUrl ?? description.codex?.resources?.primaryDocumentation,
		).toBeDefined();
	});

	it('has a light and a dark icon for each node and credential', () => {
		const icons = [...loader.types.nodes, ...loader.types.credentials].map(
			({ iconUrl }) => iconUrl,
		);
		expect(icons).toHaveLength(
			Object.keys(loader.known.nodes).length + Object.keys(loader.known.credentials).length,
		);
		for (const icon of icons) {
			const urls = typeof icon === 'string' ? [icon] : Object.values(icon ?? {});
			expect(urls).toHaveLength(2);
			for (const url of urls) {
				expect(url).toMatch(/^icons\/n8n-nodes-hubspot-meetings\/.+\.svg$/);
				const file = url.replace('icons/n8n-nodes-hubspot-meetings/', '');
				expect(existsSync(join(unpacked, file))).toBe(true);
			}
		}
	});

	it('contains only the files that ship', async () => {
		const files = await readdir(unpacked, { recursive: true });
		expect(
			files.filter((file) => /tsbuildinfo|\.map$|\.ts$|\.mts$|test|emulator|demo/.test(file)),
		).toEqual([]);
		expect((await readdir(unpacked)).sort()).toEqual([
			'LICENSE',
			'README.md',
			'dist',
			'package.json',
		]);
	});
});
