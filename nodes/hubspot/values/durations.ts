import { DateTime, Duration } from 'luxon';

import { InputError, isEmpty, quote, textOf } from '../../common/input';
import { isInRange, yearOf, type TimeOptions } from './timeOptions';
import { toZone } from './zones';

/** No valid duration is longer than this. */
const LONGEST_TEXT = 100;
/** In minutes. More than a year is a mistake, or a number in another unit. */
const LONGEST = 366 * 24 * 60;
/** In minutes. A higher number without a unit is probably in another unit. */
const LONGEST_BARE = 480;
/**
 * A number above this is probably in milliseconds, and one below in seconds. A number close to it is unlikely, because it
 * would be about 12 hours in seconds, or less than a minute in milliseconds.
 */
const PROBABLY_MILLISECONDS = 43_200;

const EXAMPLES = "such as 45 for minutes, '1h 30m', '1:30' or '1200 s'";

/**
 * The end of a meeting, from its start and its duration in minutes. Instants are ISO 8601 in UTC.
 *
 * @throws InputError for an end after 2100
 */
export function addMinutes(start: string, minutes: number, field: string): string {
	const end = Date.parse(start) + Math.round(minutes * 60_000);
	if (isInRange(end)) return new Date(end).toISOString();
	throw new InputError(
		field,
		`the end would be ${yearOf(end)}`,
		"Check 'Start Time' and the duration.",
	);
}

/** Minutes between two instants. */
export function durationMinutes(start: string, end: string): number {
	return (Date.parse(end) - Date.parse(start)) / 60_000;
}

/**
 * A duration in minutes: a number, digits, `1:30`, `01:30:00`, units such as `1h 30m` or `1200 s`, or ISO 8601 (`PT45M`).
 * Undefined for an empty value.
 *
 * @throws InputError for any other value, and for a number above 480 without a unit, which is probably in seconds or
 * milliseconds
 */
export function toMinutes(value: unknown, field: string): number | undefined {
	if (isEmpty(value)) return undefined;
	const text = textOf(value).slice(0, LONGEST_TEXT);
	const minutes = /^\d+(?:\.\d+)?$/.test(text)
		? bare(Number(text), value, field)
		: (ofClock(text, value, field) ?? ofUnits(text) ?? ofIso(text));
	if (minutes > LONGEST) {
		throw new InputError(field, `${quote(value)} is longer than a year`, `Enter one ${EXAMPLES}.`);
	}
	if (minutes >= 0) return minutes;
	throw new InputError(field, `${quote(value)} is not a duration`, `Enter one ${EXAMPLES}.`);
}

function bare(minutes: number, value: unknown, field: string): number {
	if (minutes <= LONGEST_BARE) return minutes;
	const [unit, short] = minutes > PROBABLY_MILLISECONDS ? ['milliseconds', 'ms'] : ['seconds', 's'];
	throw new InputError(
		field,
		`${quote(value)} is more than ${LONGEST_BARE} minutes, so it is probably in ${unit}`,
		`Enter '${textOf(value)} ${short}', or use 'End Time' for a meeting of more than 8 hours.`,
	);
}

/** `1:30` and `01:30:00`. */
function ofClock(text: string, value: unknown, field: string): number | undefined {
	const clock = /^(\d{1,3}):([0-5]\d)(?::([0-5]\d)(?:\.(\d{1,9}))?)?$/.exec(text);
	if (!clock) return undefined;
	const [, hours, minutes, seconds, fraction = '0'] = clock;
	const total = Number(hours) * 60 + Number(minutes);
	if (seconds !== undefined) return total + Number(`${seconds}.${fraction}`) / 60;
	if (total <= LONGEST_BARE) return total;
	throw new InputError(
		field,
		`${quote(value)} is more than 8 hours, so it is probably in minutes and seconds`,
		`Enter '0:${text}', or use 'End Time' for a meeting of more than 8 hours.`,
	);
}

const UNITS =
	/^(?:(\d{1,9}(?:\.\d{1,9})?) ?d(?:ays?)?)? ?(?:(\d{1,9}(?:\.\d{1,9})?) ?h(?:rs?|ours?)?)? ?(?:(\d{1,9}(?:\.\d{1,9})?) ?m(?:ins?|inutes?)?\.?)? ?(?:(\d{1,9}(?:\.\d{1,9})?) ?s(?:ecs?|econds?)?)? ?(?:(\d{1,12}(?:\.\d{1,9})?) ?(?:ms|msecs?|milliseconds?))?$/i;
/** The length of each unit in minutes, in the order of the pattern. */
const IN_MINUTES = [24 * 60, 60, 1, 1 / 60, 1 / 60_000];

function ofUnits(text: string): number | undefined {
	const plain = text.replace(/[\s,]+(?:and\s+)?/gi, ' ').replace(/h ?(\d{1,2})$/i, 'h$1m');
	const read = UNITS.exec(plain);
	const given = read?.slice(1) ?? [];
	if (given.every((part) => part === undefined)) return undefined;
	return given.reduce((sum, part, i) => sum + Number(part ?? 0) * IN_MINUTES[i], 0);
}

const ofIso = (text: string): number =>
	/^p.*\d/i.test(text) ? Duration.fromISO(text.toUpperCase()).as('minutes') : Number.NaN;

/**
 * Refuses an end before its start. Instants are in ISO 8601. The message shows them in the zone of the options.
 *
 * @throws InputError
 */
export function checkOrder(start: string, end: string, { zone, field }: TimeOptions): void {
	if (Date.parse(end) >= Date.parse(start)) return;
	const at = toZone(isEmpty(zone) ? 'UTC' : zone);
	const shown = (instant: string) =>
		DateTime.fromISO(instant, { zone: at }).toFormat('yyyy-MM-dd HH:mm:ss ZZ');
	throw new InputError(
		field,
		`the end (${shown(end)}) is before the start (${shown(start)})`,
		'Check both times and their time zones.',
	);
}
