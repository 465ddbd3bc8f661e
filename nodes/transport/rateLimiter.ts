import { sleep } from 'n8n-workflow';

import { whenCancelled } from './wait';

/**
 * If other clients share the rate limit, only this part of the remaining requests is used at once. The other clients
 * see the same number.
 */
const PART = 1 / 4;

/** Maximum time the queue sleeps before it checks again, in ms. It is short, so that no long timer is left behind. */
const SLICE = 250;

/**
 * How long HubSpot may take to count a request after its start, even if it never responds: a number of windows or of
 * milliseconds, whichever is shorter. One window later, the request no longer holds up others. The limit in ms is
 * shorter when an urgent request waits.
 */
const COUNTED_WITHIN = { windows: 2, urgentMs: 2_000, otherMs: 20_000 };

/** If both kinds wait, at most this many urgent requests start before one that is not urgent. */
const URGENT_IN_A_ROW = 3;

/** What a response said about HubSpot's rate limit. */
export interface RateFeedback {
	/** There was no response. HubSpot may have counted the request, but the limiter learns nothing else. */
	unanswered?: boolean;
	/** HubSpot refused the request because of the rate limit. The request took no slot. */
	refused: boolean;
	/** Requests allowed in a window, if the response headers say so. */
	max?: number;
	/** Length of the window in ms, if the response headers say so. */
	windowMs?: number;
	/** Requests left in this window for all clients of the account, if the response headers say so. */
	remaining?: number;
	/** How long all requests should wait, in ms, if HubSpot says so. */
	pauseMs?: number;
}

/** Options for requesting a slot. */
export interface AcquireOptions {
	/** The requesting node. Its requests share `inFlight`, and do not hold up those of other nodes. */
	who?: string;
	/** Maximum number of concurrent requests of the node. */
	inFlight: number;
	/** Urgent requests start before others, and count separately for `inFlight`. */
	urgent?: boolean;
	/** Maximum wait while HubSpot accepts no request of the node, in ms. */
	patienceMs?: number;
	signal?: AbortSignal;
}

/** Permission to send one request. `release` must be called once for each slot. */
export interface Slot {
	/** Time given by `performance.now()`. */
	startedAt: number;
	/** Time since the request arrived or HubSpot last accepted one of its group, whichever is later, in ms. */
	stoodMs: number;
	/** The group of the request. */
	group: Group;
}

/** Requests that share a limit of concurrent requests. They start in the order they arrived. */
interface Group {
	urgent: boolean;
	running: number;
	waiting: Waiter[];
	/** When HubSpot last accepted a request of the group. */
	openAt: number;
}

interface Waiter {
	inFlight: number;
	patienceMs: number;
	cameAt: number;
	/** Position among all requests, in the order they arrived. */
	place: number;
	slot?: Slot;
	settle: (slot?: Slot) => void;
}

/**
 * A queue for one of HubSpot's rolling windows. A request takes a slot when it starts. The slot is free again one
 * window after the response arrived. HubSpot never frees it later than that, because it counts a request before it
 * responds.
 *
 * The limiter learns how many slots there are. If the response headers contain the limit, it uses that. Otherwise it
 * raises the limit step by step through `tiers`, while HubSpot refuses nothing for a whole window. A refusal means that
 * other clients use the same account. Then the limiter keeps to the number of requests that HubSpot accepted. It raises
 * that number while HubSpot reports that requests are left. A limiter whose share is used up gets no responses. It then
 * sends a single request now and then, to see whether the other clients have left something.
 *
 * All times are those of `performance.now()`, which does not change when the system clock is set.
 */
export class RateLimiter {
	lastUsed = performance.now();

	/** Whether HubSpot's latest response was a rate limit error. */
	refusing = false;

	private capacity: number;

	private ceiling: number;

	private told = false;

	private readonly running = new Set<Slot>();

	private freeAt: number[] = [];

	private pausedUntil = 0;

	private lookAt = 0;

	private quietSince = performance.now();

	private readonly groups = new Map<string, Group>();

	private came = 0;

	private urgentInARow = 0;

	/** When the next timer fires. */
	private wakesAt = Infinity;

