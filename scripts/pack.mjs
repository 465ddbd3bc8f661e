// Creates the package as npm would publish it. It isn't built in dist/, so that it doesn't conflict with other builds.
// Command line: node scripts/pack.mjs FOLDER prints the folder of the unpacked package.
import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ROOT } from './ensure-installed.mjs';
import { main, run, runNpm } from './process.mjs';

/** The files and folders that the package is built from. */
const SOURCES = [
	'nodes',
	'credentials',
	'package.json',
	'tsconfig.json',
	'gulpfile.js',
	'README.md',
	'LICENSE',
];

/**
 * Builds and packs the package, and unpacks it like n8n does when it installs a package.
 * @param {string} folder the target folder; everything in it is removed first
 * @returns {Promise<{ tarball: string, unpacked: string }>} `unpacked` holds package.json and dist/
 */
export async function packAndUnpack(folder) {
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	// Don't build in `folder`. It can be inside a node_modules folder, where compilers treat sources as third-party code.
	const source = await mkdtemp(join(tmpdir(), 'hubspot-meetings-source-'));
	try {
		for (const name of SOURCES) await cp(join(ROOT, name), join(source, name), { recursive: true });
		await symlink(join(ROOT, 'node_modules'), join(source, 'node_modules'), 'junction');
		await run(process.execPath, [join(ROOT, 'node_modules', 'gulp', 'bin', 'gulp.js'), 'build'], {
			cwd: source,
			log: join(folder, 'build.log'),
		});
		await runNpm(['pack', '--ignore-scripts', '--loglevel=error', '--pack-destination', folder], {
			cwd: source,
			log: join(folder, 'pack.log'),
		});
	} finally {
		await rm(source, { recursive: true, force: true });
	}
	const name = (await readdir(folder)).find((file) => file.endsWith('.tgz'));
	if (!name) throw new Error(`npm pack created no tarball in ${folder}`);
	// Use a relative path, since some tar programs treat the colon of a Windows path as the end of a host name.
	await run('tar', ['-xzf', name], { cwd: folder, log: join(folder, 'tar.log') });
	const unpacked = join(folder, 'unpacked');
	await rename(join(folder, 'package'), unpacked);
	return { tarball: join(folder, name), unpacked };
}

/** A hash of all sources of the package. */
export async function sourcesHash() {
	const hash = createHash('sha256');
	for (const name of SOURCES) {
		for (const file of await filesUnder(join(ROOT, name))) {
			hash
				.update(file)
				.update('\0')
				.update(await readFile(file))
				.update('\0');
		}
	}
	return hash.digest('hex');
}

/**
 * @param {string} path a file or a folder
 * @returns {Promise<string[]>}
 */
async function filesUnder(path) {
	const entries = await readdir(path, { withFileTypes: true }).catch(() => undefined);
	if (!entries) return [path];
	const nested = await Promise.all(entries.map((entry) => filesUnder(join(path, entry.name))));
	return nested.flat().sort();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	await main(async () => {
		const folder = process.argv[2];
		if (!folder) throw new Error('Usage: node scripts/pack.mjs FOLDER');
		console.log((await packAndUnpack(folder)).unpacked);
	});
}
