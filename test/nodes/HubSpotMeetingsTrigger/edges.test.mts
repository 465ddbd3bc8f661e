import type { IDataObject } from 'n8n-workflow';

import { searchPage } from '../../../nodes/api/searchPage.ts';
import type { HubSpotObject } from '../../../nodes/hubspot/types.ts';
import type { SearchGroup } from '../../../nodes/hubspot/values/searchFilters.ts';
import { paths } from '../../../nodes/hubspot/versions.ts';
import type { HubSpotClient } from '../../../nodes/transport/client.ts';
import { credentialsOf } from '../../support/hubspot.mts';
import { operate } from '../../support/meetings.mts';
import { MINUTE, TestAccount, events, titles } from '../../support/trigger/account.mts';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: async (ms: number) => await globalThis.sleepByClock(ms),
}));
jest.setTimeout(180_000);

/** Search shows every write 30 seconds late, deletions included. */
const account = new TestAccount({ seed: 'empty', searchLagMs: 30_000, lateDeletions: true });

const ids = (items: IDataObject[]) => items.map(({ id }) => String(id));

/** Makes each request take this many milliseconds on both clocks. */
const slow = (ms: number) =>
	account.hubspot.faults.add({
		match: {
			body: () => {
				account.clocks.pass(ms);
				return false;
			},
		},
		times: Infinity,
		then: { delayMs: 0 },
	});

describe('changes that search does not show yet', () => {
	test.each([
		{ event: 'created' },
		{ event: 'createdOrUpdated' },
		{ event: 'updated' },
		{ event: 'updated', changes: 'byPeople' },
		{ event: 'outcomeChanged' },
		{ event: 'startingSoon' },
	])('%j: a deleted meeting is not emitted, though search still shows it', async (parameters) => {
		const trigger = await account.activated(parameters);
		const deleted = await account.activated({ event: 'deleted', scanEvery: 1 });
		const id = account.meetIn(10, 'Short-lived', { hs_meeting_outcome: 'COMPLETED' });
		account.minutes(0.2);
		account.change(id, { hs_meeting_title: 'Still short-lived' });
		account.minutes(0.4);
		account.hubspot.account.archive('meetings', id);
		account.minutes(0.3);
		const { total } = await search(id);
		expect(total).toBe(1);
		for (let n = 0; n < 6; n += 1) {
			expect(await trigger.poll()).toEqual([]);
			account.minutes(0.5);
		}
		expect(ids(await deleted.poll())).toEqual([id]);
	});

	async function search(id: string): Promise<{ total: number }> {
		const answer = await fetch(`${account.hubspot.url}/crm/objects/2026-09/meetings/search`, {
			method: 'POST',
			headers: {
				authorization: 'Bearer pat-na1-00000000-0000-4000-8000-000000000000',
				'content-type': 'application/json',
			},
			body: JSON.stringify({
				filterGroups: [{ filters: [{ propertyName: 'hs_object_id', operator: 'EQ', value: id }] }],
			}),
		});
		return (await answer.json()) as { total: number };
	}

	test('a meeting changed twice in a millisecond is emitted once, with both changes', async () => {
		const trigger = await account.activated({ event: 'createdOrUpdated' });
		const id = account.meet('One');
		account.minutes(1);
		expect(events(await trigger.poll())).toEqual(['created One']);
		account.minutes(5);
		const at = account.clocks.hubspot;
		account.change(id, { hs_meeting_title: 'Two' });
		// This change has the same modification time, but search shows it ten seconds later.
		account.clocks.pass(10_000);
		account.hubspot.account.update('meetings', id, { hs_meeting_location: 'Room 2' }, { at });
		account.clocks.pass(25_000);
		expect(await trigger.poll()).toMatchObject([
			{ hs_meeting_title: 'Two', hs_meeting_location: 'Room 2' },
		]);
		account.minutes(0.5);
		expect(await trigger.poll()).toEqual([]);
	});

	test.each([
		{ event: 'outcomeChanged' },
		{ event: 'updated', changes: 'byPeople' },
		{ event: 'createdOrUpdated' },
		{ event: 'updated' },
	])(
		'%j: a change in the same millisecond as the read is emitted by the next poll',
		async (parameters) => {
			const id = account.meet('One');
			account.minutes(5);
			const trigger = await account.activated(parameters);
			account.change(id, { hs_meeting_outcome: 'SCHEDULED' });
			account.clocks.pass(40_000);
			account.change(id, { hs_meeting_outcome: 'COMPLETED' });
			const items = await trigger.poll();
			account.change(id, { hs_meeting_outcome: 'NO_SHOW' });
			account.minutes(1);
			items.push(...(await trigger.poll()));
			expect(items.at(-1)).toMatchObject({ hs_meeting_outcome: 'NO_SHOW' });
			expect(new Set(items.map((item) => JSON.stringify(item.event))).size).toBe(items.length);
			const told = items.flatMap(({ event }) => {
				const { to, changes = [] } = event as { to?: string; changes?: Array<{ to: string }> };
				return to === undefined ? changes.map((change) => change.to) : [to];
			});
			const isTold = parameters.event === 'outcomeChanged' || 'changes' in parameters;
			expect(told).toEqual(isTold ? ['SCHEDULED', 'COMPLETED', 'NO_SHOW'] : []);
			account.minutes(1);
			expect(await trigger.poll()).toEqual([]);
		},
	);

	test('filters use the current values of a meeting, not those that search still shows', async () => {
		const trigger = await account.activated({
			event: 'created',
			filters: { outcomes: ['SCHEDULED'] },
		});
		const id = account.meet('One', { hs_meeting_outcome: 'SCHEDULED' });
		account.minutes(0.4);
		account.change(id, { hs_meeting_outcome: 'COMPLETED' });
		account.minutes(0.2);
		expect(await trigger.poll()).toEqual([]);
		account.change(id, { hs_meeting_outcome: 'SCHEDULED' });
		account.minutes(0.6);
		expect(titles(await trigger.poll())).toEqual(['One']);
		account.minutes(0.6);
		expect(await trigger.poll()).toEqual([]);
	});
});

