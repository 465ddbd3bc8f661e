import { InputError } from '../common/input';

/**
 * What HubSpot's time is, when any clock may be wrong
 * ---------------------------------------------------
 * The trigger never deals with a span of time that is not over: what happened in it later would be lost. So it believes
 * the Date of HubSpot's answers only as far as a second witness supports it: the time that has passed since the last
 * poll by a steady clock, or the moments that HubSpot itself has written into its records, which all lie in the past.
 * n8n's clock, which people set, counts where there is no steady one: at the first poll, and after a restart.
 *
 * A clock that is behind only delays: an event comes later than it could.
 */

/** What no clock of this package's time can show: one that does was never set. */
const EARLIEST = Date.UTC(2025, 0, 1);

/** Two clocks that differ by less say the same, in ms. */
const ALIKE_MS = 60_000;

/** How long both clocks must be ahead before the steady one is doubted, which stops while a computer sleeps, in ms. */
const DOUBT_MS = 30 * 60_000;

/** A state that lies further ahead of all clocks than this is damaged, in ms. */
const AHEAD_MS = 10 * 60_000;

/** HubSpot's time at an instant of the steady clock. */
interface Anchor {
	time: number;
	steady: number;
	/** Since when, on the steady clock, both other clocks have been ahead of it. */
	behindSince?: number;
}

/** What this process knows, by the trigger. */
const anchors = new Map<string, Anchor>();

/** The middle one of three times. */
const middle = (a: number, b: number, c: number) =>
	Math.max(Math.min(a, b), Math.min(c, Math.max(a, b)));

export class Clock {
	/** HubSpot's Date, as it was heard last. */
	private date?: number;

	/**
	 * @param key the trigger, in this process
	 * @param offset HubSpot's clock minus n8n's, as of the last poll; undefined at the first
	 * @throws InputError where n8n's clock was never set, and nothing else tells the time
	 */
	constructor(
		private readonly key: string,
		private readonly offset?: number,
	) {
		if (!anchors.has(key) && Date.now() < EARLIEST) {
			throw new InputError(
				"n8n's clock",
				`shows ${iso(Date.now())}, which is long past`,
				'Set the clock of the n8n server, and try again.',
			);
		}
	}

	/** HubSpot's time, in epoch ms, as far as it is known without asking. */
	now(): number {
		const anchor = anchors.get(this.key);
		// It may have been wrong at the last poll, or be wrong now: the earlier time only delays.
		if (!anchor) return Date.now() + Math.min(this.offset ?? 0, 0);
		return Math.floor(anchor.time + performance.now() - anchor.steady);
	}

	/**
	 * Takes in what an answer tells of the time.
	 *
	 * @param date its Date header: whole seconds
	 * @param newest the last of the moments in its records
	 * @returns the latest time that two witnesses support
	 */
	hear(date?: number, newest?: number): number {
		if (date !== undefined && date >= EARLIEST) this.date = date;
		else date = undefined;
		const steady = performance.now();
		const anchor = anchors.get(this.key);
		const agrees = date === undefined ? undefined : this.agreeing(date);
		// Without a steady clock n8n's tells what has passed; it may have been set since.
		const passed = anchor ? this.now() : (agrees ?? this.now());
		// The header may be almost a second old.
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

	/** From when on a trigger that begins now deals with what happens: what HubSpot has written already is old. */
	beginning(date?: number, newest = -Infinity): number {
		const time = this.hear(date, newest);
		const clocks = [Date.now(), ...(this.date === undefined ? [] : [this.date])];
		return Math.max(Math.min(time, ...clocks), Math.min(newest + 1, Math.max(...clocks)));
	}

	/** HubSpot's clock minus n8n's, to be kept until the next poll. */
	get offsetNow(): number {
		return this.now() - Date.now();
	}

	/** @throws InputError for a position that no clock supports: waiting for it to come would be silence */
	check(position: number): void {
		const furthest = Math.max(this.now(), Date.now(), this.date ?? -Infinity);
		if (position <= furthest + AHEAD_MS) return;
		throw damaged(
			`is ahead of HubSpot's clock and n8n's: it is at ${iso(position)}, they are at ${iso(furthest)}`,
		);
	}

	/** n8n's clock, as it is or as far off as it was, where it says the same as HubSpot's. */
	private agreeing(date: number): number | undefined {
		const own = Date.now();
		return [own + (this.offset ?? 0), own].find((time) => Math.abs(time - date) <= ALIKE_MS);
	}
}

/** What is to be done about a state that can't be used. */
export const damaged = (what: string): InputError =>
	new InputError(
		'Trigger State',
		what,
		'Rename the trigger and publish the workflow. The trigger then starts again from now, or from the Start Date in its options.',
	);

/** As people read it, of any number. */
function iso(time: number): string {
	const date = new Date(time);
	return Number.isNaN(date.getTime()) ? String(time) : date.toISOString();
}
