import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DATA } from '../../demo/paths.mts';
import { ROOT } from '../../scripts/ensure-installed.mjs';
import { runNpm } from '../../scripts/process.mjs';
import { step } from '../../scripts/progress.mjs';

/** The oldest n8n version that package.json allows. */
export async function oldestVersion(): Promise<string> {
	const { engines } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as {
		engines: { n8n: string };
	};
	return engines.n8n.replace('>=', '');
}

/**
 * Installs this version of n8n (2 GB), unless it is already installed. It stays there for the next run.
 * @returns the folder with its node_modules
 */
export async function installN8n(version: string): Promise<string> {
	const folder = join(DATA, `n8n-${version}`);
	if (existsSync(join(folder, 'installed'))) return folder;
	// What an interrupted installation left behind would leave modules out.
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	const manifest = {
		private: true,
		dependencies: { n8n: version },
		// n8n 1.x requires xlsx from a URL outside the npm registry.
		overrides: { xlsx: '0.18.5' },
	};
	await writeFile(join(folder, 'package.json'), JSON.stringify(manifest, null, 2));
	const npm = async (args: string[]): Promise<void> =>
		await runNpm([...args, '--no-audit', '--no-fund', '--loglevel=error'], {
			cwd: folder,
			log: join(folder, 'npm.log'),
			// If SQLite has to be compiled, optimization would take longer than it saves in this test.
			env: { ...process.env, CFLAGS: '-O0', CXXFLAGS: '-O0' },
		});
	await step(`Installing n8n ${version} (2 GB, some minutes)`, () =>
		npm(['install', '--ignore-scripts']),
	);
	await step('Preparing SQLite', () => npm(['rebuild', '--ignore-scripts=false', 'sqlite3']));
	await writeFile(join(folder, 'installed'), '');
	return folder;
}