describe('a meeting that is moved to another time and back', () => {
	test.each([
		['startingSoon', 10, 'hs_meeting_start_time'],
		['ended', -29.5, 'hs_meeting_end_time'],
	])(
		'%s: is emitted again, whether or not a poll ran in between',
		async (event, start, property) => {
			for (const isSeen of [true, false]) {
				const trigger = await account.activated({ event });
				const id = account.meetIn(start, 'There and back', { hs_meeting_start_time: '' });
				if (event === 'startingSoon') account.change(id, { [property]: account.inMinutes(start) });
				const time = String(account.hubspot.account.record('meetings', id).properties[property]);
				account.minutes(0.6);
				expect(ids(await trigger.poll())).toEqual([id]);
				account.change(id, { [property]: account.inMinutes(100) });
				account.minutes(isSeen ? 0.6 : 0.1);
				if (isSeen) expect(await trigger.poll()).toEqual([]);
				account.change(id, { [property]: time });
				const back = account.inMinutes(0);
				const came: IDataObject[] = [];
				for (let n = 0; n < 8; n += 1) {
					account.minutes(0.6);
					came.push(...(await trigger.poll()));
				}
				expect(came).toMatchObject([{ id, event: { at: back } }]);
			}
		},
	);
});

test('ended: clearing the end of a meeting under way emits it once, dated at the change', async () => {
	const trigger = await account.activated({ event: 'ended' });
	const id = account.meetIn(-10, 'Endless');
	account.minutes(1);
	expect(await trigger.poll()).toEqual([]);
	account.change(id, { hs_meeting_end_time: '' });
	const at = account.inMinutes(0);
	const came: IDataObject[] = [];
	for (let n = 0; n < 60; n += 1) {
		account.minutes(0.6);
		came.push(...(await trigger.poll()));
	}
	expect(came).toMatchObject([{ id, event: { at } }]);
});

