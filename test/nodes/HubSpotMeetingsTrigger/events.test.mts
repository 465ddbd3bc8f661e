import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';

import { MARA, TOM } from '../../../emulator/seed/owners.mts';
import { operate } from '../../support/meetings.mts';
import { events, TestAccount, titles } from '../../support/trigger/account.mts';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: async (ms: number) => await globalThis.sleepByClock(ms),
}));

const account = new TestAccount();

test('created: the first poll emits nothing, then each creation is emitted once', async () => {
	account.meet('Before');
	account.minutes(1);
	const trigger = await account.activated({ event: 'created' });
	const id = account.meet('New');
	account.minutes(0.1);
	const [item, ...others] = await trigger.poll();
	expect(others).toEqual([]);
	expect(item).toMatchObject({
		event: { type: 'created', at: account.inMinutes(-0.1) },
		id,
		hs_meeting_title: 'New',
		hs_meeting_start_time: '2026-11-03T10:00:00Z',
	});
	account.minutes(1);
	account.change(id, { hs_meeting_title: 'Changed' });
	expect(await trigger.poll()).toEqual([]);
});

test('createdOrUpdated says which of the two happened; updated ignores creations', async () => {
	const sync = await account.activated({ event: 'createdOrUpdated' });
	const updates = await account.activated({ event: 'updated' });
	const id = account.meet('One');
	account.minutes(1);
	expect(events(await sync.poll())).toEqual(['created One']);
	expect(await updates.poll()).toEqual([]);
	account.minutes(1);
	account.change(id, { hs_meeting_title: 'Two' });
	account.minutes(1);
	expect(events(await sync.poll())).toEqual(['updated Two']);
	expect(events(await updates.poll())).toEqual(['updated Two']);
});

test("updated by people: HubSpot's internal changes are ignored, and the item lists the changes", async () => {
	const id = account.meet('One');
	account.minutes(5);
	const trigger = await account.activated({ event: 'updated', changes: 'byPeople' });
	account.change(id, { hs_meeting_change_id: '42' });
	account.minutes(1);
	expect(await trigger.poll()).toEqual([]);
	account.change(id, { hs_meeting_title: 'Two', hs_meeting_change_id: '43' });
	account.minutes(1);
	const [item] = await trigger.poll();
	expect(item.event).toEqual({
		type: 'updated',
		at: account.inMinutes(-1),
		changes: [
			{
				property: 'hs_meeting_title',
				from: 'One',
				to: 'Two',
				at: account.inMinutes(-1),
				changedBy: { source: 'INTEGRATION', label: 'Local private app', id: '2468013' },
			},
		],
	});
	expect(item.propertiesWithHistory).toBeUndefined();
});

test('updated in watched properties: changes of other properties are ignored, even later ones', async () => {
	const id = account.meet('One');
	account.minutes(5);
	const trigger = await account.activated({
		event: 'updated',
		changes: 'properties',
		watchedProperties: ['hs_meeting_location', 'hs_meeting_title'],
	});
	account.change(id, { hs_internal_meeting_notes: 'Notes' });
	account.minutes(1);
	expect(await trigger.poll()).toEqual([]);
	account.change(id, { hs_meeting_location: 'Room 1' });
	account.minutes(0.2);
	account.change(id, { hs_internal_meeting_notes: 'More' });
	account.minutes(1);
	const [item, ...others] = await trigger.poll();
	expect(item.event).toMatchObject({
		changes: [{ property: 'hs_meeting_location', from: null, to: 'Room 1' }],
	});
	expect(others).toEqual([]);
	const none = account.poller({ event: 'updated', changes: 'properties' });
	await expect(none.poll()).rejects.toThrow(/'Watched Properties' is empty/);
});

