import type { ApiFailure, ApiFailureKind } from '../hubspot/errors/failure';

/**
 * What a repetition of a request would do: nothing, the same again, a second record, or what HubSpot doesn't say (a batch
 * that associates).
 */
export type Effect = 'read' | 'write' | 'create' | 'associate';

/** Whether a request may be sent again although nobody knows what became of it. */
export const isRepeatable = (effect: Effect) => effect === 'read' || effect === 'write';

interface RetryRow {
	/** Tries in all. */
	tries: number;
	/** First wait in milliseconds, when HubSpot doesn't say. */
	firstMs: number;
	/** How the wait grows with each try. */
	grows: 'not' | 'linear' | 'double';
	/** The longest wait that is made up here; HubSpot's own may be longer. */
	longestMs: number;
	/** The shortest, whatever HubSpot says. */
	shortestMs?: number;
}

/**
 * Which errors are worth another try, and when. What is not listed is final. A request that would create a
 * second record is repeated only when HubSpot certainly did not carry it out (`failure.certain`).
 */
export const RETRY_POLICY: Partial<Record<ApiFailureKind, RetryRow>> = {
	// The bound on waiting ends these. Where the window's length is known, a part of it is waited for instead.
	rateLimit: { tries: 1_000, firstMs: 1_000, grows: 'not', longestMs: 1_000 },
	// HubSpot's status table: wait at least two seconds.
	locked: { tries: 8, firstMs: 2_000, grows: 'linear', longestMs: 15_000, shortestMs: 2_000 },
	migration: { tries: 8, firstMs: 10_000, grows: 'double', longestMs: 120_000 },
	server: { tries: 5, firstMs: 500, grows: 'double', longestMs: 10_000 },
	network: { tries: 5, firstMs: 500, grows: 'double', longestMs: 10_000 },
	unreadable: { tries: 3, firstMs: 500, grows: 'double', longestMs: 10_000 },
};

/** Codes that another try within seconds does not change. */
const LASTING = /CERT|SELF_SIGNED|ENOTFOUND/;

/**
 * How long to wait before the next try, in milliseconds; undefined when there is to be none.
 *
 * @param attempt how many tries were made, 1 after the first
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
