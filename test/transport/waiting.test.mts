import type { Account } from '../../nodes/transport/account';
import type { RequestContext } from '../../nodes/transport/context';
import { send } from '../../nodes/transport/send';
import { emulatorForTests } from '../support/hubspot.mts';
import { CREATE, numbered, operate } from '../support/meetings.mts';
import { timePassesByWaiting } from '../support/time.mts';
import { api } from '../support/versions.mts';

timePassesByWaiting();

const hubspot = emulatorForTests();

const tooMany = (retryAfter: string) => ({
	status: 429,
	headers: { 'retry-after': retryAfter },
	body: {
		status: 'error',
		category: 'RATE_LIMITS',
		message: 'You have reached your ten_secondly_rolling limit.',
		policyName: 'TEN_SECONDLY_ROLLING',
	},
});

/** How long an action takes, in seconds. */
const seconds = async (act: () => Promise<unknown>) => {
	const began = performance.now();
	await act();
	return (performance.now() - began) / 1000;
};

test('a request given up because of a long Retry-After does not delay the next one', async () => {
	hubspot.current.faults.add({ match: { path: `${api.objects}/meetings` }, then: tooMany('3600') });
	const took = await seconds(async () => {
		const { error } = await operate(hubspot.current, 'create', CREATE);
		expect(error?.message).toMatch(/limit/);
		const next = await operate(hubspot.current, 'create', CREATE);
		expect(next.error).toBeUndefined();
	});
	// A short pause after the rejection: a tenth of the default window, because no header gave its length.
	expect(took).toBeLessThan(1.5);
});

test('setting the clock back does not lengthen a wait', async () => {
	hubspot.current.faults.add({
		match: { path: `${api.objects}/meetings` },
		then: { status: 503, headers: { 'retry-after': '5' } },
	});
	const meetingId = String(hubspot.current.account.store('meetings').page(0, 1)[0]!.id);
	setTimeout(() => jest.setSystemTime(Date.now() - 3_600_000), 2_000);
	const took = await seconds(async () => {
		const { error } = await operate(hubspot.current, 'get', { meetingId });
		expect(error).toBeUndefined();
	});
	expect(took).toBe(5);
});

test.each([-1, 1])(
	'setting the clock by %i hour does not change the wait after a 429',
	async (hours) => {
		hubspot.current.faults.add({
			match: { path: `${api.objects}/meetings` },
			times: 2,
			then: tooMany('2'),
		});
		setTimeout(() => jest.setSystemTime(Date.now() + hours * 3_600_000), 1_000);
		const took = await seconds(async () => {
			const { error } = await operate(hubspot.current, 'create', CREATE);
			expect(error).toBeUndefined();
		});
		expect(took).toBe(4);
	},
);

test('a Retry-After of 0 is not retried without a pause', async () => {
	hubspot.current.faults.add({
		match: { path: `${api.objects}/meetings` },
		times: Infinity,
		then: tooMany('0'),
	});
	await operate(hubspot.current, 'create', { ...CREATE, sending: { longestWait: 30 } });
	// About one request in each tenth of a window.
	expect(hubspot.current.requests.length).toBeLessThanOrEqual(60);
});

test.each([
	[24, 30],
	[24, 0],
	[200, 30],
	[200, 0],
])(
	'%i requests that only get 429 responses end within Max Retry Wait of %i s',
	async (count, longestWait) => {
		hubspot.current.faults.add({
			match: { path: `${api.objects}/meetings` },
			times: Infinity,
			then: { ...tooMany(''), headers: {} },
		});
		const took = await seconds(async () => {
			const { output } = await operate(
				hubspot.current,
				'create',
				{ ...CREATE, sending: { longestWait, oneByOne: true } },
				{ items: numbered(count), settings: { onError: 'continueRegularOutput' } },
			);
			expect(output.map(({ json }) => typeof json.error)).toEqual(Array(count).fill('string'));
		});
		expect(took).toBeLessThan(Math.max(longestWait, 10) + 4);
	},
);

test('a Retry-After delays other requests for at most their Max Retry Wait', async () => {
	hubspot.current.faults.add({ match: { path: `${api.objects}/meetings` }, then: tooMany('60') });
	const create = async (longestWait: number) =>
		await operate(hubspot.current, 'create', { ...CREATE, sending: { longestWait, inFlight: 1 } });
	const [patient, waits, hasLess] = [create(300), create(70), create(12)];
	const toolate = await seconds(async () => {
		const { error } = await hasLess;
		expect(error?.message).toMatch(/limit .* gave up after 12 s, and nothing was sent/);
	});
	expect(toolate).toBeLessThan(13);
	expect(hubspot.current.requests).toHaveLength(1);
	const took = await seconds(async () => {
		for (const { error } of await Promise.all([patient, waits])) expect(error).toBeUndefined();
	});
	expect(toolate + took).toBeGreaterThanOrEqual(60);
});

test.each(['nonsense', null, ''])(
	'a Max Retry Wait of %j uses the default',
	async (longestWait) => {
		const create = async (retryAfter: string) => {
			hubspot.current.faults.add({
				match: { path: `${api.objects}/meetings` },
				then: tooMany(retryAfter),
			});
			return await operate(hubspot.current, 'create', { ...CREATE, sending: { longestWait } });
		};
		expect(
			await seconds(async () => {
				const { error } = await create('290');
				expect(error).toBeUndefined();
			}),
		).toBeGreaterThanOrEqual(290);
		expect(
			await seconds(async () => {
				const { error } = await create('310');
				expect(error?.message).toMatch(/limit/);
			}),
		).toBeLessThan(1);
	},
);

test('a request behind hanging ones is given up after Max Retry Wait and says that nothing was sent', async () => {
	let sent = 0;
	const context = {
		getWorkflow: () => ({ id: 'w' }),
		getNode: () => ({ name: 'HubSpot Meetings' }),
		helpers: {
			httpRequestWithAuthentication: async () => {
				sent += 1;
				await new Promise((resolve) => setTimeout(resolve, 3_600_000));
				return { statusCode: 201, headers: {}, body: { id: '1' } };
			},
		},
	} as unknown as RequestContext;
	const account = { key: 'hanging', baseUrl: 'http://127.0.0.1', apiVersion: 'v3', token: 't' };
	const ask = async () =>
		await send(
			{
				context,
				account: account as Account,
				settings: { inFlight: 8, longestWaitMs: 60_000, retry: true },
			},
			{ method: 'POST', path: '/', effect: 'create', decode: (body) => body },
		);
	const hanging = Array.from({ length: 8 }, ask);
	const took = await seconds(async () => {
		for (const { status, reason } of (await Promise.allSettled(
			Array.from({ length: 22 }, ask),
		)) as PromiseRejectedResult[]) {
			expect(status).toBe('rejected');
			expect(reason).toMatchObject({ outcomeUnknown: false, failure: { certain: true } });
			expect((reason as Error).message).toMatch(/gave up after 60 s, and nothing was sent/);
		}
	});
	expect(took).toBeGreaterThanOrEqual(60);
	expect(took).toBeLessThan(61);
	expect(sent).toBe(8);
	await Promise.all(hanging);
});
