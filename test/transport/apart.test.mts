import { credentialsOf, emulatorForTests } from '../support/hubspot.mts';
import { CREATE, numbered, operate } from '../support/meetings.mts';
import { loadOptions } from '../support/picker.mts';
import { Poller } from '../support/poll.mts';

const hubspot = emulatorForTests();

const pass = async (ms: number) => await new Promise((resolve) => setTimeout(resolve, ms));

/** Starts a workflow whose requests get no response: eight creates or five searches. Returns a function that cancels it. */
async function eightThatHang(kind: 'create' | 'search') {
	const address = { create: /\/meetings$/, search: /\/meetings\/search$/ }[kind];
	const body = kind === 'search' ? /"limit":7\b/ : undefined;
	hubspot.current.faults.add({
		match: { method: 'POST', path: address, body },
		times: Infinity,
		then: { delayMs: 3_600_000 },
	});
	const cancel = new AbortController();
	const ended = operate(
		hubspot.current,
		kind,
		{ ...(kind === 'create' ? CREATE : { limit: 7 }), sending: { oneByOne: true } },
		{ items: numbered(20), signal: cancel.signal },
	);
	// HubSpot accepts five searches per second.
	const most = { create: 8, search: 5 }[kind];
	while (hubspot.current.requests.length < most) await pass(5);
	return async () => {
		cancel.abort();
		await ended;
	};
}

test.each(['create', 'search'] as const)(
	"hanging %s requests do not delay the trigger's poll",
	async (kind) => {
		const trigger = new Poller({
			parameters: {
				event: 'created',
				associatedRecords: ['contacts'],
				options: { startDate: '2020-01-01' },
			},
			credentials: credentialsOf(hubspot.current),
		});
		const end = await eightThatHang(kind);
		try {
			const began = performance.now();
			expect(await trigger.poll()).not.toEqual([]);
			expect(performance.now() - began).toBeLessThan(10_000);
			const reads = hubspot.current.requests.filter(({ path }) => path.includes('/batch/read'));
			expect(reads).not.toEqual([]);
		} finally {
			await end();
		}
	},
);

test('hanging creates do not delay another workflow', async () => {
	const end = await eightThatHang('create');
	try {
		const meetingId = String(hubspot.current.account.store('meetings').page(0, 1)[0]!.id);
		const began = performance.now();
		const { error } = await operate(hubspot.current, 'get', { meetingId }, { workflow: 'other' });
		expect(error).toBeUndefined();
		expect(performance.now() - began).toBeLessThan(5_000);
	} finally {
		await end();
	}
});

test('hanging searches do not delay another workflow', async () => {
	const end = await eightThatHang('search');
	try {
		const began = performance.now();
		const { error } = await operate(hubspot.current, 'search', { limit: 3 }, { workflow: 'other' });
		expect(error).toBeUndefined();
		expect(performance.now() - began).toBeLessThan(10_000);
	} finally {
		await end();
	}
});

test('a list in the editor does not wait for all requests of a running workflow', async () => {
	// HubSpot accepts ten requests per second.
	const replaceHeaders = {
		'x-hubspot-ratelimit-max': '10',
		'x-hubspot-ratelimit-interval-milliseconds': '1000',
		'x-hubspot-ratelimit-remaining': '9',
	};
	hubspot.current.faults.add({ match: {}, times: Infinity, then: { replaceHeaders } });
	await operate(hubspot.current, 'create', CREATE);
	const bulk = operate(
		hubspot.current,
		'create',
		{ ...CREATE, sending: { oneByOne: true, inFlight: 100 } },
		{ items: numbered(60) },
	);
	while (hubspot.current.requests.length < 10) await pass(5);
	const credentials = credentialsOf(hubspot.current);
	expect(await loadOptions('getOwners', { credentials })).not.toEqual([]);
	expect(hubspot.current.requests.length).toBeLessThan(40);
	expect((await bulk).error).toBeUndefined();
});

test('a workflow with one request at a time does not delay a faster one, and still finishes', async () => {
	hubspot.current.faults.add({ match: {}, times: Infinity, then: { delayMs: 30 } });
	const ended: string[] = [];
	const create = async (workflow: string, count: number, inFlight: number) => {
		const { error } = await operate(
			hubspot.current,
			'create',
			{ ...CREATE, sending: { oneByOne: true, inFlight } },
			{ items: numbered(count), workflow },
		);
		expect(error).toBeUndefined();
		ended.push(workflow);
	};
	// Alone, the workflows wait for 20 and 8 responses one after the other.
	await Promise.all([create('slow', 20, 1), create('quick', 64, 8)]);
	expect(ended).toEqual(['quick', 'slow']);
});
