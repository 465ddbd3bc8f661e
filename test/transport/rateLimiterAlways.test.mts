import fc from 'fast-check';

import type { Account } from '../../nodes/transport/account';
import { budgetOf } from '../../nodes/transport/budgets';
import type { RequestContext } from '../../nodes/transport/context';
import { HubSpotApiError } from '../../nodes/transport/apiError';
import { send } from '../../nodes/transport/send';
import { Cancelled } from '../../nodes/transport/wait';
import { burstLimit } from '../../emulator/errors.mts';
import { timePassesByWaiting } from '../support/time.mts';

timePassesByWaiting();

const WINDOW_MS = 10_000;

/** The timeout of a request in this test, in ms. */
const TIMEOUT_MS = 60_000;

const pass = async (ms: number) => await new Promise((resolve) => setTimeout(resolve, ms));

const LIMIT = 20;

/** The value of a header: the correct one, or an impossible one. */
const header = (right: string, least: number, most: number) =>
	fc.oneof(
		{ weight: 3, arbitrary: fc.constant(right) },
		fc.constantFrom('', '0', '-1', '1', '1e9', '86400000', '999999999', 'NaN', '5, 5', 'many'),
		fc
			.oneof(fc.integer().map(String), fc.string({ maxLength: 12 }))
			.filter((text) => !(Number(text) >= least && Number(text) <= most)),
	);

const asked = fc.record({
	workflow: fc.constantFrom('a', 'b', 'c'),
	isPoll: fc.boolean(),
	inFlight: fc.constantFrom(1, 2, 8, 100),
	longestWaitMs: fc.constantFrom(0, 5_000, 30_000, 300_000),
	comesAt: fc.nat({ max: 20_000 }),
	cancelAt: fc.option(fc.nat({ max: 40_000 }), { nil: undefined, freq: 5 }),
	/** How long a response takes. With `TIMEOUT_MS`, the request hangs and then times out. */
	takesMs: fc.oneof(
		{ weight: 5, arbitrary: fc.nat({ max: 500 }) },
		fc.nat({ max: 20_000 }),
		fc.constant(TIMEOUT_MS),
	),
	max: header(String(LIMIT), 10, 10_000),
	interval: header(String(WINDOW_MS), 1_000, 60_000),
	/** The correct value if undefined, otherwise any value. */
	remaining: fc.option(header('5', 0, -1), { nil: undefined }),
	retryAfter: fc.option(header('2', 60, 86_400), { nil: undefined }),
	/** HubSpot rejects the first two tries with a rate limit error. */
	refused: fc.boolean(),
});

type Asked = Partial<typeof asked extends fc.Arbitrary<infer T> ? T : never>;

let accounts = 0;

/** An account whose HubSpot counts accepted requests and sends the headers of the test case. */
function newAccount() {
	const key = `always ${accounts++}`;
	const account: Account = { key, baseUrl: 'http://127.0.0.1', apiVersion: 'v3', token: 't' };
	const counted: number[] = [];
	const ask = async (one: Asked, signal?: AbortSignal) => {
		const { takesMs = 1, isPoll, inFlight = 8, longestWaitMs = 300_000 } = one;
		let failures = one.refused ? 2 : 0;
		const httpRequestWithAuthentication = async () => {
			const isRefused = failures-- > 0;
			if (!isRefused) counted.push(performance.now());
			const now = performance.now();
			const used = counted.filter((at) => at > now - WINDOW_MS).length;
			await pass(takesMs);
			if (takesMs === TIMEOUT_MS || signal?.aborted) {
				throw Object.assign(new Error('over'), { code: 'ECONNABORTED' });
			}
			const headers = {
				'x-hubspot-ratelimit-max': one.max ?? String(LIMIT),
				'x-hubspot-ratelimit-interval-milliseconds': one.interval ?? String(WINDOW_MS),
				'x-hubspot-ratelimit-remaining': one.remaining ?? String(Math.max(0, LIMIT - used)),
				...(one.retryAfter !== undefined && { 'retry-after': one.retryAfter }),
			};
			return isRefused
				? { statusCode: 429, headers, body: burstLimit().body }
				: { statusCode: 201, headers, body: { id: '1' } };
		};
		const context = {
			getWorkflow: () => ({ id: one.workflow }),
			getNode: () => ({ name: 'HubSpot Meetings' }),
			getExecutionCancelSignal: () => signal,
			helpers: { httpRequestWithAuthentication },
		} as unknown as RequestContext;
		const until = isPoll ? { until: Date.now() + 180_000 } : {};
		return await send(
			{ context, account, settings: { inFlight, longestWaitMs, retry: true, ...until } },
			{
				method: 'POST',
				path: '/crm/v3/objects/meetings',
				effect: 'create',
				body: {},
				decode: (body) => body,
			},
		);
	};
	return { ask, counted, limiter: budgetOf(key).burst };
}

test('with any headers, hangs and cancellations, every request ends and the limit is never exceeded', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(asked, { maxLength: 140, size: 'max' }), async (requests) => {
			const { ask, counted, limiter } = newAccount();
			await ask({});
			const began = performance.now();
			await Promise.all(
				requests.map(async (one) => {
					await pass(one.comesAt);
					const cancel = new AbortController();
					if (one.cancelAt !== undefined) setTimeout(() => cancel.abort(), one.cancelAt);
					await ask(one, cancel.signal).catch((error: unknown) => {
						if (!(error instanceof HubSpotApiError || error instanceof Cancelled)) throw error;
					});
				}),
			);
			expect(performance.now() - began).toBeLessThan(1_800_000);
			expect(limiter.idle).toBe(true);
			// The limiter still works: nothing delays the next request.
			await ask({});
			expect(limiter.idle).toBe(true);
			// Impossible headers did not change the limit.
			const most = counted.map(
				(from) => counted.filter((at) => at >= from && at < from + WINDOW_MS).length,
			);
			expect(Math.max(...most)).toBeLessThanOrEqual(LIMIT);
		}),
		{ numRuns: 60 },
	);
});
