import { IANAZone, type Zone } from 'luxon';

import { InputError, quote } from '../../common/input';
import { MONTHS, WEEKDAYS } from './calendarNames';
import { inZone, type Reading, type TimeOptions } from './timeOptions';
import { invalidForm, notATime, readBy, USUAL_FORM } from './timeErrors';
import { findZone, findZoneInText, instantOf } from './zones';

/** Midnight of a day as if it were UTC, and what of the text is left. */
interface DayRead {
	midnight: number;
	rest: string;
}

/**
 * A text as a time. Understood: ISO 8601, RFC 2822, what JavaScript prints, and a date in figures or with the month as an
 * English word, alone or with a time by 24 or 12 hours and a zone. What could mean two days is read by the option
 * 'Date Order'.
 *
 * @throws InputError for all else: no part of the text is left out
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

/** What is in brackets at the end, such as the zone's name of JavaScript or of ISO 9557. */
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
		// Years below 100 are those of the last century to JavaScript.
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
	// 02-Mar-26 can be of 2002, too; the weekday or 'Mar 2, 26' leaves no doubt.
	if (dayMonth && year.length === 2 && !weekday && !chosenOrder(options)) {
		throw invalidForm(given, options);
	}
	return day((dayMonth ?? monthDay)!, year, month, d);
}

/** The number of a month by its English name or its first letters, or 0. */
const monthOf = (word: string): number =>
	1 +
	MONTHS.findIndex((month) =>
		[month, month.slice(0, 3), month.slice(0, 4)].some(
			(name) => name.toLowerCase() === word.toLowerCase(),
		),
	);

const chosenOrder = ({ dateOrder }: TimeOptions) =>
	dateOrder === 'refuse' ? undefined : dateOrder;

/** Whether the first of two numbers is the day. A day above 12 leaves no doubt, nor do two that are the same. */
function dayFirst(
	a: number,
	b: number,
	year: string,
	given: string,
	options: TimeOptions,
): boolean {
	const order = chosenOrder(options);
	// 26-03-09 may begin with the year.
	if (year.length === 2 && !order) throw invalidForm(given, options);
	if (Math.max(a, b) > 12 || Math.min(a, b) === 0) return a > 12;
	if (a === b || order) return order !== 'monthFirst';
	throw invalidForm(given, options);
}

const CLOCK =
	/^(?:t|,? at |, ?| )(\d{1,2})(?::(\d{2})(?::(\d{2})(?:[.,](\d{1,12}))?)?)?(?: ?([ap])\.?m\b\.?)?/i;
/** 100000, as it follows a date in basic form. */
const BASIC_CLOCK = /^(?:t| )(\d{2})(\d{2})(?:(\d{2})(?:[.,](\d{1,12}))?)?(?!\d)/i;

/** The time after a date in milliseconds; undefined where none follows. */
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
	// A leap second is the last millisecond of its minute.
	const ms = ((h * 60 + m) * 60 + Math.min(s, 59)) * 1000 + (s === 60 ? 999 : part);
	return { ms, rest: text.slice(all.length) };
}

/**
 * Names of zones that an offset makes needless: those that JavaScript prints, in the languages that it may run in, the
 * abbreviations of mails, and places.
 */
const ZONE_NOTE =
	/^(?:[\p{L}.&'’ -]{1,60}(?: (?:Standard|Daylight|Summer|Mean|Universal) Time|zeit|tijd|tid|время|时间|時間|標準時|표준시|시간)|(?:heure|hora|horário|ora|czas) [\p{L}'’ -]{1,60}|[A-Z][A-Za-z_]{1,30}(?:\/[\w+-]{1,30}){1,3}|(?:AC|AE|AK|A|B|C|CE|E|EE|G|H|I|J|K|M|N|NZ|P|S|SA|W|WE|AW)[SD]?T|CAT|EAT|WAT|HKT|MSK|PKT|SGT|(?:GMT|UTC)[+-][\d:]{1,5})$/u;

let printedNames: Set<string | null> | undefined;

/** Whether JavaScript prints a zone's name so: not all of them say that they are Standard or Daylight. */
function isPrintedName(word: string): boolean {
	if (!word.endsWith(' Time')) return false;
	const zones = () => Intl.supportedValuesOf('timeZone').map((name) => IANAZone.create(name));
	const how = { format: 'long', locale: 'en' } as const;
	const names = (printedNames ??= new Set(zones().map((zone) => zone.offsetName(0, how))));
	return names.has(word);
}

/**
 * The zone at the end of a text; undefined where there is none. After an offset its name isn't judged, as long as it is one.
 *
 * @throws InputError for any other words
 */
function readZone(text: string, given: string, field: string, note?: string): Zone | undefined {
	const name = text.trim();
	const offset = /^(?:z|(?:utc|gmt)?[+-]\d{1,2}(?::?\d{2})?|utc|gmt)(?= |$)/i.exec(name)?.[0] ?? '';
	const words = [offset, name.slice(offset.length).trim(), note].filter((word) => !!word);
	const [first, ...others] = words as string[];
	if (first === undefined) return undefined;
	// In square brackets any name of the IANA database is a zone.
	const zone = first === note && given.endsWith(']') ? findZone(first) : findZoneInText(first);
	const isZone = (word: string) =>
		ZONE_NOTE.test(word) || findZoneInText(word) !== undefined || isPrintedName(word);
	const unknown = zone ? others.find((word) => !isZone(word)) : first;
	if (zone && unknown === undefined) return zone;
	// To show an expression that leaves a zone out, or a note, would be bad advice.
	const mayBeZone = note !== undefined || /^[A-Z]{2,5}$|[+-]\d|[Tt]ime$/.test(name);
	throw new InputError(
		field,
		`${quote(unknown)} in ${quote(given)} is not a time zone`,
		`Remove it, or use an offset such as +01:00 or a name such as Europe/Berlin.${mayBeZone ? '' : ` ${readBy(given)}.`}`,
	);
}
