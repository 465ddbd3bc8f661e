import type { IDataObject } from 'n8n-workflow';

import { EMULATOR_TOKEN } from '../../../emulator/index.mts';
import { credentialsOf } from '../../support/hubspot.mts';
import { MINUTE, TestAccount, titles } from '../../support/trigger/account.mts';
import { VERSIONS } from '../../support/versions.mts';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: async (ms: number) => await globalThis.sleepByClock(ms),
}));
jest.setTimeout(180_000);

const account = new TestAccount({
	seed: 'empty',
	searchLagMs: { min: 0, max: 30_000 },
	tokens: {
		...Object.fromEntries(
			Array.from({ length: 100 }, (_, n) => [
				`pat-na1-00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
				'all' as const,
			]),
		),
		[EMULATOR_TOKEN]: 'all',
		'pat-na1-without-scope': ['crm.objects.owners.read'],
	},
});

const ids = (items: IDataObject[]) => items.map(({ id }) => String(id));

const EVENTS: IDataObject[] = [
	{ event: 'created' },
	{ event: 'createdOrUpdated' },
	{ event: 'updated' },
	{ event: 'updated', changes: 'byPeople' },
	{ event: 'outcomeChanged' },
	{ event: 'startingSoon' },
	{ event: 'ended' },
];

describe('the number of requests', () => {
	test.each(EVENTS)('%j: a poll without new events sends one request', async (parameters) => {
		const trigger = await account.activated(parameters);
		const before = account.hubspot.requests.length;
		for (let n = 0; n < 3; n += 1) {
			expect(await account.cost(trigger)).toEqual({ items: [], requests: 1 });
			account.minutes(1);
		}
		const id = account.meetIn(10, 'One', { hs_meeting_outcome: 'SCHEDULED' });
		account.minutes(1);
		account.change(id, { hs_meeting_title: 'Two', hs_meeting_end_time: account.inMinutes(-0.5) });
		account.minutes(1);
		expect(await trigger.poll()).toHaveLength(1);
		for (let n = 0; n < 5; n += 1) {
			account.minutes(0.5);
			expect(await account.cost(trigger)).toEqual({ items: [], requests: 1 });
		}
		expect(account.hubspot.requests.length).toBeGreaterThan(before);
	});

	// One search, reads of 100 meetings each (50 with history), and the list of properties for changes by people.
	test.each([
		[{ event: 'created' }, 1 + 2],
		[{ event: 'createdOrUpdated' }, 1 + 2],
		[{ event: 'updated' }, 1 + 2],
		[{ event: 'updated', changes: 'byPeople' }, 1 + 3 + 1],
		[{ event: 'updated', changes: 'properties', watchedProperties: ['hs_meeting_title'] }, 1 + 3],
		[{ event: 'outcomeChanged' }, 1 + 3],
		[{ event: 'startingSoon' }, 1 + 3],
		[{ event: 'ended' }, 1 + 3],
		[{ event: 'booked' }, 1 + 2],
		[{ event: 'rescheduled' }, 1 + 3],
	] as Array<[IDataObject, number]>)(
		'%j: a poll that finds 120 meetings sends %i requests',
		async (parameters, cost) => {
			const trigger = await account.activated(parameters);
			const made = Array.from({ length: 120 }, (_, n) =>
				account.meetIn(parameters.event === 'ended' ? -29.5 : 10, `M${n}`, {
					hs_meeting_outcome: 'SCHEDULED',
					...(parameters.event === 'booked' && { hs_meeting_created_from_link_id: '301' }),
				}),
			);
			account.clocks.pass(1_000);
			if (parameters.event === 'rescheduled') {
				for (const id of made) account.change(id, { hs_meeting_start_time: account.inMinutes(90) });
			}
			if (parameters.event === 'updated') {
				for (const id of made) account.change(id, { hs_meeting_title: `Changed ${id}` });
			}
			account.minutes(1);
			const { items, requests } = await account.cost(trigger);
			expect(items).toHaveLength(120);
			expect(requests).toBe(cost);
		},
	);

	test('created: hundreds of chosen properties need no additional requests', async () => {
		const { definitions } = account.hubspot.account.store('meetings');
		const properties = [
			'hs_meeting_title',
			...[...definitions.keys()],
			...Array.from({ length: 200 }, (_, n) => `not_there_${n}`),
		];
		const trigger = await account.activated({ event: 'created', options: { properties } });
		account.meet('One', { hs_meeting_location: 'Room 1' });
		account.minutes(1);
		const { items, requests } = await account.cost(trigger);
		expect(items).toMatchObject([{ hs_meeting_title: 'One', hs_meeting_location: 'Room 1' }]);
		expect(requests).toBe(2);
		account.minutes(1);
		expect(await account.cost(trigger)).toEqual({ items: [], requests: 1 });
	});

	test('deleted: a scan sends one request per 100 deleted meetings, and polls in between send none', async () => {
		for (let n = 0; n < 250; n += 1) {
			account.hubspot.account.archive('meetings', account.meet(`Old ${n}`));
		}
		account.minutes(1);
		const trigger = await account.activated({ event: 'deleted', scanEvery: 30 });
		const id = account.meet('Gone');
		account.hubspot.account.archive('meetings', id);
		account.minutes(3);
		const found = await account.cost(trigger);
		expect({ ids: ids(found.items), requests: found.requests }).toEqual({ ids: [id], requests: 3 });
		const other = account.meet('Gone, too');
		account.hubspot.account.archive('meetings', other);
		for (let n = 0; n < 5; n += 1) {
			account.minutes(5);
			expect(await account.cost(trigger)).toEqual({ items: [], requests: 0 });
		}
		account.minutes(6);
		const again = await account.cost(trigger);
		expect({ ids: ids(again.items), requests: again.requests }).toEqual({
			ids: [other],
			requests: 3,
		});
	});
});

describe('more meetings than one poll can read', () => {
	const imported = (n: number) => account.meet(`M${n}`, { hs_meeting_outcome: 'SCHEDULED' });

	test.each([
		['created', imported],
		['createdOrUpdated', imported],
		['outcomeChanged', imported],
		['startingSoon', (n) => account.meetIn(10, `M${n}`)],
		['ended', (n) => account.meetIn(-29, `M${n}`)],
		[
			'deleted',
			(n) => {
				const id = account.meet(`M${n}`);
				account.hubspot.account.archive('meetings', id);
				return id;
			},
		],
	] as Array<[string, (n: number) => string]>)(
		'%s: 10,500 meetings between two polls, 1,000 per timestamp, are each emitted once',
		async (event, happen) => {
			const trigger = await account.activated({ event, scanEvery: 1 });
			const expected: string[] = [];
			for (let n = 0; n < 10_500; n += 1) {
				if (n % 1_000 === 0) account.clocks.pass(50);
				expected.push(happen(n));
			}
			const came: string[] = [];
			let largest = 0;
			let polls = 0;
			for (; came.length < expected.length && polls < 12; polls += 1) {
				account.minutes(1);
				came.push(...ids(await trigger.poll()));
				largest = Math.max(largest, JSON.stringify(trigger.state).length);
			}
			expect(came).toHaveLength(expected.length);
			expect(new Set(came)).toEqual(new Set(expected));
			expect(largest).toBeLessThan(20_000);
			account.minutes(5);
			expect(await trigger.poll()).toEqual([]);
			if (event !== 'deleted') expect(await account.cost(trigger)).toMatchObject({ requests: 1 });
			process.stdout.write(
				`${event}: ${expected.length} meetings in ${polls} polls, largest state ${largest} characters\n`,
			);
		},
	);

	test("a backlog is spread over several polls, each within n8n's time budget", async () => {
		for (let n = 0; n < 2_400; n += 1) {
			if (n % 100 === 0) account.clocks.pass(1_000);
			account.meet(`M${n}`);
		}
		account.minutes(10);
		// HubSpot allows five searches per second, so at most ten pages in two seconds. A poll reads pages for 60% of its time.
		const trigger = account.poller(
			{ event: 'created', options: { startDate: '2026-11-02T00:00:00Z' } },
			{ budgetMs: 2_000, keeping: 'staged' },
		);
		const counts: number[] = [];
		const came = new Set<string>();
		for (let n = 0; n < 12 && came.size < 2_400; n += 1) {
			const began = account.clocks.hubspot;
			const items = await trigger.poll();
			expect(account.clocks.hubspot - began).toBeLessThan(0.8 * 2_000 + 500);
			counts.push(items.length);
			for (const id of ids(items)) came.add(id);
			account.minutes(1);
		}
		expect(came.size).toBe(2_400);
		expect(counts.reduce((sum, count) => sum + count, 0)).toBe(2_400);
		expect(counts.filter((count) => count > 0).length).toBeGreaterThan(1);
	});

	test('a scan of a large recycling bin is spread over several polls', async () => {
		const trigger = account.poller(
			{ event: 'deleted', scanEvery: 60, options: { startDate: '2026-11-02T00:00:00Z' } },
			{ budgetMs: 1_000, keeping: 'staged' },
		);
		for (let n = 0; n < 1_500; n += 1) {
			account.hubspot.account.archive('meetings', account.meet(`M${n}`));
		}
		account.minutes(3);
		// HubSpot allows 100 requests in ten seconds, so the rate limit doesn't use up the time. Slow responses do.
		account.hubspot.faults.add({
			match: {
				body: () => {
					account.clocks.pass(150);
					return false;
				},
			},
			times: Infinity,
			then: { delayMs: 0 },
		});
		const counts: number[] = [];
		for (let n = 0; n < 10; n += 1) {
			counts.push((await trigger.poll()).length);
			account.minutes(1);
		}
		expect(counts.reduce((sum, count) => sum + count, 0)).toBe(1_500);
		expect(counts.filter((count) => count > 0).length).toBeGreaterThan(1);
	});
});

describe('failures', () => {
	const outage = (status: number, message: string) =>
		account.hubspot.faults.add({
			match: { method: 'POST' },
			times: Infinity,
			then: { status, body: { status: 'error', message } },
		});

	test.each([
		[503, 'Service unavailable', /./],
		[429, 'You have reached your secondly limit.', /./],
		[429, 'You have reached your daily limit.', /./],
	])(
		'status %i (%s) postpones the poll, and the poll after the outage catches up',
		async (status, message) => {
			const trigger = await account.activated({ event: 'created' });
			const end = outage(status, message);
			account.meet('During');
			for (let n = 0; n < 4; n += 1) {
				expect(await trigger.poll()).toEqual([]);
				account.minutes(5);
			}
			expect(trigger.errors).toEqual([]);
			end();
			expect(titles(await trigger.poll())).toEqual(['During']);
			account.minutes(1);
			expect(await trigger.poll()).toEqual([]);
		},
	);

	test('an outage fails every poll after half an hour, and the next outage has its own half hour', async () => {
		const trigger = await account.activated({ event: 'created' });
		const end = outage(503, 'Service unavailable');
		account.meet('During');
		expect(await trigger.poll()).toEqual([]);
		account.minutes(31);
		await expect(trigger.poll()).rejects.toThrow(/HubSpot/);
		account.minutes(1);
		await expect(trigger.poll()).rejects.toThrow(/HubSpot/);
		end();
		expect(titles(await trigger.poll())).toEqual(['During']);
		outage(503, 'Service unavailable');
		account.minutes(1);
		expect(await trigger.poll()).toEqual([]);
	});

	test('a poll that fails halfway emits what it has read, and the next poll emits the rest', async () => {
		for (let n = 0; n < 900; n += 1) account.meet(`M${n}`);
		account.minutes(10);
		const trigger = account.poller({
			event: 'created',
			options: { startDate: '2026-11-02T00:00:00Z' },
		});
		account.hubspot.faults.add({
			match: { path: '/search' },
			// The first two searches compare the clocks. The next two return pages of 200.
			skip: 4,
			times: Infinity,
			then: { status: 500, body: { status: 'error', message: 'internal error' } },
		});
		const first = ids(await trigger.poll());
		expect(first.length).toBe(400);
		account.hubspot.faults.clear();
		account.minutes(1);
		const second = ids(await trigger.poll());
		expect(new Set([...first, ...second]).size).toBe(900);
		expect(first.length + second.length).toBe(900);
	});

	test('a meeting whose associated records cannot be read is emitted by a later poll', async () => {
		const trigger = await account.activated({
			event: 'created',
			associatedRecords: { contacts: [] },
		});
		account.meet('One');
		account.minutes(1);
		const end = account.hubspot.faults.add({
			match: { path: '/associations/' },
			times: Infinity,
			then: { status: 502, body: { status: 'error', message: 'bad gateway' } },
		});
		expect(await trigger.poll()).toEqual([]);
		end();
		account.minutes(10);
		expect(titles(await trigger.poll())).toEqual(['One']);
	});

	test('a token of another region is refused with its base URL, by a poll and by a manual test', async () => {
		const trigger = await account.activated({ event: 'created' });
		const accessToken = 'pat-eu1-nobody-knows-me';
		const stranger = account.poller(
			{ event: 'created' },
			{ saved: trigger.saved, credentials: credentialsOf(account.hubspot, { accessToken }) },
		);
		const message = /set Base URL in the credential to https:\/\/api-eu1\.hubapi\.com/;
		await expect(stranger.poll()).rejects.toMatchObject({
			message: expect.stringMatching(message),
			httpCode: '401',
		});
		expect((await stranger.manual()).error?.message).toMatch(message);
	});

	test('a revoked token and a missing scope fail the poll at once with different messages', async () => {
		const trigger = await account.activated({ event: 'created' });
		account.meet('One');
		const revoked = account.poller(
			{ event: 'created' },
			{
				saved: trigger.saved,
				credentials: credentialsOf(account.hubspot, { accessToken: 'pat-na1-revoked' }),
			},
		);
		await expect(revoked.poll()).rejects.toMatchObject({
			message: expect.stringMatching(/token/i),
			httpCode: '401',
		});
		const narrow = account.poller(
			{ event: 'created' },
			{
				saved: trigger.saved,
				credentials: credentialsOf(account.hubspot, { accessToken: 'pat-na1-without-scope' }),
			},
		);
		await expect(narrow.poll()).rejects.toMatchObject({
			message: expect.stringMatching(/crm\.objects\.contacts\.read/),
			httpCode: '403',
		});
		account.minutes(1);
		expect(titles(await trigger.poll())).toEqual(['One']);
	});

	test('an outage at the first poll fails the activation of the workflow', async () => {
		outage(503, 'Service unavailable');
		await expect(account.poller({ event: 'created' }).poll()).rejects.toThrow(/HubSpot/);
	});
});

describe('the state of the trigger', () => {
	test.each(['memory', 'staged'] as const)(
		"survives a restart and an export and import of the workflow (n8n's storage: %s)",
		async (keeping) => {
			const trigger = await account.activated({ event: 'createdOrUpdated' }, { keeping });
			const first = account.meet('One');
			account.minutes(1);
			expect(titles(await trigger.poll())).toEqual(['One']);
			trigger.restart();
			const exported = JSON.parse(JSON.stringify(trigger.saved)) as IDataObject;
			account.meet('Two');
			account.minutes(1);
			const imported = account.poller({ event: 'createdOrUpdated' }, { keeping, saved: exported });
			expect(titles(await imported.poll())).toEqual(['Two']);
			expect(titles(await trigger.poll())).toEqual(['Two']);
			account.change(first, { hs_meeting_title: 'Three' });
			account.minutes(1);
			expect(titles(await imported.poll())).toEqual(['Three']);
		},
	);

	test('is discarded when the event changes, and kept when a filter changes', async () => {
		const trigger = await account.activated({ event: 'created' });
		account.meet('One', { hs_meeting_outcome: 'COMPLETED' });
		account.minutes(1);
		trigger.restart({ event: 'updated' });
		expect(await trigger.poll()).toEqual([]);
		const filtered = await account.activated({ event: 'created' });
		account.meet('Two', { hs_meeting_outcome: 'COMPLETED' });
		account.meet('Three');
		account.minutes(1);
		filtered.restart({ event: 'created', filters: { outcomes: ['COMPLETED'] } });
		expect(titles(await filtered.poll())).toEqual(['Two']);
	});

	test('two polls at the same time emit a meeting only once', async () => {
		const trigger = await account.activated({ event: 'created' });
		account.meet('One');
		account.minutes(1);
		const [first, second] = await Promise.all([trigger.poll(), account.cost(trigger)]);
		expect([...first, ...second.items].length).toBe(1);
		account.minutes(1);
		expect(await trigger.poll()).toEqual([]);
	});
});

test.each([-10 * MINUTE, 10 * MINUTE])(
	"n8n's clock is off by %i ms: only events after the activation are emitted",
	async (skew) => {
		account.clocks.skew = skew;
		account.meet('Before');
		const soon = account.meetIn(30, 'Soon');
		account.minutes(1);
		const created = await account.activated({ event: 'created' });
		const starting = await account.activated({ event: 'startingSoon', minutesBefore: 15 });
		account.meet('After');
		account.minutes(1);
		expect(titles(await created.poll())).toEqual(['After']);
		account.minutes(10);
		expect(await starting.poll()).toEqual([]);
		account.minutes(4);
		expect(ids(await starting.poll())).toEqual([soon]);
	},
);

test.each(VERSIONS)('every event works in version %s of the API', async (apiVersion) => {
	const credentials = credentialsOf(account.hubspot, { apiVersion });
	const pollers = await Promise.all(
		[...EVENTS, { event: 'deleted', scanEvery: 1 }].map(async (parameters) => {
			const trigger = account.poller(parameters, { credentials });
			expect(await trigger.poll()).toEqual([]);
			return trigger;
		}),
	);
	account.minutes(1);
	const id = account.meetIn(10, 'One', { hs_meeting_outcome: 'COMPLETED' });
	const gone = account.meet('Gone');
	account.minutes(1);
	account.hubspot.account.archive('meetings', gone);
	account.change(id, { hs_meeting_title: 'Two', hs_meeting_end_time: account.inMinutes(-0.5) });
	account.minutes(4);
	for (const trigger of pollers) expect(await trigger.poll()).toHaveLength(1);
});
