import { InputError } from '../common/input';

/**
 * Getting HubSpot's time although any clock may be wrong
 * ------------------------------------------------------
 * The trigger never processes a span of time that isn't over, since it would lose events that happen later in that span.
 * So it accepts the Date header of HubSpot's responses only if a second source confirms it. That source is the time since
 * the last poll on a steady (monotonic) clock, or the timestamps in HubSpot's records, which are all in the past. At the
 * first poll and after a restart there is no steady clock yet. Then n8n's clock is used, which people can set.
 *
 * A clock that is behind only causes a delay: events are emitted later than possible.
 */

/** This package is newer than this date. A clock that shows an earlier time was never set. */
const EARLIEST = Date.UTC(2025, 0, 1);

/** Two clocks agree if they differ by no more than this, in ms. */
const ALIKE_MS = 60_000;

/**
 * How long HubSpot's and n8n's clocks must both be ahead of the steady clock before the trigger accepts them, in ms. The
 * steady clock stops while a computer sleeps.
 */
const DOUBT_MS = 30 * 60_000;

/** If the stored position is further ahead of all clocks than this, the state counts as damaged, in ms. */
const AHEAD_MS = 10 * 60_000;

/** HubSpot's time at one reading of the steady clock. */
interface Anchor {
	time: number;
	steady: number;
	/** Since when both other clocks have been ahead, as a reading of the steady clock. */
	behindSince?: number;
}

/** The anchors that this process knows, by trigger. */
const anchors = new Map<string, Anchor>();

/** The median of three times. */
const middle = (a: number, b: number, c: number) =>
	Math.max(Math.min(a, b), Math.min(c, Math.max(a, b)));

/** HubSpot's time for one poll of a trigger. */
export class Clock {
	/** The last Date header from HubSpot. */
	private date?: number;

	/**
	 * @param key identifies the trigger in this process
	 * @param offset HubSpot's clock minus n8n's at the last poll; undefined at the first poll
	 * @throws InputError if n8n's clock was never set and there is no other source of the time
	 */
	constructor(
		private readonly key: string,
		private readonly offset?: number,
	) {
		if (!anchors.has(key) && Date.now() < EARLIEST) {
			throw new InputError(
				"n8n's clock",
				`is wrong: it shows ${iso(Date.now())}`,
				'Set the clock of the n8n server, and try again.',
			);
		}
	}

	/** HubSpot's time in epoch ms, as far as it is known without a request. */
	now(): number {
		const anchor = anchors.get(this.key);
		// n8n's clock may have been wrong at the last poll, or may be wrong now. The earlier time only causes a delay.
		if (!anchor) return Date.now() + Math.min(this.offset ?? 0, 0);
		return Math.floor(anchor.time + performance.now() - anchor.steady);
	}

	/**
	 * Updates the time from a response.
	 *
	 * @param date the Date header of the response, in whole seconds
	 * @param newest the latest timestamp in its records
	 * @returns the latest time that two sources confirm
	 */
	hear(date?: number, newest?: number): number {
		if (date !== undefined && date >= EARLIEST) this.date = date;
		else date = undefined;
		const steady = performance.now();
		const anchor = anchors.get(this.key);
		const agrees = date === undefined ? undefined : this.agreeing(date);
		// Without a steady clock, use n8n's. Somebody may have set it since the last poll.
		const passed = anchor ? this.now() : (agrees ?? this.now());
		// The header has whole seconds, so the actual time can be almost a second later.
		const latest = date === undefined ? passed : date + 999;
		const time = middle(latest, passed, newest ?? -Infinity);
		const behindSince =
			agrees !== undefined && latest > passed + ALIKE_MS && time < latest
				? (anchor?.behindSince ?? steady)
				: undefined;
		const isWrong =
			agrees !== undefined &&
			(latest < passed || (behindSince !== undefined && steady - behindSince > DOUBT_MS));
		const kept = isWrong ? latest : anchor ? Math.max(passed, time) : time;
		anchors.set(this.key, {
			time: kept,
			steady,
			...(behindSince !== undefined && !isWrong && { behindSince }),
		});
		return Math.floor(isWrong ? latest : time);
	}

	/** Where a trigger that starts now begins: after everything that HubSpot has already written. */
	beginning(date?: number, newest = -Infinity): number {
		const time = this.hear(date, newest);
		const clocks = [Date.now(), ...(this.date === undefined ? [] : [this.date])];
		return Math.max(Math.min(time, ...clocks), Math.min(newest + 1, Math.max(...clocks)));
	}

	/** HubSpot's clock minus n8n's, to store for the next poll. */
	get offsetNow(): number {
		return this.now() - Date.now();
	}

	/** @throws InputError if the position is ahead of all clocks; the trigger would otherwise emit nothing until that time */
	check(position: number): void {
		const furthest = Math.max(this.now(), Date.now(), this.date ?? -Infinity);
		if (position <= furthest + AHEAD_MS) return;
		throw damaged(
			`is ahead of HubSpot's clock and n8n's: it is at ${iso(position)}, they are at ${iso(furthest)}`,
		);
	}

	/** n8n's time, with the last known offset or without it, if it agrees with HubSpot's Date. */
	private agreeing(date: number): number | undefined {
		const own = Date.now();
		return [own + (this.offset ?? 0), own].find((time) => Math.abs(time - date) <= ALIKE_MS);
	}
}

/** The error for a state that can't be used. It says how to fix it. */
export const damaged = (what: string): InputError =>
	new InputError(
		'Trigger State',
		what,
		'Rename the trigger and publish the workflow. The trigger then starts again from now, or from the Start Date in its options.',
	);

/** Formats a time for a message, even if it isn't a valid date. */
function iso(time: number): string {
	const date = new Date(time);
	return Number.isNaN(date.getTime()) ? String(time) : date.toISOString();
}
