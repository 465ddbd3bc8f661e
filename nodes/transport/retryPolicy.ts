import type { ApiFailure, ApiFailureKind } from '../hubspot/errors/failure';

/**
 * What happens if a request is sent twice: nothing (`read`), the same change again (`write`), a second record
 * (`create`), or something that HubSpot doesn't document (`associate`, a batch that associates records).
 */
export type Effect = 'read' | 'write' | 'create' | 'associate';

/** Whether a request may be sent again if it is unknown whether HubSpot carried it out. */
export const isRepeatable = (effect: Effect) => effect === 'read' || effect === 'write';

interface RetryRow {
	/** Maximum number of attempts, including the first. */
	tries: number;
	/** Delay before the first retry in ms, if HubSpot doesn't give one. */
	firstMs: number;
	/** How the delay grows with each attempt. */
	grows: 'not' | 'linear' | 'double';
	/** Maximum of the delays computed here, in ms. A delay that HubSpot gives may be longer. */
	longestMs: number;
	/** Minimum of the delays that HubSpot gives, in ms. */
	shortestMs?: number;
}

/**
 * Which errors are retried, and after which delay. All other errors are final. A `create` or `associate` request is
 * retried only if HubSpot certainly did not carry it out (`failure.certain`).
 */
export const RETRY_POLICY: Partial<Record<ApiFailureKind, RetryRow>> = {
	// The maximum wait ends these retries. Without a Retry-After header, `send` waits for a part of the rate limit
	// window instead.
	rateLimit: { tries: 1_000, firstMs: 1_000, grows: 'not', longestMs: 1_000 },
	// HubSpot's table of status codes says to wait at least two seconds.
	locked: { tries: 8, firstMs: 2_000, grows: 'linear', longestMs: 15_000, shortestMs: 2_000 },
	migration: { tries: 8, firstMs: 10_000, grows: 'double', longestMs: 120_000 },
	server: { tries: 5, firstMs: 500, grows: 'double', longestMs: 10_000 },
	network: { tries: 5, firstMs: 500, grows: 'double', longestMs: 10_000 },
	unreadable: { tries: 3, firstMs: 500, grows: 'double', longestMs: 10_000 },
};

/** Network error codes that do not go away within seconds. */
const LASTING = /CERT|SELF_SIGNED|ENOTFOUND/;

/**
 * The delay before the next attempt in ms. Undefined if the request must not be sent again.
 *
 * @param attempt number of attempts so far, 1 after the first
 */
export function retryDelay(
	failure: ApiFailure,
	attempt: number,
	effect: Effect,
): number | undefined {
	const row = RETRY_POLICY[failure.kind];
	if (!row || attempt >= row.tries) return undefined;
	if (!isRepeatable(effect) && !failure.certain) return undefined;
	if (failure.kind === 'network' && LASTING.test(failure.networkCode ?? '')) return undefined;
	if (failure.retryAfterMs !== undefined) {
		return Math.max(failure.retryAfterMs, row.shortestMs ?? 0);
	}
	const factor = { not: 1, linear: attempt, double: 2 ** (attempt - 1) }[row.grows];
	return Math.min(row.firstMs * factor, row.longestMs);
}