test('outcomeChanged: each change is one item with the old value, the new value and its author', async () => {
	const id = account.meet('One', { hs_meeting_outcome: 'SCHEDULED' });
	account.minutes(5);
	const trigger = await account.activated({ event: 'outcomeChanged' });
	account.hubspot.account.update(
		'meetings',
		id,
		{ hs_meeting_outcome: 'NO_SHOW' },
		{ source: { sourceType: 'CRM_UI', sourceId: 'userId:9586501', userId: 9586501 } },
	);
	account.minutes(0.1);
	account.change(id, { hs_meeting_outcome: 'COMPLETED' });
	account.minutes(0.1);
	account.change(id, { hs_meeting_title: 'Renamed' });
	account.meet('Logged', { hs_meeting_outcome: 'COMPLETED' });
	account.minutes(1);
	const items = await trigger.poll();
	expect(items.map(({ event }) => event)).toMatchObject([
		{
			type: 'outcomeChanged',
			from: 'SCHEDULED',
			to: 'NO_SHOW',
			changedBy: { source: 'CRM_UI', id: 'userId:9586501', userId: 9586501 },
		},
		{ from: 'NO_SHOW', to: 'COMPLETED', changedBy: { source: 'INTEGRATION' } },
		{ from: null, to: 'COMPLETED' },
	]);
	expect(titles(items)).toEqual(['Renamed', 'Renamed', 'Logged']);
	account.minutes(1);
	expect(await trigger.poll()).toEqual([]);
});

test('outcomeChanged: only the chosen outcomes are emitted, given by value or label', async () => {
	const trigger = await account.activated({
		event: 'outcomeChanged',
		newOutcomes: ['No Show', 'CANCELED'],
	});
	for (const outcome of ['COMPLETED', 'NO_SHOW', 'SCHEDULED', 'CANCELED']) {
		account.meet(outcome, { hs_meeting_outcome: outcome });
	}
	account.minutes(1);
	expect(titles(await trigger.poll())).toEqual(['NO_SHOW', 'CANCELED']);
});

const PUBLIC_SOURCE = { source: { sourceType: 'MEETINGS', meetingSource: 'MEETINGS_PUBLIC' } };

/** A meeting booked on a public scheduling page. The record doesn't say which page. */
const meetPublic = (title: string) =>
	account.hubspot.account.create(
		'meetings',
		{ hs_meeting_title: title, hs_meeting_start_time: '2026-11-03T10:00:00Z' },
		PUBLIC_SOURCE,
	);

test('booked: a meeting with a page, a booking source or both is emitted once, others are not', async () => {
	const trigger = await account.activated({ event: 'booked' });
	account.meet('Logged');
	account.meet('By page', { hs_meeting_created_from_link_id: '301' });
	meetPublic('Public');
	account.meet('Both', {
		hs_meeting_created_from_link_id: '301',
		hs_meeting_source: 'MEETINGS_PUBLIC',
	});
	account.minutes(1);
	const { items, requests } = await account.cost(trigger);
	expect(events(items)).toEqual(['booked By page', 'booked Public', 'booked Both']);
	// The search and the read. The activation's poll has already read the list of properties.
	expect(requests).toBe(2);
	account.minutes(1);
	expect(await account.cost(trigger)).toEqual({ items: [], requests: 1 });
});

test.each([
	['hs_meeting_created_from_link_id', 'booked Public'],
	['hs_meeting_source', 'booked By page'],
])('booked: in an account without %s, searches leave that property out', async (missing, found) => {
	account.hubspot.account.store('meetings').definitions.delete(missing);
	const trigger = await account.activated({ event: 'booked' });
	if (missing === 'hs_meeting_source')
		account.meet('By page', { hs_meeting_created_from_link_id: '301' });
	else meetPublic('Public');
	account.minutes(1);
	expect(events(await trigger.poll())).toEqual([found]);
	const asked = account.hubspot.requests.filter(({ path }) => path.endsWith('/search'));
	expect(JSON.stringify(asked.map(({ body }) => body))).not.toContain(missing);
});

