import { execFile } from 'node:child_process';
import { delimiter, dirname, join } from 'node:path';
import { mkdir } from 'node:fs/promises';
import { promisify } from 'node:util';
import { ensureInstalled } from '../scripts/ensure-installed.mjs';
import { runNpm } from '../scripts/process.mjs';
import { step } from '../scripts/progress.mjs';
import { DATA, DEMO, n8nNode, n8nNodeHeaders } from './paths.mts';

/** Installs n8n and its Node if they are missing, and builds the one native module whose package has no binary. */
export async function ensureN8nInstalled(): Promise<void> {
	await ensureInstalled(DEMO, 'n8n 2.41.1 and its Node 24');
	if (await sqliteLoads()) return;
	await step(
		'Preparing SQLite for n8n (takes about a minute if it has to be compiled)',
		buildSqlite,
	);
	if (!(await sqliteLoads())) throw new Error('SQLite was built for n8n, but does not load');
}

/** Builds SQLite. It is the only package whose install script runs, since those of some n8n dependencies fail. */
async function buildSqlite(): Promise<void> {
	await mkdir(DATA, { recursive: true });
	const node = n8nNode();
	const headers = n8nNodeHeaders();
	await runNpm(['rebuild', '--ignore-scripts=false', '--loglevel=error', 'sqlite3'], {
		node,
		cwd: DEMO,
		log: join(DATA, 'sqlite.log'),
		env: {
			...process.env,
			PATH: `${dirname(node)}${delimiter}${process.env['PATH'] ?? ''}`,
			// If it has to be compiled, optimizing it would take longer than the demo could gain from it.
			CFLAGS: '-O0',
			CXXFLAGS: '-O0',
			...(headers === undefined ? {} : { npm_config_nodedir: headers }),
		},
	});
}

async function sqliteLoads(): Promise<boolean> {
	return await promisify(execFile)(n8nNode(), ['-e', 'require("sqlite3")'], { cwd: DEMO }).then(
		() => true,
		() => false,
	);
}
