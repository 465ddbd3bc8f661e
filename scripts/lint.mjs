// npm run lint: n8n's own lint in strict mode, the type checks of everything, the format. A warning fails it too.
import { join } from 'node:path';
import { ensureInstalled, ROOT } from './ensure-installed.mjs';
import { main, run } from './process.mjs';
import { step } from './progress.mjs';

/** @param {string} name */
const bin = (name) => join(ROOT, 'node_modules', ...name.split('/'));

/** @type {Array<[what: string, script: string, args: string[]]>} */
const CHECKS = [
	// Strict mode: it refuses any eslint.config.mjs but its own default. Warnings leave its exit code at 0 ...
	["n8n's community lint", bin('@n8n/node-cli/bin/n8n-node.mjs'), ['lint']],
	// ... so the same configuration runs once more, where a warning counts.
	['no warning left', bin('eslint/bin/eslint.js'), ['.', '--max-warnings', '0']],
	['types of what ships', bin('typescript/bin/tsc'), ['--noEmit', '-p', 'tsconfig.json']],
	['types of everything else', bin('typescript/bin/tsc'), ['--noEmit', '-p', 'tsconfig.dev.json']],
	['format', bin('prettier/bin/prettier.cjs'), ['--check', '--log-level', 'warn', '.']],
];

await main(async () => {
	await ensureInstalled();
	/** @type {string[]} */
	const failed = [];
	for (const [what, script, args] of CHECKS) {
		await step(what, () => run(process.execPath, [script, ...args], { cwd: ROOT })).catch(() =>
			failed.push(what),
		);
	}
	if (failed.length > 0) throw new Error(`Not clean: ${failed.join(', ')}`);
});