test('booked and the source filter are refused in an account without their properties', async () => {
	const { definitions } = account.hubspot.account.store('meetings');
	definitions.delete('hs_meeting_created_from_link_id');
	definitions.delete('hs_meeting_source');
	await expect(account.poller({ event: 'booked' }).poll()).rejects.toThrow(
		/neither of the properties .*booked meetings can't be identified/,
	);
	const filtered = account.poller({ event: 'deleted', filters: { sources: ['CRM_UI'] } });
	await expect(filtered.poll()).rejects.toThrow(/^Source: meetings have no property/);
});

test('rescheduled: each move is one item with both starts and its author; a first start is not', async () => {
	const trigger = await account.activated({ event: 'rescheduled' });
	const id = account.meet('Moved');
	const late = account.meet('Gets a start', { hs_meeting_start_time: '' });
	account.minutes(1);
	expect(await trigger.poll()).toEqual([]);
	account.change(late, { hs_meeting_start_time: '2026-11-04T09:00:00Z' });
	account.change(id, { hs_meeting_title: 'Still' });
	account.change(id, { hs_meeting_start_time: '2026-11-03T12:00:00Z' });
	account.minutes(1);
	account.change(id, { hs_meeting_start_time: '2026-11-03T13:00:00Z' });
	account.minutes(1);
	const items = await trigger.poll();
	const changedBy = { source: 'INTEGRATION', label: 'Local private app', id: '2468013' };
	expect(items.map(({ event }) => event)).toEqual([
		{
			type: 'rescheduled',
			at: account.inMinutes(-2),
			from: '2026-11-03T10:00:00Z',
			to: '2026-11-03T12:00:00Z',
			changedBy,
		},
		{
			type: 'rescheduled',
			at: account.inMinutes(-1),
			from: '2026-11-03T12:00:00Z',
			to: '2026-11-03T13:00:00Z',
			changedBy,
		},
	]);
	account.minutes(3);
	expect(await trigger.poll()).toEqual([]);
});

test.each(['booked', 'created', 'rescheduled', 'ended'])(
	'%s: all filters together work, though one search cannot hold them',
	async (event) => {
		const trigger = await account.activated({
			event,
			filters: {
				owners: [TOM],
				types: ['Demo'],
				outcomes: ['Completed'],
				sources: ['INTEGRATION', 'CRM_UI'],
				associatedWith: { record: { objectType: 'contacts', records: '101' } },
			},
		});
		const { account: hub } = account.hubspot;
		const start = event === 'ended' ? -29.5 : 10;
		const meet = (source: string) =>
			hub.create(
				'meetings',
				{
					hs_meeting_title: source,
					hs_meeting_start_time: account.inMinutes(start),
					hs_meeting_end_time: account.inMinutes(start + 30),
					hs_meeting_source: source,
					hs_meeting_created_from_link_id: '301',
					hubspot_owner_id: TOM,
					hs_activity_type: 'Demo',
					hs_meeting_outcome: 'COMPLETED',
				},
				{ associate: [{ type: 'contacts', id: 101 }] },
			);
		for (const { id } of ['CRM_UI', 'OTHER'].map(meet)) {
			account.clocks.pass(1_000);
			if (event === 'rescheduled') {
				account.change(String(id), { hs_meeting_start_time: account.inMinutes(20) });
			}
		}
		account.minutes(1);
		expect(titles(await trigger.poll())).toEqual(['CRM_UI']);
	},
);

test('a meeting created and deleted between two polls is emitted by deleted only', async () => {
	const created = await account.activated({ event: 'created' });
	const deleted = await account.activated({ event: 'deleted', scanEvery: 1 });
	const id = account.meet('Short-lived');
	account.minutes(0.3);
	account.hubspot.account.archive('meetings', id);
	const at = account.inMinutes(0);
	account.minutes(1);
	expect(await created.poll()).toEqual([]);
	account.minutes(2);
	const [item, ...others] = await deleted.poll();
	expect(others).toEqual([]);
	expect(item).toMatchObject({ event: { type: 'deleted', at }, id, archived: true });
	account.minutes(3);
	expect(await deleted.poll()).toEqual([]);
	expect(await created.poll()).toEqual([]);
});