describe('createdOrUpdated', () => {
	test('a new meeting changed before the poll is emitted as created, its next change as updated', async () => {
		const trigger = await account.activated({ event: 'createdOrUpdated' });
		const id = account.meet('One');
		const at = account.inMinutes(0);
		account.minutes(0.3);
		account.change(id, { hs_meeting_title: 'Two' });
		account.minutes(1);
		const items = await trigger.poll();
		expect(events(items)).toEqual(['created Two']);
		expect(items[0].event).toMatchObject({ at });
		account.change(id, { hs_meeting_title: 'Three' });
		account.minutes(1);
		expect(events(await trigger.poll())).toEqual(['updated Three']);
		account.minutes(1);
		expect(await trigger.poll()).toEqual([]);
	});

	test('each of 700 new meetings that are changed later is emitted as created, then as updated', async () => {
		const trigger = await account.activated({ event: 'createdOrUpdated' });
		const made = Array.from({ length: 700 }, (_, n) => account.meet(`M${n}`));
		account.minutes(3);
		for (const id of made) account.change(id, { hs_meeting_title: `Changed ${id}` });
		account.minutes(1);
		const came: IDataObject[] = [];
		for (let n = 0; n < 6; n += 1) {
			came.push(...(await trigger.poll()));
			account.minutes(1);
		}
		const types = (id: string) =>
			came.filter((item) => item.id === id).map(({ event }) => (event as IDataObject).type);
		expect(made.map(types)).toEqual(made.map(() => ['created', 'updated']));
	});
});

describe('a backlog', () => {
	test('with associated records keeps each poll within its time budget', async () => {
		const { account: hub } = account.hubspot;
		for (let n = 0; n < 3_000; n += 1) {
			const { id } = hub.create('contacts', { email: `c${n}@example.com` });
			const associate = [{ type: 'contacts', id }];
			hub.create('meetings', { hs_timestamp: account.inMinutes(n) }, { associate });
		}
		account.minutes(10);
		const trigger = account.poller(
			{
				event: 'created',
				options: { startDate: '2026-11-02T00:00:00Z' },
				associatedRecords: { contacts: ['email'], companies: [], deals: [], tickets: [] },
			},
			{ budgetMs: 10_000, keeping: 'staged' },
		);
		slow(150);
		const came: string[] = [];
		let polls = 0;
		for (; came.length < 3_000 && polls < 12; polls += 1) {
			const began = account.clocks.hubspot;
			const items = await trigger.poll();
			expect(account.clocks.hubspot - began).toBeLessThan(10_000);
			for (const { contacts } of items) expect(contacts).toHaveLength(1);
			came.push(...ids(items));
			account.minutes(1);
		}
		expect(new Set(came).size).toBe(3_000);
		expect(came).toHaveLength(3_000);
		expect(polls).toBeGreaterThan(1);
	});

	// n8n 2.41 activates the workflow when it is published, and gives up after 84 seconds.
	test('is read for less than a minute at activation, and for longer in later polls', async () => {
		for (let n = 0; n < 4_000; n += 1) account.meet(`M${n}`);
		account.minutes(10);
		const trigger = account.poller({
			event: 'created',
			options: { startDate: '2026-11-02T00:00:00Z' },
		});
		slow(3_000);
		const came: string[] = [];
		const lasted: number[] = [];
		for (let polls = 0; came.length < 4_000 && polls < 4; polls += 1) {
			const began = account.clocks.hubspot;
			came.push(...ids(await trigger.poll()));
			lasted.push(account.clocks.hubspot - began);
			account.minutes(1);
		}
		expect(new Set(came).size).toBe(4_000);
		expect(came).toHaveLength(4_000);
		expect(lasted[0]).toBeLessThan(60_000);
		expect(lasted[1]).toBeGreaterThan(84_000);
	});

	test('whose associations fail on a later page is emitted up to there, and the rest later', async () => {
		for (let n = 0; n < 900; n += 1) account.meet(`M${n}`);
		account.minutes(10);
		const trigger = account.poller({
			event: 'created',
			options: { startDate: '2026-11-02T00:00:00Z' },
			associatedRecords: { deals: [] },
		});
		account.hubspot.faults.add({
			match: { path: '/associations/' },
			skip: 2,
			times: Infinity,
			then: { status: 502, body: { status: 'error', message: 'bad gateway' } },
		});
		const first = ids(await trigger.poll());
		expect(first).toHaveLength(400);
		account.hubspot.faults.clear();
		account.minutes(1);
		const all = [...first, ...ids(await trigger.poll())];
		expect(all).toHaveLength(900);
		expect(new Set(all).size).toBe(900);
	});
});

