import { WEEKDAYS } from '../../emulator/account/scheduling-page.mts';
import type { SchedulingPage } from '../../emulator/account/scheduling-page.mts';
import { instantOf, isZone, monthOf, wallOf } from '../../emulator/account/zones.mts';
import { randomFrom } from '../../emulator/random.mts';
import { startClient } from './client.mts';
import type { Client } from './client.mts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const iso = (ms: number) => new Date(ms).toISOString();
const utc = (text: string) => Date.parse(`${text}Z`);

describe('time zones', () => {
	it.each([
		['Europe/Berlin', '2026-03-29T01:59', '2026-03-29T00:59'],
		['Europe/Berlin', '2026-03-29T02:30', '2026-03-29T01:30'],
		['Europe/Berlin', '2026-03-29T03:00', '2026-03-29T01:00'],
		['Europe/Berlin', '2026-10-25T02:30', '2026-10-25T00:30'],
		['Europe/Berlin', '2026-10-25T03:00', '2026-10-25T02:00'],
		['America/New_York', '2026-03-08T02:15', '2026-03-08T07:15'],
		['America/New_York', '2026-11-01T01:30', '2026-11-01T05:30'],
		['Australia/Lord_Howe', '2026-04-05T01:45', '2026-04-04T14:45'],
		['Asia/Kathmandu', '2026-01-01T00:00', '2025-12-31T18:15'],
		['Pacific/Apia', '2026-01-01T00:00', '2025-12-31T11:00'],
	])('%s shows %s at %s UTC', (zone, wall, at) => {
		expect(iso(instantOf(zone, utc(wall)))).toBe(iso(utc(at)));
	});

	it('converts an instant to local time and back', () => {
		for (let ms = utc('2026-03-28T00:00'); ms < utc('2026-03-30T00:00'); ms += 30 * MINUTE) {
			expect(instantOf('Europe/Berlin', wallOf('Europe/Berlin', ms))).toBe(ms);
		}
		expect(wallOf('UTC', -1)).toBe(-1);
	});

	it('accepts time zone names, but not offsets', () => {
		expect(['Europe/Berlin', 'UTC', 'US/Eastern'].map(isZone)).toEqual([true, true, true]);
		expect(['+02:00', '', 'Mars', '-05', 'GMT+99'].map(isZone)).toEqual(Array(5).fill(false));
	});

	it('months begin and end at local midnight', () => {
		const { start, end } = monthOf('America/New_York', utc('2026-04-01T03:59'), 0);
		expect([iso(start), iso(end)]).toEqual([
			'2026-03-01T05:00:00.000Z',
			'2026-04-01T04:00:00.000Z',
		]);
		expect(iso(monthOf('Europe/Berlin', utc('2026-12-31T23:30'), 2).start)).toBe(
			'2027-02-28T23:00:00.000Z',
		);
	});
});

