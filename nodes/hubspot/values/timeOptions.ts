import type { Zone } from 'luxon';

import { InputError, isEmpty, quote, textOf } from '../../common/input';
import { findZone, instantOf, toZone } from './zones';

/** What 03/04/2026 means. */
export const DATE_ORDERS = ['dayFirst', 'monthFirst', 'refuse'] as const;

export type DateOrder = (typeof DATE_ORDERS)[number];

/** How times are read that leave room for it. */
export interface TimeReading {
	/** Zone of times that name none: IANA, Windows or offset. */
	zone: string;
	/** Whether that is the zone of the option, not the workflow's: then it serves for zones that are not known, too. */
	zoneIsChosen?: boolean;
	/** Not there where no option says it. */
	dateOrder?: DateOrder;
	/** Whether the times are those of an event that lasts whole days: then midnight in any zone is the day alone. */
	allDay?: boolean;
}

/** What a conversion of a time needs to know. */
export interface TimeOptions extends TimeReading {
	/** Display name of the field, for messages. */
	field: string;
	/** The zone that a calendar gives with a time. */
	calendarZone?: string;
	/** Whether a text may say any year: a property of the account can be a date of birth. */
	anyYear?: boolean;
}

/** What a value says. */
export interface Reading {
	instant: number;
	/** The time on the clock, as if it were UTC, when the value has no zone. */
	wall?: number;
	/** The zone in which it was read; undefined for an instant. */
	zone?: Zone;
	/** Whether it is a date without time. */
	isDay?: boolean;
}

/** Nothing outside of these years is taken for the time of a meeting: it is a number in the wrong unit, or a slip. */
export const FIRST_YEAR = 1990;
export const LAST_YEAR = 2100;
const EARLIEST = Date.UTC(FIRST_YEAR, 0, 1);
const LATEST = Date.UTC(LAST_YEAR + 1, 0, 1) - 1;

/** Whether a meeting may be at a time, in milliseconds since 1970. */
export const isInRange = (time: number) => time >= EARLIEST && time <= LATEST;

/** What is said of a time outside of the years. */
export const yearOf = (time: number): string => {
	const year = new Date(time).getUTCFullYear();
	return `in the year ${Number.isNaN(year) ? '?' : year}, outside of ${FIRST_YEAR} to ${LAST_YEAR}`;
};

/** The zone of an option that was left empty is UTC, as HubSpot itself would take a time without zone. */
const optionZone = ({ zone }: TimeOptions) => toZone(isEmpty(zone) ? 'UTC' : zone);

/**
 * The zone of a time that names none itself.
 *
 * @throws InputError for a calendar's zone that is not known, unless the user has chosen one by the option
 */
export function zoneOf(options: TimeOptions): Zone {
	const { calendarZone, field, zoneIsChosen } = options;
	if (calendarZone === undefined) return optionZone(options);
	const zone = findZone(textOf(calendarZone));
	if (zone) return zone;
	if (zoneIsChosen) return optionZone(options);
	throw new InputError(
		field,
		`${quote(calendarZone)} is not a time zone, and the time has no offset`,
		"Set the option 'Time Zone', or give a zone such as Europe/Berlin or America/New_York.",
	);
}

/** What clocks show in the zone of the options. */
export function inZone(wall: number, options: TimeOptions, isDay = false): Reading {
	const zone = zoneOf(options);
	return { instant: instantOf(wall, zone), wall, zone, isDay };
}
