import { DateTime, Duration, Info, type Zone } from 'luxon';

import { InputError, isEmpty, isRecord, parseJson, quote, textOf } from '../../common/input';
import { instantOf, toZone, wallOf } from './zones';

/** What a conversion of a time needs to know. */
export interface TimeOptions {
	/** Zone of times that name none: IANA, Windows or offset. */
	zone: string;
	/** Display name of the field, for messages. */
	field: string;
}

/** Nothing outside of these years is taken for the time of a meeting: it is a number in the wrong unit, or a slip. */
export const FIRST_YEAR = 1990;
export const LAST_YEAR = 2100;
const EARLIEST = Date.UTC(FIRST_YEAR, 0, 1);
const LATEST = Date.UTC(LAST_YEAR + 1, 0, 1) - 1;

/** More characters than any form of a time has. */
const LONGEST_TIME = 100;
/** In minutes: what is longer than a year is a slip, or a number in another unit. */
const LONGEST_DURATION = 366 * 24 * 60;

const WAY_OUT = 'Use a form such as 2026-03-23T10:00:00 or 2026-03-23T10:00:00+01:00.';

/**
 * A time as HubSpot takes it: ISO 8601 in UTC with milliseconds. Undefined for an empty value.
 *
 * Understood: ISO 8601 with or without an offset or a zone in brackets, a date alone (midnight), epoch milliseconds or
 * seconds as number or digits, a JS, Luxon or Moment date, a calendar's `{ dateTime, timeZone }` or `{ date }`,
 * RFC 2822, and a date with the month as an English word. Times without a zone are in `zone`; `instantOf` says what
 * happens when clocks change. What could mean two days (03/04/2026), has a year of two digits, or lies outside of
 * 1990 to 2100 is an InputError.
 */
export function toInstant(value: unknown, options: TimeOptions): string | undefined {
	const reading = read(value, options);
	if (reading === undefined) return undefined;
	const { instant } = reading;
	if (instant < EARLIEST || instant > LATEST) throw outOfRange(value, instant, options.field);
	return new Date(instant).toISOString();
}

/**
 * The day of a value for a `date` property, as `2026-03-23` (HubSpot keeps it as midnight UTC). A date or a time
 * without a zone is that day; an instant is its day in `zone`, except that midnight UTC is its day in UTC.
 */
export function toDate(value: unknown, options: TimeOptions): string | undefined {
	const reading = read(value, options);
	if (reading === undefined) return undefined;
	const { instant, wall } = reading;
	const day = wall ?? (instant % 86_400_000 === 0 ? instant : wallOf(instant, zoneOf(options)));
	if (day < EARLIEST || day > LATEST) throw outOfRange(value, day, options.field);
	return new Date(day).toISOString().slice(0, 10);
}

/** `toDate` as an instant: midnight UTC of the day. */
export function toMidnightUtc(value: unknown, options: TimeOptions): string | undefined {
	const day = toDate(value, options);
	return day === undefined ? undefined : `${day}T00:00:00.000Z`;
}

/** An instant, and the time on the clock (as if it were UTC) when the value named no zone. */
interface Reading {
	instant: number;
	wall?: number;
}

/** The zone of an option that was left empty is UTC, as HubSpot itself would take a time without zone. */
const zoneOf = ({ zone }: TimeOptions) => toZone(isEmpty(zone) ? 'UTC' : zone);

function read(value: unknown, options: TimeOptions): Reading | undefined {
	if (isEmpty(value)) return undefined;
	if (typeof value === 'number') return epoch(value, options);
	if (typeof value === 'string') return readText(value.trim(), options);
	if (isRecord(value)) return readObject(value, options);
	throw new InputError(options.field, `${quote(value)} is not a time`, WAY_OUT);
}

function readObject(value: Record<string, unknown>, options: TimeOptions): Reading | undefined {
	// Dates of JavaScript, Luxon and Moment, from whatever copy of the library, answer to valueOf with milliseconds.
	const own = typeof value.valueOf === 'function' ? value.valueOf() : value;
	if (typeof own === 'number') {
		if (Number.isFinite(own)) return { instant: own };
		throw new InputError(options.field, 'the date is not valid', WAY_OUT);
	}
	const { dateTime, date, timeZone, timezone } = value;
	const zone = [timeZone, timezone].find((name) => !isEmpty(name));
	const within = zone === undefined ? options : { ...options, zone: String(zone) };
	if (dateTime !== undefined || date !== undefined) {
		return read(isEmpty(dateTime) ? date : dateTime, {
			...within,
			zone: zone === undefined ? options.zone : checkedZone(String(zone), options.field),
		});
	}
	throw new InputError(options.field, `${quote(value)} is not a time`, WAY_OUT);
}

/** A calendar's zone is part of this field's value, so the message names this field. */
function checkedZone(zone: string, field: string): string {
	toZone(zone, field);
	return zone;
}

