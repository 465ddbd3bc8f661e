import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort } from '../../demo/ports.mts';
import { run, start } from '../../scripts/process.mjs';
import { step } from '../../scripts/progress.mjs';

const exec = promisify(execFile);
const answers = async (command: string, args: string[]): Promise<boolean> =>
	await exec(command, args).then(
		() => true,
		() => false,
	);

/** Whether Redis is available. If it is missing, this installs Debian's package when the process runs as root. */
export async function hasRedis(): Promise<boolean> {
	if (await answers('redis-server', ['--version'])) return true;
	if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
	const installed = step('Installing Redis (apt-get)', () =>
		run('apt-get', ['install', '-y', '-qq', 'redis-server']),
	);
	return await installed.then(
		() => answers('redis-server', ['--version']),
		() => false,
	);
}

/** Starts a Redis server without persistence. It stops when the command ends. @returns its port */
export async function startRedis(folder: string): Promise<number> {
	const port = await freePort(6_400);
	const options = ['--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
	start('redis-server', ['--port', String(port), ...options], { cwd: folder, stdio: 'ignore' });
	for (let tries = 0; tries < 100; tries++) {
		if (await answers('redis-cli', ['-p', String(port), 'ping'])) return port;
		await wait(100);
	}
	throw new Error('Redis does not respond');
}
