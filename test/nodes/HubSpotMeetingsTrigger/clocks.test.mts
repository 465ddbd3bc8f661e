import type { IDataObject } from 'n8n-workflow';

import { credentialsOf } from '../../support/hubspot.mts';
import type { PollerOptions } from '../../support/poll.mts';
import { MINUTE, TestAccount, titles } from '../../support/trigger/account.mts';
import { Gateway } from '../../support/trigger/gateway.mts';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: async (ms: number) => await globalThis.sleepByClock(ms),
}));
jest.setTimeout(60_000);

const account = new TestAccount({ seed: 'empty' });
let gateway: Gateway;
beforeAll(async () => {
	gateway = await Gateway.before(account.hubspot);
});
beforeEach(() => {
	gateway.made = {};
});
afterAll(async () => await gateway.close());

const behindGateway = (parameters: IDataObject, more: Partial<PollerOptions> = {}) =>
	account.poller(parameters, {
		credentials: credentialsOf(account.hubspot, {
			...account.credentials,
			baseUrl: gateway.url,
		}),
		...more,
	});

const HOUR = 60 * MINUTE;
const YEAR_2099 = Date.UTC(2099, 0);
const YEAR_1970 = 1_000;

type Told = (at: number, poll: number) => number | undefined;

/** The difference between n8n's clock and the true time at each poll, in milliseconds. */
type Skew = (poll: number) => number;

const SKEWED: Array<[string, Skew]> = [
	['correct', () => 0],
	['ten minutes behind', () => -10 * MINUTE],
	['ten minutes ahead', () => 10 * MINUTE],
	['jumping back and forth', (poll) => [0, 61, -600, 3, 2, -7, 61][poll % 7] * MINUTE],
	['corrected after the first poll', (poll) => (poll === 0 ? -60 * MINUTE : 0)],
];

const WRONG: Array<[string, Told]> = [
	['always an hour ahead', (at) => at + HOUR],
	['an hour ahead from the second poll on', (at, poll) => (poll > 0 ? at + HOUR : at)],
	['five minutes ahead twice', (at, poll) => (poll === 2 || poll === 3 ? at + 5 * MINUTE : at)],
	['an hour ahead once', (at, poll) => (poll === 3 ? at + HOUR : at)],
	['in 2099 once', (at, poll) => (poll === 3 ? YEAR_2099 : at)],
	['in 2099 at the first poll', (at, poll) => (poll === 0 ? YEAR_2099 : at)],
	['always in 2099', () => YEAR_2099],
	['in 1970 at the first poll', (at, poll) => (poll === 0 ? YEAR_1970 : at)],
	['in 1970 once', (at, poll) => (poll === 3 ? YEAR_1970 : at)],
	['always in 1970', () => YEAR_1970],
	['an hour behind once', (at, poll) => (poll === 3 ? at - HOUR : at)],
	['always an hour behind', (at) => at - HOUR],
	['always missing', () => undefined],
	['missing at every third poll', (at, poll) => (poll % 3 === 1 ? undefined : at)],
	['jumping back and forth', (at, poll) => at + [0, 7, -3, 61, -600, 2][poll % 6] * MINUTE],
];

/** What happens in minute `n`. The meeting's title contains `n`. */
const HAPPEN: Array<[IDataObject, (n: number) => void]> = [
	[{ event: 'created' }, (n) => account.meet(`M${n}`)],
	[{ event: 'createdOrUpdated' }, (n) => account.meet(`M${n}`)],
	[{ event: 'booked' }, (n) => account.meet(`M${n}`, { hs_meeting_created_from_link_id: '301' })],
	[
		{ event: 'rescheduled' },
		(n) => {
			const id = account.meet(`M${n}`);
			account.clocks.pass(1);
			account.change(id, { hs_meeting_start_time: '2026-11-03T12:00:00Z' });
		},
	],
	[{ event: 'outcomeChanged' }, (n) => account.meet(`M${n}`, { hs_meeting_outcome: 'NO_SHOW' })],
	[
		{ event: 'deleted', scanEvery: 1 },
		(n) => account.hubspot.account.archive('meetings', account.meet(`M${n}`)),
	],
	[{ event: 'startingSoon', minutesBefore: 15 }, (n) => account.meetIn(16, `M${n}`)],
	[{ event: 'ended' }, (n) => account.meetIn(-29.5, `M${n}`)],
];

/** Polls twelve times with one event a minute and a restart, then for 70 more minutes. Each event is emitted exactly once. */
async function proveAll(
	parameters: IDataObject,
	happen: (n: number) => void,
	{ told = (at) => at, skew = () => 0 }: { told?: Told; skew?: Skew },
): Promise<void> {
	happen(-2);
	account.minutes(5);
	happen(-1);
	account.minutes(5);
	let poll = 0;
	const setClocks = () => {
		account.clocks.skew = skew(poll);
		gateway.made = { date: (at) => told(at, poll) };
	};
	setClocks();
	const date = told(account.clocks.hubspot, 0) ?? Infinity;
	const isBehind = skew(0) < 0 || (date < account.clocks.hubspot && date !== YEAR_1970);
	const trigger = behindGateway(parameters, { keeping: 'staged', budgetMs: 240_000 });
	expect(await trigger.poll()).toEqual([]);
	const came: unknown[] = [];
	const tick = async () => {
		poll += 1;
		setClocks();
		came.push(...titles(await trigger.poll()));
	};
	for (let n = 0; n < 12; n += 1) {
		account.clocks.pass(20_000);
		happen(n);
		account.clocks.pass(40_000);
		await tick();
		// The new process has no earlier reading of the monotonic clock.
		if (n === 6) trigger.restart();
	}
	// If a clock is behind, events may be late.
	for (let n = 0; n < 14; n += 1) {
		account.minutes(5);
		await tick();
	}
	const all = Array.from({ length: 12 }, (_, n) => `M${n}`);
	// If the two clocks differ at the first poll, the trigger can't know which one is right. It may then also emit events from
	// the time between them, unless the meeting's own timestamps show that it is older.
	const mayBeOlder =
		isBehind && ['deleted', 'ended', 'startingSoon'].includes(`${parameters.event}`);
	const counted = came.filter((title) => !(mayBeOlder && /^M-/.test(String(title))));
	expect(counted.map(String).sort()).toEqual(all.sort());
	expect(new Set(came).size).toBe(came.length);
}

