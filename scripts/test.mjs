// npm test [-- jest's arguments]: installs what is missing, then runs the tests.
import { join } from 'node:path';
import { ensureInstalled, ROOT } from './ensure-installed.mjs';
import { main, run } from './process.mjs';

const JEST = join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');

await main(async () => {
	await ensureInstalled();
	await run(process.execPath, [JEST, ...process.argv.slice(2)], { cwd: ROOT });
});
