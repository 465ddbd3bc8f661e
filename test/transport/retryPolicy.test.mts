import { readFailure } from '../../nodes/hubspot/errors/readFailure';
import { retryDelay, RETRY_POLICY, type Effect } from '../../nodes/transport/retryPolicy';

const failure = (status: number, message = 'x', headers: Record<string, unknown> = {}) =>
	readFailure({ status, body: { message }, headers });
const network = (networkCode: string) => readFailure({ status: 0, networkCode });

const EFFECTS: Effect[] = ['read', 'write', 'create'];

describe('a request that was certainly not carried out is retried, whatever its effect', () => {
	it.each([
		[
			'the ten-second limit',
			failure(429, 'You have reached your ten_secondly_rolling limit.'),
			1_000,
		],
		['the one-second limit', failure(429, 'You have reached your secondly limit.'), 1_000],
		['429 with Retry-After', failure(429, 'x', { 'retry-after': '3' }), 3_000],
		['a lock', failure(423), 2_000],
		['a lock with a short Retry-After', failure(423, 'x', { 'retry-after': '1' }), 2_000],
		['a migration', failure(477, 'x', { 'retry-after': '86400' }), 86_400_000],
		['a refused connection', network('ECONNREFUSED'), 500],
	])('%s', (_, given, ms) => {
		for (const effect of EFFECTS) expect(retryDelay(given, 1, effect)).toBe(ms);
	});
});

describe('a request that may have been carried out is retried unless it creates records', () => {
	it.each([
		['500', failure(500)],
		['502', failure(502)],
		['524', failure(524)],
		['a connection reset', network('ECONNRESET')],
		['a timeout', network('ETIMEDOUT')],
		['a response that was cut off', readFailure({ status: 200, body: '{"id":"1' })],
	])('%s', (_, given) => {
		expect(retryDelay(given, 1, 'read')).toBe(500);
		expect(retryDelay(given, 1, 'write')).toBe(500);
		expect(retryDelay(given, 1, 'create')).toBeUndefined();
	});
});

it.each([
	['400', failure(400)],
	['401', failure(401)],
	['403', failure(403)],
	['404', failure(404)],
	['409', failure(409)],
	['414', failure(414)],
	['530', failure(530)],
	['the daily limit', failure(429, 'You have reached your daily limit.')],
	['an unknown host', network('ENOTFOUND')],
	['an expired certificate', network('CERT_HAS_EXPIRED')],
])('%s is not retried', (_, given) => {
	for (const effect of EFFECTS) expect(retryDelay(given, 1, effect)).toBeUndefined();
});

it('waits grow with each try, and the number of tries is limited', () => {
	const waits = [1, 2, 3, 4, 5].map((attempt) => retryDelay(failure(503), attempt, 'read'));
	expect(waits).toEqual([500, 1_000, 2_000, 4_000, undefined]);
	const locked = Array.from({ length: 8 }, (_, n) => retryDelay(failure(423), n + 1, 'write'));
	expect(locked).toEqual([2_000, 4_000, 6_000, 8_000, 10_000, 12_000, 14_000, undefined]);
	for (const [kind, row] of Object.entries(RETRY_POLICY)) {
		expect(row.tries).toBeLessThanOrEqual(kind === 'rateLimit' ? 1_000 : 8);
	}
});