	constructor(
		private readonly tiers: readonly number[],
		private windowMs: number,
	) {
		this.capacity = tiers[0];
		this.ceiling = tiers[0];
	}

	/** Whether no request is waiting or in progress. */
	get idle(): boolean {
		return this.groups.size === 0;
	}

	/**
	 * Waits for a slot. Returns undefined if HubSpot accepts no request of the group for `patienceMs`. While other
	 * requests of the group are accepted, the wait has no limit.
	 *
	 * @throws Cancelled if the workflow is cancelled first
	 */
	async acquire(options: AcquireOptions): Promise<Slot | undefined> {
		const { who = '', urgent = false, inFlight, patienceMs = Infinity, signal } = options;
		const cameAt = performance.now();
		this.lastUsed = cameAt;
		const cancelled = whenCancelled(signal);
		const waiter: Waiter = { inFlight, patienceMs, cameAt, place: this.came++, settle: () => {} };
		const settled = new Promise<Slot | undefined>((resolve) => (waiter.settle = resolve));
		const key = `${urgent} ${who}`;
		const group = this.groups.get(key) ?? { urgent, running: 0, waiting: [], openAt: -Infinity };
		this.groups.set(key, group);
		group.waiting.push(waiter);
		let isMine = false;
		try {
			if (!signal?.aborted) this.drain();
			const slot = await Promise.race([settled, cancelled.promise]);
			isMine = true;
			return slot;
		} finally {
			cancelled.forget();
			if (!isMine) this.giveUp(group, waiter);
		}
	}

	/**
	 * How long to wait after a refusal without a Retry-After header, in ms: a tenth of the window, in which about a
	 * tenth of the slots become free. It is randomized, so that several processes do not retry at the same time.
	 */
	get backoffMs(): number {
		return Math.round((this.windowMs / 10) * (0.75 + Math.random() / 2));
	}

	private giveUp(group: Group, waiter: Waiter) {
		group.waiting = group.waiting.filter((other) => other !== waiter);
		if (waiter.slot) this.release(waiter.slot);
		else this.drain();
	}

	/**
	 * Releases a slot after the response arrived or the connection failed. The slot becomes free one window later, or
	 * at once if HubSpot refused the request. The limiter learns from the feedback.
	 *
	 * @param feedback omitted if nothing was sent. The slot is then free at once
	 */
	release(slot: Slot, feedback?: RateFeedback): void {
		const now = performance.now();
		this.lastUsed = now;
		this.running.delete(slot);
		slot.group.running -= 1;
		if (feedback) this.learn(feedback, now);
		if (feedback && !feedback.unanswered && !feedback.refused) slot.group.openAt = now;
		this.drain();
	}