describe('an empty parameter value', () => {
	test.each([
		[{ event: 'outcomeChanged', newOutcomes: '={{ [] }}' }, /'New Outcome' is empty/],
		[{ event: 'outcomeChanged', newOutcomes: '={{ "" }}' }, /'New Outcome' is empty/],
		[{ event: 'created', filters: { associatedWith: {} } }, /'Associated With' is empty/],
		[
			{ event: 'created', filters: { associatedWith: { record: { objectType: 'deals' } } } },
			/'Associated With' is empty/,
		],
		[{ event: 'created', filters: { types: '={{ [] }}' } }, /'Meeting Type' is empty/],
		[{ event: 'startingSoon', minutesBefore: '={{ null }}' }, /Minutes Before the Start/],
		[{ event: 'ended', minutesAfter: '={{ [] }}' }, /Minutes After the End/],
	] as Array<[IDataObject, RegExp]>)('%j is refused', async (parameters, message) => {
		await expect(account.poller(parameters).poll()).rejects.toThrow(message);
	});

	test('is ignored if its field is hidden', async () => {
		const parameters = { event: 'created', newOutcomes: '={{ [] }}', minutesBefore: '={{ null }}' };
		expect(await account.poller(parameters).poll()).toEqual([]);
	});
});

describe('the state of the trigger', () => {
	test.each(['memory', 'staged'] as const)(
		"a poll that starts during another poll sends no search (n8n's storage: %s)",
		async (keeping) => {
			const trigger = await account.activated({ event: 'created' }, { keeping });
			account.meet('One');
			account.minutes(1);
			const searches = () =>
				account.hubspot.requests.filter(({ path }) => path.endsWith('/search')).length;
			const before = searches();
			const tick = trigger.poll();
			await trigger.poll();
			await tick;
			expect(searches() - before).toBe(1);
			account.minutes(1);
			expect(await trigger.poll()).toEqual([]);
		},
	);

	test.each(['memory', 'staged'] as const)(
		"a meeting created between activation and a late first poll is emitted (n8n's storage: %s)",
		async (keeping) => {
			account.meet('Before');
			account.minutes(1);
			const trigger = account.poller({ event: 'created' }, { keeping });
			expect(await trigger.poll()).toEqual([]);
			// With durable cursors, n8n doesn't save the state after an activation's poll that emits nothing.
			expect(JSON.stringify(trigger.saved).includes('position')).toBe(keeping === 'memory');
			account.meet('After');
			account.minutes(24 * 60);
			expect(titles(await trigger.poll())).toEqual(['After']);
			account.minutes(1);
			expect(await trigger.poll()).toEqual([]);
		},
	);

	describe.each(['memory', 'staged', 'emitted'] as const)(
		"after polls that emit nothing (n8n's storage: %s)",
		(keeping) => {
			test('still has the time of the last scan of the recycling bin', async () => {
				const trigger = await account.activated({ event: 'deleted', scanEvery: 30 }, { keeping });
				account.minutes(3);
				expect(await account.cost(trigger)).toEqual({ items: [], requests: 1 });
				const gone = account.meet('Gone');
				account.hubspot.account.archive('meetings', gone);
				for (let n = 0; n < 5; n += 1) {
					account.minutes(5);
					expect(await account.cost(trigger)).toEqual({ items: [], requests: 0 });
				}
				account.minutes(6);
				expect(ids(await trigger.poll())).toEqual([gone]);
				account.minutes(31);
				expect(await account.cost(trigger)).toEqual({ items: [], requests: 1 });
			});

			test('still has the time since when HubSpot has been unavailable', async () => {
				const trigger = await account.activated({ event: 'created' }, { keeping });
				const unavailable = { status: 503, body: { status: 'error', message: 'unavailable' } };
				account.hubspot.faults.add({ match: {}, times: Infinity, then: unavailable });
				account.meet('During');
				for (let n = 0; n < 5; n += 1) {
					expect(await trigger.poll()).toEqual([]);
					account.minutes(6);
				}
				account.minutes(1);
				await expect(trigger.poll()).rejects.toThrow(/HubSpot/);
				account.hubspot.faults.clear();
				expect(titles(await trigger.poll())).toEqual(['During']);
				account.minutes(1);
				expect(await trigger.poll()).toEqual([]);
			});
		},
	);

	test.each(['memory', 'staged', 'emitted'] as const)(
		"is separate for each trigger in a workflow (n8n's storage: %s)",
		async (keeping) => {
			const first = account.poller({ event: 'created' }, { keeping });
			expect(await first.poll()).toEqual([]);
			account.meet('One');
			account.minutes(1);
			const second = account.poller(
				{ event: 'created' },
				{ keeping, name: 'HubSpot Meetings Trigger1', beside: first },
			);
			expect(await second.poll()).toEqual([]);
			account.meet('Two');
			account.minutes(1);
			const came = await Promise.all([first.poll(), second.poll()]);
			expect(came.map(titles)).toEqual([['One', 'Two'], ['Two']]);
			account.minutes(1);
			expect(await Promise.all([first.poll(), second.poll()])).toEqual([[], []]);
		},
	);

	test.each(['memory', 'staged', 'emitted'] as const)(
		"survives a change of a filter: meetings filtered out before are not emitted (n8n's storage: %s)",
		async (keeping) => {
			const filters = (outcome: string) => ({ event: 'created', filters: { outcomes: [outcome] } });
			const trigger = await account.activated(filters('COMPLETED'), { keeping });
			account.meet('One', { hs_meeting_outcome: 'COMPLETED' });
			account.minutes(1);
			expect(titles(await trigger.poll())).toEqual(['One']);
			account.meet('Left out', { hs_meeting_outcome: 'NO_SHOW' });
			for (let n = 0; n < 3; n += 1) {
				account.minutes(2);
				expect(await trigger.poll()).toEqual([]);
			}
			trigger.publish(filters('NO_SHOW'));
			expect(await trigger.poll()).toEqual([]);
			account.meet('Two', { hs_meeting_outcome: 'NO_SHOW' });
			account.minutes(1);
			expect(titles(await trigger.poll())).toEqual(['Two']);
		},
	);

	const kept = (state: unknown) => ({
		saved: { 'node:HubSpot Meetings Trigger': { hubSpotMeetings: state } } as IDataObject,
	});
	const begun = Date.UTC(2026, 10, 2, 9);
	const position = { from: begun, seen: {} };

	test.each([
		'text',
		[],
		{},
		{ watching: 'created', clock: 0 },
		{ watching: 'created', position },
		{ watching: 'created', clock: 0.5, position },
		{ watching: 'created', clock: 0, position: { ...position, from: '2026-11-02' } },
		{ watching: 'created', clock: 0, position: { ...position, from: begun + 0.5 } },
		{ watching: 'created', clock: 0, position: { ...position, from: null } },
		{ watching: 'created', clock: 0, position: { ...position, seen: { 1: 'x' } } },
		{ watching: 'created', clock: 0, position: { ...position, round: 5 } },
		{ watching: 'created', clock: 0, position: { ...position, round: { to: 1e99 } } },
		{ watching: 'created', clock: 0, position: { ...position, round: { to: begun, after: {} } } },
		{ watching: 'created', clock: 0, position: { ...position, from: Date.UTC(2099, 0) } },
		{ watching: 'created', clock: 4e12, position: { ...position, from: Date.UTC(2099, 0) } },
		{ watching: 'created', clock: 0, position, owners: [1] },
	])('is refused if it is damaged, with advice on how to start again: %j', async (state) => {
		const trigger = account.poller({ event: 'created' }, kept(state));
		await expect(trigger.poll()).rejects.toThrow(
			/(Trigger State: |'Trigger State' is ).+\. Rename the trigger and publish the workflow/,
		);
		// The trigger starts again under the new name.
		const { saved } = kept(state);
		const renamed = account.poller({ event: 'created' }, { saved, name: 'Another Name' });
		expect(await renamed.poll()).toEqual([]);
		account.minutes(1);
		account.meet('After');
		account.minutes(1);
		expect(titles(await renamed.poll())).toEqual(['After']);
	});

	test('is discarded if it belongs to another event', async () => {
		account.meet('Before');
		account.minutes(1);
		const state = { watching: 'ended', clock: 0, position: { from: 1, seen: {} } };
		const trigger = await account.activated({ event: 'created' }, kept(state));
		account.meet('After');
		account.minutes(1);
		expect(titles(await trigger.poll())).toEqual(['After']);
	});

	test('stays small while many meetings are created and deleted', async () => {
		const trigger = await account.activated({ event: 'created' });
		let count = 0;
		for (let n = 0; n < 6; n += 1) {
			const made = Array.from({ length: 190 }, (_, m) => account.meet(`M${n} ${m}`));
			account.clocks.pass(31_000);
			count += (await trigger.poll()).length;
			for (const id of made) account.hubspot.account.archive('meetings', id);
			account.clocks.pass(31_000);
		}
		expect(count).toBe(6 * 190);
		expect(JSON.stringify(trigger.state).length).toBeLessThan(20_000);
	});

	test('includes only the owners that the filter names', async () => {
		const { account: hub } = account.hubspot;
		hub.owners = ['a', 'b'].map((name, n) => ({
			...OWNER,
			id: `${n + 7}`,
			email: `${name}@x.example`,
		}));
		const filters = (email: string) => ({ event: 'created', filters: { owners: [email] } });
		const trigger = await account.activated(filters('a@x.example'));
		const owners = () => (trigger.state.hubSpotMeetings as IDataObject).owners;
		expect(owners()).toEqual({ 'a@x.example': '7' });
		trigger.restart(filters('b@x.example'));
		await trigger.poll();
		expect(owners()).toEqual({ 'b@x.example': '8' });
		trigger.restart({ event: 'created' });
		await trigger.poll();
		expect(owners()).toBeUndefined();
	});

	test('owners of the filter are looked up again when the token changes', async () => {
		const { account: hub } = account.hubspot;
		const parameters = { event: 'created', filters: { owners: ['a@x.example'] } };
		hub.owners = [OWNER];
		const trigger = await account.activated(parameters);
		hub.owners = [{ ...OWNER, id: '99' }];
		const credentials = credentialsOf(account.hubspot);
		const other = account.poller(parameters, { saved: trigger.saved, credentials });
		account.meet('Theirs', { hubspot_owner_id: '99' });
		account.minutes(1);
		expect(titles(await other.poll())).toEqual(['Theirs']);
		account.minutes(1);
		expect(await account.cost(other)).toEqual({ items: [], requests: 1 });
	});

	test('removing the start date loses no meeting and emits none again', async () => {
		account.meet('Old');
		account.minutes(5);
		const trigger = account.poller({
			event: 'created',
			options: { startDate: '2026-11-02T09:00:00Z' },
		});
		expect(titles(await trigger.poll())).toEqual(['Old']);
		account.meet('New');
		account.minutes(1);
		trigger.restart({ event: 'created' });
		expect(titles(await trigger.poll())).toEqual(['New']);
	});
});