test('startingSoon: emits a meeting once, and again after a move, but not if cancelled or begun', async () => {
	const id = account.meetIn(20, 'Moved');
	const cancelled = account.meetIn(20, 'Cancelled');
	account.minutes(3);
	const trigger = await account.activated({ event: 'startingSoon', minutesBefore: 10 });
	account.meetIn(-5, 'Began');
	const soon = account.meetIn(3, 'At once');
	account.minutes(1);
	expect(titles(await trigger.poll())).toEqual(['At once']);
	account.change(cancelled, { hs_meeting_outcome: 'CANCELED' });
	account.minutes(6);
	const [item, ...others] = await trigger.poll();
	expect(others).toEqual([]);
	// It was due ten minutes before its start, which is one minute before this poll.
	expect(item).toMatchObject({ id, event: { type: 'startingSoon', at: account.inMinutes(-1) } });
	account.change(soon, { hs_meeting_title: 'Renamed' });
	account.minutes(1);
	expect(await trigger.poll()).toEqual([]);
	account.change(id, {
		hs_meeting_start_time: account.inMinutes(30),
		hs_meeting_end_time: account.inMinutes(60),
	});
	account.minutes(10);
	expect(await trigger.poll()).toEqual([]);
	account.minutes(11);
	expect(titles(await trigger.poll())).toEqual(['Moved']);
	account.minutes(30);
	expect(await trigger.poll()).toEqual([]);
});

test('startingSoon: a meeting that is deleted and restored is emitted only once', async () => {
	const trigger = await account.activated({ event: 'startingSoon' });
	const id = account.meetIn(5, 'Here and there');
	account.minutes(0.3);
	expect(await trigger.poll()).toHaveLength(1);
	account.hubspot.account.archive('meetings', id);
	account.minutes(0.3);
	expect(await trigger.poll()).toEqual([]);
	account.hubspot.account.restore('meetings', id);
	for (let n = 0; n < 10; n += 1) {
		account.minutes(0.3);
		expect(await trigger.poll()).toEqual([]);
	}
});

test('ended: emits a meeting once after its end, or its start without one, and again after a move', async () => {
	const id = account.meetIn(-20, 'With end');
	account.meetIn(15, 'Without end', { hs_meeting_end_time: '' });
	account.meetIn(-20, 'Rescheduled', { hs_meeting_outcome: 'RESCHEDULED' });
	const early = account.meetIn(-20, 'Over early');
	const trigger = await account.activated({ event: 'ended' });
	account.meetIn(-90, 'Logged afterwards');
	account.change(early, { hs_meeting_end_time: account.inMinutes(-3) });
	account.minutes(1);
	expect(titles(await trigger.poll())).toEqual(['Over early']);
	account.minutes(10);
	expect(titles(await trigger.poll())).toEqual(['With end']);
	account.change(id, { hs_meeting_end_time: account.inMinutes(-5) });
	account.minutes(1);
	// Somebody corrected the end of a meeting that was already over.
	expect(await trigger.poll()).toEqual([]);
	account.change(id, { hs_meeting_end_time: account.inMinutes(8) });
	account.minutes(4);
	expect(titles(await trigger.poll())).toEqual(['Without end']);
	account.minutes(5);
	expect(titles(await trigger.poll())).toEqual(['With end']);
	account.minutes(30);
	expect(await trigger.poll()).toEqual([]);
});

