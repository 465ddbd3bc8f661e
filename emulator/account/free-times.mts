import type { Account } from './account.mts';
import { durationsOf, INCREMENTS, WEEKDAYS } from './scheduling-page.mts';
import type { SchedulingPage } from './scheduling-page.mts';
import { dayOf, instantOf } from './zones.mts';

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;

export interface TimeRange {
	start: number;
	end: number;
}

/** A member of a page with what is in their calendar. */
export interface Calendar {
	owner: string;
	/** Whether HubSpot can read and write it. */
	connected: boolean;
	/** In order of their starts. */
	busy: TimeRange[];
}

const attends = (properties: Readonly<Record<string, string>>, owner: string) =>
	properties.hubspot_owner_id === owner ||
	(properties.hs_attendee_owner_ids ?? '').split(';').includes(owner);

/** When an owner has meetings that were not canceled, as far as they touch the span. */
function busyTimes(account: Account, owner: string, from: number, to: number): TimeRange[] {
	const found: TimeRange[] = [];
	for (const { properties } of account.store('meetings').all()) {
		if (properties.hs_meeting_outcome === 'CANCELED' || !attends(properties, owner)) continue;
		const start = Date.parse(properties.hs_meeting_start_time ?? '');
		const end = Date.parse(properties.hs_meeting_end_time ?? '');
		if (start < end && start < to && end > from) found.push({ start, end });
	}
	return found.sort((a, b) => a.start - b.start);
}

/** The calendars of all members. One that is not connected shows nothing. */
export const calendarsOf = (
	account: Account,
	page: SchedulingPage,
	from: number,
	to: number,
): Calendar[] =>
	page.members.map((owner) => {
		const connected = account.scheduling.isConnected(owner);
		return { owner, connected, busy: connected ? busyTimes(account, owner, from, to) : [] };
	});

/** When a page's meetings may begin at the earliest and have to end at the latest. */
function span(account: Account, page: SchedulingPage): TimeRange {
	const now = account.now();
	return {
		start: Math.max(now + page.noticeMinutes * MINUTE, page.customStart ?? -Infinity),
		end: page.customEnd ?? now + page.weeksAhead * 7 * DAY,
	};
}

/**
 * The starts that a page would offer from one instant until before another if nobody had anything else to do: within its
 * hours, in its zone, after its notice and no further ahead than it advertises.
 */
export function* startsOf(
	account: Account,
	page: SchedulingPage,
	duration: number,
	from: number,
	to: number,
): Generator<number> {
	const { timeZone } = page;
	const { start, end } = span(account, page);
	const first = Math.max(from, start);
	const last = Math.min(to - 1, end - duration);
	if (!(first <= last)) return;
	const step = INCREMENTS[page.increment] * MINUTE || duration;
	for (let day = dayOf(timeZone, first); day <= dayOf(timeZone, last); day += DAY) {
		const hours = page.hours[WEEKDAYS[new Date(day).getUTCDay()]];
		if (!hours) continue;
		const [opens, closes] = hours.map((minutes) => instantOf(timeZone, day + minutes * MINUTE));
		for (let at = opens; at + duration <= closes; at += step) {
			if (at >= first && at <= last) yield at;
		}
	}
}

const isFree = ({ busy }: Calendar, start: number, end: number): boolean =>
	!busy.some((one) => one.start < end && one.end > start);

/** The members who could hold a meeting then, with the page's buffer around it; nobody where it can't take place. */
export function freeMembers(
	page: SchedulingPage,
	calendars: readonly Calendar[],
	start: number,
	duration: number,
): string[] {
	const buffer = page.bufferMinutes * MINUTE;
	const free = calendars.filter((one) => isFree(one, start - buffer, start + duration + buffer));
	if (page.type !== 'ROUND_ROBIN_CALENDAR') {
		return free.length === calendars.length ? free.map(({ owner }) => owner) : [];
	}
	const anyone = calendars.some(({ connected }) => connected);
	return free.filter(({ connected }) => connected || !anyone).map(({ owner }) => owner);
}

/** The free times of a page from one instant until before another. */
export interface FreeTimes {
	/** Starts by duration, both in milliseconds. */
	byDuration: Map<number, number[]>;
	/** Whether there are free times after the span. */
	hasMore: boolean;
	calendars: Calendar[];
}

/** What a page offers from one instant until before another. */
export function freeTimes(
	account: Account,
	page: SchedulingPage,
	from: number,
	to: number,
): FreeTimes {
	const calendars = calendarsOf(account, page, from - page.bufferMinutes * MINUTE, Infinity);
	const isOffered = (duration: number) => (start: number) =>
		freeMembers(page, calendars, start, duration).length > 0;
	const durations = durationsOf(page);
	const later = (duration: number) => {
		for (const start of startsOf(account, page, duration, to, Infinity)) {
			if (isOffered(duration)(start)) return true;
		}
		return false;
	};
	return {
		byDuration: new Map(
			durations.map((duration) => [
				duration,
				[...startsOf(account, page, duration, from, to)].filter(isOffered(duration)),
			]),
		),
		hasMore: durations.some(later),
		calendars: calendars.map((one) => ({
			...one,
			busy: one.busy.filter(({ start, end }) => start < to && end > from),
		})),
	};
}
