import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DATA } from '../../demo/paths.mts';
import { ROOT } from '../../scripts/ensure-installed.mjs';
import { runNpm } from '../../scripts/process.mjs';
import { step } from '../../scripts/progress.mjs';

/** The version that package.json names as the oldest. */
export async function oldestVersion(): Promise<string> {
	const { engines } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as {
		engines: { n8n: string };
	};
	return engines.n8n.replace('>=', '');
}

/**
 * Installs that n8n, 2 GB, where it stays for the next time.
 * @returns the folder with its node_modules
 */
export async function installN8n(version: string): Promise<string> {
	const folder = join(DATA, `n8n-${version}`);
	if (existsSync(join(folder, 'installed'))) return folder;
	await mkdir(folder, { recursive: true });
	const manifest = {
		private: true,
		dependencies: { n8n: version },
		// n8n 1.x names an address outside of the registry for it.
		overrides: { xlsx: '0.18.5' },
	};
	await writeFile(join(folder, 'package.json'), JSON.stringify(manifest, null, 2));
	const npm = async (args: string[]): Promise<void> =>
		await runNpm([...args, '--no-audit', '--no-fund', '--loglevel=error'], {
			cwd: folder,
			log: join(folder, 'npm.log'),
			// Where SQLite has to be compiled: optimising it takes longer than this test will ever spend in it.
			env: { ...process.env, CFLAGS: '-O0', CXXFLAGS: '-O0' },
		});
	await step(`Installing n8n ${version} (2 GB, some minutes)`, () =>
		npm(['install', '--ignore-scripts']),
	);
	await step('Preparing SQLite for it', () =>
		npm(['rebuild', '--ignore-scripts=false', 'sqlite3']),
	);
	await writeFile(join(folder, 'installed'), '');
	return folder;
}
