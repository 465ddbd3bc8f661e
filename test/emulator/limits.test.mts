import { NOW, startClient } from './client.mts';
import type { Client } from './client.mts';

const MEETINGS = '/crm/v3/objects/meetings';

describe("the emulator's rate limits", () => {
	let client: Client;
	let now = NOW;

	const start = async (limits: object) => {
		now = NOW;
		client = await startClient({ now: () => now, limits, tokens: { a: 'all', b: 'all' } });
	};
	afterEach(() => client.emulator.close());

	const get = (token = 'a') => client.get(`${MEETINGS}?limit=1`, token);

	it('apply to each token in a rolling window', async () => {
		await start({ perInterval: 3, intervalMs: 10_000 });
		for (const left of ['2', '1', '0']) {
			const { headers } = await get();
			expect(headers.get('x-hubspot-ratelimit-max')).toBe('3');
			expect(headers.get('x-hubspot-ratelimit-interval-milliseconds')).toBe('10000');
			expect(headers.get('x-hubspot-ratelimit-remaining')).toBe(left);
			now += 1_000;
		}
		expect(await get()).toMatchObject({
			status: 429,
			body: {
				message: 'You have reached your ten_secondly_rolling limit.',
				errorType: 'RATE_LIMIT',
				policyName: 'TEN_SECONDLY_ROLLING',
			},
		});
		expect((await get('b')).status).toBe(200);
		now = NOW + 9_999;
		expect((await get()).status).toBe(429);
		now = NOW + 10_000;
		expect((await get()).status).toBe(200);
		expect((await get()).status).toBe(429);
	});

	it('limit searches per second, separately, and send fewer headers', async () => {
		await start({ perInterval: 100, searchPerSecond: 2 });
		const search = (token: string) => client.post(`${MEETINGS}/search`, { limit: 1 }, token);
		const first = await search('a');
		expect(first.headers.get('x-hubspot-ratelimit-daily-remaining')).toBe('624999');
		expect(first.headers.get('x-hubspot-ratelimit-max')).toBeNull();
		expect((await search('b')).status).toBe(200);
		const refused = await search('a');
		expect(refused.status).toBe(429);
		expect(refused.body).toEqual({
			status: 'error',
			message: 'You have reached your secondly limit.',
			correlationId: expect.any(String),
			category: 'RATE_LIMITS',
		});
		expect(refused.headers.get('retry-after')).toBeNull();
		now += 1_000;
		expect((await search('a')).status).toBe(200);
		expect((await get()).headers.get('x-hubspot-ratelimit-remaining')).toBe('99');
	});

	it("reset the daily limit at midnight in the account's time zone", async () => {
		await start({ daily: 2 });
		await get();
		await get();
		expect(await get()).toMatchObject({ status: 429, body: { policyName: 'DAILY' } });
		// Midnight in New York, the time zone of the account.
		now = Date.parse('2026-11-21T04:59:59Z');
		expect((await get()).status).toBe(429);
		now = Date.parse('2026-11-21T05:00:00Z');
		expect((await get()).status).toBe(200);
	});

	it('refuse nothing by default, but send the headers', async () => {
		client = await startClient({ tokens: { a: 'all' } });
		const answers = await Promise.all(Array.from({ length: 250 }, () => get()));
		expect(answers.every(({ status }) => status === 200)).toBe(true);
		expect(answers[0].headers.has('x-hubspot-ratelimit-remaining')).toBe(true);
	});
});
