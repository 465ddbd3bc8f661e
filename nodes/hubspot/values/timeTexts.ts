import { IANAZone, type Zone } from 'luxon';

import { InputError, quote } from '../../common/input';
import { MONTHS, WEEKDAYS } from './calendarNames';
import { inZone, type Reading, type TimeOptions } from './timeOptions';
import { invalidForm, notATime, readBy, USUAL_FORM } from './timeErrors';
import { findZone, findZoneInText, instantOf } from './zones';

/** Midnight of a day as if it were UTC, and the rest of the text. */
interface DayRead {
	midnight: number;
	rest: string;
}

/**
 * Parses a text as a time. Accepts ISO 8601, RFC 2822, the format that JavaScript prints, and a date in digits or with an
 * English month name, optionally with a time (24-hour or 12-hour clock) and a zone. The option 'Date Order' decides how to
 * read an ambiguous date.
 *
 * @throws InputError for anything else, because no part of the text is ignored
 */
export function readTimeText(given: string, options: TimeOptions): Reading {
	const { text, note } = splitNote(given.replace(/\s+/g, ' '));
	const [weekday = '', day] = WEEKDAY.exec(text) ?? [];
	const read = readDay(text.slice(weekday.length), given, options, day);
	const actual = WEEKDAYS[new Date(read.midnight).getUTCDay()];
	if (day && !startsWith(actual, day)) {
		throw new InputError(options.field, `${quote(given)} is a ${actual}`, 'Check the date.');
	}
	const { ms, rest } = readClock(read.rest, given, options);
	const wall = read.midnight + (ms ?? 0);
	const isDay = ms === undefined;
	const zone = readZone(rest, given, options.field, note);
	return zone ? { instant: instantOf(wall, zone), zone, isDay } : inZone(wall, options, isDay);
}

const startsWith = (word: string, start: string) =>
	word.slice(0, 3).toLowerCase() === start.slice(0, 3).toLowerCase();

const WEEKDAY = /^((?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?)\.?,? /i;

/** Splits off the text in brackets at the end, such as the zone name in JavaScript's format or in ISO 9557. */
function splitNote(text: string): { text: string; note?: string } {
	const bracket = text.endsWith(')') ? '(' : text.endsWith(']') ? '[' : undefined;
	const start = bracket === undefined ? -1 : text.lastIndexOf(bracket);
	if (start < 0) return { text };
	return { text: text.slice(0, start).trimEnd(), note: text.slice(start + 1, -1).trim() };
}

/** 2026-03-02, 2026/3/2. */
const YEAR_FIRST = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)/;
/** 20260302 */
const BASIC = /^(\d{4})(\d{2})(\d{2})(?!\d)/;
/** 02.03.2026, 3/2/26 */
const YEAR_LAST = /^(\d{1,2})([-/.]) ?(\d{1,2})\2 ?(\d{4}|\d{2})(?!\d)/;
/** 2 March 2026, 02-Mar-2026 */
const DAY_MONTH =
	/^(\d{1,2})(?:st|nd|rd|th)?[.,]?[- /]?(?:of )?([a-z]{3,9})[.,]?[- /]?(\d{4}|\d{2})(?![\d:])/i;
/** March 2, 2026 */
const MONTH_DAY =
	/^([a-z]{3,9})\.?[- /]?(\d{1,2})(?:st|nd|rd|th)?(?:, ?|[- /])(\d{4}|\d{2})(?![\d:])/i;

function readDay(text: string, given: string, options: TimeOptions, weekday?: string): DayRead {
	const day = (read: RegExpExecArray, y: string, m: number, d: string): DayRead => {
		const year = Number(y) + (y.length > 2 ? 0 : Number(y) < 90 ? 2000 : 1900);
		const midnight = new Date(Date.UTC(year, m - 1, Number(d)));
		// Date.UTC reads years below 100 as 1900 to 1999.
		midnight.setUTCFullYear(year);
		if (midnight.getUTCMonth() !== m - 1 || midnight.getUTCDate() !== Number(d)) {
			throw notATime(given, options.field);
		}
		return { midnight: midnight.getTime(), rest: text.slice(read[0].length) };
	};
	const basic = BASIC.exec(text);
	if (basic) return day(basic, basic[1], Number(basic[2]), basic[3]);
	const first = YEAR_FIRST.exec(text);
	if (first) return day(first, first[1], Number(first[3]), first[4]);
	const last = YEAR_LAST.exec(text);
	if (last) {
		const [, a, , b, year] = last;
		const dayComesFirst = dayFirst(Number(a), Number(b), year, given, options);
		return dayComesFirst ? day(last, year, Number(b), a) : day(last, year, Number(a), b);
	}
	const dayMonth = DAY_MONTH.exec(text);
	const monthDay = dayMonth ? null : MONTH_DAY.exec(text);
	const [d, word, year] = dayMonth
		? dayMonth.slice(1)
		: monthDay
			? [monthDay[2], monthDay[1], monthDay[3]]
			: [];
	const month = word === undefined ? 0 : monthOf(word);
	if (month === 0) throw invalidForm(given, options);
	// 02-Mar-26 can also be in 2002. With a weekday, or as 'Mar 2, 26', it is unambiguous.
	if (dayMonth && year.length === 2 && !weekday && !chosenOrder(options)) {
		throw invalidForm(given, options);
	}
	return day((dayMonth ?? monthDay)!, year, month, d);
}

