import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const ROOT = process.cwd();
let folder: string;

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'hubspot-meetings-scripts-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

/** Runs code in a separate process, because jest can't load the scripts, which are ES modules. */
async function node(code: string): Promise<string> {
	const { stdout } = await promisify(execFile)(process.execPath, [
		'--input-type=module',
		'-e',
		code,
	]);
	return stdout.trim();
}

const moduleUrl = (path: string) => JSON.stringify(pathToFileURL(join(ROOT, path)).href);

describe('isInstalled', () => {
	const isInstalled = () =>
		node(`import { isInstalled } from ${moduleUrl('scripts/ensure-installed.mjs')};
			console.log(await isInstalled(${JSON.stringify(folder)}));`);
	const lock = (packages: Record<string, unknown>) => JSON.stringify({ packages });

	beforeEach(async () => {
		await mkdir(join(folder, 'node_modules'));
		await writeFile(
			join(folder, 'package-lock.json'),
			lock({
				'': {},
				'node_modules/a': { version: '1.0.0' },
				'node_modules/elsewhere': { version: '1.0.0', optional: true },
			}),
		);
	});

	const installed = (packages: Record<string, unknown>) =>
		writeFile(join(folder, 'node_modules', '.package-lock.json'), lock(packages));

	it('is false before an install', async () => {
		expect(await isInstalled()).toBe('false');
	});

	it('is true when every package for this platform is installed as in the lock file', async () => {
		await installed({ 'node_modules/a': { version: '1.0.0' } });
		expect(await isInstalled()).toBe('true');
	});

	it('is false when a version differs', async () => {
		await installed({ 'node_modules/a': { version: '1.0.1' } });
		expect(await isInstalled()).toBe('false');
	});
});

describe('a command', () => {
	const command = async (work: string) => {
		await cp(join(ROOT, 'scripts', 'process.mjs'), join(folder, 'process.mjs'));
		const file = join(folder, 'command.mjs');
		await writeFile(file, `import { atEnd, main, run, start } from './process.mjs';\n${work}`);
		return await promisify(execFile)(process.execPath, [file]).then(
			({ stdout }) => ({ code: 0, stdout, stderr: '' }),
			(error: { code: number; stdout: string; stderr: string }) => error,
		);
	};

	it('prints its result as the last line, after everything has ended', async () => {
		const { code, stdout } = await command(`await main(async () => {
			atEnd(() => console.log('first in, last out'));
			atEnd(() => console.log('closing'));
			start(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true });
			return '{"done":true}';
		});`);
		expect({ code, lines: stdout.trim().split('\n') }).toEqual({
			code: 0,
			lines: ['closing', 'first in, last out', '{"done":true}'],
		});
	});

	it('exits with an error code and the reason, without a result, when its work fails', async () => {
		const { code, stdout, stderr } = await command(`await main(async () => {
			atEnd(() => console.log('closing'));
			await run(process.execPath, ['-e', 'process.exit(3)']);
			return 'done';
		});`);
		expect({ code, stdout: stdout.trim() }).toEqual({ code: 1, stdout: 'closing' });
		expect(stderr).toContain('ended with exit code 3');
	});
});
