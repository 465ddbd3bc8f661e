import { burstLimit, dailyLimit, searchLimit } from '../errors.mts';
import type { HubSpotError } from '../errors.mts';
import type { LimitOptions } from '../types.mts';

const DEFAULTS: Required<LimitOptions> = {
	perInterval: 190,
	intervalMs: 10_000,
	searchPerSecond: 5,
	daily: 625_000,
};

/** Values for the headers if limits are off: more than any client uses, but still plausible. */
export const UNLIMITED: Required<LimitOptions> = {
	perInterval: 10_000,
	intervalMs: 10_000,
	searchPerSecond: 1_000_000,
	daily: 1_000_000_000,
};

/** The times of the requests in a rolling window. */
class Window {
	private times: number[] = [];

	private first = 0;

	constructor(private readonly lengthMs: number) {}

	count(now: number): number {
		while (this.first < this.times.length && this.times[this.first] <= now - this.lengthMs) {
			this.first++;
		}
		if (this.first > 1_000) {
			this.times = this.times.slice(this.first);
			this.first = 0;
		}
		return this.times.length - this.first;
	}

	add(now: number): void {
		this.times.push(now);
	}
}

export interface Budget {
	headers: Record<string, string>;
	failure?: HubSpotError;
}

/**
 * HubSpot's three limits: a rolling window per token, search requests per second of the account, and requests
 * per day of the account. Search requests don't count against the window. Rejected requests don't count at all.
 */
export class RateLimiter {
	readonly limits: Required<LimitOptions>;

	private readonly windows = new Map<string, Window>();

	private readonly search = new Window(1_000);

	private day = 0;

	private today = 0;

	constructor(
		private readonly options: LimitOptions | false,
		private readonly utcOffsetMs: number,
	) {
		this.limits = options === false ? UNLIMITED : { ...DEFAULTS, ...options };
	}

	get usedToday(): number {
		return this.today;
	}

	/** Counts a request, or returns an error in `failure` if the request exceeds a limit. */
	take(token: string, isSearch: boolean, now: number): Budget {
		const day = Math.floor((now + this.utcOffsetMs) / 86_400_000);
		if (day !== this.day) {
			this.day = day;
			this.today = 0;
		}
		const window = isSearch ? this.search : this.windowOf(token);
		const max = isSearch ? this.limits.searchPerSecond : this.limits.perInterval;
		const isLimited = this.options !== false;
		const used = isLimited ? window.count(now) : 0;
		const failure = !isLimited
			? undefined
			: this.today >= this.limits.daily
				? dailyLimit()
				: used >= max
					? (isSearch ? searchLimit : burstLimit)()
					: undefined;
		if (!failure) {
			if (isLimited) window.add(now);
			this.today++;
		}
		const remaining = Math.max(0, max - used - (failure ? 0 : 1));
		return { headers: { ...this.daily(), ...(isSearch ? {} : this.burst(remaining)) }, failure };
	}

	private windowOf(token: string): Window {
		let window = this.windows.get(token);
		if (!window) this.windows.set(token, (window = new Window(this.limits.intervalMs)));
		return window;
	}

	/** The only rate limit headers of a search response (three recordings). */
	private daily(): Record<string, string> {
		return {
			'x-hubspot-ratelimit-daily': String(this.limits.daily),
			'x-hubspot-ratelimit-daily-remaining': String(Math.max(0, this.limits.daily - this.today)),
		};
	}

	private burst(remaining: number): Record<string, string> {
		const secondly = Math.max(1, Math.floor(this.limits.perInterval / 10));
		return {
			'x-hubspot-ratelimit-interval-milliseconds': String(this.limits.intervalMs),
			'x-hubspot-ratelimit-max': String(this.limits.perInterval),
			'x-hubspot-ratelimit-remaining': String(remaining),
			'x-hubspot-ratelimit-secondly': String(secondly),
			'x-hubspot-ratelimit-secondly-remaining': String(Math.max(0, secondly - 1)),
		};
	}
}
