import type { FaultRule } from '../../emulator/index.mts';
import { testCredential } from '../support/credentialTest.mts';
import { credentialsOf, emulatorForTests } from '../support/hubspot.mts';
import { countMeetings, CREATE, operate } from '../support/meetings.mts';
import { searchList } from '../support/picker.mts';
import { Poller } from '../support/poll.mts';

const hubspot = emulatorForTests();

/** Every response arrives slowly, byte by byte. A timeout that measures only inactivity never ends it. */
const TRICKLE: FaultRule = { match: { path: '/crm/' }, times: Infinity, then: { trickleMs: 200 } };
beforeEach(() => void hubspot.current.faults.add(TRICKLE));

const took = async (act: () => Promise<unknown>) => {
	const from = performance.now();
	await act();
	return performance.now() - from;
};

/** Shortens the timeouts that have no field in the node. */
const real = AbortSignal.timeout.bind(AbortSignal);
const hurry = () =>
	jest.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => real(Math.ceil(ms / 30)));
afterEach(() => void jest.restoreAllMocks());

test.each([
	['create', CREATE, /took too long.*may already exist/],
	['getAll', { limit: 1 }, /took too long/],
])('%s with a slow response ends at its timeout', async (operation, parameters, message) => {
	const ms = await took(async () => {
		const { error } = await operate(hubspot.current, operation, {
			...parameters,
			requestOptions: { timeout: 999.5 },
		});
		expect(error?.message).toMatch(message);
	});
	expect(ms).toBeLessThan(6_000);
	expect(hubspot.current.requests).toHaveLength(1);
});

test('the slot of a request that timed out is free for the next item', async () => {
	hubspot.current.faults.clear();
	hubspot.current.faults.add({ ...TRICKLE, times: 1 });
	const { json } = await operate(
		hubspot.current,
		'create',
		{
			...CREATE,
			sending: { inFlight: 1, oneByOne: true },
			requestOptions: { timeout: 1_000 },
		},
		{ items: [{ n: 0 }, { n: 1 }], settings: { onError: 'continueRegularOutput' } },
	);
	expect(json[0].error).toMatch(/took too long/);
	expect(json[1].id).toMatch(/^\d+$/);
	expect(countMeetings(hubspot.current)).toBe(16);
});

test('cancelling the workflow ends a slow request', async () => {
	const ms = await took(
		async () => await operate(hubspot.current, 'create', CREATE, { signal: real(1_000) }),
	);
	expect(ms).toBeLessThan(5_000);
});

test('a picker and the credential test end at their timeout', async () => {
	hurry();
	const credentials = credentialsOf(hubspot.current);
	await expect(searchList('searchMeetings', { credentials })).rejects.toThrow(/took too long/);
	expect((await testCredential(credentials)).ok).toBe(false);
});

test('a poll ends when its time is used up, and the next poll runs normally', async () => {
	const credentials = credentialsOf(hubspot.current);
	const trigger = new Poller({
		parameters: { event: 'created' },
		credentials,
		budgetMs: 3_000,
	});
	hurry();
	await expect(trigger.poll()).rejects.toThrow(/took too long/);
	hubspot.current.faults.clear();
	expect(await trigger.poll()).toEqual([]);
});
