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

/** The longest time span to search. Each month takes one request. */
const LONGEST_SPAN = 2 * 366 * DAY;

/** The default time span. */
const USUAL_SPAN = 14 * DAY;

/** A time zone, and its name as HubSpot accepts it. */
export interface NamedZone {
	name: string;
	zone: Zone;
}

/** Reads the time zone of the person who books. Defaults to the workflow's time zone. */
export function readZone(item: Item): NamedZone {
	const given = item.field<unknown>('timeZone', '');
	const name = ianaZone(isEmpty(given) ? item.workflowZone : given);
	return { name, zone: toZone(name) };
}

/**
 * Reads the duration of the meeting, in ms. Defaults to the first duration that the page offers.
 *
 * @throws InputError when the page does not offer this duration
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
		`the page ${slug} does not offer meetings of ${minutes} minutes`,
		`It offers ${minutesOf(durations)}.`,
	);
}

/** Durations (in ms) as text for messages, in minutes. */
export const minutesOf = (durations: readonly number[]): string =>
	`${list(durations.map((duration) => String(duration / MINUTE)))} minutes`;

/**
 * Reads the time span to search for free times. Returns a function that takes the current time and returns the span, both
 * in epoch ms. The span does not start before the current time.
 *
 * @throws InputError when the end is not after the start. The returned function throws one when the span is too long
 */
export function readSpan(item: Item, { name: zone }: NamedZone) {
	const end = item.field<unknown>('to', '');
	const begins = toSpan(item.field<unknown>('from', ''), { zone, field: 'From' })?.first;
	const until = toSpan(end, { zone, field: 'To' });
	// A date without a time includes the whole day.
	const ends = until?.isDay ? until.last + 1 : until?.last;
	if (begins !== undefined && ends !== undefined && ends <= begins) {
		throw new InputError('To', `${quote(end)} is not after From`, 'Check both times.');
	}
	return (now: number) => {
		const from = Math.max(now, begins ?? now);
		const to = ends ?? from + USUAL_SPAN;
		if (to - from <= LONGEST_SPAN) return { from, to };
		throw new InputError('To', 'is more than two years after From', 'Choose a shorter period.');
	};
}
