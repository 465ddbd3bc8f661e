import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { environmentOf } from '../../demo/n8n.mts';
import { N8N_BIN, n8nNode } from '../../demo/paths.mts';
import { freePort } from '../../demo/ports.mts';
import { start } from '../../scripts/process.mjs';

const PATIENCE_MS = 180_000;

/** A running n8n worker. */
export interface Worker {
	/** The number of executions that it has finished so far. */
	finished(): Promise<number>;
}

/** Starts a worker for the n8n in `folder` and waits until it is ready. It stops when the command ends. */
export async function startWorker(
	folder: string,
	number: number,
	settings: Record<string, string>,
): Promise<Worker> {
	const log = join(folder, `worker-${number}.log`);
	const file = await open(log, 'w');
	start(n8nNode(), [N8N_BIN, 'worker', '--concurrency=5'], {
		detached: true,
		stdio: ['ignore', file.fd, file.fd],
		cwd: folder,
		env: {
			...environmentOf(folder),
			...settings,
			N8N_RUNNERS_BROKER_PORT: String(await freePort(5_860 + number * 10)),
		},
	});
	await file.close();
	const said = async () => await readFile(log, 'utf8');
	for (const end = Date.now() + PATIENCE_MS; !/worker is now ready/i.test(await said());) {
		if (Date.now() > end) throw new Error(`Worker ${number} is not ready:\n${await said()}`);
		await wait(500);
	}
	return {
		finished: async () => [...(await said()).matchAll(/Worker finished execution/g)].length,
	};
}
