import type { IDataObject } from 'n8n-workflow';

import {
	INCREMENTS,
	WEEKDAYS,
	type PageType,
	type SchedulingPage,
} from '../../../../emulator/account/scheduling-page.mts';
import { EMULATOR_TOKEN } from '../../../../emulator/index.mts';
import { randomFrom } from '../../../../emulator/random.mts';
import { run } from '../../../support/engine.mts';
import { credentialsOf, emulatorForTests } from '../../../support/hubspot.mts';
import { api } from '../../../support/versions.mts';

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;

const OWNERS = ['11349275740', '11349275741', '11349275742'];
const ZONES = ['Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe'];

/** Dates shortly before a clock change in one of the zones, one before the end of a month and year, and an ordinary date. */
const TODAYS = ['2027-03-26', '2027-10-29', '2027-04-02', '2026-12-30', '2027-06-16'];

const clock = { now: 0 };
const hubspot = emulatorForTests({ now: () => clock.now });

const iso = (ms: number) => new Date(ms).toISOString();

function worldFrom(seed: number) {
	const random = randomFrom(seed);
	const upTo = (count: number) => Math.floor(random() * count);
	const pick = <T,>(entries: readonly T[]): T => entries[upTo(entries.length)];
	clock.now = Date.parse(pick(TODAYS)) + upTo(1_440) * MINUTE;
	hubspot.current.reset();
	const { account } = hubspot.current;
	const type = pick<PageType>(['PERSONAL_LINK', 'GROUP_CALENDAR', 'ROUND_ROBIN_CALENDAR']);
	const members = type === 'PERSONAL_LINK' ? [pick(OWNERS)] : OWNERS.slice(0, 2 + upTo(2));
	const hours = WEEKDAYS.filter(() => random() < 0.9).map((day) => {
		const opens = 30 * upTo(20);
		return [day, [opens, Math.min(1_440, opens + 60 * (4 + upTo(14)))] as const];
	});
	const page: SchedulingPage = account.scheduling.add({
		slug: `random/${seed}`,
		name: 'Random',
		type,
		members,
		organizer: members[0],
		timeZone: pick(ZONES),
		hours: Object.fromEntries(hours) as SchedulingPage['hours'],
		durationsMinutes: [pick([30, 45, 60]), 15],
		increment: pick(Object.keys(INCREMENTS) as Array<keyof typeof INCREMENTS>),
		bufferMinutes: pick([0, 0, 15, 30]),
		noticeMinutes: pick([0, 0, 60, 1_440]),
		weeksAhead: pick([1, 2, 4]),
		...(random() < 0.2 && { customStart: clock.now + upTo(2 * 1_440) * MINUTE }),
		...(random() < 0.2 && { customEnd: clock.now + (1_440 + upTo(4 * 1_440)) * MINUTE }),
	});
	for (let n = 0; n < 12; n++) {
		const start = clock.now + 15 * upTo(7 * 96) * MINUTE;
		account.create('meetings', {
			hs_timestamp: iso(start),
			hs_meeting_start_time: iso(start),
			hs_meeting_end_time: iso(start + pick([20, 30, 90]) * MINUTE),
			hs_meeting_outcome: random() < 0.1 ? 'CANCELED' : 'SCHEDULED',
			hubspot_owner_id: pick(OWNERS),
		});
	}
	const from = clock.now - DAY / 2 + 5 * upTo(3 * 288) * MINUTE;
	const to = from + (120 + 5 * upTo(500)) * MINUTE;
	return { page, from, to, timeZone: pick(ZONES), duration: pick(page.durationsMinutes), pick };
}

const ask = async (operation: string, parameters: IDataObject) =>
	await run({
		parameters: { resource: 'schedulingPage', operation, ...parameters },
		credentials: credentialsOf(hubspot.current),
		settings: { onError: 'continueRegularOutput' },
	});

const VISITOR = { email: 'visitor@nordhafen.example', firstName: 'Vera', lastName: 'Visit' };

/** Cancels the newest meeting, so that its time is free again. */
function cancelNewest(): void {
	const { account } = hubspot.current;
	const newest = [...account.store('meetings').all()].at(-1)!;
	account.update('meetings', newest.id, { hs_meeting_outcome: 'CANCELED' });
}

/** Whether HubSpot accepts a booking for this start, without the node. */
async function isBooked(slug: string, start: number, minutes: number): Promise<boolean> {
	const { status } = await fetch(`${hubspot.current.url}${api.scheduler}/meeting-links/book`, {
		method: 'POST',
		headers: { authorization: `Bearer ${EMULATOR_TOKEN}`, 'content-type': 'application/json' },
		body: JSON.stringify({
			...VISITOR,
			slug,
			startTime: iso(start),
			duration: minutes * MINUTE,
			formFields: [],
			legalConsentResponses: [],
			likelyAvailableUserIds: [],
		}),
	});
	if (status === 200) cancelNewest();
	else expect([400, 409]).toContain(status);
	return status === 200;
}

let offeredInAll = 0;

test.each(Array.from({ length: 12 }, (_, index) => 7_001 + index))(
	'page %i: the offered times are exactly those that can be booked',
	async (seed) => {
		const { page, from, to, timeZone, duration, pick } = worldFrom(seed);
		const of = { schedulingPage: { __rl: true, mode: 'slug', value: page.slug } };
		const span = { from: iso(from), to: iso(to), timeZone, duration, returnAll: true };
		const { json, error } = await ask('getAvailability', { ...of, ...span });
		expect(error).toBeUndefined();
		const offered = json.map(({ start }) => Date.parse(String(start)));
		offeredInAll += offered.length;

		// Try every five minutes. This covers the start times of all pages.
		const first = Math.ceil(Math.max(from, clock.now) / (5 * MINUTE)) * 5 * MINUTE;
		const bookable: number[] = [];
		const refused: number[] = [];
		for (let start = first; start + duration * MINUTE <= to; start += 5 * MINUTE)
			((await isBooked(page.slug, start, duration)) ? bookable : refused).push(start);
		expect(offered).toEqual(bookable);

		// The node's Book operation gives the same result for a few of them.
		for (const [starts, ends] of [
			[bookable, undefined],
			[refused, /is not free on the page/],
		] as const) {
			for (let n = 0; n < Math.min(2, starts.length); n++) {
				const start = iso(pick(starts));
				const booked = await ask('book', { ...of, ...VISITOR, start, duration, timeZone });
				const [{ error: said, ...booking }] = booked.json;
				if (ends) expect(said).toMatch(ends);
				else expect([said, booking.start]).toEqual([undefined, start]);
				if (!ends) cancelNewest();
			}
		}
	},
);

test('all pages together offered more than 100 times', () => {
	expect(offeredInAll).toBeGreaterThan(100);
});
