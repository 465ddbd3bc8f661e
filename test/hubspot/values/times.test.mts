import fc from 'fast-check';
import { DateTime } from 'luxon';

import { InputError } from '../../../nodes/common/input';
import {
	addMinutes,
	checkOrder,
	durationMinutes,
	toMinutes,
} from '../../../nodes/hubspot/values/durations';
import { toDate, toInstant, toMidnightUtc } from '../../../nodes/hubspot/values/times';

const NEW_YORK = 'America/New_York';
const KOLKATA = 'Asia/Kolkata';
const FIELD = 'Start Time';
const instant = (value: unknown, zone = NEW_YORK) => toInstant(value, { zone, field: FIELD });

function failure(run: () => unknown): InputError {
	try {
		run();
	} catch (error) {
		if (error instanceof InputError) return error;
		throw error;
	}
	throw new Error('nothing was refused');
}

describe("a time without a zone is in the option's zone", () => {
	it.each([
		['winter in New York', '2026-01-15T10:00:00', NEW_YORK, '2026-01-15T15:00:00.000Z'],
		['summer in New York', '2026-07-15T10:00:00', NEW_YORK, '2026-07-15T14:00:00.000Z'],
		['Kolkata', '2026-03-23T10:00', KOLKATA, '2026-03-23T04:30:00.000Z'],
		['a space instead of the T', '2026-03-23 10:00', KOLKATA, '2026-03-23T04:30:00.000Z'],
		['milliseconds', '2026-03-23T10:00:00.250', 'UTC', '2026-03-23T10:00:00.250Z'],
		['afternoon', '2026-03-23 1:05 PM', 'UTC', '2026-03-23T13:05:00.000Z'],
		['midnight as 12 am', '2026-03-23 12:05 am', 'UTC', '2026-03-23T00:05:00.000Z'],
		['noon as 12 pm', '2026-03-23 12:05pm', 'UTC', '2026-03-23T12:05:00.000Z'],
		['a date without a time', '2026-03-23', NEW_YORK, '2026-03-23T04:00:00.000Z'],
		['the basic ISO 8601 format', '20260323T100000', NEW_YORK, '2026-03-23T14:00:00.000Z'],
		['the year first, with slashes', '2026/3/4 10:00', 'UTC', '2026-03-04T10:00:00.000Z'],
		['24:00', '2026-03-23T24:00', 'UTC', '2026-03-24T00:00:00.000Z'],
		['a month name, day first', '23 March 2026 10:00', 'UTC', '2026-03-23T10:00:00.000Z'],
		[
			'a month name, month first',
			'March 23rd, 2026 at 10:30 PM',
			'UTC',
			'2026-03-23T22:30:00.000Z',
		],
		['a month name with a weekday', 'Monday, 23 Mar 2026', 'UTC', '2026-03-23T00:00:00.000Z'],
		['spaces around it', '  2026-03-23T10:00 ', 'UTC', '2026-03-23T10:00:00.000Z'],
		['an offset as the zone', '2026-03-23T10:00', 'UTC+5:30', '2026-03-23T04:30:00.000Z'],
		['a Windows zone', '2026-07-15T10:00', 'W. Europe Standard Time', '2026-07-15T08:00:00.000Z'],
	])('%s', (_, text, zone, expected) => {
		expect(instant(text, zone)).toBe(expected);
	});
});

describe('a time with a zone keeps it, regardless of the option', () => {
	it.each([
		['2026-03-23T10:00:00Z', '2026-03-23T10:00:00.000Z'],
		['2026-03-23T10:00:00z', '2026-03-23T10:00:00.000Z'],
		['2026-03-23T10:00:00+05:30', '2026-03-23T04:30:00.000Z'],
		['2026-03-23T10:00:00.5-0400', '2026-03-23T14:00:00.500Z'],
		['2026-03-23T10:00:00+01', '2026-03-23T09:00:00.000Z'],
		['2026-03-23 10:00:00 UTC', '2026-03-23T10:00:00.000Z'],
		['2026-07-15T10:00:00[Europe/Berlin]', '2026-07-15T08:00:00.000Z'],
		['2026-07-15T10:00:00+02:00[Europe/Berlin]', '2026-07-15T08:00:00.000Z'],
		['20260323T100000Z', '2026-03-23T10:00:00.000Z'],
		['Mon, 23 Mar 2026 10:00:00 GMT', '2026-03-23T10:00:00.000Z'],
		['Mon, 23 Mar 2026 10:00:00 -0400', '2026-03-23T14:00:00.000Z'],
		[
			'Mon Mar 23 2026 10:00:00 GMT+0100 (Central European Standard Time)',
			'2026-03-23T09:00:00.000Z',
		],
	])('%s', (text, expected) => {
		expect(instant(text, KOLKATA)).toBe(expected);
	});
});

