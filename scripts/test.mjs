// npm test [-- jest's arguments]: installs what is missing, then runs the tests.
import { join } from 'node:path';
import { ensureInstalled, ROOT } from './ensure-installed.mjs';
import { main, run } from './process.mjs';

const JEST = join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');

await main(async () => {
	await ensureInstalled();
	await run(process.execPath, [JEST, ...process.argv.slice(2)], {
		cwd: ROOT,
		// n8n's engine logs every error that a test provokes.
		env: { N8N_LOG_LEVEL: 'silent', ...process.env },
	});
});
