import type { Zone } from 'luxon';

import { InputError, isEmpty, quote } from '../../common/input';
import { list } from '../../common/text';
import { toMinutes } from '../../hubspot/values/durations';
import { toSpan } from '../../hubspot/values/times';
import { ianaZone, toZone } from '../../hubspot/values/zones';
import type { Item } from '../../transport/item';
import type { FoundPage } from './schedulingPage';

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;

/** The most that can be searched, which is one request a month. */
const LONGEST_SPAN = 2 * 366 * DAY;

/** How far to look where nobody says. */
const USUAL_SPAN = 14 * DAY;

/** A time zone with the name that HubSpot takes. */
export interface NamedZone {
	name: string;
	zone: Zone;
}

/** The zone of the person who books; the workflow's where none is given. */
export function readZone(item: Item): NamedZone {
	const given = item.field<unknown>('timeZone', '');
	const name = ianaZone(isEmpty(given) ? item.workflowZone : given);
	return { name, zone: toZone(name) };
}

/**
 * How long the meeting is to be, in ms.
 *
 * @throws InputError where the page offers no such duration
 */
export function readDuration(item: Item, { slug, details: { durations } }: FoundPage): number {
	const field = 'Duration (Minutes)';
	const given = item.field<unknown>('duration', 0);
	const minutes = toMinutes(given, field);
	if (minutes === undefined || minutes === 0) return durations[0];
	const duration = minutes * MINUTE;
	if (durations.includes(duration)) return duration;
	throw new InputError(
		field,
		`the page ${slug} has no meetings of ${minutes} minutes`,
		`It offers ${minutesOf(durations)}.`,
	);
}

/** Durations in words. */
export const minutesOf = (durations: readonly number[]): string =>
	`${list(durations.map((duration) => String(duration / MINUTE)))} minutes`;

/**
 * From when to when to look for free times, in epoch ms, as soon as it is known what time it is. What is past is not
 * looked at.
 *
 * @throws InputError for an end before the start, and for a span that is too long
 */
export function readSpan(item: Item, { name: zone }: NamedZone) {
	const end = item.field<unknown>('to', '');
	const begins = toSpan(item.field<unknown>('from', ''), { zone, field: 'From' })?.first;
	const until = toSpan(end, { zone, field: 'To' });
	// A date without a time ends with the day.
	const ends = until?.isDay ? until.last + 1 : until?.last;
	if (begins !== undefined && ends !== undefined && ends <= begins) {
		throw new InputError('To', `${quote(end)} is not after From`, 'Check both times.');
	}
	return (now: number) => {
		const from = Math.max(now, begins ?? now);
		const to = ends ?? from + USUAL_SPAN;
		if (to - from <= LONGEST_SPAN) return { from, to };
		throw new InputError('To', 'is more than two years after From', 'Look through a shorter span.');
	};
}
