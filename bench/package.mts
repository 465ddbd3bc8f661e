import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { filesOf, loadShare } from '../scripts/package-figures.mjs';
import { rounded } from './measure.mts';
import type { Stage } from './stage.mts';
import type { PackageFigures } from './types.mts';

interface Manifest {
	n8n: { nodes: string[]; credentials: string[] };
	dependencies?: object;
	optionalDependencies?: object;
	bundledDependencies?: string[];
}

/** The size of the package, its dependencies and the time to load it. */
export async function packageFigures({ unpacked }: Stage): Promise<PackageFigures> {
	const manifest = JSON.parse(await readFile(join(unpacked, 'package.json'), 'utf8')) as Manifest;
	const { dependencies = {}, optionalDependencies = {}, bundledDependencies = [] } = manifest;
	const files = await filesOf(unpacked);
	return {
		unpackedBytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
		loadShare: rounded(await loadShare(unpacked, manifest)),
		runtimeDependencies:
			Object.keys({ ...dependencies, ...optionalDependencies }).length + bundledDependencies.length,
	};
}
