// The package as npm would publish it, built apart from dist/, so that nothing that builds at the same time is in its way.
// As a command: node scripts/pack.mjs FOLDER prints the folder of the unpacked package.
import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ROOT } from './ensure-installed.mjs';
import { main, run, runNpm } from './process.mjs';

/** What the package is made of. */
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
 * Builds, packs and unpacks the package, as n8n does with a package that it installs.
 * @param {string} folder a folder of its own: everything in it is removed first
 * @returns {Promise<{ tarball: string, unpacked: string }>} `unpacked` holds package.json and dist/
 */
export async function packAndUnpack(folder) {
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	// Not in `folder`, which may lie below one called node_modules: compilers take what is there for somebody else's.
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
	if (!name) throw new Error(`npm pack left no tarball in ${folder}`);
	// A relative path: some tar programs take the colon of a Windows path for a host name.
	await run('tar', ['-xzf', name], { cwd: folder, log: join(folder, 'tar.log') });
	const unpacked = join(folder, 'unpacked');
	await rename(join(folder, 'package'), unpacked);
	return { tarball: join(folder, name), unpacked };
}

/** A fingerprint of everything that the package is made of. */
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