function epoch(value: number, { field }: TimeOptions): Reading {
	for (const instant of [value, value * 1000]) {
		if (instant >= EARLIEST && instant <= LATEST) return { instant: Math.round(instant) };
	}
	throw outOfRange(value, value, field);
}

function outOfRange(value: unknown, instant: number, field: string): InputError {
	if (typeof value === 'number' || /^\d+(?:\.\d+)?$/.test(textOf(value))) {
		const digits = textOf(value).replace(/\..*/, '').length;
		const unit =
			digits >= 16
				? 'It looks like microseconds or nanoseconds: give'
				: digits <= 5
					? 'It looks like the number of a day in a spreadsheet: give a date, or'
					: 'Give';
		return new InputError(
			field,
			`${quote(value)} is no time between ${FIRST_YEAR} and ${LAST_YEAR} in milliseconds or seconds since 1970`,
			`${unit} epoch milliseconds or seconds, or a form such as 2026-03-23T10:00:00.`,
		);
	}
	const year = new Date(instant).getUTCFullYear();
	return new InputError(
		field,
		`${quote(value)} is in the year ${Number.isNaN(year) ? '?' : year}, outside of ${FIRST_YEAR} to ${LAST_YEAR}`,
		'Check the date.',
	);
}

const ISO =
	/^(\d{4})-?(\d{2})-?(\d{2})(?:(?:[Tt]|\s+)(\d{1,2}):?(\d{2})(?::?(\d{2})(?:[.,](\d{1,12}))?)?(?:\s*([AaPp])\.?[Mm]\.?)?)?(?:\s*(Z|z|UTC|GMT|[+-]\d{2}(?::?\d{2})?))?(?:\s*\[([^\]]+)\])?$/;
/** 2026/03/23: the order is plain, so it is read like ISO. */
const YEAR_FIRST = /^(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?=$|[T\s])/;

function readText(text: string, options: TimeOptions): Reading | undefined {
	if (text.startsWith('{')) {
		const json = parseJson(text);
		if (isRecord(json)) return readObject(json, options);
	}
	if (text.length > LONGEST_TIME) {
		throw new InputError(
			options.field,
			`${quote(text)} has ${text.length.toLocaleString('en')} characters, which no time has`,
			WAY_OUT,
		);
	}
	if (/^".*"$/.test(text)) return read(text.slice(1, -1), options);
	if (/^\d{9,}$/.test(text)) return epoch(Number(text), options);
	const iso = ISO.exec(
		text.replace(
			YEAR_FIRST,
			(_, year, month, day) => `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`,
		),
	);
	if (iso) return readIso(iso, text, options);
	return readWords(text, options);
}

