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

/** The calendar of a member of a page. */
export interface Calendar {
	owner: string;
	/** Whether HubSpot can read and write it. */
	connected: boolean;
	/** Sorted by start. */
	busy: TimeRange[];
}

const attends = (properties: Readonly<Record<string, string>>, owner: string) =>
	properties.hubspot_owner_id === owner ||
	(properties.hs_attendee_owner_ids ?? '').split(';').includes(owner);

/** The times of an owner's meetings that overlap the span, except canceled ones. */
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

/** The calendars of all members. A calendar that is not connected has no busy times. */
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

/** The earliest start and the latest end of a meeting on a page. */
function span(account: Account, page: SchedulingPage): TimeRange {
	const now = account.now();
	return {
		start: Math.max(now + page.noticeMinutes * MINUTE, page.customStart ?? -Infinity),
		end: page.customEnd ?? now + page.weeksAhead * 7 * DAY,
	};
}

/**
 * The starts that a page offers from `from` until before `to`, assuming that all members are free. They are
 * within its hours (in its time zone), after its minimum notice, and no further ahead than it advertises.
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

/**
 * The members who can hold a meeting at this time, with the page's buffer around it. Empty if it can't take
 * place. Except in a round robin, all members have to be free. In a round robin, members without a connected
 * calendar count only if no member has one.
 */
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

/** The free times of a page in a span. */
export interface FreeTimes {
	/** Starts by duration, both in milliseconds. */
	byDuration: Map<number, number[]>;
	/** Whether there are free times after the span. */
	hasMore: boolean;
	calendars: Calendar[];
}

/** Calculates the free times of a page from `from` until before `to`. */
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