describe('text after a time is its zone, or the time is refused', () => {
	it.each([
		['2 March 2026 10:00 (UTC)', '2026-03-02T10:00:00.000Z'],
		['2 March 2026 10:00 UTC', '2026-03-02T10:00:00.000Z'],
		['2026-03-02 10:00 (GMT)', '2026-03-02T10:00:00.000Z'],
		['2026-03-02 10:00 Z', '2026-03-02T10:00:00.000Z'],
		['July 18, 2025 10:00 AM (EST)', '2025-07-18T15:00:00.000Z'],
		['July 18, 2025 10:00 AM EST', '2025-07-18T15:00:00.000Z'],
		['July 18, 2025 10:00 AM edt', '2025-07-18T14:00:00.000Z'],
		['2025-07-18 10:00 CST', '2025-07-18T16:00:00.000Z'],
		['7/18/2025 10:00 AM PDT', '2025-07-18T17:00:00.000Z'],
		['Fri, 18 Jul 2025 10:00:00 MST', '2025-07-18T17:00:00.000Z'],
		['Fri, 18 Jul 2025 10:00 UT', '2025-07-18T10:00:00.000Z'],
		['Fri, 18 Jul 2025 10:00:00 -0700 (PDT)', '2025-07-18T17:00:00.000Z'],
		['Fri, 18 Jul 25 10:00:00 GMT', '2025-07-18T10:00:00.000Z'],
		['18 July 2025 10:00 Europe/Berlin', '2025-07-18T08:00:00.000Z'],
		['18 July 2025 10:00 (Europe/Berlin)', '2025-07-18T08:00:00.000Z'],
		['18 July 2025 10:00 UTC+2', '2025-07-18T08:00:00.000Z'],
		['18 July 2025 10:00 (GMT+05:30)', '2025-07-18T04:30:00.000Z'],
		['18 July 2025 10:00 (W. Europe Standard Time)', '2025-07-18T08:00:00.000Z'],
		[
			'Fri Jul 18 2025 10:00:00 GMT+0200 (Central European Summer Time)',
			'2025-07-18T08:00:00.000Z',
		],
		[
			'Fri Jul 18 2025 10:00:00 GMT+0200 (Mitteleuropäische Sommerzeit)',
			'2025-07-18T08:00:00.000Z',
		],
		['2025-07-18 10:00:00 +0000 UTC', '2025-07-18T10:00:00.000Z'],
		['2025-07-18 (UTC)', '2025-07-18T00:00:00.000Z'],
		['Fri Jul 18 2025 10:00:00 GMT+0545 (Nepal Time)', '2025-07-18T04:15:00.000Z'],
	])('%s', (text, expected) => {
		expect(instant(text, KOLKATA)).toBe(expected);
	});

	it.each([
		['March 2, 2026 10:00 AM (canceled)', "'canceled'"],
		['March 2, 2026 10:00 AM canceled', "'canceled'"],
		['2026-03-02T10:00:00Z (canceled)', "'canceled'"],
		['2026-03-02T10:00:00+01:00 moved', "'moved'"],
		['2026-03-02 10:00 EST (canceled)', "'canceled'"],
		['2026-03-02 10:00 CET', "'CET'"],
		['2026-03-02 10:00 (IST)', "'IST'"],
		['2026-03-02 10:00 - 11:00', "'- 11:00'"],
		['2026-03-02T10:00[canceled]', "'canceled'"],
		['2026-03-02T10:00:00Z (New Time)', "'New Time'"],
		['March 2, 2026 (canceled)', "'canceled'"],
	])('%s is refused', (text, words) => {
		expect(failure(() => instant(text)).message).toContain(`${words} in`);
	});

	it('a weekday that does not match the date is refused', () => {
		expect(failure(() => instant('Tuesday, 2 March 2026')).message).toContain('is a Monday');
	});
});