test('ended with Minutes After the End and Only Without Outcome: Scheduled is no outcome', async () => {
	const trigger = await account.activated({
		event: 'ended',
		minutesAfter: 15,
		options: { onlyWithoutOutcome: true },
	});
	account.meetIn(-29, 'Open');
	account.meetIn(-29, 'Scheduled', { hs_meeting_outcome: 'SCHEDULED' });
	const done = account.meetIn(-29, 'Done', { hs_meeting_outcome: 'SCHEDULED' });
	account.minutes(5);
	expect(await trigger.poll()).toEqual([]);
	account.change(done, { hs_meeting_outcome: 'NO_SHOW' });
	account.minutes(12);
	const items = await trigger.poll();
	expect(titles(items)).toEqual(['Open', 'Scheduled']);
	expect(items[0].event).toMatchObject({ at: account.inMinutes(-1) });
});

test('filters: owner ID or email, type, outcome and associated record each select meetings', async () => {
	const byOwner = await account.activated({
		event: 'created',
		filters: { owners: ['mara.lindqvist@brightfield.example'] },
	});
	const byAll = await account.activated({
		event: 'createdOrUpdated',
		filters: {
			owners: [TOM],
			outcomes: ['Scheduled'],
			associatedWith: { record: { objectType: 'contacts', records: '101, 102' } },
		},
	});
	const byType = await account.activated({
		event: 'created',
		filters: { types: ['Call, first', ' Demo '] },
	});
	account.meet('Mara', { hubspot_owner_id: MARA });
	account.meet('First', { hs_activity_type: 'Call, first' });
	account.meet('Shown', { hs_activity_type: 'Demo' });
	const id = account.meet('Tom', { hubspot_owner_id: TOM, hs_meeting_outcome: 'SCHEDULED' });
	account.meet('Tom alone', { hubspot_owner_id: TOM, hs_meeting_outcome: 'SCHEDULED' });
	const { account: hub } = account.hubspot;
	const [association] = [hub.associations.default('0-47', '0-1')!];
	hub.associate(hub.record('meetings', id), hub.record('contacts', 101), [association]);
	account.minutes(1);
	expect(titles(await byOwner.poll())).toEqual(['Mara']);
	expect(titles(await byAll.poll())).toEqual(['Tom']);
	expect(titles(await byType.poll())).toEqual(['First', 'Shown']);
	account.minutes(1);
	// The email address was looked up only once.
	expect(await account.cost(byOwner)).toEqual({ items: [], requests: 1 });
});

describe('each event with each filter and with associated records', () => {
	const WITH_CONTACT = { associate: [{ type: 'contacts', id: 101 }] };
	const filters = [
		{ filter: 'owner', given: { owners: [TOM] }, other: { hubspot_owner_id: MARA } },
		{
			filter: 'source',
			given: { sources: ['integration'] },
			other: { hs_meeting_source: 'CRM_UI' } as Record<string, string>,
		},
		{ filter: 'type', given: { types: ['Demo'] }, other: { hs_activity_type: 'Onboarding' } },
		{
			filter: 'outcome',
			given: { outcomes: ['Completed'] },
			other: { hs_meeting_outcome: 'NO_SHOW' },
		},
		{
			filter: 'associated record',
			given: { associatedWith: { record: { objectType: 'contacts', records: '101' } } },
			links: { associate: [{ type: 'contacts', id: 102 }] },
		},
	];
	const kinds: IDataObject[] = [
		{ event: 'booked' },
		{ event: 'created' },
		{ event: 'createdOrUpdated' },
		{ event: 'rescheduled' },
		{ event: 'updated' },
		{ event: 'updated', changes: 'byPeople' },
		{ event: 'updated', changes: 'properties', watchedProperties: ['hs_meeting_title'] },
		{ event: 'deleted', scanEvery: 1 },
		{ event: 'outcomeChanged' },
		{ event: 'startingSoon' },
		{ event: 'ended' },
	];
	const table = kinds.flatMap((kind) => filters.map((one) => ({ kind, ...one })));

	test.each(table)(
		'$kind filtered by $filter emits each matching meeting once',
		async ({ kind, filter, given, other, links }) => {
			const { event } = kind;
			const associatedRecords = { contacts: ['email'] };
			const trigger = await account.activated({ ...kind, filters: given, associatedRecords });
			const { account: hub } = account.hubspot;
			const start = event === 'ended' ? -29.5 : 10;
			const values = {
				hs_meeting_title: 'One',
				hs_timestamp: account.inMinutes(start),
				hs_meeting_start_time: account.inMinutes(start),
				hs_meeting_end_time: account.inMinutes(start + 30),
				hubspot_owner_id: TOM,
				hs_activity_type: 'Demo',
				hs_meeting_outcome: 'COMPLETED',
				...(event === 'booked' && { hs_meeting_created_from_link_id: '301' }),
			};
			const wanted = hub.create('meetings', values, WITH_CONTACT);
			const unwanted = hub.create('meetings', { ...values, ...other }, links ?? WITH_CONTACT);
			account.clocks.pass(1_000);
			for (const { id } of [wanted, unwanted]) {
				if (event === 'rescheduled') {
					account.change(String(id), { hs_meeting_start_time: account.inMinutes(20) });
				}
				if (event === 'updated') account.change(String(id), { hs_meeting_title: 'Two' });
				if (event === 'deleted') hub.archive('meetings', id);
			}
			account.minutes(event === 'deleted' ? 3 : 1);
			const items = await trigger.poll();
			// These filters are hidden: Outcome Changed has its own field for outcomes, and deleted meetings have no associations.
			const isHidden =
				(event === 'outcomeChanged' && filter === 'outcome') ||
				(event === 'deleted' && filter === 'associated record');
			const expected = isHidden ? [wanted, unwanted] : [wanted];
			expect(items.map(({ id }) => id)).toEqual(expected.map(({ id }) => String(id)));
			const { email } = hub.record('contacts', 101).properties;
			const contacts = event === 'deleted' ? undefined : [expect.objectContaining({ email })];
			for (const item of items) expect(item.contacts).toEqual(contacts);
			account.minutes(3);
			expect(await trigger.poll()).toEqual([]);
		},
	);
});

