// npm run check:package: builds and packs the package, then judges the tarball as a stranger would.
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { ensureInstalled, ROOT } from './ensure-installed.mjs';
import { packAndUnpack } from './pack.mjs';
import { main } from './process.mjs';
import { step } from './progress.mjs';

const MAX_UNPACKED_BYTES = 200_000;
/** What requiring all nodes and credentials may cost beyond n8n-workflow, which n8n has loaded long before. */
const MAX_REQUIRE_MS = 30;
const REQUIRE_RUNS = 7;
/** It has no types; a name that TypeScript doesn't know keeps it from asking. */
const SCANNER = String('@n8n/scan-community-package/scanner/scanner.mjs');

const ALLOWED_FILES = [
	/^package\.json$/,
	/^README\.md$/,
	/^LICENSE$/,
	/^dist\/bundle\.js$/,
	/^dist\/(nodes|credentials)\/[\w/.-]+\.(node|credentials)\.js$/,
	/^dist\/(nodes|credentials)\/[\w/.-]+\.(svg|png)$/,
	/^dist\/nodes\/[\w/-]+\.node\.json$/,
	/^dist\/nodes\/[\w/.-]+\/__schema__\/[\w/.-]+\.json$/,
];

const FORBIDDEN_SCRIPTS = ['prepare', 'preinstall', 'install', 'postinstall', 'prepublish'];

/** @typedef {{ n8n: { nodes: string[], credentials: string[] }, scripts?: Record<string, string>, [field: string]: unknown }} Manifest */

/** @param {boolean} holds @param {string} otherwise */
function must(holds, otherwise) {
	if (!holds) throw new Error(otherwise);
}

/**
 * All files of a folder, as slash-separated paths relative to it, with their sizes in bytes.
 * @param {string} folder
 */
async function filesOf(folder) {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	return await Promise.all(
		entries
			.filter((entry) => entry.isFile())
			.map(async (entry) => {
				const file = join(entry.parentPath ?? entry.path, entry.name);
				return {
					path: relative(folder, file).split(sep).join('/'),
					bytes: (await stat(file)).size,
				};
			}),
	);
}

/** @param {string} unpacked @param {Manifest} manifest */
async function checkContent(unpacked, manifest) {
	const files = await filesOf(unpacked);
	const strangers = files
		.map(({ path }) => path)
		.filter((path) => !ALLOWED_FILES.some((allowed) => allowed.test(path)));
	must(strangers.length === 0, `Not expected in the package: ${strangers.join(', ')}`);
	const present = new Set(files.map(({ path }) => path));
	const declared = ['README.md', 'LICENSE', ...manifest.n8n.nodes, ...manifest.n8n.credentials];
	const codex = manifest.n8n.nodes.map((node) => node.replace(/\.js$/, '.json'));
	const missing = [...declared, ...codex].filter((path) => !present.has(path));
	must(missing.length === 0, `Missing in the package: ${missing.join(', ')}`);
	const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
	console.log(`    ${files.length} files, ${(bytes / 1000).toFixed(1)} kB unpacked`);
	must(bytes <= MAX_UNPACKED_BYTES, `${bytes} bytes unpacked are more than ${MAX_UNPACKED_BYTES}`);
}

/** @param {Manifest} manifest */
function checkManifest(manifest) {
	for (const field of [
		'dependencies',
		'optionalDependencies',
		'bundledDependencies',
		'bundleDependencies',
		'overrides',
	]) {
		must(manifest[field] === undefined, `package.json has ${field}`);
	}
	const peers = JSON.stringify(manifest.peerDependencies);
	must(peers === '{"n8n-workflow":"*"}', `n8n-workflow must be the only peer, not ${peers}`);
	const scripts = FORBIDDEN_SCRIPTS.filter((name) => manifest.scripts?.[name] !== undefined);
	must(scripts.length === 0, `Scripts that would run at a user's: ${scripts.join(', ')}`);
}

/** n8n's scanner of published packages: its own rules, without exceptions in comments, on the sources and on the tarball. @param {string} unpacked */
async function scan(unpacked) {
	const scanner = await import(SCANNER);
	for (const [folder, patterns] of [
		[ROOT, scanner.SOURCE_FILE_PATTERNS],
		[unpacked, ['**/*.js', 'package.json']],
	]) {
		const { passed, message, details } = await scanner.analyzePackage(folder, patterns);
		must(passed, `${message}\n${details ?? ''}`);
	}
}

/** The cost of requiring all entry points in a fresh process that has n8n-workflow loaded. @param {string} unpacked @param {Manifest} manifest */
async function checkRequireTime(unpacked, manifest) {
	const script = `
		const { createRequire } = require('node:module');
		const rooted = createRequire(${JSON.stringify(join(ROOT, 'package.json'))});
		for (const name of ['n8n-workflow', 'luxon']) rooted(name);
		const began = process.cpuUsage();
		for (const file of JSON.parse(process.argv[1])) require(file);
		const { user, system } = process.cpuUsage(began);
		process.stdout.write(String((user + system) / 1000));
	`;
	const files = [...manifest.n8n.nodes, ...manifest.n8n.credentials].map((file) =>
		join(unpacked, file),
	);
	const env = { ...process.env, NODE_PATH: join(ROOT, 'node_modules') };
	/** @type {number[]} */
	const times = [];
	for (let run = 0; run < REQUIRE_RUNS; run++) {
		const { stdout } = await promisify(execFile)(
			process.execPath,
			['-e', script, JSON.stringify(files)],
			{ env },
		);
		times.push(Number(stdout));
	}
	// The processor's time, and the least of several runs: what else the machine does is not the package's cost.
	const least = Math.min(...times);
	console.log(`    ${least.toFixed(1)} ms`);
	must(
		least <= MAX_REQUIRE_MS,
		`Loading takes ${least.toFixed(1)} ms, more than ${MAX_REQUIRE_MS}`,
	);
}

await main(async () => {
	await ensureInstalled();
	const folder = await mkdtemp(join(tmpdir(), 'hubspot-meetings-package-'));
	try {
		const { unpacked } = await step('Building and packing', () => packAndUnpack(folder));
		/** @type {Manifest} */
		const manifest = JSON.parse(await readFile(join(unpacked, 'package.json'), 'utf8'));
		await step('Content and size', () => checkContent(unpacked, manifest));
		await step('Manifest', async () => checkManifest(manifest));
		await step("n8n's package scanner, no exceptions", () => scan(unpacked));
		await step('Time to load', () => checkRequireTime(unpacked, manifest));
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
});