describe('the time zone of a calendar event', () => {
	const custom = 'tzone://Microsoft/Custom';
	const when = { dateTime: '2026-06-22T15:00:00', timeZone: custom };
	it('may be unknown if the time has an offset', () => {
		expect(instant({ ...when, dateTime: '2026-06-22T15:00:00Z' })).toBe('2026-06-22T15:00:00.000Z');
	});
	it('may be unknown if the option sets a zone', () => {
		const options = { zone: NEW_YORK, zoneIsChosen: true, field: FIELD };
		expect(toInstant(when, options)).toBe('2026-06-22T19:00:00.000Z');
	});
	it('is refused if it is unknown and needed, and the error names the option', () => {
		expect(failure(() => instant(when)).message).toMatch(/Custom' is not.*'Time Zone'/);
	});
	it('is UTC if it is Microsoft’s name for UTC', () => {
		expect(instant({ ...when, timeZone: 'tzone://Microsoft/Utc' })).toBe(
			'2026-06-22T15:00:00.000Z',
		);
	});
});

describe('dates in common formats', () => {
	it.each([
		['23.03.2026 10:00', '2026-03-23T10:00:00.000Z'],
		['23. 3. 2026 10:00', '2026-03-23T10:00:00.000Z'],
		['23/03/2026 10:00', '2026-03-23T10:00:00.000Z'],
		['3/23/2026 10:00 AM', '2026-03-23T10:00:00.000Z'],
		['3/23/2026, 10:00:00 PM', '2026-03-23T22:00:00.000Z'],
		['23-03-2026', '2026-03-23T00:00:00.000Z'],
		['03/03/2026', '2026-03-03T00:00:00.000Z'],
		['2026-3-2 10:00', '2026-03-02T10:00:00.000Z'],
		['02-Mar-2026 10:00', '2026-03-02T10:00:00.000Z'],
		['Mar 2, 2026 10:00AM', '2026-03-02T10:00:00.000Z'],
		['Mar 2, 2026 10:00\u202fAM', '2026-03-02T10:00:00.000Z'],
		['2nd of March, 2026', '2026-03-02T00:00:00.000Z'],
		['Sept. 2, 2026 9am', '2026-09-02T09:00:00.000Z'],
		[20260302, '2026-03-02T00:00:00.000Z'],
	])('%s is unambiguous and is read', (text, expected) => {
		expect(instant(text, 'UTC')).toBe(expected);
	});

	it.each([
		['03/04/2026 10:00', 'dayFirst', '2026-04-03T10:00:00.000Z'],
		['03/04/2026 10:00', 'monthFirst', '2026-03-04T10:00:00.000Z'],
		['3.4.26', 'dayFirst', '2026-04-03T00:00:00.000Z'],
		['3/4/26 1:00 PM', 'monthFirst', '2026-03-04T13:00:00.000Z'],
		['23/03/26', 'monthFirst', '2026-03-23T00:00:00.000Z'],
		['02-Mar-26', 'dayFirst', '2026-03-02T00:00:00.000Z'],
		['3/4/95', 'monthFirst', '1995-03-04T00:00:00.000Z'],
	] as const)('%s is read with the order %s', (text, dateOrder, expected) => {
		expect(toInstant(text, { zone: 'UTC', field: FIELD, dateOrder })).toBe(expected);
	});

	it.each(['03/04/2026', '03/04/26', '23/03/26', '02-Mar-26'])(
		'%s without a date order is refused, and the error names the option if there is one',
		(text) => {
			const read = (dateOrder?: 'refuse') =>
				failure(() => toInstant(text, { zone: 'UTC', field: FIELD, dateOrder })).message;
			expect(read('refuse')).toContain("'Date Order'");
			expect(read()).not.toContain("'Date Order'");
		},
	);

	it.each([
		[46083.4166667, '2026-03-02T15:00:00.000Z'],
		['46083.4166667', '2026-03-02T15:00:00.000Z'],
		['46083,4166667', '2026-03-02T15:00:00.000Z'],
		[46083, '2026-03-02T05:00:00.000Z'],
		[46096.1041666667, '2026-03-15T06:30:00.000Z'],
	])('the spreadsheet date %p is in the zone', (value, expected) => {
		expect(instant(value)).toBe(expected);
	});
});

describe('the expression in the error message reads the text', () => {
	it.each([
		['03/04/2026 10:00', '2026-04-03T10:00'],
		['03/04/26 1:30 pm', '2026-04-03T13:30'],
		['10:00 2.3.2026', '2026-03-02T10:00'],
		['10:00:30, March 2, 2026', '2026-03-02T10:00'],
		['23. März 2026 10:00', '2026-03-23T10:00'],
		['2 févr. 2026', '2026-02-02T00:00'],
		['2026年3月2日 10:00', '2026-03-02T10:00'],
		['2026 at 23 March', '2026-03-23T00:00'],
		['02/03/2026 10.30', '2026-03-02T10:30'],
		['10:00 2026-03-02', '2026-03-02T10:00'],
		['23 03 2026 10h30', '2026-03-23T10:30'],
		['2026-03-02 10.30', '2026-03-02T10:30'],
		['23.03.2026 10:00 Uhr', '2026-03-23T10:00'],
		['23.03.2026 um 10:00', '2026-03-23T10:00'],
	])('%s', (text, expected) => {
		const { message } = failure(() => instant(text));
		const [, given, format, locale] =
			/\{\{ DateTime\.fromFormat\("(.*?)", "(.*?)"(?:, \{ locale: '(..)' \})?\) \}\}/.exec(
				message,
			) ?? [];
		expect(given).toBe(text);
		const read = DateTime.fromFormat(given, format, { locale: locale ?? 'en' });
		expect(read.toFormat("yyyy-MM-dd'T'HH:mm")).toBe(expected);
	});
});

it.each([
	['2026-W10-1', '2026-03-02'],
	['2026-061', '2026-03-02'],
	['2026-03-02T10', '2026-03-02'],
])('the expression for %s uses DateTime.fromISO', (text, day) => {
	expect(failure(() => instant(text)).message).toContain(`{{ DateTime.fromISO("${text}") }}`);
	expect(DateTime.fromISO(text).toISODate()).toBe(day);
});

it.each(['March 2, 2026 10:00 AM (canceled)', '2026-03-02 10:00 CET', '2026-03-02T10:00+25:00'])(
	'no expression is suggested for %s, which is understood only in part',
	(text) => {
		expect(failure(() => instant(text)).message).not.toContain('In an expression');
	},
);

it.each([
	['\u200e3/23/2026, 10:00\u202fAM', '2026-03-23T14:00:00.000Z'],
	['\ufeff2026-03-23 10:00', '2026-03-23T14:00:00.000Z'],
	['2026‑03‑23 10:00', '2026-03-23T14:00:00.000Z'],
	['２０２６-０３-２３ 10:00', '2026-03-23T14:00:00.000Z'],
])('invisible and look-alike characters are read: %j', (text, expected) => {
	expect(instant(text)).toBe(expected);
});

describe('the start of an all-day event', () => {
	const day = (value: unknown, zone = NEW_YORK) =>
		toInstant(value, { zone, field: FIELD, allDay: true });
	it.each([
		[{ dateTime: '2026-03-02T00:00:00.0000000', timeZone: 'UTC' }, '2026-03-02T05:00:00.000Z'],
		[{ dateTime: '2026-03-02T00:00:00Z', timeZone: 'UTC' }, '2026-03-02T05:00:00.000Z'],
		[
			{ dateTime: '2026-03-02T00:00:00', timeZone: 'tzone://Microsoft/Custom' },
			'2026-03-02T05:00:00.000Z',
		],
		[{ date: '2026-03-02' }, '2026-03-02T05:00:00.000Z'],
		[{ dateTime: '2026-03-02T10:00:00', timeZone: 'UTC' }, '2026-03-02T10:00:00.000Z'],
		['2026-03-02T00:00:00Z', '2026-03-02T00:00:00.000Z'],
	])('%j is read', (value, expected) => {
		expect(day(value)).toBe(expected);
	});
});

describe('times as numbers', () => {
	it.each([
		[1774260000000, '2026-03-23T10:00:00.000Z'],
		[1774260000, '2026-03-23T10:00:00.000Z'],
		['1774260000000', '2026-03-23T10:00:00.000Z'],
		[' 1774260000 ', '2026-03-23T10:00:00.000Z'],
		[1774260000.25, '2026-03-23T10:00:00.250Z'],
	])('%p is read as a timestamp', (value, expected) => {
		expect(instant(value)).toBe(expected);
	});

	it.each([
		['a time in 1970', 1000, 'milliseconds or seconds'],
		['microseconds', 1774260000000000, 'microseconds'],
		['microseconds as text', '1774260000000000', 'microseconds'],
		['a spreadsheet date before 1990', 32873, 'spreadsheet'],
		['a spreadsheet date after 2100', '73416.5', 'spreadsheet'],
		['a negative number', -5, 'milliseconds or seconds'],
		['Infinity', Infinity, 'milliseconds or seconds'],
		['a time in 1985', 473_385_600_000, 'milliseconds or seconds'],
		['a time in 2101', 4_133_980_800_001, 'milliseconds or seconds'],
	])('%s is refused', (_, value, hint) => {
		expect(failure(() => instant(value)).message).toContain(hint);
	});
});

describe('times as objects', () => {
	it.each([
		['a JavaScript Date', new Date('2026-03-23T10:00:00Z'), '2026-03-23T10:00:00.000Z'],
		[
			'a Luxon DateTime',
			DateTime.fromISO('2026-03-23T10:00:00', { zone: NEW_YORK }),
			'2026-03-23T14:00:00.000Z',
		],
		[
			'a Google Calendar time with an offset',
			{ dateTime: '2026-03-08T09:00:00-05:00', timeZone: 'Europe/Berlin' },
			'2026-03-08T14:00:00.000Z',
		],
		[
			'a Google Calendar time without an offset',
			{ dateTime: '2026-07-08T09:00:00', timeZone: 'Europe/Berlin' },
			'2026-07-08T07:00:00.000Z',
		],
		[
			'an Outlook time',
			{ dateTime: '2026-07-08T09:00:00.0000000', timeZone: 'Pacific Standard Time' },
			'2026-07-08T16:00:00.000Z',
		],
		[
			'a calendar time without a zone',
			{ dateTime: '2026-01-08T09:00:00' },
			'2026-01-08T14:00:00.000Z',
		],
		['a calendar date', { date: '2026-01-08' }, '2026-01-08T05:00:00.000Z'],
		[
			'a calendar date with a zone',
			{ date: '2026-01-08', timeZone: KOLKATA },
			'2026-01-07T18:30:00.000Z',
		],
		[
			'an object as JSON text',
			'{"dateTime":"2026-07-08T09:00:00","timeZone":"Europe/Berlin"}',
			'2026-07-08T07:00:00.000Z',
		],
	])('%s is read', (_, value, expected) => {
		expect(instant(value)).toBe(expected);
	});

	it.each([
		['an invalid JavaScript Date', new Date('nonsense'), 'not valid'],
		['an invalid Luxon DateTime', DateTime.fromISO('nonsense'), 'not valid'],
		['an object without a time', { start: '2026-03-23' }, 'is not a time'],
		['a boolean', true, 'is not a time'],
		['a list', ['2026-03-23'], 'is not a time'],
		[
			'a calendar time with an unknown zone',
			{ dateTime: '2026-01-08T09:00', timeZone: 'Mars' },
			"'Mars'",
		],
	])('%s is refused', (_, value, hint) => {
		const { message, field } = failure(() => instant(value));
		expect(message).toContain(hint);
		expect(field).toBe(FIELD);
	});
});

it.each([undefined, null, '', '   ', []])('an empty value (%p) is read as undefined', (value) => {
	expect(instant(value)).toBeUndefined();
	expect(toDate(value, { zone: NEW_YORK, field: FIELD })).toBeUndefined();
});

describe('when clocks change', () => {
	it('a skipped time is moved forward by the length of the gap', () => {
		expect(instant('2026-03-08T02:30:00')).toBe('2026-03-08T07:30:00.000Z');
		expect(instant('2026-03-29T02:30:00', 'Europe/Berlin')).toBe('2026-03-29T01:30:00.000Z');
	});
	it('a repeated time is read as the first of the two', () => {
		expect(instant('2026-11-01T01:30:00')).toBe('2026-11-01T05:30:00.000Z');
		expect(instant('2026-10-25T02:30:00', 'Europe/Berlin')).toBe('2026-10-25T00:30:00.000Z');
	});
	it('times just before and after the change are read unchanged', () => {
		expect(instant('2026-03-08T01:59:59')).toBe('2026-03-08T06:59:59.000Z');
		expect(instant('2026-03-08T03:00:00')).toBe('2026-03-08T07:00:00.000Z');
		expect(instant('2026-11-01T00:59:59')).toBe('2026-11-01T04:59:59.000Z');
		expect(instant('2026-11-01T02:00:00')).toBe('2026-11-01T07:00:00.000Z');
	});
});

describe('text that is unclear or invalid is refused with a hint', () => {
	it.each([
		['03/04/2026', '3 April or 4 March'],
		['03/04/2026 10:00', '3 April or 4 March'],
		['3.4.2026', '3 April or 4 March'],
		['03-04-26', 'year, month, day'],
		['25/03/26', 'two-digit'],
		['2-Mar-26', 'two-digit'],
		['10:00', 'no date'],
		['tomorrow', '$now'],
		['[object Object]', 'is not a time'],
		['2026-02-30', 'is not a valid time'],
		['00/05/2026', 'is not a valid time'],
		['2026-03', 'parses any format'],
		['2026-13-01T10:00', 'is not a valid time'],
		['2026-03-23T25:00', 'is not a valid time'],
		['2026-03-23T10:61', 'is not a valid time'],
		['2026-03-23 13:00 PM', 'is not a valid time'],
		['0026-03-23', '1990'],
		['2126-03-23T10:00', '2126'],
		['2026-03-23T10:00[Mars/Base]', 'Mars/Base'],
	])('%s', (text, hint) => {
		const { message } = failure(() => instant(text));
		expect(message).toContain(hint);
		expect(message).toMatch(/^Start Time: /);
	});

	it.each(['CST', 'IST', 'BST', 'local', 'Berlin', 'Europe/Atlantis', 'UTC+25'])(
		'the zone %s',
		(zone) => {
			expect(failure(() => instant('2026-03-23T10:00', zone)).message).toContain(zone);
		},
	);
});

describe('random times', () => {
	const zones = fc.constantFrom(
		NEW_YORK,
		KOLKATA,
		'Europe/Berlin',
		'Australia/Lord_Howe',
		'Asia/Kathmandu',
		'America/St_Johns',
		'Pacific/Apia',
		'Africa/Casablanca',
		'UTC',
	);
	const times = fc.integer({
		min: Date.UTC(1990, 0, 2) / 1000,
		max: Date.UTC(2100, 11, 30) / 1000,
	});

	it('a local time is read as its instant, or as the first one if it occurs twice', () => {
		fc.assert(
			fc.property(times, zones, (seconds, zone) => {
				const shown = DateTime.fromSeconds(seconds, { zone });
				const read = instant(shown.toFormat("yyyy-MM-dd'T'HH:mm:ss"), zone) ?? '';
				const offsets = shown.getPossibleOffsets().map((each) => each.toMillis());
				expect(Date.parse(read)).toBe(Math.min(...offsets));
			}),
		);
	});

	it('a local time is read the same from every common format', () => {
		fc.assert(
			fc.property(times, zones, (seconds, zone) => {
				const shown = DateTime.fromSeconds(seconds - (seconds % 60), { zone });
				const expected = Math.min(...shown.getPossibleOffsets().map((each) => each.toMillis()));
				const order = [
					['d.M.yyyy H:mm', 'dayFirst'],
					['dd/MM/yyyy HH:mm', 'dayFirst'],
					['M/d/yyyy, h:mm a', 'monthFirst'],
				] as const;
				const forms = [
					'yyyy-M-d H:mm',
					'dd-MMM-yyyy HH:mm',
					'MMM d, yyyy h:mma',
					'EEEE, d MMMM yyyy HH:mm',
					"LLLL d, yyyy 'at' h:mm a",
					'yyyy/MM/dd HH:mm:ss',
					"yyyyMMdd'T'HHmmss",
				];
				const read = (form: string, dateOrder?: 'dayFirst' | 'monthFirst') =>
					toInstant(shown.toFormat(form, { locale: 'en' }), { zone, field: FIELD, dateOrder });
				for (const [form, dateOrder] of order)
					expect(Date.parse(read(form, dateOrder)!)).toBe(expected);
				for (const form of forms) expect(Date.parse(read(form)!)).toBe(expected);
				const wall = shown.setZone('utc', { keepLocalTime: true }).toSeconds();
				const serial = (wall / 86_400 + 25_569).toFixed(7);
				expect(Date.parse(instant(serial, zone)!)).toBe(expected);
			}),
		);
	});

	it('an instant is read correctly from every format with a zone', () => {
		fc.assert(
			fc.property(times, zones, zones, (seconds, zone, other) => {
				const date = DateTime.fromSeconds(seconds, { zone });
				const expected = new Date(seconds * 1000).toISOString();
				const forms = [
					date.toISO(),
					date.toRFC2822(),
					`${date.toRFC2822()} (${date.setLocale('en').offsetNameLong})`,
					date.toFormat("EEE LLL dd yyyy HH:mm:ss 'GMT'ZZZ", { locale: 'en' }),
					date.toUTC().toFormat("d LLLL yyyy HH:mm:ss '(UTC)'", { locale: 'en' }),
					date.setZone('UTC-5').toFormat("LLLL d, yyyy h:mm:ss a 'EST'", { locale: 'en' }),
					JSON.stringify({ dateTime: date.toISO(), timeZone: 'tzone://Microsoft/Custom' }),
					date,
					date.toJSDate(),
					seconds,
					seconds * 1000,
				];
				for (const form of forms) expect(instant(form, other)).toBe(expected);
			}),
		);
	});

	it('any text is either read or refused with an InputError', () => {
		fc.assert(
			fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[\d/:.\- TZ]{0,20}$/)), (text) => {
				try {
					const read = instant(text);
					if (read !== undefined) expect(new Date(read).toISOString()).toBe(read);
				} catch (error) {
					expect(error).toBeInstanceOf(InputError);
				}
			}),
			{ numRuns: 500 },
		);
	});
});

