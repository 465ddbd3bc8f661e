// Measures the size and load time of the package, for check:package and the bench.
import { execFile } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from './ensure-installed.mjs';

const LOAD_RUNS = 7;

/**
 * Lists all files in a folder, with slash-separated paths relative to it and sizes in bytes.
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
 * The time to load all nodes and credentials, as a share of the time to load n8n-workflow in the same new process. It is CPU
 * time, and the minimum of several runs for each, so that other work on the machine has little effect.
 * @param {string} unpacked
 * @param {{ n8n: { nodes: string[], credentials: string[] } }} manifest
 */
export async function loadShare(unpacked, manifest) {
	const script = `
		const { createRequire } = require('node:module');
		const rooted = createRequire(${JSON.stringify(join(ROOT, 'package.json'))});
		const took = (load) => {
			const began = process.cpuUsage();
			load();
			const { user, system } = process.cpuUsage(began);
			return user + system;
		};
		const workflow = took(() => rooted('n8n-workflow'));
		rooted('luxon');
		const own = took(() => JSON.parse(process.argv[1]).forEach((file) => require(file)));
		process.stdout.write(JSON.stringify([own, workflow]));
	`;
	const files = [...manifest.n8n.nodes, ...manifest.n8n.credentials].map((file) =>
		join(unpacked, file),
	);
	const env = { ...process.env, NODE_PATH: join(ROOT, 'node_modules') };
	/** @type {Array<[own: number, workflow: number]>} */
	const times = [];
	for (let run = 0; run < LOAD_RUNS; run++) {
		const { stdout } = await promisify(execFile)(
			process.execPath,
			['-e', script, JSON.stringify(files)],
			{ env },
		);
		times.push(JSON.parse(stdout));
	}
	return (
		Math.min(...times.map(([own]) => own)) / Math.min(...times.map(([, workflow]) => workflow))
	);
}