function readIso(parts: RegExpExecArray, text: string, options: TimeOptions): Reading {
	const [, year, month, day, hour, minute, second, fraction, half, offset, zoneName] = parts;
	const numbers = [year, month, day, hour ?? '0', minute ?? '0', second ?? '0'].map(Number);
	if (half !== undefined) {
		if (numbers[3] < 1 || numbers[3] > 12) throw notATime(text, options.field);
		numbers[3] = (numbers[3] % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
	}
	const ms = Number((fraction ?? '').padEnd(3, '0').slice(0, 3));
	const [y, mo, d, h, mi, s] = numbers;
	const midnight = new Date(Date.UTC(y, mo - 1, d));
	const exists = midnight.getUTCMonth() === mo - 1 && midnight.getUTCDate() === d;
	const endOfDay = h === 24 && mi === 0 && s === 0 && ms === 0;
	// A leap second is the last millisecond of its minute.
	if (!exists || (h > 23 && !endOfDay) || mi > 59 || s > 60) throw notATime(text, options.field);
	const wall = Date.UTC(y, mo - 1, d, h, mi, Math.min(s, 59), s === 60 ? 999 : ms);
	if (offset !== undefined) return { instant: instantOf(wall, toZone(offset, options.field)) };
	if (zoneName !== undefined) return { instant: instantOf(wall, toZone(zoneName, options.field)) };
	return { instant: instantOf(wall, zoneOf(options)), wall };
}

function notATime(text: string, field: string): InputError {
	return new InputError(field, `there is no such time as ${quote(text)}`, WAY_OUT);
}

const DAYS = ['d LLLL yyyy', 'LLLL d yyyy', 'd LLL yyyy', 'LLL d yyyy'];
const CLOCKS = ['', ' H:mm', ' H:mm:ss', ' h:mm a', ' h a'];

/** Forms with words: email and HTTP dates, what JavaScript prints, `23 March 2026, 10:00`. */
function readWords(text: string, options: TimeOptions): Reading {
	// Without the zone's name in brackets, as JavaScript prints it.
	const bracket = text.endsWith(')') ? text.lastIndexOf('(') : -1;
	const words = bracket < 0 ? text : text.slice(0, bracket).trimEnd();
	const plain = words.replace(/\bGMT([+-]\d{4})$/, '$1');
	const mail = DateTime.fromRFC2822(plain, { setZone: true });
	if (mail.isValid) return { instant: mail.toMillis() };
	const printed = DateTime.fromFormat(plain, 'EEE LLL dd yyyy HH:mm:ss ZZZ', { locale: 'en' });
	if (printed.isValid) return { instant: printed.toMillis() };
	const zone = zoneOf(options);
	const bare = plain
		.replace(/^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+/i, '')
		.replace(/(\d)(?:st|nd|rd|th)\b/gi, '$1')
		.replace(/,|\bat\b/gi, ' ')
		.replace(/\s+/g, ' ');
	for (const day of DAYS) {
		for (const clock of CLOCKS) {
			const parsed = DateTime.fromFormat(bare, day + clock, { locale: 'en', zone: 'utc' });
			if (parsed.isValid) {
				const wall = parsed.toMillis();
				return { instant: instantOf(wall, zone), wall };
			}
		}
	}
	throw refuse(text, options.field);
}

const MONTHS = Info.months('long', { locale: 'en' });

function refuse(text: string, field: string): InputError {
	const numbers = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{2}|\d{4})(?!\d)/.exec(text);
	if (numbers) {
		const [a, b] = [Number(numbers[1]), Number(numbers[2])];
		const dayName = (d: number, m: number) => `${d} ${MONTHS[m - 1]}`;
		const ambiguous = a !== b && a >= 1 && a <= 12 && b >= 1 && b <= 12;
		return new InputError(
			field,
			ambiguous
				? `${quote(text)} could be ${dayName(a, b)} or ${dayName(b, a)}`
				: `${quote(text)} is not in a form that is the same everywhere`,
			`Use year, month, day: ${WAY_OUT.slice(4)}`,
		);
	}
	if (/^\d{2}-\d{2}-\d{2}/.test(text)) {
		return new InputError(field, `${quote(text)} has a year of two digits`, WAY_OUT);
	}
	if (/^\d{1,2}:\d{2}/.test(text)) {
		return new InputError(field, `${quote(text)} has no date`, WAY_OUT);
	}
	if (/^\d+(?:\.\d+)?$/.test(text)) return outOfRange(text, Number.NaN, field);
	return new InputError(
		field,
		`${quote(text)} is not a time`,
		`${WAY_OUT} In an expression, {{ $now.plus(1, 'day') }} gives a time from now.`,
	);
}

/**
 * The end of what starts at an instant and takes some minutes. Instants are ISO 8601 in UTC.
 *
 * @throws InputError for an end after 2100
 */
export function addMinutes(start: string, minutes: number, field: string): string {
	const end = Date.parse(start) + Math.round(minutes * 60_000);
	if (end >= EARLIEST && end <= LATEST) return new Date(end).toISOString();
	const year = new Date(end).getUTCFullYear();
	throw new InputError(
		field,
		`the end would be in the year ${Number.isNaN(year) ? '?' : year}, outside of ${FIRST_YEAR} to ${LAST_YEAR}`,
		"Check 'Start Time' and the duration.",
	);
}

/** Minutes between two instants. */
export function durationMinutes(start: string, end: string): number {
	return (Date.parse(end) - Date.parse(start)) / 60_000;
}

/** A duration in minutes: a number, digits, `1:30`, or ISO 8601 (`PT45M`). Undefined for an empty value. */
export function toMinutes(value: unknown, field: string): number | undefined {
	if (isEmpty(value)) return undefined;
	const text = textOf(value).slice(0, LONGEST_TIME);
	const clock = /^(\d{1,3}):([0-5]\d)$/.exec(text);
	const minutes = clock
		? Number(clock[1]) * 60 + Number(clock[2])
		: /^p.*\d/i.test(text)
			? Duration.fromISO(text.toUpperCase()).as('minutes')
			: /^\d+(?:\.\d+)?$/.test(text)
				? Number(text)
				: Number.NaN;
	if (minutes > LONGEST_DURATION) {
		throw new InputError(
			field,
			`${quote(value)} is longer than a year`,
			'Give minutes, such as 45.',
		);
	}
	if (minutes >= 0) return minutes;
	throw new InputError(field, `${quote(value)} is not a duration`, 'Give minutes, such as 45.');
}

/** Refuses an end before its start. Instants in ISO 8601; the message shows them in the zone of the option. */
export function checkOrder(start: string, end: string, { zone, field }: TimeOptions): void {
	if (Date.parse(end) >= Date.parse(start)) return;
	const at: Zone = toZone(isEmpty(zone) ? 'UTC' : zone);
	const shown = (instant: string) =>
		DateTime.fromISO(instant, { zone: at }).toFormat('yyyy-MM-dd HH:mm:ss ZZ');
	throw new InputError(
		field,
		`the end (${shown(end)}) is before the start (${shown(start)})`,
		'Check both times and their time zones.',
	);
}
