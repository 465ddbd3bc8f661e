// Installs the packages of the lock file if they are missing, so that the scripts work on a fresh clone without a separate install.
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { step } from './progress.mjs';
import { runNpm } from './process.mjs';

/** The repository's root folder. */
export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** @typedef {{ packages: Record<string, { version?: string, optional?: boolean, link?: boolean }> }} Lock */

/**
 * Whether everything in `folder` is installed as in its lock file. npm records what it has installed in
 * `node_modules/.package-lock.json`. Optional packages for other platforms are missing there.
 * @param {string} folder
 */
export async function isInstalled(folder) {
	const [wanted, installed] = await Promise.all([
		readLock(join(folder, 'package-lock.json')),
		readLock(join(folder, 'node_modules', '.package-lock.json')),
	]);
	if (!wanted || !installed) return false;
	return Object.entries(wanted.packages).every(([path, { version, optional }]) => {
		if (path === '') return true;
		const found = installed.packages[path];
		return found ? found.version === version : optional === true;
	});
}

/**
 * Installs the packages of `folder` if any are missing or have another version than in the lock file.
 * @param {string} folder
 * @param {string} what the name of the packages in the output
 * @returns {Promise<boolean>} whether anything had to be installed
 */
export async function ensureInstalled(folder = ROOT, what = 'the development packages') {
	if (await isInstalled(folder)) return false;
	await step(`Installing ${what} (npm ci)`, async () => {
		await runNpm(['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
			cwd: folder,
		});
	});
	return true;
}

/**
 * @param {string} file
 * @returns {Promise<Lock | undefined>}
 */
async function readLock(file) {
	const text = await readFile(file, 'utf8').catch(() => undefined);
	return text === undefined ? undefined : JSON.parse(text);
}
