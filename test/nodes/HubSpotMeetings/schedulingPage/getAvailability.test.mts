import type { IDataObject } from 'n8n-workflow';

import { wallOf } from '../../../../emulator/account/zones.mts';
import { AS_TOOL, run } from '../../../support/engine.mts';
import { credentialsOf, emulatorForTests } from '../../../support/hubspot.mts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const BERLIN = 'Europe/Berlin';
const MARA = '11349275740';

// A Monday in May of next year: no seeded meetings, no clock change, and its week is within one month.
const MONDAY = (() => {
	const day = new Date(Date.UTC(new Date().getUTCFullYear() + 1, 4, 4));
	while (day.getUTCDay() !== 1) day.setUTCDate(day.getUTCDate() + 1);
	return day.getTime();
})();

const hubspot = emulatorForTests();

const iso = (ms: number) => new Date(ms).toISOString();

/** The week and time zone that most tests use. The page `free/all` has no bookings in it. */
const WEEK = { from: iso(MONDAY), to: iso(MONDAY + 7 * DAY), timeZone: BERLIN, returnAll: true };

beforeEach(() => {
	hubspot.current.account.scheduling.add({
		slug: 'free/all',
		name: 'Free',
		organizer: MARA,
		timeZone: BERLIN,
		durationsMinutes: [60, 30],
		increment: 'THIRTY',
		weeksAhead: 150,
	});
});

const ask = async (parameters: IDataObject = {}, more = {}) =>
	await run({
		parameters: {
			resource: 'schedulingPage',
			operation: 'getAvailability',
			schedulingPage: { __rl: true, mode: 'slug', value: 'free/all' },
			...WEEK,
			...parameters,
		},
		credentials: credentialsOf(hubspot.current),
		...more,
	});

/** The output that an agent gets. */
const askAsAgent = async (parameters: IDataObject) => {
	const { json, error } = await ask(parameters, { settings: AS_TOOL });
	expect(error).toBeUndefined();
	return json;
};

const starts = (json: IDataObject[]) => json.map(({ start }) => String(start));
const clocks = (json: IDataObject[]) =>
	json.map(({ startLocal }) => String(startLocal).slice(11, 16));

test("each free time is one item, in UTC and the given zone, with the page's first duration", async () => {
	const { json, error, output } = await ask();
	expect(error).toBeUndefined();
	expect(json[0]).toEqual({
		start: iso(MONDAY + 7 * HOUR),
		end: iso(MONDAY + 8 * HOUR),
		startLocal: `${iso(MONDAY).slice(0, 10)}T09:00:00+02:00`,
		endLocal: `${iso(MONDAY).slice(0, 10)}T10:00:00+02:00`,
		weekday: 'Monday',
		timeZone: BERLIN,
		durationMinutes: 60,
		slug: 'free/all',
	});
	// Five days from 9:00 to 17:00, with a start every 30 minutes. The last one is at 16:00.
	expect(json).toHaveLength(5 * 15);
	expect(output.every(({ pairedItem }) => (pairedItem as { item: number }).item === 0)).toBe(true);
});

test('From and To are exact: the first time may start at From, the last must end by To', async () => {
	const [from, to] = [MONDAY + 8 * HOUR, MONDAY + 10 * HOUR];
	const times = async (more: IDataObject) =>
		starts((await ask({ duration: 30, from: iso(from), to: iso(to), ...more })).json);
	const all = [0, 30, 60, 90].map((minutes) => iso(from + minutes * MINUTE));
	expect(await times({})).toEqual(all);
	expect(await times({ from: iso(from + 1) })).toEqual(all.slice(1));
	expect(await times({ to: iso(to - 1) })).toEqual(all.slice(0, -1));
	// A date without a time means the whole day.
	const day = iso(MONDAY).slice(0, 10);
	expect(await times({ from: day, to: day })).toHaveLength(16);
});

test('a time that someone else has booked is not offered', async () => {
	const { account } = hubspot.current;
	account.scheduling.bookOnPage('free/all', {
		start: MONDAY + 8 * HOUR,
		duration: HOUR,
		email: 'ada@nordhafen.example',
		firstName: 'Ada',
		lastName: 'Fischer',
	});
	const { json } = await ask({ to: iso(MONDAY + DAY) });
	expect(clocks(json).slice(0, 4)).toEqual(['09:00', '11:00', '11:30', '12:00']);
});

