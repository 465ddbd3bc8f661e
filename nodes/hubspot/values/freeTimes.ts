import type { Zone } from 'luxon';

import { InputError, isEmpty, quote, textOf } from '../../common/input';
import { toTexts } from './ids';
import { WEEKDAYS } from './calendarNames';
import { wallOf } from './zones';

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;

/** Criteria for free times. Hours and days are in the zone. */
export interface TimesWanted {
	/** In ms. */
	duration: number;
	zone: Zone;
	/** In minutes from midnight. The whole meeting must be within this range. */
	hours?: { from: number; to: number };
	/** Numbered as in `getUTCDay`. */
	weekdays?: ReadonlySet<number>;
	mostPerDay?: number;
}

/** The local time of an instant in a zone. */
interface Clock {
	/** Days since 1970. */
	day: number;
	weekday: number;
	/** Since midnight. */
	minutes: number;
}

function clockOf(instant: number, zone: Zone): Clock {
	const wall = wallOf(instant, zone);
	const day = Math.floor(wall / DAY);
	return { day, weekday: (((day + 4) % 7) + 7) % 7, minutes: (wall - day * DAY) / MINUTE };
}

/** The start times of a page that meet the criteria, in order. */
export function chooseTimes(
	starts: readonly number[],
	{ duration, zone, hours, weekdays, mostPerDay }: TimesWanted,
): number[] {
	const days = new Map<number, number[]>();
	for (const start of [...starts].sort((a, b) => a - b)) {
		const { day, weekday, minutes } = clockOf(start, zone);
		if (weekdays && !weekdays.has(weekday)) continue;
		if (hours && (minutes < hours.from || minutes + duration / MINUTE > hours.to)) continue;
		const ofDay = days.get(day);
		if (ofDay) ofDay.push(start);
		else days.set(day, [start]);
	}
	return [...days.values()].flatMap((ofDay) => spread(ofDay, mostPerDay));
}

/** At most `limit` entries of a list, evenly spaced from the first to the last. */
function spread<T>(entries: T[], limit = Infinity): T[] {
	if (entries.length <= limit) return entries;
	const step = limit > 1 ? (entries.length - 1) / (limit - 1) : 0;
	return Array.from({ length: limit }, (_, place) => entries[Math.round(place * step)]);
}

/** A free time in the output. */
export interface FreeTime {
	start: string;
	end: string;
	/** With the zone's offset. */
	startLocal: string;
	endLocal: string;
	weekday: string;
}

const TWO = Array.from({ length: 60 }, (_, count) => String(count).padStart(2, '0'));

const hourAndMinute = (minutes: number) => `${TWO[Math.floor(minutes / 60)]}:${TWO[minutes % 60]}`;

/** Cache of the last date. Free times are in order, and formatting the date takes longer than everything else. */
let written = { day: NaN, date: '' };

/** A local time as ISO 8601 without a zone. */
function clockText(wall: number): string {
	const day = Math.floor(wall / DAY);
	if (day !== written.day) written = { day, date: new Date(wall).toISOString().slice(0, 11) };
	const seconds = Math.floor((wall - day * DAY) / 1000);
	return `${written.date}${hourAndMinute(Math.floor(seconds / 60))}:${TWO[seconds % 60]}`;
}

const utcText = (instant: number) =>
	instant % 1000 === 0 ? `${clockText(instant)}.000Z` : new Date(instant).toISOString();

/** An instant as the local time in a zone, with the offset: `2026-12-01T10:00:00+01:00`. */
export function localText(instant: number, zone: Zone): string {
	const wall = wallOf(instant, zone);
	const offset = Math.round((wall - instant) / MINUTE);
	return `${clockText(wall)}${offset < 0 ? '-' : '+'}${hourAndMinute(Math.abs(offset))}`;
}

/** The weekday of an instant in a zone. */
const weekdayOf = (instant: number, zone: Zone): string => WEEKDAYS[clockOf(instant, zone).weekday];

/** A free time in UTC and in a zone. */
export function toFreeTime(start: number, duration: number, zone: Zone): FreeTime {
	const end = start + duration;
	return {
		start: utcText(start),
		end: utcText(end),
		startLocal: localText(start, zone),
		endLocal: localText(end, zone),
		weekday: weekdayOf(start, zone),
	};
}

/** The number of calendar months between two instants in a zone. */
export function monthsBetween(from: number, to: number, zone: Zone): number {
	const count = (instant: number) => {
		const wall = new Date(wallOf(instant, zone));
		return wall.getUTCFullYear() * 12 + wall.getUTCMonth();
	};
	return count(to) - count(from);
}

const HOURS = /^(\d{1,2})(?:[:.](\d{2}))?\s*(?:-|–|to)\s*(\d{1,2})(?:[:.](\d{2}))?$/i;

/**
 * Parses hours such as `9:00-17:00` into minutes from midnight. Undefined for an empty value.
 *
 * @throws InputError for anything else
 */
export function toHours(value: unknown, field: string): TimesWanted['hours'] {
	if (isEmpty(value)) return undefined;
	const text = textOf(value).slice(0, 40);
	const [, ...parts] = HOURS.exec(text) ?? [];
	const [fromHour, fromMinute, toHour, toMinute] = parts.map((part) => Number(part ?? 0));
	const from = fromHour * 60 + fromMinute;
	const to = toHour * 60 + toMinute;
	if (from < to && to <= 1_440 && fromMinute < 60 && toMinute < 60) return { from, to };
	throw new InputError(
		field,
		`${quote(value)} is not a time range`,
		'Use the 24-hour clock, such as 9:00-17:00.',
	);
}

/**
 * Days of the week by their English names, which can be abbreviated to three or more letters. Undefined for an empty list.
 *
 * @throws InputError for anything that is not a day of the week
 */
export function toWeekdays(value: unknown, field: string): ReadonlySet<number> | undefined {
	const texts = toTexts(value).map(textOf);
	if (texts.length === 0) return undefined;
	return new Set(
		texts.map((text) => {
			const start = text.toLowerCase().replace(/s$/, '');
			const day = WEEKDAYS.findIndex(
				(name) => start.length >= 3 && name.toLowerCase().startsWith(start),
			);
			if (day >= 0) return day;
			throw new InputError(
				field,
				`${quote(text)} is not a day of the week`,
				'Use English names such as Monday.',
			);
		}),
	);
}