test.each([
	['owners', [], /'Assigned To' is empty/],
	['owners', ['nobody@example.com'], /no owner with the email address nobody@example.com/],
	['owners', '["11349275741", ""]', /Assigned To: a value in its list is empty/],
	['owners', '11349275741, ,11349275743', /Assigned To: a value in its list is empty/],
	['types', '', /'Meeting Type' is empty/],
	['outcomes', [''], /'Outcome' is empty/],
	[
		'associatedWith',
		{ record: { objectType: 'contacts', records: '' } },
		/'Associated With' is empty/,
	],
	[
		'associatedWith',
		{ record: { objectType: 'contacts', records: '["101", ""]' } },
		/Associated With: a value in its list is empty/,
	],
	['associatedWith', { record: { objectType: '2-123', records: '1' } }, /can't filter by 2-123/],
])('a filter on %s with the value %j is refused', async (name, value, message) => {
	const trigger = account.poller({ event: 'created', filters: { [name]: value } });
	await expect(trigger.poll()).rejects.toThrow(message);
});

test('associated records have the chosen properties and are read in batches', async () => {
	const trigger = await account.activated({
		event: 'created',
		associatedRecords: { contacts: [], deals: ['dealname'] },
	});
	for (let n = 0; n < 150; n += 1) {
		account.hubspot.account.create(
			'meetings',
			{ hs_meeting_title: `M${n}`, hs_timestamp: account.inMinutes(n) },
			{
				associate: [
					{ type: 'contacts', id: 101 + (n % 2) },
					...(n === 0 ? [{ type: 'deals', id: 501 }] : []),
				],
			},
		);
	}
	account.minutes(1);
	const { items, requests } = await account.cost(trigger);
	expect(items).toHaveLength(150);
	const first = items.find(({ hs_meeting_title: title }) => title === 'M0')!;
	expect(first.contacts).toMatchObject([{ id: '101', firstname: 'Brian', lastname: 'Halvorsen' }]);
	expect(first.deals).toMatchObject([{ id: '501', dealname: expect.any(String) }]);
	expect(items.find(({ hs_meeting_title: title }) => title === 'M1')!.deals).toEqual([]);
	// One search, two reads of up to 100 meetings, two reads of associations (one per type), the contacts, and the deal.
	expect(requests).toBe(7);
});

test("without Simplify, an item has HubSpot's structure and only the chosen properties", async () => {
	const trigger = await account.activated({
		event: 'created',
		simplify: false,
		options: { properties: ['hs_meeting_title', 'hs_object_source'] },
	});
	const id = account.meet('Raw');
	account.minutes(1);
	const [item] = await trigger.poll();
	expect(item).toMatchObject({ id, archived: false, event: { type: 'created' } });
	expect(Object.keys(item.properties as object).sort()).toEqual([
		'hs_createdate',
		'hs_lastmodifieddate',
		'hs_meeting_title',
		'hs_object_id',
		'hs_object_source',
	]);
});

test("an emitted item can be changed and mapped automatically in the action node's Update", async () => {
	const trigger = await account.activated({
		event: 'outcomeChanged',
		associatedRecords: { contacts: ['email'] },
	});
	const contact = { associate: [{ type: 'contacts', id: 101 }] };
	const { id } = account.hubspot.account.create(
		'meetings',
		{ hs_timestamp: account.inMinutes(0), hs_meeting_outcome: 'NO_SHOW' },
		contact,
	);
	account.minutes(1);
	const [item] = await trigger.poll();
	const { error } = await operate(
		account.hubspot,
		'update',
		{ dataToSend: 'autoMapInputData' },
		{ items: [{ ...item, hs_meeting_title: 'Missed' }] },
	);
	expect(error).toBeUndefined();
	const { hs_meeting_title: title } = account.hubspot.account.record('meetings', id).properties;
	expect(title).toBe('Missed');
});

test('a start date emits the events since then once, even if its expression moves on', async () => {
	account.meet('Too old');
	account.minutes(60);
	account.meet('Yesterday');
	account.minutes(24 * 60);
	const trigger = account.poller({
		event: 'created',
		options: { startDate: '={{ $now.minus({ hours: 24, minutes: 30 }).toISO() }}' },
	});
	expect(titles(await trigger.poll())).toEqual(['Yesterday']);
	account.meet('New');
	account.minutes(1);
	expect(titles(await trigger.poll())).toEqual(['New']);
	account.minutes(10);
	expect(await trigger.poll()).toEqual([]);
	// The start date is in the workflow's time zone.
	const zoned = account.poller(
		{ event: 'created', options: { startDate: '2026-11-02T06:30:00' } },
		{ timezone: 'America/New_York' },
	);
	expect(titles(await zoned.poll())).toEqual(['New']);
	const other = account.poller(
		{ event: 'created', options: { startDate: '2026-11-02T09:30:00' } },
		{ timezone: 'UTC' },
	);
	expect(titles(await other.poll())).toEqual(['Yesterday', 'New']);
});

test.each(['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Tokyo'])(
	'a start date without a time begins at midnight in %s',
	async (timezone) => {
		const midnight = DateTime.fromISO('2026-11-04', { zone: timezone }).toMillis();
		account.clocks.beginAt(midnight - 60_000);
		account.meet('The day before');
		account.minutes(1);
		account.meet('That day');
		account.minutes(60);
		for (const startDate of ['2026-11-04', '4 November 2026']) {
			const trigger = account.poller({ event: 'created', options: { startDate } }, { timezone });
			expect(titles(await trigger.poll())).toEqual(['That day']);
		}
	},
);

describe('a manual test', () => {
	test.each([
		['booked', { event: 'booked' }],
		['created', { event: 'created' }],
		['rescheduled', { event: 'rescheduled' }],
		['createdOrUpdated', { event: 'createdOrUpdated' }],
		['updated', { event: 'updated' }],
		['outcomeChanged', { event: 'outcomeChanged' }],
		['startingSoon', { event: 'startingSoon' }],
		['ended', { event: 'ended' }],
		['deleted', { event: 'deleted' }],
	])(
		'of %s returns at most five existing meetings and does not change the state',
		async (_, parameters) => {
			const gone = account.meet('Gone');
			account.hubspot.account.archive('meetings', gone);
			const trigger = account.poller(parameters);
			await trigger.poll();
			const state = trigger.state;
			const { json, error } = await trigger.manual();
			expect(error).toBeUndefined();
			expect(json.length).toBeGreaterThan(0);
			expect(json.length).toBeLessThanOrEqual(5);
			for (const { event, id } of json) {
				expect(event).toMatchObject({ type: expect.any(String), at: expect.any(String) });
				const hub = account.hubspot.account.store('meetings');
				expect(hub.get(Number(id), parameters.event === 'deleted')).toBeDefined();
			}
			expect(trigger.state).toEqual(state);
		},
	);

	test.each([
		[{ changes: 'byPeople' }, 'hs_internal_meeting_notes'],
		[{ changes: 'properties', watchedProperties: ['hs_meeting_title'] }, 'hs_meeting_title'],
	])('of updated, %j, shows the last matching change', async (parameters, property) => {
		account.minutes(1);
		account.meet('Never changed');
		const id = account.meet('One');
		for (const title of ['Two', 'Three']) {
			account.minutes(1);
			account.change(id, { hs_meeting_title: title });
		}
		account.minutes(1);
		account.change(id, { hs_internal_meeting_notes: 'Notes' });
		const { json } = await account.poller({ event: 'updated', ...parameters }).manual();
		const { event } = json.find((item) => item.id === id) ?? {};
		expect(event).toMatchObject({ changes: [{ property }] });
		expect((event as { changes: unknown[] }).changes).toHaveLength(1);
		expect(titles(json)).not.toContain('Never changed');
	});

	test('of updated returns meetings even if none has a matching change', async () => {
		const watched = { changes: 'properties', watchedProperties: ['hs_attachment_ids'] };
		const { json } = await account.poller({ event: 'updated', ...watched }).manual();
		expect(json.length).toBeGreaterThan(0);
	});

	test('returns meetings that the event would skip only if there are no others', async () => {
		account.meetIn(10, 'Cancelled', { hs_meeting_outcome: 'CANCELED' });
		account.meetIn(20, 'Soon');
		account.meetIn(-31, 'Logged', { hs_meeting_outcome: 'COMPLETED' });
		account.meetIn(-32, 'Over');
		account.minutes(1);
		const soon = titles((await account.poller({ event: 'startingSoon' }).manual()).json);
		expect(soon).toContain('Soon');
		expect(soon).not.toContain('Cancelled');
		const options = { onlyWithoutOutcome: true };
		const over = titles((await account.poller({ event: 'ended', options }).manual()).json);
		expect(over).toContain('Over');
		expect(over).not.toContain('Logged');
		const outcomes = ['CANCELED'];
		const off = await account.poller({ event: 'startingSoon', filters: { outcomes } }).manual();
		expect(titles(off.json)).toContain('Cancelled');
	});

	test('of startingSoon and ended has the same event time as a poll', async () => {
		const soon = await account.poller({ event: 'startingSoon', minutesBefore: 20 }).manual();
		const over = await account.poller({ event: 'ended', minutesAfter: 5 }).manual();
		const minutes = (item: IDataObject, property: string) =>
			(Date.parse(String((item.event as IDataObject).at)) - Date.parse(String(item[property]))) /
			60_000;
		expect(minutes(soon.json[0], 'hs_meeting_start_time')).toBe(-20);
		expect(minutes(over.json[0], 'hs_meeting_end_time')).toBe(5);
	});

	test('with an empty filter fails with a message that names the field', async () => {
		const trigger = account.poller({ event: 'created', filters: { owners: [] } });
		const { error } = await trigger.manual();
		expect(error?.message).toMatch(/'Assigned To' is empty/);
	});
});