describe('free times of scheduling pages', () => {
	let client: Client;
	let now = 0;

	beforeAll(async () => {
		client = await startClient({ now: () => now, seed: 'empty' });
	});
	beforeEach(() => client.emulator.reset());
	afterAll(() => client.emulator.close());

	/** All start times that a page offers, by duration. Reads one month after the other until there are no more. */
	async function offers(slug: string, zone: string): Promise<Map<number, number[]>> {
		const found = new Map<number, number[]>();
		for (let month = 0; ; month++) {
			expect(month).toBeLessThan(30);
			const { status, body } = await client.get(
				`/scheduler/v3/meetings/meeting-links/book/availability-page/${encodeURIComponent(slug)}?timezone=${encodeURIComponent(zone)}&monthOffset=${month}`,
			);
			expect(status).toBe(200);
			const { start, end } = monthOf(zone, now, month);
			const { linkAvailabilityByDuration: byDuration, hasMore } = body.linkAvailability;
			for (const [duration, { availabilities }] of Object.entries<{
				availabilities: Array<{ startMillisUtc: number; endMillisUtc: number }>;
			}>(byDuration)) {
				const starts = availabilities.map(({ startMillisUtc }) => startMillisUtc);
				expect(starts.every((at) => at >= start && at < end)).toBe(true);
				expect(
					availabilities.every((one) => one.endMillisUtc - one.startMillisUtc === +duration),
				).toBe(true);
				found.set(+duration, [...(found.get(+duration) ?? []), ...starts]);
			}
			if (!hasMore) return found;
		}
	}

	/** Tries to book a time, and deletes the meeting again. Returns whether the booking was accepted. */
	async function accepts(slug: string, startTime: number, duration: number): Promise<boolean> {
		const { status, body } = await client.post('/scheduler/v3/meetings/meeting-links/book', {
			slug,
			startTime,
			duration,
			email: 'a@b.example',
			firstName: 'A',
			lastName: 'B',
			likelyAvailableUserIds: [],
		});
		if (status !== 200) {
			expect(body.subCategory).toMatch(/MEETING_(START_TIME_NOT_VALID|TIME_NOT_AVAILABLE)$/);
			return false;
		}
		const { account } = client.emulator;
		for (const id of account.record('contacts', body.contactId).linked('0-47').keys()) {
			if (account.store('meetings').get(id)) account.archive('meetings', id);
		}
		return true;
	}

	it.each([
		['spring', 'Europe/Berlin', '2026-03-27T00:00', ['2026-03-27T08:00', '2026-03-30T07:00']],
		['autumn', 'Europe/Berlin', '2026-10-23T00:00', ['2026-10-23T07:00', '2026-10-26T08:00']],
		['spring', 'America/New_York', '2026-03-06T10:00', ['2026-03-06T14:00', '2026-03-09T13:00']],
	])(
		'begin at nine before and after the %s clock change in %s',
		async (_season, timeZone, today, expected) => {
			now = utc(today);
			const organizer = client.emulator.account.owners[0].id;
			client.emulator.account.scheduling.add({
				slug: 'a',
				name: 'A',
				organizer,
				timeZone,
				weeksAhead: 1,
			});
			const starts = (await offers('a', 'UTC')).get(30 * MINUTE) ?? [];
			const first = expected.map((day) =>
				starts.find((at) => iso(at).startsWith(day.slice(0, 10))),
			);
			expect(first).toEqual(expected.map(utc));
		},
	);

	const ZONES = [
		'Europe/Berlin',
		'America/New_York',
		'Australia/Lord_Howe',
		'Asia/Kathmandu',
		'Pacific/Apia',
		'America/St_Johns',
		'UTC',
	];

	/** Days near clock changes in one of the zones, and the end of a year. */
	const MOMENTS = [
		'2026-03-06',
		'2026-03-27',
		'2026-04-03',
		'2026-10-23',
		'2026-10-30',
		'2026-12-29',
	];

	const answers = { accepted: 0, refused: 0 };

	it.each(Array.from({ length: 12 }, (_, seed) => seed))(
		'are exactly the times that can be booked (page %i)',
		async (seed) => {
			const random = randomFrom(seed + 1);
			const below = (n: number) => Math.floor(random() * n);
			const one = <T,>(list: readonly T[]): T => list[below(list.length)];
			now = Date.parse(one(MOMENTS)) + below(2 * DAY);
			client.emulator.reset();
			const { account } = client.emulator;
			const [a, b, c] = account.owners.map(({ id }) => id);
			for (let n = 0; n < 25; n++) {
				const start = now + below(14 * DAY);
				account.create('meetings', {
					hs_timestamp: iso(start),
					hs_meeting_start_time: iso(start),
					hs_meeting_end_time: iso(start + (1 + below(150)) * MINUTE),
					hs_meeting_outcome: one(['SCHEDULED', 'SCHEDULED', 'CANCELED']),
					hubspot_owner_id: one([a, b, c]),
					hs_attendee_owner_ids: one(['', '', a, `${b};${c}`]),
				});
			}
			const days = WEEKDAYS.filter(() => random() < 0.8);
			const opens = below(20) * 30;
			const closes = Math.min(1_440, opens + 120 + below(20) * 30);
			const page: Omit<SchedulingPage, 'id' | 'host' | 'createdAt' | 'updatedAt'> = {
				slug: 'x/y',
				name: 'X',
				type: one(['PERSONAL_LINK', 'GROUP_CALENDAR', 'ROUND_ROBIN_CALENDAR']),
				organizer: a,
				members: one([[a], [a, b], [a, b, c]]),
				defaultLink: false,
				timeZone: one(ZONES),
				hours: Object.fromEntries(days.map((day) => [day, [opens, closes] as const])),
				durationsMinutes: one([[30], [15, 45], [20, 60, 90]]),
				increment: one(['FIFTEEN', 'THIRTY', 'FORTY_FIVE', 'MEETING_DURATION']),
				bufferMinutes: one([0, 0, 10, 45]),
				noticeMinutes: below(2_000),
				weeksAhead: 1 + below(6),
				ownerPrioritized: false,
				formFields: [],
				maxGuests: 0,
				...(random() < 0.3 && {
					customStart: now + 2 * DAY,
					customEnd: now + (4 + below(40)) * DAY,
				}),
			};
			account.scheduling.add(page);
			if (random() < 0.2) account.scheduling.offline.add(b);

			const [here, there] = [one(ZONES), one(ZONES)];
			const offered = await offers(page.slug, here);
			// Months start and end at other times in another zone, but all months together offer the same times.
			expect(await offers(page.slug, there)).toEqual(offered);

			for (const [duration, starts] of offered) {
				expect(starts).toEqual([...new Set(starts)].sort((x, y) => x - y));
				const from = now + below(10 * DAY);
				const span = [from - (from % (15 * MINUTE)), from + DAY];
				const asked = new Set<number>();
				for (let at = span[0]; at < span[1]; at += 15 * MINUTE) asked.add(at);
				for (const at of starts) if (at >= span[0] && at < span[1]) asked.add(at);
				for (const at of [starts[0], starts.at(-1)]) {
					if (at !== undefined) for (const near of [at - MINUTE, at, at + MINUTE]) asked.add(near);
				}
				for (const at of asked) {
					const found = { at: iso(at), duration, accepted: await accepts(page.slug, at, duration) };
					expect(found).toEqual({ ...found, accepted: starts.includes(at) });
					answers[found.accepted ? 'accepted' : 'refused']++;
				}
			}
		},
	);

	// Must stay the last test, because it checks the counts of all the others.
	it('were tested with enough accepted and refused bookings', () => {
		expect(answers.accepted).toBeGreaterThan(100);
		expect(answers.refused).toBeGreaterThan(1_000);
	});
});
