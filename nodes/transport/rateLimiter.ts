import { sleep } from 'n8n-workflow';

import type { ApiFailure } from '../hubspot/errors/failure';
import { whenCancelled } from './wait';

/** Beside others, no more requests are under way than this part of what is left for everybody: they are told the same. */
const PART = 1 / 4;

/** The longest the queue sleeps before it looks again, in ms, so that no long timer is left behind. */
const SLICE = 250;

/** What an answer said about HubSpot's rate limit. */
export interface RateFeedback {
	/** HubSpot refused the request for its rate: it took no slot. */
	refused: boolean;
	/** Requests allowed in a window, where the answer's headers say so. */
	max?: number;
	/** Length of the window in ms, likewise. */
	windowMs?: number;
	/** How many the account has left in this window, all its users counted, likewise. */
	remaining?: number;
	/** How long everyone should stay away, in ms, where HubSpot says so. */
	pauseMs?: number;
}

interface Waiter {
	inFlight: number;
	urgent: boolean;
	start: () => void;
}

/**
 * A queue before one of HubSpot's rolling windows. A slot is taken when a request starts and is free again one window
 * after its answer came: never earlier than HubSpot frees it, since HubSpot counted it before it answered.
 *
 * How many slots there are is learned: from the headers where they come, else by going up `tiers` a window at a time
 * while nothing is refused. A refusal means that others use the same account: what got through is our share, and it
 * grows while HubSpot says that something is left. Who has used its share up hears nothing: it sends one request now and
 * then to see whether others have left something.
 *
 * Its times are those of `performance.now()`, which goes on evenly when the machine's clock is set.
 */
export class RateLimiter {
	lastUsed = performance.now();

	/** HubSpot lets nobody through: from its first refusal to the start of the last request that it refused. */
	private stall?: { from: number; to: number; failure: ApiFailure };

	private capacity: number;

	private ceiling: number;

	private told = false;

	private running = 0;

	private freeAt: number[] = [];

	private pausedUntil = 0;

	private lookAt = 0;

	private quietSince = performance.now();

	private readonly queue: Waiter[] = [];

	private timer = false;

	constructor(
		private readonly tiers: readonly number[],
		private windowMs: number,
	) {
		this.capacity = tiers[0];
		this.ceiling = tiers[0];
	}

	/** Nothing waits and nothing is under way. */
	get idle(): boolean {
		return this.running === 0 && this.queue.length === 0;
	}

	/**
	 * Waits for a slot; each `acquire` is followed by one `release`.
	 *
	 * @param inFlight how many requests may be under way at once
	 * @param urgent whether it comes before all that are not
	 * @throws Cancelled when the workflow is cancelled first
	 */
	async acquire(inFlight: number, signal?: AbortSignal, urgent = false): Promise<void> {
		this.lastUsed = performance.now();
		const cancelled = whenCancelled(signal);
		let waiter: Waiter | undefined;
		const started = new Promise<void>((resolve) => {
			waiter = { inFlight, urgent, start: resolve };
			const behind = urgent ? this.queue.findIndex((other) => !other.urgent) : -1;
			this.queue.splice(behind < 0 ? this.queue.length : behind, 0, waiter);
		});
		let mine = false;
		try {
			if (!signal?.aborted) this.drain();
			await Promise.race([started, cancelled.promise]);
			mine = true;
		} finally {
			cancelled.forget();
			if (!mine) this.giveUp(waiter);
		}
	}

	/**
	 * How long to stay away when HubSpot refuses for the rate and doesn't say, in ms: a tenth of the window, in which about
	 * a tenth of it becomes free, with some chance in it so that several processes don't come back as one.
	 */
	get backoffMs(): number {
		return Math.round((this.windowMs / 10) * (0.75 + Math.random() / 2));
	}

	/** HubSpot refused for its rate what was started then. */
	rateLimited(startedAt: number, failure: ApiFailure): void {
		this.stall = { from: this.stall?.from ?? performance.now(), to: startedAt, failure };
	}

	/** What HubSpot says, where it has let nobody through for longer than so many ms since somebody came. */
	stalled(cameAt: number, ms: number): ApiFailure | undefined {
		if (!this.stall) return undefined;
		const { from, to, failure } = this.stall;
		return to - Math.max(from, cameAt) > ms ? failure : undefined;
	}

