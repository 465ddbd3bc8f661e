import type { Account } from './account/account.mts';

/** Options of a local HubSpot. All of them are optional. */
export interface EmulatorOptions {
	/** TCP port on 127.0.0.1. With 0 (the default), the system picks a free port. */
	port?: number;
	/** TCP port of the storage server, which serves file downloads. Default: a free port. */
	storagePort?: number;
	/** Returns the current time in milliseconds since the epoch. Default: `Date.now`. */
	now?: () => number;
	/** The ID of the first new record. Later IDs count up by one. */
	firstId?: number;
	/**
	 * `account` (default): the seeded account. `empty`: owners, definitions and scheduling pages, but no records
	 * or files.
	 */
	seed?: 'account' | 'empty';
	/** Bearer tokens and their scopes. Default: `EMULATOR_TOKEN` with all scopes. */
	tokens?: Record<string, 'all' | string[]>;
	/** Rate limits. With `false` (the default), no request is rejected, but responses still have the headers. */
	limits?: LimitOptions | false;
	/** How long it takes until search sees a write. With a range, writes can become visible out of order. */
	searchLagMs?: number | { min: number; max: number };
	/** Whether the lag also applies to deletions. By default, search sees deletions at once. */
	lateDeletions?: boolean;
	/**
	 * The account's own rules for its records, as an admin sets them up. Default: none. `account.rules` changes
	 * them.
	 */
	rules?: AccountRule[];
	/**
	 * Whether meetings that apps book have the ID of their scheduling page. Default: true (not confirmed for
	 * HubSpot).
	 */
	linkOnApiBookings?: boolean;
	/** Seed for the order of batch results. With `false`, results keep the order of the inputs. */
	shuffle?: number | false;
	/** Minimum time that each API request takes, in milliseconds. */
	latencyMs?: number;
	/**
	 * How many of the last requests `requests` keeps (default: 10,000). It keeps fewer if their bodies have more than
	 * 100 million characters.
	 */
	log?: number;
}

/**
 * A property that records of a type must have. Without `when`, it is a required field of the form that creates a
 * record. With `when`, it is required if another property has one of the given values. From version 2026-09,
 * HubSpot's API enforces both.
 */
export interface AccountRule {
	/** Name or ID of the object type. */
	objectType: string;
	property: string;
	when?: { property: string; is: string | string[] };
}

/** Rate limits. The defaults are HubSpot's limits for a Professional account. */
export interface LimitOptions {
	/** Maximum requests of one token in a rolling window (default: 190). */
	perInterval?: number;
	/** Length of the rolling window in milliseconds (default: 10,000). */
	intervalMs?: number;
	/** Maximum search requests of the whole account per second (default: 5). */
	searchPerSecond?: number;
	/** Maximum requests of the whole account per day (default: 625,000). */
	daily?: number;
}

/** A running local HubSpot. */
export interface Emulator {
	/** `http://127.0.0.1:port`, without a trailing slash. */
	url: string;
	/** The API requests so far, oldest first. */
	requests: RecordedRequest[];
	/** The account data. Tests can read and write it without the API. */
	account: Account;
	faults: Faults;
	/** The server that signed file URLs point to. Fault rules also apply to it. */
	storage: {
		url: string;
		/** Requests to the storage server. A request with an `authorization` header gets a 400. */
		requests: RecordedRequest[];
	};
	/** Restores the records, files, definitions and IDs of the seed. Clears faults, rate limits and `requests`. */
	reset(): void;
	close(): Promise<void>;
}

/**
 * One API request and its response. Bodies are parsed JSON, or text if they are not JSON. A multipart body
 * becomes an object of its fields, with `{ fileName, type, size, sha256 }` for each file.
 */
export interface RecordedRequest {
	/** Time of arrival in milliseconds, by the emulator's clock. */
	at: number;
	method: string;
	/** Includes the query string. */
	path: string;
	/** Request headers with lowercase names. The token is not masked. */
	headers: Record<string, string>;
	body: unknown;
	/** 0 if the connection was cut. */
	status: number;
	responseBody: unknown;
	responseHeaders: Record<string, string>;
	correlationId: string;
	/** Whether a fault rule replaced or changed the response, or cut the connection. `delayMs` does not count. */
	faulty: boolean;
}

/** Which requests fail, how often, and how. */
export interface FaultRule {
	match: {
		method?: string;
		/** A substring of the path with its query, or a regular expression for it. */
		path?: RegExp | string;
		body?: RegExp | ((body: unknown) => boolean);
	};
	/** How many matching requests the fault applies to. Default: 1. Use `Infinity` for all. */
	times?: number;
	/** How many matching requests to let through first. */
	skip?: number;
	then: FaultEffect;
}

export type FaultEffect =
	/** Sends this response without executing the request. */
	| { status: number; body?: unknown; headers?: Record<string, string> }
	/** Sends the usual response, but with these headers instead of its own headers of the same names. */
	| { replaceHeaders: Record<string, string> }
	/** Waits, then handles the request as usual. */
	| { delayMs: number }
	/**
	 * Executes the request, but sends the response one byte at a time with this interval. Clients give up before
	 * it is complete.
	 */
	| { trickleMs: number }
	/** Cuts the connection before or after the request is executed (for a download: in the middle of the file). */
	| { reset: 'before' | 'after' }
	/** Executes the request, but a proxy responds with its error page and this status, such as 502. */
	| { proxyAfter: number }
	/** Executes the request, but sends only the first half of the response as if it were complete. */
	| { truncate: true }
	/** A proxy responds with its HTML error page. The request is not executed. The status is 502 by default. */
	| { html: true; status?: number }
	/** Executes a batch, but leaves this many results out of the response. */
	| { dropResults: number }
	/** Executes a batch, but responds without `objectWriteTraceId`. */
	| { stripTraceIds: true }
	/** Executes a batch, but adds a result to the response that belongs to no input. */
	| { extraResult: true };

export interface Faults {
	/** Adds a rule. Returns a function that removes it. */
	add(rule: FaultRule): () => void;
	clear(): void;
}
