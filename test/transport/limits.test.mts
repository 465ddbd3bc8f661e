import { budgetOf } from '../../nodes/transport/budgets';
import { createEmulator, EMULATOR_TOKEN, type Emulator } from '../../emulator/index.mts';
import { credentialsOf } from '../support/hubspot.mts';
import { countMeetings, CREATE, numbered, operate } from '../support/meetings.mts';
import { api } from '../support/versions.mts';
import { timePassesByWaiting } from '../support/time.mts';

timePassesByWaiting();

const ONE_BY_ONE = { ...CREATE, sending: { oneByOne: true } };

async function withEmulator(
	options: Parameters<typeof createEmulator>[0],
	use: (emulator: Emulator) => Promise<void>,
) {
	const emulator = await createEmulator(options);
	try {
		await use(emulator);
	} finally {
		await emulator.close();
	}
}

const refused = (emulator: Emulator) =>
	emulator.requests.filter(({ status }) => status === 429).length;

test.each([100, 190, 250])(
	'a limit of %i requests is fully used, and no request is rejected',
	async (perInterval) => {
		await withEmulator({ limits: { perInterval } }, async (emulator) => {
			const before = countMeetings(emulator);
			const began = performance.now();
			const count = perInterval * 2 + 10;
			const { error, json } = await operate(emulator, 'create', ONE_BY_ONE, {
				items: numbered(count),
			});
			expect(error).toBeUndefined();
			expect(json).toHaveLength(count);
			expect(countMeetings(emulator) - before).toBe(count);
			expect(refused(emulator)).toBe(0);
			// The last ten requests can start only after two full windows, and must start soon after.
			const seconds = (performance.now() - began) / 1000;
			expect(seconds).toBeGreaterThanOrEqual(20);
			expect(seconds).toBeLessThan(21);
		});
	},
);

test('two workflows in one process share the request limit', async () => {
	await withEmulator({ limits: { perInterval: 100 } }, async (emulator) => {
		const results = await Promise.all(
			[0, 1].map(
				async () => await operate(emulator, 'create', ONE_BY_ONE, { items: numbered(80) }),
			),
		);
		expect(results.map(({ json }) => json.length)).toEqual([80, 80]);
		expect(refused(emulator)).toBe(0);
	});
});

test('another token has its own request limit', async () => {
	const other = 'pat-na1-11111111-1111-4111-8111-111111111111';
	const tokens = { [EMULATOR_TOKEN]: 'all' as const, [other]: 'all' as const };
	await withEmulator({ limits: { perInterval: 100 }, tokens }, async (emulator) => {
		const began = performance.now();
		await Promise.all(
			[EMULATOR_TOKEN, other].map(async (accessToken) => {
				const { json } = await operate(emulator, 'create', ONE_BY_ONE, {
					items: numbered(100),
					credentials: credentialsOf(emulator, { accessToken }),
				});
				expect(json).toHaveLength(100);
			}),
		);
		expect(refused(emulator)).toBe(0);
		expect(performance.now() - began).toBe(0);
	});
});

test("an account's limiter is kept during a request and for ten minutes after the last one", async () => {
	const minutes = async (count: number) =>
		await new Promise((resolve) => setTimeout(resolve, count * 60_000));
	const first = budgetOf('account');
	const slot = await first.burst.acquire({ inFlight: 1 });
	await minutes(20);
	expect(budgetOf('account')).toBe(first);
	first.burst.release(slot!, { refused: false });
	await minutes(9);
	expect(budgetOf('account')).toBe(first);
	await minutes(11);
	expect(budgetOf('account')).not.toBe(first);
});

test("if others use up the account's limit, a 429 only delays the items", async () => {
	await withEmulator({ limits: { perInterval: 20 } }, async (emulator) => {
		const ask = async () =>
			await fetch(`${emulator.url}${api.owners}`, {
				headers: { authorization: `Bearer ${EMULATOR_TOKEN}` },
			});
		for (let n = 0; n < 15; n += 1) await ask();
		// A request that is pending when the emulator closes fails.
		const others = setInterval(() => void ask().catch(() => {}), 300);
		const before = countMeetings(emulator);
		const { error, json } = await operate(emulator, 'create', ONE_BY_ONE, { items: numbered(30) });
		clearInterval(others);
		expect(error).toBeUndefined();
		expect(json).toHaveLength(30);
		expect(countMeetings(emulator) - before).toBe(30);
		const ours = emulator.requests.filter(({ path }) => path.includes('meetings'));
		expect(ours.filter(({ status }) => status === 429)).not.toEqual([]);
	});
});

test('the daily limit fails the item at once and says when it is reset', async () => {
	await withEmulator({ limits: { daily: 0 } }, async (emulator) => {
		const began = performance.now();
		const { error } = await operate(emulator, 'get', { meetingId: '17612479134' });
		expect(error?.message).toMatch(/daily request limit/i);
		expect(error?.message).toMatch(/midnight/i);
		expect(performance.now() - began).toBe(0);
		expect(emulator.requests).toHaveLength(1);
	});
});

test('cancelling the workflow ends the wait for the limit at once', async () => {
	await withEmulator({ limits: { perInterval: 10 } }, async (emulator) => {
		const cancel = new AbortController();
		const running = operate(emulator, 'create', ONE_BY_ONE, {
			items: numbered(30),
			signal: cancel.signal,
		});
		setTimeout(() => cancel.abort(), 1_000);
		const began = performance.now();
		await running;
		expect(performance.now() - began).toBe(1_000);
		expect(emulator.requests.length).toBeLessThanOrEqual(10);
	});
});
