import type { Zone } from 'luxon';

import { InputError, isEmpty, quote, textOf } from '../../common/input';
import { findZone, instantOf, toZone } from './zones';

/** How to read a date such as 03/04/2026. */
export const DATE_ORDERS = ['dayFirst', 'monthFirst', 'refuse'] as const;

export type DateOrder = (typeof DATE_ORDERS)[number];

/** How to read times that are not complete or are ambiguous. */
export interface TimeReading {
	/** Zone of times without one: an IANA name, a Windows name or an offset. */
	zone: string;
	/** Whether `zone` is from the option 'Time Zone', not from the workflow. If so, it also replaces unknown zones. */
	zoneIsChosen?: boolean;
	/** Undefined if there is no option for it. */
	dateOrder?: DateOrder;
	/** Whether the times are from an all-day event. If so, midnight in any zone means a date without a time. */
	allDay?: boolean;
}

/** Options for the conversion of a time. */
export interface TimeOptions extends TimeReading {
	/** Display name of the field, for messages. */
	field: string;
	/** The zone that a calendar sends with a time. */
	calendarZone?: string;
	/** Whether a text may have any year. A property of the account can be a date of birth. */
	anyYear?: boolean;
}

/** The result of reading a value as a time. */
export interface Reading {
	instant: number;
	/** The local time, as if it were UTC, if the value has no zone. */
	wall?: number;
	/** The zone that was used to read the value; undefined for an instant. */
	zone?: Zone;
	/** Whether the value is a date without a time. */
	isDay?: boolean;
}

/** The time of a meeting must be within these years. Otherwise it is a number in the wrong unit, or a mistake. */
export const FIRST_YEAR = 1990;
export const LAST_YEAR = 2100;
const EARLIEST = Date.UTC(FIRST_YEAR, 0, 1);
const LATEST = Date.UTC(LAST_YEAR + 1, 0, 1) - 1;

/** Whether a time, in milliseconds since 1970, can be the time of a meeting. */
export const isInRange = (time: number) => time >= EARLIEST && time <= LATEST;

/** The end of a message about a time that is not within these years. */
export const yearOf = (time: number): string => {
	const year = new Date(time).getUTCFullYear();
	return `in the year ${Number.isNaN(year) ? '?' : year}, outside of ${FIRST_YEAR} to ${LAST_YEAR}`;
};

/** The zone of the options. An empty zone means UTC, because HubSpot reads times without a zone as UTC. */
const optionZone = ({ zone }: TimeOptions) => toZone(isEmpty(zone) ? 'UTC' : zone);

/**
 * The zone of a time that has no zone in its text.
 *
 * @throws InputError for an unknown zone from a calendar, unless the user set the option 'Time Zone'
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
		"Set the option 'Time Zone', or use a zone such as Europe/Berlin or America/New_York.",
	);
}

/** Reads a local time in the zone of the options. */
export function inZone(wall: number, options: TimeOptions, isDay = false): Reading {
	const zone = zoneOf(options);
	return { instant: instantOf(wall, zone), wall, zone, isDay };
}