/** The number of a month by its English name or its first three or four letters, or 0. */
const monthOf = (word: string): number =>
	1 +
	MONTHS.findIndex((month) =>
		[month, month.slice(0, 3), month.slice(0, 4)].some(
			(name) => name.toLowerCase() === word.toLowerCase(),
		),
	);

const chosenOrder = ({ dateOrder }: TimeOptions) =>
	dateOrder === 'refuse' ? undefined : dateOrder;

/** Whether the first of two numbers is the day. A number above 12 is the day. Two equal numbers are unambiguous, too. */
function dayFirst(
	a: number,
	b: number,
	year: string,
	given: string,
	options: TimeOptions,
): boolean {
	const order = chosenOrder(options);
	// 26-03-09 could begin with the year.
	if (year.length === 2 && !order) throw invalidForm(given, options);
	if (Math.max(a, b) > 12 || Math.min(a, b) === 0) return a > 12;
	if (a === b || order) return order !== 'monthFirst';
	throw invalidForm(given, options);
}

const CLOCK =
	/^(?:t|,? at |, ?| )(\d{1,2})(?::(\d{2})(?::(\d{2})(?:[.,](\d{1,12}))?)?)?(?: ?([ap])\.?m\b\.?)?/i;
/** 100000, after a date in basic format. */
const BASIC_CLOCK = /^(?:t| )(\d{2})(\d{2})(?:(\d{2})(?:[.,](\d{1,12}))?)?(?!\d)/i;

/** The time of day after a date, in milliseconds; undefined if there is none. */
function readClock(
	text: string,
	given: string,
	{ field }: TimeOptions,
): { ms?: number; rest: string } {
	const read = BASIC_CLOCK.exec(text) ?? CLOCK.exec(text);
	if (!read) return { rest: text };
	const [all, hour, minute, second, fraction = '', half] = read;
	let h = Number(hour);
	const [m, s] = [Number(minute ?? 0), Number(second ?? 0)];
	if (half !== undefined) {
		if (h < 1 || h > 12) throw notATime(given, field);
		h = (h % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
	} else if (minute === undefined) {
		throw new InputError(
			field,
			`${quote(given)} has no minutes`,
			`${USUAL_FORM} ${readBy(given)}.`,
		);
	}
	const part = Number(fraction.padEnd(3, '0').slice(0, 3));
	const isEndOfDay = h === 24 && m === 0 && s === 0 && part === 0;
	if ((h > 23 && !isEndOfDay) || m > 59 || s > 60) throw notATime(given, field);
	// A leap second counts as the last millisecond of its minute.
	const ms = ((h * 60 + m) * 60 + Math.min(s, 59)) * 1000 + (s === 60 ? 999 : part);
	return { ms, rest: text.slice(all.length) };
}

/**
 * Zone names that may follow an offset, which already gives the zone: names that JavaScript prints in the languages it may
 * run in, abbreviations in emails, and places.
 */
const ZONE_NOTE =
	/^(?:[\p{L}.&'’ -]{1,60}(?: (?:Standard|Daylight|Summer|Mean|Universal) Time|zeit|tijd|tid|время|时间|時間|標準時|표준시|시간)|(?:heure|hora|horário|ora|czas) [\p{L}'’ -]{1,60}|[A-Z][A-Za-z_]{1,30}(?:\/[\w+-]{1,30}){1,3}|(?:AC|AE|AK|A|B|C|CE|E|EE|G|H|I|J|K|M|N|NZ|P|S|SA|W|WE|AW)[SD]?T|CAT|EAT|WAT|HKT|MSK|PKT|SGT|(?:GMT|UTC)[+-][\d:]{1,5})$/u;

let printedNames: Set<string | null> | undefined;

/** Whether JavaScript prints this name for a zone. Not all names contain Standard or Daylight. */
function isPrintedName(word: string): boolean {
	if (!word.endsWith(' Time')) return false;
	const zones = () => Intl.supportedValuesOf('timeZone').map((name) => IANAZone.create(name));
	const how = { format: 'long', locale: 'en' } as const;
	const names = (printedNames ??= new Set(zones().map((zone) => zone.offsetName(0, how))));
	return names.has(word);
}

/**
 * The zone at the end of a text; undefined if there is none. A zone name after an offset isn't compared with the offset.
 *
 * @throws InputError for any other words
 */
function readZone(text: string, given: string, field: string, note?: string): Zone | undefined {
	const name = text.trim();
	const offset = /^(?:z|(?:utc|gmt)?[+-]\d{1,2}(?::?\d{2})?|utc|gmt)(?= |$)/i.exec(name)?.[0] ?? '';
	const words = [offset, name.slice(offset.length).trim(), note].filter((word) => !!word);
	const [first, ...others] = words as string[];
	if (first === undefined) return undefined;
	// In square brackets, any name in the IANA database is accepted as a zone.
	const zone = first === note && given.endsWith(']') ? findZone(first) : findZoneInText(first);
	const isZone = (word: string) =>
		ZONE_NOTE.test(word) || findZoneInText(word) !== undefined || isPrintedName(word);
	const unknown = zone ? others.find((word) => !isZone(word)) : first;
	if (zone && unknown === undefined) return zone;
	// Don't suggest an expression if the text may have a zone or a note, because the expression would ignore it.
	const mayBeZone = note !== undefined || /^[A-Z]{2,5}$|[+-]\d|[Tt]ime$/.test(name);
	throw new InputError(
		field,
		`${quote(unknown)} in ${quote(given)} is not a time zone`,
		`Remove it, or use an offset such as +01:00 or a name such as Europe/Berlin.${mayBeZone ? '' : ` ${readBy(given)}.`}`,
	);
}