test('fourteen days need two requests, or three across the end of a month', async () => {
	await ask({ to: iso(MONDAY + 14 * DAY) });
	expect(hubspot.current.requests).toHaveLength(2);
	hubspot.current.requests.length = 0;
	const { json } = await ask({ from: iso(MONDAY + 20 * DAY), to: iso(MONDAY + 34 * DAY) });
	expect(hubspot.current.requests).toHaveLength(3);
	const months = new Set(starts(json).map((start) => start.slice(0, 7)));
	expect(months.size).toBe(2);
	expect(starts(json)).toEqual([...new Set(starts(json))].sort());
});

test('no more months are read after the limit is reached or HubSpot has no more times', async () => {
	await ask({ to: iso(MONDAY + 300 * DAY), returnAll: false, limit: 3 });
	expect(hubspot.current.requests).toHaveLength(2);
	hubspot.current.requests.length = 0;
	hubspot.current.account.scheduling.pages.at(-1)!.customEnd = MONDAY + 40 * DAY;
	const { json } = await ask({ to: iso(MONDAY + 300 * DAY) });
	expect(json.length).toBeGreaterThan(300);
	expect(hubspot.current.requests).toHaveLength(3);
});

test('several items with the same page read each month once', async () => {
	const { json } = await ask({ to: iso(MONDAY + DAY) }, { items: [{}, {}, {}] });
	expect(json).toHaveLength(45);
	expect(hubspot.current.requests).toHaveLength(2);
});

describe('choices among free times', () => {
	test('Between Hours: the whole meeting is within the hours, in the given time zone', async () => {
		const { json } = await ask({ to: iso(MONDAY + DAY), options: { betweenHours: '10:30-13' } });
		expect(clocks(json)).toEqual(['10:30', '11:00', '11:30', '12:00']);
		const far = await ask({
			to: iso(MONDAY + DAY),
			timeZone: 'America/New_York',
			options: { betweenHours: '4:00 - 6:00' },
		});
		expect(far.json.map(({ startLocal }) => String(startLocal).slice(11))).toEqual([
			'04:00:00-04:00',
			'04:30:00-04:00',
			'05:00:00-04:00',
		]);
	});

	test('Weekdays: only times on the chosen days are returned', async () => {
		const { json } = await ask({ options: { weekdays: ['tuesday', 'Thu'] } });
		expect([...new Set(json.map(({ weekday }) => weekday))]).toEqual(['Tuesday', 'Thursday']);
	});

	test('At Most per Day: the times are spread from the first to the last of the day', async () => {
		const { json } = await ask({ to: iso(MONDAY + 2 * DAY), options: { mostPerDay: 3 } });
		expect(clocks(json)).toEqual(['09:00', '12:30', '16:00', '09:00', '12:30', '16:00']);
		const one = await ask({ options: { mostPerDay: 1 } });
		expect(one.json).toHaveLength(5);
	});

	test('Group by Day: each day is one item with its free times', async () => {
		const { json } = await ask({ options: { groupByDay: true, mostPerDay: 2 } });
		expect(json).toHaveLength(5);
		expect(json[0]).toEqual({
			date: iso(MONDAY).slice(0, 10),
			weekday: 'Monday',
			freeTimes: [
				expect.objectContaining({ start: iso(MONDAY + 7 * HOUR) }),
				expect.objectContaining({ start: iso(MONDAY + 14 * HOUR) }),
			],
			timeZone: BERLIN,
			durationMinutes: 60,
			slug: 'free/all',
		});
	});

	test("without From, To and Time Zone: fourteen days from now in the workflow's time zone", async () => {
		const { json } = await ask({ from: '', to: '', timeZone: '' }, { timezone: 'Asia/Kathmandu' });
		expect(json.length).toBeGreaterThan(50);
		expect(json[0].timeZone).toBe('Asia/Kathmandu');
		expect(String(json[0].startLocal)).toMatch(/\+05:45$/);
		expect(Date.parse(String(json.at(-1)?.end))).toBeLessThan(Date.now() + 14 * DAY);
		expect(Date.parse(String(json.at(-1)?.end))).toBeGreaterThan(Date.now() + 10 * DAY);
	});
});

