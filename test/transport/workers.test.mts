import { burstLimit } from '../../emulator/errors.mts';
import { RateLimiter } from '../../emulator/http/limits.mts';
import { randomFrom } from '../../emulator/random.mts';
import { readRecord } from '../../nodes/hubspot/answers.ts';
import type { Account } from '../../nodes/transport/account';
import type { RequestContext } from '../../nodes/transport/context';
import { DEFAULT_SETTINGS, send } from '../../nodes/transport/send';
import { timePassesByWaiting } from '../support/time.mts';

timePassesByWaiting();

const LIMIT = 190;
const WINDOW_MS = 10_000;

/** An n8n worker. It has a separate rate limiter, because processes don't share one. */
interface Worker {
	/** When it starts, in ms. */
	from: number;
	meetings: number;
}

const pass = async (ms: number) => await new Promise((resolve) => setTimeout(resolve, ms));

let accounts = 0;

/** Creates meetings with several workers that share a token, and counts accepted and rejected requests. */
async function work(workers: Worker[], latencyMs: number) {
	const limiter = new RateLimiter({ perInterval: LIMIT, intervalMs: WINDOW_MS }, 0);
	let created = 0;
	let refused = 0;
	const httpRequestWithAuthentication = async () => {
		await pass(latencyMs / 2);
		const { headers, failure } = limiter.take('token', false, Date.now());
		if (failure) refused += 1;
		else created += 1;
		await pass(latencyMs / 2);
		return failure
			? { statusCode: 429, headers, body: burstLimit().body }
			: { statusCode: 201, headers, body: { id: '1' } };
	};
	const context = {
		helpers: { httpRequestWithAuthentication },
		getWorkflow: () => ({ id: 'w' }),
		getNode: () => ({ name: 'HubSpot Meetings' }),
	} as unknown as RequestContext;
	const began = performance.now();
	await Promise.all(
		workers.map(async ({ from, meetings }) => {
			const account: Account = {
				key: `worker ${accounts++}`,
				baseUrl: 'http://127.0.0.1',
				apiVersion: 'v3',
				token: 'token',
			};
			await pass(from);
			await Promise.all(
				Array.from({ length: meetings }, async () => {
					await send(
						{ context, account, settings: DEFAULT_SETTINGS },
						{
							method: 'POST',
							path: '/crm/v3/objects/meetings',
							effect: 'create',
							body: {},
							decode: readRecord,
						},
					);
				}),
			);
		}),
	);
	const idealMs = (Math.ceil(created / LIMIT) - 1) * WINDOW_MS;
	return { created, refused, share: idealMs / (performance.now() - began) };
}

const four = (meetings: number[], from: number[]): Worker[] =>
	meetings.map((count, n) => ({ meetings: count, from: from[n]! }));

test.each([
	['at the same time', four([500, 500, 500, 500], [0, 0, 0, 0])],
	['one after the other', four([500, 500, 500, 500], [0, 500, 1_000, 1_500])],
	['far apart', four([500, 500, 500, 500], [0, 7_000, 14_000, 21_000])],
	['with different amounts of work', four([200, 300, 500, 1_000], [0, 500, 1_000, 1_500])],
])('four workers with one token that start %s almost fully use its limit', async (_, workers) => {
	for (const seed of [1, 2, 3, 4, 5]) {
		jest.spyOn(Math, 'random').mockImplementation(randomFrom(seed));
		const { created, refused, share } = await work(workers, 40);
		expect(created).toBe(2_000);
		expect(share).toBeGreaterThanOrEqual(0.95);
		expect(refused).toBeLessThan(created / 8);
	}
});