describe('values of date properties', () => {
	it.each([
		['2026-03-23', '2026-03-23'],
		['2026-03-23T23:30:00', '2026-03-23'],
		['2026-03-24T02:00:00Z', '2026-03-23'],
		['2026-03-23T00:00:00Z', '2026-03-23'],
		[Date.UTC(2026, 2, 23), '2026-03-23'],
		[{ date: '2026-03-23' }, '2026-03-23'],
	])('%p is read as a date', (value, expected) => {
		expect(toDate(value, { zone: NEW_YORK, field: 'Due' })).toBe(expected);
	});
	it('a date is converted to midnight UTC', () => {
		expect(toMidnightUtc('2026-03-23', { zone: NEW_YORK, field: 'Due' })).toBe(
			'2026-03-23T00:00:00.000Z',
		);
	});
});

describe('durations and order', () => {
	const start = '2026-03-08T06:30:00.000Z';
	it('minutes are elapsed minutes, also when clocks change', () => {
		expect(addMinutes(start, 45, 'Duration')).toBe('2026-03-08T07:15:00.000Z');
		expect(durationMinutes(start, '2026-03-08T08:00:00.000Z')).toBe(90);
	});
	it.each([
		[45, 45],
		['45', 45],
		['1:30', 90],
		['PT1H15M', 75],
		['01:30:00', 90],
		['00:45:30', 45.5],
		['45 min', 45],
		['45min.', 45],
		['1h 30m', 90],
		['1h30', 90],
		['1 hour and 30 minutes', 90],
		['1 hr, 5 mins', 65],
		['1.5 h', 90],
		['1200 s', 20],
		['90 seconds', 1.5],
		['1200000 ms', 20],
		['2 days', 2880],
		['9h', 540],
		['540 min', 540],
		[480, 480],
		[0, 0],
		['', undefined],
	])('%p is %p minutes', (value, minutes) => {
		expect(toMinutes(value, 'Duration')).toBe(minutes);
	});
	it.each([
		[1800, /in seconds\. Enter '1800 s', or use 'End Time'/],
		['481', /in seconds/],
		[1_200_000, /in milliseconds\. Enter '1200000 ms', or use 'End Time'/],
		['45:30', /in minutes and seconds\. Enter '0:45:30'/],
		['400 days', /longer than a year/],
	])('%p is refused as too long, with a hint', (value, message) => {
		expect(failure(() => toMinutes(value, 'Duration')).message).toMatch(message);
	});
	it.each([-5, 'soon', 'P', '1:75', NaN, '30 m 1 h', '5 weeks', '-5 min', '.'])(
		'%p is refused as a duration',
		(value) => {
			expect(failure(() => toMinutes(value, 'Duration')).message).toContain('Duration');
		},
	);
	it('an end before the start is refused, with the times in the zone', () => {
		const options = { zone: NEW_YORK, field: 'End Time' };
		expect(() => checkOrder(start, start, options)).not.toThrow();
		const { message } = failure(() =>
			checkOrder(start, addMinutes(start, -1, 'Duration'), options),
		);
		expect(message).toContain('2026-03-08 01:30:00 -05:00');
	});
});
