import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { atEnd } from '../scripts/process.mjs';
import { DATA } from './paths.mts';

/**
 * Opens a user folder for one n8n. It reuses the folder of the last start, so that n8n is ready in seconds. If another n8n
 * is using that folder, it takes a new one.
 * @param keep if false, the folder is removed at the end with everything that n8n stored in it
 */
export async function openFolder(name: string, keep: boolean): Promise<string> {
	for (let number = 1; ; number++) {
		const path = join(DATA, number === 1 ? name : `${name}-${number}`);
		const lock = join(path, 'running.pid');
		await mkdir(path, { recursive: true });
		if (!(await take(lock))) continue;
		atEnd(() => rm(keep ? lock : path, { recursive: true, force: true }));
		return path;
	}
}

async function take(lock: string): Promise<boolean> {
	try {
		const file = await open(lock, 'wx');
		await file.writeFile(String(process.pid));
		await file.close();
		return true;
	} catch {
		if (isAlive(Number(await readFile(lock, 'utf8').catch(() => '')))) return false;
		// The lock is from a run that was killed.
		await rm(lock, { force: true });
		return await take(lock);
	}
}

function isAlive(pid: number): boolean {
	if (!Number.isInteger(pid) || pid <= 0) return false;
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return error instanceof Error && 'code' in error && error.code === 'EPERM';
	}
}
