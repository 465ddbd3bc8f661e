import fc from 'fast-check';
import { DateTime } from 'luxon';

import { InputError } from '../../../nodes/common/input';
import {
	addMinutes,
	checkOrder,
	durationMinutes,
	toDate,
	toInstant,
	toMidnightUtc,
	toMinutes,
} from '../../../nodes/hubspot/values/times';

const NEW_YORK = 'America/New_York';
const KOLKATA = 'Asia/Kolkata';
const FIELD = 'Start Time';
const instant = (value: unknown, zone = NEW_YORK) => toInstant(value, { zone, field: FIELD });

function refusal(run: () => unknown): InputError {
	try {
		run();
	} catch (error) {
		if (error instanceof InputError) return error;
		throw error;
	}
	throw new Error('nothing was refused');
}

describe('a time without a zone is in the zone of the option', () => {
	it.each([
		['winter in New York', '2026-01-15T10:00:00', NEW_YORK, '2026-01-15T15:00:00.000Z'],
		['summer in New York', '2026-07-15T10:00:00', NEW_YORK, '2026-07-15T14:00:00.000Z'],
		['Kolkata', '2026-03-23T10:00', KOLKATA, '2026-03-23T04:30:00.000Z'],
		['a blank for the T', '2026-03-23 10:00', KOLKATA, '2026-03-23T04:30:00.000Z'],
		['milliseconds', '2026-03-23T10:00:00.250', 'UTC', '2026-03-23T10:00:00.250Z'],
		['afternoon', '2026-03-23 1:05 PM', 'UTC', '2026-03-23T13:05:00.000Z'],
		['midnight as 12 am', '2026-03-23 12:05 am', 'UTC', '2026-03-23T00:05:00.000Z'],
		['noon as 12 pm', '2026-03-23 12:05pm', 'UTC', '2026-03-23T12:05:00.000Z'],
		['a date alone', '2026-03-23', NEW_YORK, '2026-03-23T04:00:00.000Z'],
		['the basic form', '20260323T100000', NEW_YORK, '2026-03-23T14:00:00.000Z'],
		['a year in front with slashes', '2026/3/4 10:00', 'UTC', '2026-03-04T10:00:00.000Z'],
		['24:00', '2026-03-23T24:00', 'UTC', '2026-03-24T00:00:00.000Z'],
		['words, day first', '23 March 2026 10:00', 'UTC', '2026-03-23T10:00:00.000Z'],
		['words, month first', 'March 23rd, 2026 at 10:30 PM', 'UTC', '2026-03-23T22:30:00.000Z'],
		['words with a weekday', 'Monday, 23 Mar 2026', 'UTC', '2026-03-23T00:00:00.000Z'],
		['blanks around it', '  2026-03-23T10:00 ', 'UTC', '2026-03-23T10:00:00.000Z'],
		['an offset as the zone', '2026-03-23T10:00', 'UTC+5:30', '2026-03-23T04:30:00.000Z'],
		['a Windows zone', '2026-07-15T10:00', 'W. Europe Standard Time', '2026-07-15T08:00:00.000Z'],
	])('%s', (_, text, zone, expected) => {
		expect(instant(text, zone)).toBe(expected);
	});
});

