import { emulatorForTests } from '../support/hubspot.mts';
import { CREATE, numbered, operate } from '../support/meetings.mts';
import { timePassesByWaiting } from '../support/time.mts';

timePassesByWaiting();

// Windows as short as the test: what an account has learned stays with its token and address.
const hubspot = emulatorForTests({ limits: { perInterval: 100, intervalMs: 500 } });

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

/** How long was waited. */
const seconds = async (act: () => Promise<unknown>) => {
	const began = performance.now();
	await act();
	return (performance.now() - began) / 1000;
};

test('a request that is given up because HubSpot asks for too long a wait keeps nobody else waiting', async () => {
	hubspot.current.faults.add({ match: { path: '/objects/meetings' }, then: tooMany('3600') });
	const took = await seconds(async () => {
		const { error } = await operate(hubspot.current, 'create', CREATE);
		expect(error?.message).toMatch(/limit/);
		const next = await operate(hubspot.current, 'create', CREATE);
		expect(next.error).toBeUndefined();
	});
	// A breath, since HubSpot refused the first: a tenth of a window that nobody has told the length of.
	expect(took).toBeLessThan(1.5);
});

test('a Retry-After of nothing is no leave to ask without a pause', async () => {
	hubspot.current.faults.add({
		match: { path: '/objects/meetings' },
		times: Infinity,
		then: tooMany('0'),
	});
	await operate(hubspot.current, 'create', { ...CREATE, sending: { longestWait: 0.5 } });
	// One each tenth of a window.
	expect(hubspot.current.requests.length).toBeLessThanOrEqual(20);
});

test('a storm of refusals ends by the longest wait, however many wait in it', async () => {
	// Tells how long the window is.
	await operate(hubspot.current, 'create', CREATE);
	hubspot.current.faults.add({
		match: { path: '/objects/meetings' },
		times: Infinity,
		then: { ...tooMany(''), headers: {} },
	});
	const took = await seconds(async () => {
		const { output } = await operate(
			hubspot.current,
			'create',
			{ ...CREATE, sending: { longestWait: 0.5, oneByOne: true } },
			{ items: numbered(24), settings: { onError: 'continueRegularOutput' } },
		);
		expect(output.map(({ json }) => typeof json.error)).toEqual(Array(24).fill('string'));
	});
	expect(took).toBeLessThan(6);
});

test.each(['nonsense', null, ''])('a longest wait of %j is the default', async (longestWait) => {
	const create = async (retryAfter: string) => {
		hubspot.current.faults.add({ match: { path: '/objects/meetings' }, then: tooMany(retryAfter) });
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
});
