import { sleep } from 'n8n-workflow';

import { whenCancelled } from './wait';

/** If others use the same token, only this part of what is left for everybody is used at once: the others see the same figure. */
const PART = 1 / 4;

/** The longest the queue sleeps before it looks again, in ms, so that no long timer is left behind. */
const SLICE = 250;

/**
 * HubSpot has counted a request so many windows after its start, and so many ms, also one that it never answers: one window
 * later it holds nobody back any more. Who is urgent goes by the shorter time.
 */
const COUNTED_WITHIN = { windows: 2, urgentMs: 2_000, otherMs: 20_000 };

/** So many that are urgent start before one that is not, where both wait. */
const URGENT_IN_A_ROW = 3;

/** What an answer said about HubSpot's rate limit. */
export interface RateFeedback {
	/** There was no answer: HubSpot may have counted the request, and nothing was learned. */
	unanswered?: boolean;
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

/** Who wants a slot, and how. */
export interface AcquireOptions {
	/** Those of one name share `inFlight`; others are not held up by them. */
	who?: string;
	/** How many of its own may be under way at once. */
	inFlight: number;
	/** It comes before those that are not, and has slots of its own. */
	urgent?: boolean;
	/** How long it waits while HubSpot lets nobody of its name through, in ms. */
	patienceMs?: number;
	signal?: AbortSignal;
}

/** A request that may be sent; each is followed by one `release`. */
export interface Slot {
	/** By `performance.now()`. */
	startedAt: number;
	/** How long it had waited since HubSpot last let one of its name through, in ms. */
	stoodMs: number;
	/** Whose it is. */
	group: Group;
}

/** Those who share what they may have under way: they start in the order in which they came. */
interface Group {
	urgent: boolean;
	running: number;
	waiting: Waiter[];
	/** When HubSpot last let one of them through. */
	openAt: number;
}

interface Waiter {
	inFlight: number;
	patienceMs: number;
	cameAt: number;
	/** Its place in the order of all. */
	place: number;
	slot?: Slot;
	settle: (slot?: Slot) => void;
}

/**
 * A queue before one of HubSpot's rolling windows. A slot is taken when a request starts and is free again one window
 * after its answer came: never earlier than HubSpot frees it, since HubSpot counted it before it answered.
 *
 * How many slots there are is learned: from the headers where they come, else by going up `tiers` a window at a time
 * while nothing is refused. An error means that others use the same account: what got through is our share, and it
 * grows while HubSpot says that something is left. Who has used its share up hears nothing: it sends one request now and
 * then to see whether others have left something.
 *
 * Its times are those of `performance.now()`, which goes on evenly when the machine's clock is set.
 */
export class RateLimiter {
	lastUsed = performance.now();

	/** HubSpot's last word was an error for the rate. */
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

	/** Nothing waits and nothing is under way. */
	get idle(): boolean {
		return this.groups.size === 0;
	}

	/**
	 * Waits for a slot: undefined when HubSpot has let nobody of that name through for as long as the one who waits is patient.
	 * Whoever waits behind its own node's requests, while they get through, waits for as long as those take.
	 *
	 * @throws Cancelled when the workflow is cancelled first
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
	 * How long to stay away when HubSpot refuses for the rate and doesn't say, in ms: a tenth of the window, in which about
	 * a tenth of it becomes free, with some chance in it so that several processes don't come back as one.
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
	 * The answer came, or the connection broke: the slot begins to age, and what was learned is kept.
	 *
	 * @param feedback none where nothing was sent
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
		// Who has a share can wait longer before it looks for more than who has hardly any.
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

	/** How many of ours HubSpot may still count. */
	private used(now: number): number {
		while (this.freeAt.length > 0 && this.freeAt[0] <= now) this.freeAt.shift();
		return this.running.size + this.freeAt.length;
	}

	/** How many are under way that HubSpot may still count. */
	private underWay(now: number, urgent: boolean): number {
		const { windows, urgentMs, otherMs } = COUNTED_WITHIN;
		const within = Math.min(windows * this.windowMs, urgent ? urgentMs : otherMs);
		const since = now - this.windowMs - within;
		let count = 0;
		for (const { startedAt } of this.running) if (startedAt > since) count += 1;
		return count;
	}

	/** Milliseconds until a slot is free; Infinity when only an answer can free one. */
	private untilFree(now: number, urgent = false): number {
		if (this.used(now) < this.capacity) return 0;
		const surplus = this.underWay(now, urgent) + this.freeAt.length - this.capacity;
		if (surplus < 0) return 0;
		return surplus < this.freeAt.length ? this.freeAt[surplus] - now : Infinity;
	}

	/** Milliseconds until one may start without a slot, to see whether there is one for us meanwhile. */
	private untilLook(now: number, urgent: boolean): number {
		return this.capacity < this.ceiling && this.underWay(now, urgent) === 0
			? this.lookAt - now
			: Infinity;
	}

	private untilStart(now: number, urgent: boolean): number {
		const ms = Math.min(this.untilFree(now, urgent), this.untilLook(now, urgent));
		return Math.max(this.pausedUntil - now, ms);
	}

	/** Starts whoever may start, in the order of coming, and sleeps until the next one may. */
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

	/** Starts one. @returns ms until one may be started: 0 where one was, Infinity where only an answer helps */
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

	/** The group of whoever came first of those that have not all under way that they may. */
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

	/** Who has waited as long as it may while HubSpot let nobody of its name through waits no longer. */
	private dismiss(now: number) {
		for (const group of this.groups.values()) {
			group.waiting = group.waiting.filter(({ cameAt, patienceMs, settle }) => {
				const isPatient = now - Math.max(cameAt, group.openAt) < patienceMs;
				if (!isPatient) settle();
				return isPatient;
			});
		}
	}

	/** As long as anybody waits there is a timer: an answer drains the queue by itself, but may never come. */
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