describe('a time with a zone keeps it, whatever the option says', () => {
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

describe('numbers', () => {
	it.each([
		[1774260000000, '2026-03-23T10:00:00.000Z'],
		[1774260000, '2026-03-23T10:00:00.000Z'],
		['1774260000000', '2026-03-23T10:00:00.000Z'],
		[' 1774260000 ', '2026-03-23T10:00:00.000Z'],
		[1774260000.25, '2026-03-23T10:00:00.250Z'],
	])('%p', (value, expected) => {
		expect(instant(value)).toBe(expected);
	});

	it.each([
		['1970', 1000, 'milliseconds or seconds'],
		['microseconds', 1774260000000000, 'microseconds'],
		['microseconds as text', '1774260000000000', 'microseconds'],
		["a spreadsheet's day", 46104, 'spreadsheet'],
		["a spreadsheet's day as text", '46104.5', 'spreadsheet'],
		['negative', -5, 'milliseconds or seconds'],
		['not finite', Infinity, 'milliseconds or seconds'],
		['1985', 473_385_600_000, 'milliseconds or seconds'],
		['2101', 4_133_980_800_001, 'milliseconds or seconds'],
	])('%s is refused', (_, value, hint) => {
		expect(refusal(() => instant(value)).message).toContain(hint);
	});
});

describe('objects', () => {
	it.each([
		['a JS date', new Date('2026-03-23T10:00:00Z'), '2026-03-23T10:00:00.000Z'],
		[
			'a Luxon date',
			DateTime.fromISO('2026-03-23T10:00:00', { zone: NEW_YORK }),
			'2026-03-23T14:00:00.000Z',
		],
		[
			'Google with an offset',
			{ dateTime: '2026-03-08T09:00:00-05:00', timeZone: 'Europe/Berlin' },
			'2026-03-08T14:00:00.000Z',
		],
		[
			'Google without an offset',
			{ dateTime: '2026-07-08T09:00:00', timeZone: 'Europe/Berlin' },
			'2026-07-08T07:00:00.000Z',
		],
		[
			'Outlook',
			{ dateTime: '2026-07-08T09:00:00.0000000', timeZone: 'Pacific Standard Time' },
			'2026-07-08T16:00:00.000Z',
		],
		['a calendar without a zone', { dateTime: '2026-01-08T09:00:00' }, '2026-01-08T14:00:00.000Z'],
		['a whole day', { date: '2026-01-08' }, '2026-01-08T05:00:00.000Z'],
		[
			'a whole day with a zone',
			{ date: '2026-01-08', timeZone: KOLKATA },
			'2026-01-07T18:30:00.000Z',
		],
		[
			'the object as JSON text',
			'{"dateTime":"2026-07-08T09:00:00","timeZone":"Europe/Berlin"}',
			'2026-07-08T07:00:00.000Z',
		],
	])('%s', (_, value, expected) => {
		expect(instant(value)).toBe(expected);
	});

	it.each([
		['an invalid JS date', new Date('nonsense'), 'not valid'],
		['an invalid Luxon date', DateTime.fromISO('nonsense'), 'not valid'],
		['some object', { start: '2026-03-23' }, 'is not a time'],
		['a truth value', true, 'is not a time'],
		['a list', ['2026-03-23'], 'is not a time'],
		[
			'a calendar with an unknown zone',
			{ dateTime: '2026-01-08T09:00', timeZone: 'Mars' },
			"'Mars'",
		],
	])('%s is refused', (_, value, hint) => {
		const { message, field } = refusal(() => instant(value));
		expect(message).toContain(hint);
		expect(field).toBe(FIELD);
	});
});

it.each([undefined, null, '', '   ', []])('an empty value (%p) says nothing', (value) => {
	expect(instant(value)).toBeUndefined();
	expect(toDate(value, { zone: NEW_YORK, field: FIELD })).toBeUndefined();
});

describe('when clocks change', () => {
	it('a time that never comes is as much later', () => {
		expect(instant('2026-03-08T02:30:00')).toBe('2026-03-08T07:30:00.000Z');
		expect(instant('2026-03-29T02:30:00', 'Europe/Berlin')).toBe('2026-03-29T01:30:00.000Z');
	});
	it('a time that comes twice is the first', () => {
		expect(instant('2026-11-01T01:30:00')).toBe('2026-11-01T05:30:00.000Z');
		expect(instant('2026-10-25T02:30:00', 'Europe/Berlin')).toBe('2026-10-25T00:30:00.000Z');
	});
	it('times beside the change are themselves', () => {
		expect(instant('2026-03-08T01:59:59')).toBe('2026-03-08T06:59:59.000Z');
		expect(instant('2026-03-08T03:00:00')).toBe('2026-03-08T07:00:00.000Z');
		expect(instant('2026-11-01T00:59:59')).toBe('2026-11-01T04:59:59.000Z');
		expect(instant('2026-11-01T02:00:00')).toBe('2026-11-01T07:00:00.000Z');
	});
});

describe('text that is not certain is refused, with the way out', () => {
	it.each([
		['03/04/2026', '3 April or 4 March'],
		['03/04/2026 10:00', '3 April or 4 March'],
		['3.4.2026', '3 April or 4 March'],
		['25/03/2026', 'the same everywhere'],
		['03-04-26', 'year, month, day'],
		['26-03-2026', 'year, month, day'],
		['10:00', 'no date'],
		['tomorrow', '$now'],
		['[object Object]', 'is not a time'],
		['2026-02-30', 'no such time'],
		['2026-13-01T10:00', 'no such time'],
		['2026-03-23T25:00', 'no such time'],
		['2026-03-23T10:61', 'no such time'],
		['2026-03-23 13:00 PM', 'no such time'],
		['0026-03-23', '1990'],
		['2126-03-23T10:00', '2126'],
		['2026-03-23T10:00[Mars/Base]', 'Mars/Base'],
	])('%s', (text, hint) => {
		const { message } = refusal(() => instant(text));
		expect(message).toContain(hint);
		expect(message).toMatch(/^Start Time: /);
	});

	it.each(['CST', 'IST', 'BST', 'local', 'Berlin', 'Europe/Atlantis', 'UTC+25'])(
		'the zone %s',
		(zone) => {
			expect(refusal(() => instant('2026-03-23T10:00', zone)).message).toContain(zone);
		},
	);
});

describe('properties of randomly chosen times', () => {
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

	it('what a clock shows is read back as the instant, unless the clock shows it twice', () => {
		fc.assert(
			fc.property(times, zones, (seconds, zone) => {
				const shown = DateTime.fromSeconds(seconds, { zone });
				const read = instant(shown.toFormat("yyyy-MM-dd'T'HH:mm:ss"), zone) ?? '';
				const offsets = shown.getPossibleOffsets().map((each) => each.toMillis());
				expect(Date.parse(read)).toBe(Math.min(...offsets));
			}),
		);
	});

	it('every zoned form of an instant is that instant', () => {
		fc.assert(
			fc.property(times, zones, zones, (seconds, zone, other) => {
				const date = DateTime.fromSeconds(seconds, { zone });
				const expected = new Date(seconds * 1000).toISOString();
				const forms = [
					date.toISO(),
					date.toRFC2822(),
					date,
					date.toJSDate(),
					seconds,
					seconds * 1000,
				];
				for (const form of forms) expect(instant(form, other)).toBe(expected);
			}),
		);
	});

	it('any text is read or refused with an InputError, never anything else', () => {
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

describe('days for date properties', () => {
	it.each([
		['2026-03-23', '2026-03-23'],
		['2026-03-23T23:30:00', '2026-03-23'],
		['2026-03-24T02:00:00Z', '2026-03-23'],
		['2026-03-23T00:00:00Z', '2026-03-23'],
		[Date.UTC(2026, 2, 23), '2026-03-23'],
		[{ date: '2026-03-23' }, '2026-03-23'],
	])('%p', (value, expected) => {
		expect(toDate(value, { zone: NEW_YORK, field: 'Due' })).toBe(expected);
	});
	it('as midnight UTC', () => {
		expect(toMidnightUtc('2026-03-23', { zone: NEW_YORK, field: 'Due' })).toBe(
			'2026-03-23T00:00:00.000Z',
		);
	});
});

describe('durations and order', () => {
	const start = '2026-03-08T06:30:00.000Z';
	it('adds and measures real minutes', () => {
		expect(addMinutes(start, 45, 'Duration')).toBe('2026-03-08T07:15:00.000Z');
		expect(durationMinutes(start, '2026-03-08T08:00:00.000Z')).toBe(90);
	});
	it.each([
		[45, 45],
		['45', 45],
		['1:30', 90],
		['PT1H15M', 75],
		[0, 0],
		['', undefined],
	])('%p is %p minutes', (value, minutes) => {
		expect(toMinutes(value, 'Duration')).toBe(minutes);
	});
	it.each([-5, 'soon', 'P', '1:75', NaN])('%p is refused as a duration', (value) => {
		expect(refusal(() => toMinutes(value, 'Duration')).message).toContain('Duration');
	});
	it('refuses an end before its start and shows both in the zone', () => {
		const options = { zone: NEW_YORK, field: 'End Time' };
		expect(() => checkOrder(start, start, options)).not.toThrow();
		const { message } = refusal(() =>
			checkOrder(start, addMinutes(start, -1, 'Duration'), options),
		);
		expect(message).toContain('2026-03-08 01:30:00 -05:00');
	});
});