	private giveUp(waiter: Waiter | undefined) {
		const place = this.queue.findIndex((other) => other === waiter);
		if (place >= 0) this.queue.splice(place, 1);
		else this.release();
	}

	/**
	 * The answer came, or the connection broke: the slot begins to age, and what was learned is kept.
	 *
	 * @param feedback none where nothing was sent
	 */
	release(feedback?: RateFeedback): void {
		const now = performance.now();
		this.lastUsed = now;
		this.running -= 1;
		if (feedback) this.learn(feedback, now);
		this.drain();
	}

	private learn(feedback: RateFeedback, now: number) {
		if (feedback.windowMs) this.windowMs = feedback.windowMs;
		if (!feedback.refused) {
			this.freeAt.push(now + this.windowMs);
			this.stall = undefined;
		}
		if (feedback.max && (!this.told || feedback.max !== this.ceiling)) {
			this.told = true;
			this.ceiling = feedback.max;
			this.capacity = feedback.max;
		}
		if (feedback.pauseMs) this.pausedUntil = Math.max(this.pausedUntil, now + feedback.pauseMs);
		const used = this.used(now);
		// Who has a share can wait longer before it looks for more than who has hardly any.
		this.lookAt = now + this.backoffMs * (used * 10 < this.ceiling ? 1 : 5);
		if (feedback.refused) {
			if (!this.told) this.ceiling = this.tierBelow(this.ceiling);
			this.capacity = Math.min(this.capacity, this.ceiling, used);
			this.quietSince = now;
		} else if (feedback.max && feedback.remaining !== undefined) {
			const byOthers = feedback.max - feedback.remaining - used;
			const more = Math.max(0, Math.round(feedback.remaining * PART) - this.running);
			this.capacity = byOthers > 0 ? used + more : feedback.max;
		} else if (now - this.quietSince >= this.windowMs) {
			if (this.capacity < this.ceiling) this.grow(now, this.ceiling);
			else if (!this.told && this.untilFree(now) > 0) {
				this.ceiling = this.tierAbove(this.ceiling);
				this.grow(now, this.ceiling);
			}
		}
	}

	private grow(now: number, ceiling: number) {
		this.capacity = Math.min(ceiling, this.capacity + Math.max(1, Math.ceil(ceiling / 20)));
		this.quietSince = now;
	}

	private tierAbove(tier: number): number {
		return this.tiers.find((other) => other > tier) ?? tier;
	}

	private tierBelow(tier: number): number {
		return [...this.tiers].reverse().find((other) => other < tier) ?? this.tiers[0];
	}

	/** How many of ours HubSpot may still count. */
	private used(now: number): number {
		while (this.freeAt.length > 0 && this.freeAt[0] <= now) this.freeAt.shift();
		return this.running + this.freeAt.length;
	}

	/** Milliseconds until a slot is free; Infinity when only an answer can free one. */
	private untilFree(now: number): number {
		const surplus = this.used(now) - this.capacity;
		if (surplus < 0) return 0;
		return surplus < this.freeAt.length ? this.freeAt[surplus] - now : Infinity;
	}

	/** Milliseconds until one may start without a slot, to see whether there is one for us meanwhile. */
	private untilLook(now: number): number {
		return this.capacity < this.ceiling && this.running === 0 ? this.lookAt - now : Infinity;
	}

	/** Starts whoever may start, in the order of the queue, and sleeps until the next one may. */
	private drain() {
		const now = performance.now();
		while (this.queue.length > 0) {
			const ms =
				this.running >= this.queue[0].inFlight
					? Infinity
					: Math.max(this.pausedUntil - now, Math.min(this.untilFree(now), this.untilLook(now)));
			if (ms > 0) {
				this.sleepThenDrain(ms);
				return;
			}
			this.running += 1;
			this.queue.shift()?.start();
		}
	}

	private sleepThenDrain(ms: number) {
		// An answer drains the queue by itself.
		if (this.timer || ms === Infinity) return;
		this.timer = true;
		void sleep(Math.min(ms, SLICE)).then(() => {
			this.timer = false;
			this.drain();
		});
	}
}