const OWNER = {
	id: '7',
	email: 'a@x.example',
	type: 'PERSON' as const,
	firstName: 'A',
	lastName: 'B',
	userId: 1,
	userIdIncludingInactive: 1,
	createdAt: '2024-01-01T00:00:00Z',
	updatedAt: '2024-01-01T00:00:00Z',
	archived: false,
};

describe('failures', () => {
	test('an outage during the look-up of owners postpones the poll', async () => {
		const trigger = await account.activated({ event: 'created' });
		account.meet('One', {});
		account.minutes(1);
		account.hubspot.faults.add({
			match: { path: '/owners' },
			times: Infinity,
			then: { status: 503, body: { status: 'error', message: 'unavailable' } },
		});
		trigger.restart({ event: 'created', filters: { owners: ['a@x.example'] } });
		expect(await trigger.poll()).toEqual([]);
		trigger.restart({ event: 'created' });
		expect(titles(await trigger.poll())).toEqual(['One']);
	});

	test('filters too long for a search are refused when the workflow is activated', async () => {
		const owners = Array.from({ length: 300 }, (_, n) => String(11_000_000_000 + n));
		const trigger = account.poller({ event: 'created', filters: { owners } });
		await expect(trigger.poll()).rejects.toThrow(/characters/);
	});

	test('the length check covers only filters that the searches of the event contain', async () => {
		const records = Array.from({ length: 100 }, (_, n) => 100_000_000 + n).join();
		const associatedWith = { record: { objectType: 'contacts', records } };
		const trigger = account.poller({ event: 'ended', filters: { associatedWith } });
		await expect(trigger.poll()).rejects.toThrow(/characters/);
		const owners = Array.from({ length: 300 }, (_, n) => String(11_000_000_000 + n));
		for (const event of ['deleted', 'ended', 'startingSoon']) {
			const other = await account.activated({ event, filters: { owners } });
			expect(await other.poll()).toEqual([]);
		}
	});

	// n8n 2.41 abandons a poll after 45 seconds and ignores its result. It gives the node a budget of 36 seconds.
	test.each([/\/search/, /meetings\/(batch|\d)/])(
		'a poll whose requests never get a response ends in time (%s)',
		async (path) => {
			const trigger = await account.activated({ event: 'created' }, { budgetMs: 36_000 });
			account.meet('One');
			account.minutes(1);
			const body = () => {
				account.clocks.pass(0.4 * 36_000);
				return true;
			};
			const end = account.hubspot.faults.add({
				match: { path, body },
				times: Infinity,
				then: { reset: 'before' },
			});
			for (const isLong of [false, true]) {
				const began = account.clocks.hubspot;
				const poll = trigger.poll();
				if (isLong) await expect(poll).rejects.toThrow(/HubSpot/);
				else expect(await poll).toEqual([]);
				expect(account.clocks.hubspot - began).toBeLessThan(45_000);
				account.minutes(31);
			}
			end();
			expect(titles(await trigger.poll())).toEqual(['One']);
		},
	);

	test('a request without a response is abandoned in time and sent again', async () => {
		const trigger = await account.activated({ event: 'created' }, { budgetMs: 5_000 });
		account.meet('One');
		account.minutes(1);
		account.hubspot.faults.add({ match: { path: '/search' }, then: { delayMs: 3_600_000 } });
		expect(titles(await trigger.poll())).toEqual(['One']);
		expect(account.hubspot.requests.filter(({ status }) => status === 0)).toHaveLength(1);
	});
});

