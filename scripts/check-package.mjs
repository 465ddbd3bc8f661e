// npm run check:package: builds and packs the package, and checks the tarball.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureInstalled, ROOT } from './ensure-installed.mjs';
import { packAndUnpack } from './pack.mjs';
import { filesOf, loadShare } from './package-figures.mjs';
import { main } from './process.mjs';
import { step } from './progress.mjs';

/** The maximum size of all files in the package. */
const MAX_UNPACKED_BYTES = 500_000;
/** The maximum time to load all nodes and credentials, as a share of the time to load n8n-workflow. */
const MAX_LOAD_SHARE = 0.1;
/** The scanner has no types. With `String`, TypeScript doesn't know the module name and doesn't look for them. */
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

/** @param {string} unpacked @param {Manifest} manifest */
async function checkContent(unpacked, manifest) {
	const files = await filesOf(unpacked);
	const strangers = files
		.map(({ path }) => path)
		.filter((path) => !ALLOWED_FILES.some((allowed) => allowed.test(path)));
	must(strangers.length === 0, `Unexpected files in the package: ${strangers.join(', ')}`);
	const present = new Set(files.map(({ path }) => path));
	const declared = ['README.md', 'LICENSE', ...manifest.n8n.nodes, ...manifest.n8n.credentials];
	const codex = manifest.n8n.nodes.map((node) => node.replace(/\.js$/, '.json'));
	const missing = [...declared, ...codex].filter((path) => !present.has(path));
	must(missing.length === 0, `Missing from the package: ${missing.join(', ')}`);
}

/** @param {string} unpacked */
async function checkSize(unpacked) {
	const files = await filesOf(unpacked);
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
	must(
		peers === '{"n8n-workflow":"*"}',
		`n8n-workflow must be the only peer dependency, not ${peers}`,
	);
	const scripts = FORBIDDEN_SCRIPTS.filter((name) => manifest.scripts?.[name] !== undefined);
	must(
		scripts.length === 0,
		`Scripts that would run when users install the package: ${scripts.join(', ')}`,
	);
}

/**
 * Runs n8n's scanner for published packages on the sources and on the tarball, without exceptions in comments.
 * @param {string} unpacked
 */
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

/** @param {string} unpacked @param {Manifest} manifest */
async function checkLoadTime(unpacked, manifest) {
	const share = await loadShare(unpacked, manifest);
	console.log(`    ${share.toFixed(3)} of n8n-workflow's load time`);
	must(
		share <= MAX_LOAD_SHARE,
		`Loading takes ${share.toFixed(3)} of n8n-workflow's load time, more than ${MAX_LOAD_SHARE}`,
	);
}

await main(async () => {
	await ensureInstalled();
	const folder = await mkdtemp(join(tmpdir(), 'hubspot-meetings-package-'));
	try {
		const { unpacked } = await step('Building and packing', () => packAndUnpack(folder));
		/** @type {Manifest} */
		const manifest = JSON.parse(await readFile(join(unpacked, 'package.json'), 'utf8'));
		/** @type {Array<[what: string, check: () => unknown]>} */
		const checks = [
			['Content', () => checkContent(unpacked, manifest)],
			['Size', () => checkSize(unpacked)],
			['Manifest', () => checkManifest(manifest)],
			["n8n's package scanner, without exceptions", () => scan(unpacked)],
			['Load time', () => checkLoadTime(unpacked, manifest)],
		];
		/** @type {string[]} */
		const failures = [];
		for (const [what, check] of checks) {
			await step(what, async () => check()).catch((error) => failures.push(error.message));
		}
		if (failures.length > 0) throw new Error(failures.join('\n'));
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
});
