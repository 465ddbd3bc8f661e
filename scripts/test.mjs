// npm test [-- arguments for jest]: installs what is missing, then runs the tests.
import { join } from 'node:path';
import { ensureInstalled, ROOT } from './ensure-installed.mjs';
import { main, run } from './process.mjs';

const JEST = join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');

/** Moves file names to the front, since jest takes everything after --selectProjects as project names. @param {string[]} args */
function filesFirst(args) {
	const at = args.indexOf('--selectProjects');
	const end = args.findIndex((arg, place) => place > at && arg.startsWith('-'));
	const names = at < 0 ? [] : args.slice(at + 1, end < 0 ? undefined : end);
	const files = names.filter((name) => /[/.]/.test(name));
	return [...files, ...args.filter((arg) => !files.includes(arg))];
}

await main(async () => {
	await ensureInstalled();
	await run(process.execPath, [JEST, ...filesFirst(process.argv.slice(2))], {
		cwd: ROOT,
		// Otherwise n8n's engine logs every error that a test causes.
		env: { N8N_LOG_LEVEL: 'silent', ...process.env },
	});
});
