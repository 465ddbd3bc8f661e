// What the package weighs and what loading it costs: for its check and for the bench.
import { execFile } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from './ensure-installed.mjs';

const REQUIRE_RUNS = 7;

/**
 * All files of a folder, as slash-separated paths relative to it, with their sizes in bytes.
 * @param {string} folder
 */
export async function filesOf(folder) {
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

/**
 * The cost of requiring all entry points in a fresh process that has n8n-workflow loaded, in ms: the processor's time, and
 * the least of several runs, since what else the machine does is not the package's cost.
 * @param {string} unpacked
 * @param {{ n8n: { nodes: string[], credentials: string[] } }} manifest
 */
export async function requireMs(unpacked, manifest) {
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
	return Math.min(...times);
}