describe.each(WRONG)("the time in HubSpot's responses is %s", (_, told) => {
	test.each(HAPPEN)('%j: emits each event exactly once', async (parameters, happen) => {
		await proveAll(parameters, happen, { told });
	});
});

describe.each(SKEWED)("n8n's clock is %s", (_, skew) => {
	test.each(HAPPEN)('%j: emits each event exactly once', async (parameters, happen) => {
		await proveAll(parameters, happen, { skew });
	});

	test.each(HAPPEN)(
		"%j: emits each event exactly once, even if HubSpot's time jumps",
		async (parameters, happen) => {
			const told: Told = (at, poll) => (poll % 4 === 2 ? at + [9, 90][poll % 2] * MINUTE : at);
			await proveAll(parameters, happen, { skew, told });
		},
	);
});

test("the first poll fails with advice if n8n's clock was never set", async () => {
	account.clocks.skew = 1_000 - account.clocks.hubspot;
	await expect(behindGateway({ event: 'created' }).poll()).rejects.toThrow(
		/n8n's clock is wrong: it shows 1970-.+Set the clock of the n8n server/,
	);
});

test.each([
	{ event: 'updated' },
	{ event: 'updated', changes: 'byPeople' },
	{ event: 'createdOrUpdated' },
])(
	'%j: a meeting that changes 0.2 s before every poll is emitted within two polls',
	async (more) => {
		const id = account.meet('One');
		account.clocks.pass(10_000 + 677);
		const trigger = behindGateway(more);
		expect(await trigger.poll()).toEqual([]);
		const came: number[] = [];
		for (let n = 0; n < 6; n += 1) {
			account.clocks.pass(59_800);
			account.change(id, { hs_meeting_title: `Changed ${n}` });
			account.clocks.pass(200);
			came.push((await trigger.poll()).length);
		}
		expect(came.slice(0, 2)).toContain(1);
		expect(came.filter((count) => count === 1).length).toBeGreaterThan(2);
	},
);

describe('the recycling bin', () => {
	const begun = async () => {
		const trigger = behindGateway({ event: 'deleted', scanEvery: 1 });
		expect(await trigger.poll()).toEqual([]);
		account.minutes(1);
		account.hubspot.account.archive('meetings', account.meet('Gone'));
		account.minutes(3);
		return trigger;
	};

	test.each(['', null, undefined])(
		'a scan ends at a page whose next cursor is %j',
		async (after) => {
			const trigger = await begun();
			gateway.made = { body: (body) => ({ ...body, paging: { next: { after } } }) };
			expect(titles(await trigger.poll())).toEqual(['Gone']);
			account.minutes(3);
			expect(await trigger.poll()).toEqual([]);
		},
	);

	test('a scan ends if pages stay empty but always have a new cursor', async () => {
		const trigger = await begun();
		let pages = 0;
		gateway.made = {
			body: (body) => {
				pages += 1;
				const results = pages === 1 ? body.results : [];
				return { ...body, results, paging: { next: { after: String(9_000_000_000 + pages) } } };
			},
		};
		expect(titles(await trigger.poll())).toEqual(['Gone']);
		expect(pages).toBeLessThan(20);
		gateway.made = {};
		account.hubspot.account.archive('meetings', account.meet('Gone, too'));
		account.minutes(3);
		expect(titles(await trigger.poll())).toEqual(['Gone, too']);
	});
});

describe.each([undefined, null, {}, ''])('a record whose ID is %j', (id) => {
	test.each(HAPPEN)(
		'%j: does not block the other records of its page',
		async (parameters, happen) => {
			const trigger = behindGateway(parameters);
			expect(await trigger.poll()).toEqual([]);
			for (let n = 0; n < 4; n += 1) {
				account.clocks.pass(20_000);
				if (n === 0) for (const one of [1, 2]) happen(one);
				account.clocks.pass(130_000);
				gateway.made = {
					body: (body) => {
						const results = body.results as Array<{ id: unknown }> | undefined;
						if (!results || results.length < 2) return body;
						return {
							...body,
							results: results.map((one, at) => (at === 0 ? { ...one, id } : one)),
						};
					},
				};
				const items = titles(await trigger.poll());
				if (n === 0) expect(items).toContain('M2');
			}
			gateway.made = {};
			happen(3);
			account.minutes(4);
			expect(titles(await trigger.poll())).toContain('M3');
		},
	);
});
