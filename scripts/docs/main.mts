// npm run docs: creates the page and the output schema of each operation.
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { FOLDER, madeFiles } from './pages.mts';
import { runExamples } from './run.mts';

async function main(): Promise<void> {
	const files = madeFiles(await runExamples());
	for (const page of await readdir(FOLDER).catch(() => [])) {
		if (!files.has(`${FOLDER}/${page}`)) await rm(join(FOLDER, page));
	}
	for (const [path, text] of files) {
		await mkdir(dirname(path), { recursive: true });
		await writeFile(path, text);
	}
	console.log(`${files.size} files written.`);
}

void main().then(
	() => process.exit(0),
	(error: unknown) => {
		console.error(error);
		process.exit(1);
	},
);
