// npm run build: installs what is missing, then builds dist/ (gulpfile.js).
import { join } from 'node:path';
import { ensureInstalled, ROOT } from './ensure-installed.mjs';
import { main, run } from './process.mjs';

await main(async () => {
	await ensureInstalled();
	await run(process.execPath, [join(ROOT, 'node_modules', 'gulp', 'bin', 'gulp.js'), 'build'], {
		cwd: ROOT,
	});
});