describe('no free time', () => {
	const SUNDAY = { from: iso(MONDAY - DAY), to: iso(MONDAY) };

	test('gives no item and no error, and a hint says why', async () => {
		const { json, error, run: whole } = await ask(SUNDAY);
		expect(error).toBeUndefined();
		expect(json).toEqual([]);
		const ran = whole.data.resultData.runData['HubSpot Meetings'][0];
		expect(ran.hints?.[0].message).toMatch(
			/free\/all has no free time of 60 minutes from .*There may be later ones/,
		);
	});

	test('gives one item with the reason by option', async () => {
		const { json } = await ask({ ...SUNDAY, options: { nothingFree: 'item' } });
		expect(json).toEqual([
			{
				freeTimes: [],
				reason: expect.stringContaining('no free time of 60 minutes'),
				searchedUntil: iso(MONDAY),
				timeZone: BERLIN,
				durationMinutes: 60,
				slug: 'free/all',
			},
		]);
	});

	test('gives an AI agent one item with the reason', async () => {
		const answer = await askAsAgent({ options: { betweenHours: '6-7' } });
		expect(answer).toMatchObject([{ freeTimes: [] }]);
		expect(JSON.stringify(answer)).toMatch(/75 free times .* but none in the chosen hours/);
	});

	test('in the past: no month is read', async () => {
		const { json } = await ask({ from: '2020-01-01', to: '2020-01-31' });
		expect(json).toEqual([]);
		expect(hubspot.current.requests).toHaveLength(1);
	});
});

test('an AI agent gets all times in one item, each with only its weekday and start', async () => {
	const day = iso(MONDAY).slice(0, 10);
	const about = { timeZone: BERLIN, durationMinutes: 60, slug: 'free/all' };
	const start = (hour: string) => ({ weekday: 'Monday', start: `${day}T${hour}:00+02:00` });
	const parameters = { to: day, options: { mostPerDay: 2 } };
	const freeTimes = [start('09:00'), start('16:00')];
	expect(await askAsAgent(parameters)).toEqual([{ freeTimes, ...about }]);
	const options = { mostPerDay: 2, groupByDay: true };
	expect(await askAsAgent({ ...parameters, options })).toEqual([
		{ date: day, weekday: 'Monday', freeTimes, ...about },
	]);
});

test.each([
	[{ timeZone: '+02:00' }, /Time Zone: '\+02:00' is an offset, not a time zone/],
	[{ timeZone: 'CST' }, /Time Zone: 'CST' is not a time zone/],
	[{ duration: 25 }, /does not offer meetings of 25 minutes. It offers 60, 30 minutes/],
	[{ from: '03/04/2027' }, /From: '03\/04\/2027' could be/],
	[{ from: iso(MONDAY + DAY), to: iso(MONDAY) }, /To: .* is not after From/],
	[{ to: iso(MONDAY + 900 * DAY) }, /'To' is more than two years after From/],
	[{ options: { betweenHours: '17-9' } }, /Between Hours: '17-9' is not a time range/],
	[{ options: { weekdays: ['Montag'] } }, /Weekdays: 'Montag' is not a day of the week/],
	[{ options: { mostPerDay: 0 } }, /'At Most per Day' is not a positive whole number/],
	[{ limit: 0, returnAll: false }, /'Limit' is not a positive whole number/],
])('%j is refused', async (parameters, message) => {
	const { error } = await ask(parameters);
	expect(error?.message).toMatch(message);
});

test('a Windows time zone is returned as its IANA name', async () => {
	const { json } = await ask({ timeZone: 'W. Europe Standard Time' });
	expect(json[0].timeZone).toBe('Europe/Berlin');
});

test('a missing scope is named in the error', async () => {
	hubspot.current.faults.add({
		match: { path: /\/scheduler\// },
		then: {
			status: 403,
			body: {
				status: 'error',
				category: 'MISSING_SCOPES',
				message: 'This app has not been granted all required scopes.',
				errors: [
					{
						message: 'One or more of the following scopes are required.',
						context: { requiredGranularScopes: ['scheduler.meetings.meeting-link.read'] },
					},
				],
			},
		},
	});
	expect((await ask()).error?.message).toMatch(/lacks the scope scheduler\.meetings\.meeting-link/);
});

test('local times are the wall clock times of the given time zone', async () => {
	const { json } = await ask({ timeZone: 'Australia/Lord_Howe', returnAll: false, limit: 5 });
	for (const { start, startLocal } of json) {
		const wall = wallOf('Australia/Lord_Howe', Date.parse(String(start)));
		expect(String(startLocal).slice(0, 19)).toBe(iso(wall).slice(0, 19));
		expect(Date.parse(String(startLocal))).toBe(Date.parse(String(start)));
	}
});