	private learn(feedback: RateFeedback, now: number) {
		if (feedback.windowMs && feedback.windowMs !== this.windowMs) {
			this.windowMs = feedback.windowMs;
			this.freeAt = this.freeAt.map((at) => Math.min(at, now + this.windowMs));
		}
		if (!feedback.refused) this.freeAt.push(now + this.windowMs);
		if (!feedback.unanswered) this.refusing = feedback.refused;
		if (feedback.max && (!this.told || feedback.max !== this.ceiling)) {
			this.told = true;
			this.ceiling = feedback.max;
			this.capacity = feedback.max;
		}
		if (feedback.pauseMs) this.pausedUntil = Math.max(this.pausedUntil, now + feedback.pauseMs);
		const used = this.used(now);
		// A limiter with a share can wait longer before it tries for more than one with almost none.
		this.lookAt = now + this.backoffMs * (used * 10 < this.ceiling ? 1 : 5);
		if (feedback.refused) {
			if (!this.told) this.ceiling = this.tierBelow(this.ceiling);
			this.capacity = Math.min(this.capacity, this.ceiling, used);
			this.quietSince = now;
		} else if (feedback.max && feedback.remaining !== undefined) {
			const byOthers = feedback.max - feedback.remaining - used;
			const more = Math.max(0, Math.round(feedback.remaining * PART) - this.running.size);
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

	/** Number of our requests that HubSpot may still count. */
	private used(now: number): number {
		while (this.freeAt.length > 0 && this.freeAt[0] <= now) this.freeAt.shift();
		return this.running.size + this.freeAt.length;
	}

	/** Number of requests in progress that HubSpot may still count. */
	private underWay(now: number, urgent: boolean): number {
		const { windows, urgentMs, otherMs } = COUNTED_WITHIN;
		const within = Math.min(windows * this.windowMs, urgent ? urgentMs : otherMs);
		const since = now - this.windowMs - within;
		let count = 0;
		for (const { startedAt } of this.running) if (startedAt > since) count += 1;
		return count;
	}

	/** Milliseconds until a slot is free, or Infinity if only a response can free one. */
	private untilFree(now: number, urgent = false): number {
		if (this.used(now) < this.capacity) return 0;
		const surplus = this.underWay(now, urgent) + this.freeAt.length - this.capacity;
		if (surplus < 0) return 0;
		return surplus < this.freeAt.length ? this.freeAt[surplus] - now : Infinity;
	}

	/** Milliseconds until one request may start without a free slot, to see whether HubSpot accepts it by now. */
	private untilLook(now: number, urgent: boolean): number {
		return this.capacity < this.ceiling && this.underWay(now, urgent) === 0
			? this.lookAt - now
			: Infinity;
	}

	private untilStart(now: number, urgent: boolean): number {
		const ms = Math.min(this.untilFree(now, urgent), this.untilLook(now, urgent));
		return Math.max(this.pausedUntil - now, ms);
	}

	/** Starts the requests that may start, in the order they arrived, and sleeps until the next one may. */
	private drain() {
		const now = performance.now();
		let ms: number;
		do ms = this.startNext(now);
		while (ms <= 0);
		let waits = false;
		for (const [key, { running, waiting }] of this.groups) {
			if (waiting.length > 0) waits = true;
			else if (running === 0) this.groups.delete(key);
		}
		if (waits) this.sleepThenDrain(now, ms);
	}

	/**
	 * Starts one request.
	 *
	 * @returns 0 if a request was started, otherwise the ms until one may start. Infinity if only a response helps
	 */
	private startNext(now: number): number {
		const isUrgentsTurn = this.urgentInARow < URGENT_IN_A_ROW;
		let soonest = Infinity;
		for (const urgent of [isUrgentsTurn, !isUrgentsTurn]) {
			const group = this.first(urgent);
			if (!group) continue;
			const ms = this.untilStart(now, urgent);
			soonest = Math.min(soonest, ms);
			if (ms > 0) continue;
			this.urgentInARow = urgent ? this.urgentInARow + 1 : 0;
			this.start(group, now);
			return 0;
		}
		return soonest;
	}

	/** The group whose first request arrived first, among the groups below their limit of concurrent requests. */
	private first(urgent: boolean): Group | undefined {
		let found: Group | undefined;
		for (const group of this.groups.values()) {
			const [waiter] = group.waiting;
			if (group.urgent !== urgent || !waiter || group.running >= waiter.inFlight) continue;
			if (!found || waiter.place < found.waiting[0].place) found = group;
		}
		return found;
	}

	private start(group: Group, now: number) {
		const waiter = group.waiting.shift();
		if (!waiter) return;
		const stoodMs = now - Math.max(waiter.cameAt, group.openAt);
		waiter.slot = { startedAt: now, stoodMs, group };
		group.running += 1;
		this.running.add(waiter.slot);
		waiter.settle(waiter.slot);
	}

	/** Removes the requests whose patience is over while HubSpot accepted no request of their group. */
	private dismiss(now: number) {
		for (const group of this.groups.values()) {
			group.waiting = group.waiting.filter(({ cameAt, patienceMs, settle }) => {
				const isPatient = now - Math.max(cameAt, group.openAt) < patienceMs;
				if (!isPatient) settle();
				return isPatient;
			});
		}
	}

	/** Keeps a timer running while any request waits. A response drains the queue too, but may never arrive. */
	private sleepThenDrain(now: number, ms: number) {
		const slice = Math.min(ms, SLICE);
		if (this.wakesAt <= now + slice) return;
		this.wakesAt = now + slice;
		void sleep(slice).then(() => {
			this.wakesAt = Infinity;
			this.drain();
			this.dismiss(performance.now());
			this.drain();
		});
	}
}
