import { createEmulator, EMULATOR_TOKEN } from '../../emulator/index.mts';
import type { RecordedRequest } from '../../emulator/index.mts';
import { openFolder } from '../../demo/folder.mts';
import { ensureN8nInstalled } from '../../demo/install.mts';
import { startN8n } from '../../demo/n8n.mts';
import { signIn } from '../../demo/owner.mts';
import { installPackage } from '../../demo/package.mts';
import { CREDENTIAL_TYPE } from '../../demo/side.mts';
import { atEnd } from '../../scripts/process.mjs';
import { step } from '../../scripts/progress.mjs';
import { must } from '../e2e/check.mts';
import { chain, code, manualTrigger, ours } from '../e2e/workflows.mts';
import { hasRedis, startRedis } from './redis.mts';
import { startWorker } from './workers.mts';

const WORKFLOWS = 4;
const ROWS = 75;
const MEETINGS = WORKFLOWS * ROWS;
/** HubSpot's lowest limit for one token. */
const LIMIT = { perInterval: 100, intervalMs: 10_000 };

const NO_REDIS = `SKIPPED: the test of queue mode did not run, because this machine has no Redis.
Install it (Debian: apt-get install -y redis-server).`;

/** A workflow that logs its rows one by one, so that it reaches the rate limit. */
const bulk = (credential: { id: string; name: string }, number: number) =>
	chain(`Bulk ${number}`, [
		manualTrigger(),
		code(
			'Rows',
			`return Array.from({ length: ${ROWS} }, (_, row) => ({ json: {
	hs_meeting_title: 'Bulk ${number}, row ' + row,
	hs_meeting_start_time: '2026-12-01T10:00:00Z',
} }));`,
		),
		ours('Log', credential, { dataToSend: 'autoMapInputData', sending: { oneByOne: true } }),
	]);

/** The highest number of accepted requests in any window of the rate limit. */
function mostInWindow(requests: RecordedRequest[]): number {
	const times = requests.filter(({ status }) => status !== 429).map(({ at }) => at);
	return Math.max(
		...times.map((from) => times.filter((at) => at >= from && at < from + LIMIT.intervalMs).length),
	);
}

/**
 * Tests n8n in queue mode: a main process and two workers, which use the same token but can't see each other. They use
 * Redis and SQLite. n8n accepts SQLite in queue mode on a single machine, with a warning.
 * @returns the last line to print
 */
export async function queueMode(): Promise<string> {
	if (!(await hasRedis())) {
		console.log(NO_REDIS);
		return '0 passed, 0 failed (skipped)';
	}
	await ensureN8nInstalled();
	const emulator = await createEmulator({ limits: LIMIT });
	atEnd(() => emulator.close());
	const folder = await openFolder('queue', false);
	await installPackage(folder);
	const settings = {
		EXECUTIONS_MODE: 'queue',
		OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
		QUEUE_BULL_REDIS_HOST: '127.0.0.1',
		QUEUE_BULL_REDIS_PORT: String(await startRedis(folder)),
		N8N_LOG_LEVEL: 'info',
	};
	const n8n = await step('Starting n8n', () => startN8n(folder, 5_830, settings));
	const { rest } = await signIn(n8n.url, folder);
	const workers = await step('Starting two workers', () =>
		Promise.all([1, 2].map((number) => startWorker(folder, number, settings))),
	);
	const credential = await rest.saveCredential({
		name: 'HubSpot emulator',
		type: CREDENTIAL_TYPE,
		data: { accessToken: EMULATOR_TOKEN, baseUrl: emulator.url },
	});
	const saved = await Promise.all(
		Array.from({ length: WORKFLOWS }, (_, number) => rest.saveWorkflow(bulk(credential, number))),
	);
	const executions = await step(`Logging ${MEETINGS} meetings one by one`, () =>
		Promise.all(saved.map((workflow) => rest.run(workflow))),
	);

	for (const { status, data } of executions) {
		const reason = data.resultData.error?.message ?? '';
		must(status === 'success', `An execution ended with ${status}. ${reason}`);
	}
	const written = emulator.requests.filter(
		({ method, status }) => method === 'POST' && status === 201,
	);
	const titles = written.map(
		({ body }) => (body as { properties: Record<string, string> }).properties['hs_meeting_title'],
	);
	must(new Set(titles).size === MEETINGS, `${new Set(titles).size} of ${MEETINGS} were logged`);
	must(titles.length === MEETINGS, `${titles.length - MEETINGS} were logged twice`);
	const most = mostInWindow(emulator.requests);
	must(most <= LIMIT.perInterval, `${most} requests in ten seconds`);
	const refused = emulator.requests.filter(({ status }) => status === 429).length;
	const shares = await Promise.all(workers.map((worker) => worker.finished()));
	must(
		shares.every((share) => share > 0),
		`The workers finished ${shares.join(' and ')} executions`,
	);
	console.log(
		`${MEETINGS} meetings, none lost, none duplicated. The workers ran ${shares.join(' and ')} executions; ` +
			`at most ${most} of ${LIMIT.perInterval} requests in ten seconds were accepted, ${refused} were refused and repeated.`,
	);
	return '1 passed, 0 failed';
}