describe("n8n's clock is changed between two polls", () => {
	test.each([-60, -1, 1, 60])('by %i minutes: each event is emitted exactly once', async (by) => {
		const events = [
			{ event: 'created' },
			{ event: 'outcomeChanged' },
			{ event: 'startingSoon', minutesBefore: 15 },
		];
		const triggers = await Promise.all(
			events.map(async (parameters) => {
				const trigger = account.poller(parameters);
				expect(await trigger.poll()).toEqual([]);
				return trigger;
			}),
		);
		const deleted = account.poller({ event: 'deleted', scanEvery: 5 });
		expect(await deleted.poll()).toEqual([]);
		account.minutes(4);
		expect(await deleted.poll()).toEqual([]);
		const first = account.meetIn(10, 'Before', { hs_meeting_outcome: 'COMPLETED' });
		const later = account.meetIn(30, 'Later');
		account.clocks.pass(20_000);
		account.clocks.skew += by * MINUTE;
		account.clocks.pass(15_000);
		account.hubspot.account.archive('meetings', account.meet('Gone'));
		const came = triggers.map((): string[] => []);
		const gone: string[] = [];
		for (let n = 0; n < 20; n += 1) {
			for (const [place, trigger] of triggers.entries()) {
				came[place].push(...ids(await trigger.poll()));
			}
			if (n < 9) gone.push(...titles(await deleted.poll()).map(String));
			account.minutes(1);
		}
		expect(came).toEqual([[first, later], [first], [first, later]]);
		expect(gone).toEqual(['Gone']);
		const spans = account.hubspot.requests
			.flatMap(({ body }) => (body as { filterGroups?: SearchGroup[] })?.filterGroups ?? [])
			.flatMap(({ filters }) => filters.filter(({ operator }) => operator === 'BETWEEN'));
		expect(spans.length).toBeGreaterThan(0);
		expect(spans.filter(({ value, highValue }) => Number(value) > Number(highValue))).toEqual([]);
	});
});

