import { InputError, isEmpty, isRecord, parseJson, quote, textOf } from '../../common/input';
import {
	FIRST_YEAR,
	inZone,
	isInRange,
	LAST_YEAR,
	yearOf,
	zoneOf,
	type Reading,
	type TimeOptions,
} from './timeOptions';
import { USUAL_FORM } from './timeErrors';
import { readTimeText } from './timeTexts';
import { instantOf, wallOf } from './zones';

/** No valid time is longer than this. */
const LONGEST_TIME = 100;
const DAY = 86_400_000;
/** Day 0 of a spreadsheet. It is correct for dates from March 1900. */
const DAY_ZERO = Date.UTC(1899, 11, 30);

/**
 * A time in HubSpot's format: ISO 8601 in UTC with milliseconds. Undefined for an empty value.
 *
 * Accepts the texts of `readTimeText`, epoch milliseconds or seconds (as a number or digits), the day number of a
 * spreadsheet, a JavaScript, Luxon or Moment date, and a calendar's `{ dateTime, timeZone }` or `{ date }`. A date without a
 * time means midnight. Times without a zone are in the zone of the options. See `instantOf` for daylight saving time.
 *
 * @throws InputError for a time that is invalid or ambiguous, or not within 1990 to 2100
 */
export function toInstant(value: unknown, options: TimeOptions): string | undefined {
	const reading = checked(value, options);
	return reading && iso(reading.instant);
}

/** The times that a value covers, in epoch milliseconds. Both are equal, except for a date without a time. */
export interface Span {
	first: number;
	last: number;
	isDay: boolean;
}

/** The times that a value covers: the whole day for a date without a time. Undefined for an empty value. */
export function toSpan(value: unknown, options: TimeOptions): Span | undefined {
	const reading = checked(value, options);
	if (reading === undefined) return undefined;
	const { instant, zone, isDay = false } = reading;
	const last = isDay && zone ? instantOf(wallOf(instant, zone) + DAY, zone) - 1 : instant;
	return { first: instant, last, isDay };
}

/**
 * The day of a value for a `date` property, as `2026-03-23` (HubSpot stores it as midnight UTC). A date, or a time without
 * a zone, means the day that it shows. An instant means its day in the zone, except that midnight UTC means its day in UTC.
 */
export function toDate(value: unknown, options: TimeOptions): string | undefined {
	const reading = read(value, options);
	if (reading === undefined) return undefined;
	const { instant, wall } = reading;
	const day = wall ?? (instant % DAY === 0 ? instant : wallOf(instant, zoneOf(options)));
	if (!mayBe(day, value, options)) throw outOfRange(value, day, options.field);
	return iso(day).slice(0, 10);
}

/** `toDate` as an instant: midnight UTC of the day. */
export function toMidnightUtc(value: unknown, options: TimeOptions): string | undefined {
	const day = toDate(value, options);
	return day === undefined ? undefined : `${day}T00:00:00.000Z`;
}

const iso = (instant: number) => new Date(instant).toISOString();

function checked(value: unknown, options: TimeOptions): Reading | undefined {
	const reading = read(value, options);
	if (reading && !mayBe(reading.instant, value, options))
		throw outOfRange(value, reading.instant, options.field);
	return reading;
}

/** Whether a time is in a valid year. Numbers may be in the wrong unit, so only texts that show the year may have any year. */
const mayBe = (time: number, value: unknown, { anyYear }: TimeOptions) =>
	isInRange(time) || (anyYear === true && typeof value === 'string' && !isFigure(value.trim()));

function read(value: unknown, options: TimeOptions): Reading | undefined {
	if (isEmpty(value)) return undefined;
	// The number 20260323 means the same date as the text.
	const isText =
		typeof value === 'string' || (typeof value === 'number' && isBasicDate(String(value)));
	if (isText) return readText(asTyped(textOf(value)), options);
	if (typeof value === 'number') return readNumber(value, options);
	if (isRecord(value)) return readObject(value, options);
	throw new InputError(options.field, `${quote(value)} is not a time`, USUAL_FORM);
}

/** Removes invisible characters, and replaces digits and hyphens with ordinary ones. Browsers print such characters. */
const asTyped = (text: string) =>
	text
		.normalize('NFKC')
		.replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '')
		.replace(/[\u2010-\u2015\u2212]/g, '-')
		.trim();

function readObject(value: Record<string, unknown>, options: TimeOptions): Reading | undefined {
	// For JavaScript, Luxon and Moment dates, valueOf returns milliseconds, whichever copy of the library made them.
	const own = typeof value.valueOf === 'function' ? value.valueOf() : value;
	if (typeof own === 'number') {
		if (Number.isFinite(own)) return { instant: own };
		throw new InputError(options.field, 'the date is not valid', USUAL_FORM);
	}
	const { dateTime, date, timeZone, timezone } = value;
	if (dateTime === undefined && date === undefined) {
		throw new InputError(options.field, `${quote(value)} is not a time`, USUAL_FORM);
	}
	const zone = [timeZone, timezone].find((name) => !isEmpty(name));
	const calendarZone = zone === undefined ? options.calendarZone : textOf(zone);
	const time = isEmpty(dateTime) ? date : dateTime;
	if (options.allDay) {
		// Microsoft sends midnight for all-day events, in any zone but mostly in UTC. Only the day counts.
		const shown = read(time, { ...options, zone: 'UTC' })?.instant;
		if (shown !== undefined && shown % DAY === 0) return inZone(shown, options, true);
	}
	return read(time, { ...options, calendarZone });
}

function readText(text: string, options: TimeOptions): Reading | undefined {
	if (text.startsWith('{')) {
		const json = parseJson(text);
		if (isRecord(json)) return readObject(json, options);
	}
	if (text.length > LONGEST_TIME) {
		throw new InputError(
			options.field,
			`${quote(text)} is too long for a time (${text.length.toLocaleString('en')} characters)`,
			USUAL_FORM,
		);
	}
	if (/^".*"$/.test(text)) return read(text.slice(1, -1), options);
	if (isFigure(text)) return readNumber(Number(text.replace(',', '.')), options);
	return readTimeText(text, options);
}

/** Whether a text is a number, but not a date in basic format: 46083.4166667, 1774260000. */
const isFigure = (text: string) => /^\d{1,100}(?:[.,]\d{1,100})?$/.test(text) && !isBasicDate(text);

const isBasicDate = (text: string) => /^\d{8}$/.test(text);

function readNumber(value: number, options: TimeOptions): Reading {
	const instant = [value, value * 1000].find(isInRange);
	if (instant !== undefined) return { instant: Math.round(instant) };
	// Spreadsheets truncate fractions of a day, so the time is rounded to the second.
	const wall = DAY_ZERO + Math.round(value * 86_400) * 1000;
	if (isInRange(wall)) return inZone(wall, options, Number.isInteger(value));
	throw outOfRange(value, value, options.field);
}

function outOfRange(value: unknown, time: number, field: string): InputError {
	if (typeof value === 'number' || (typeof value === 'string' && isFigure(value.trim()))) {
		const digits = textOf(value).replace(/[.,].*/, '').length;
		return new InputError(
			field,
			`${quote(value)} is not a time between ${FIRST_YEAR} and ${LAST_YEAR} in milliseconds or seconds since 1970, nor a spreadsheet date`,
			`${digits >= 16 ? 'It looks like microseconds or nanoseconds: use' : 'Use'} epoch milliseconds or seconds, or a format such as 2026-03-23T10:00:00.`,
		);
	}
	return new InputError(field, `${quote(value)} is ${yearOf(time)}`, 'Check the date.');
}
