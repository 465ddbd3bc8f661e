// npm run lint: runs n8n's lint in strict mode, and checks the types and formatting of all files. Warnings also fail.
import { join } from 'node:path';
import { ensureInstalled, ROOT } from './ensure-installed.mjs';
import { main, run } from './process.mjs';
import { step } from './progress.mjs';

/** @param {string} name */
const bin = (name) => join(ROOT, 'node_modules', ...name.split('/'));

/** @type {Array<[what: string, script: string, args: string[]]>} */
const CHECKS = [
	// In strict mode it only accepts its default eslint.config.mjs. Its exit code is 0 if there are only warnings ...
	["n8n's community lint", bin('@n8n/node-cli/bin/n8n-node.mjs'), ['lint']],
	// ... so ESLint runs again with the same configuration, and warnings fail.
	['ESLint without warnings', bin('eslint/bin/eslint.js'), ['.', '--max-warnings', '0']],
	['types of the published code', bin('typescript/bin/tsc'), ['--noEmit', '-p', 'tsconfig.json']],
	['types of all other code', bin('typescript/bin/tsc'), ['--noEmit', '-p', 'tsconfig.dev.json']],
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
	if (failed.length > 0) throw new Error(`Failed: ${failed.join(', ')}`);
});