test('the next search page starts after the highest ID, in whatever order the records are', async () => {
	const results = ['8', '10', '9'].map((id): HubSpotObject => ({ id, properties: {} }));
	const client = {
		paths: paths('2026-09'),
		send: async () => ({ body: { results, total: 5, paging: { next: { after: '3' } } } }),
	} as unknown as HubSpotClient;
	const page = await searchPage(client, 'meetings', { filterGroups: [], properties: [] });
	expect(page.more).toBe('10');
});

test('a poll does not wait for all remaining requests of a running workflow', async () => {
	const credentials = credentialsOf(account.hubspot);
	const trigger = await account.activated({ event: 'created' }, { credentials });
	account.meet('One');
	account.minutes(1);
	const before = account.hubspot.requests.length;
	const items = Array.from({ length: 200 }, (_, n) => ({ title: `M${n}` }));
	const fields = { query: '={{ $json.title }}' };
	const run = operate(account.hubspot, 'search', fields, { items });
	while (account.hubspot.requests.length - before < 5) {
		await new Promise((resolve) => setTimeout(resolve, 1));
	}
	expect(titles(await trigger.poll())).toEqual(['One']);
	expect(account.hubspot.requests.length - before).toBeLessThan(50);
	expect((await run).error).toBeUndefined();
	expect(account.hubspot.requests.length - before).toBeGreaterThan(200);
});

test('twelve triggers with the same token together stay within its search limit', async () => {
	const pollers = await Promise.all(
		Array.from({ length: 12 }, async (_, n) => {
			const trigger = account.poller({ event: n % 2 ? 'created' : 'outcomeChanged' });
			expect(await trigger.poll()).toEqual([]);
			return trigger;
		}),
	);
	account.minutes(1);
	for (let n = 0; n < 300; n += 1) account.meet(`M${n}`, { hs_meeting_outcome: 'COMPLETED' });
	account.clocks.pass(MINUTE);
	const before = account.hubspot.requests.length;
	await Promise.all(pollers.map(async (trigger) => await trigger.poll()));
	const searches = account.hubspot.requests
		.slice(before)
		.filter(({ path }) => path.endsWith('/search'))
		.map(({ at }) => at)
		.sort((a, b) => a - b);
	expect(searches.length).toBeGreaterThanOrEqual(12);
	for (let n = 5; n < searches.length; n += 1) {
		expect(searches[n] - searches[n - 5]).toBeGreaterThanOrEqual(1_000);
	}
});
