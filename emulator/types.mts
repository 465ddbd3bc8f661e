import type { Account } from './account/account.mts';

/** How a local HubSpot is set up. Everything is optional. */
export interface EmulatorOptions {
	/** TCP port on 127.0.0.1; 0 (the default) takes a free one. */
	port?: number;
	/** TCP port of the storage server, from which files are downloaded; a free one by default. */
	storagePort?: number;
	/** The clock, in milliseconds since the epoch. `Date.now` by default. */
	now?: () => number;
	/** The first id that is given to a new record. Ids then go up by one. */
	firstId?: number;
	/** `account` (default): the seeded account. `empty`: owners and definitions, no records. */
	seed?: 'account' | 'empty';
	/** Bearer tokens and their scopes. By default `EMULATOR_TOKEN` with all scopes. */
	tokens?: Record<string, 'all' | string[]>;
	/** Rate limits; `false` (default) refuses nothing, the headers are sent anyway. */
	limits?: LimitOptions | false;
	/** How long a write stays invisible to search. A range lets writes become visible out of order. */
	searchLagMs?: number | { min: number; max: number };
	/** Whether deletions are as slow to reach search; by default they do at once. */
	lateDeletions?: boolean;
	/** The account's own rules for its records, as an admin sets them; none by default. `account.rules` changes them. */
	rules?: AccountRule[];
	/** Whether meetings that apps book carry the id of their scheduling page (true by default; not confirmed for HubSpot). */
	linkOnApiBookings?: boolean;
	/** Seed of the order in which batch results come back; `false` keeps the order of the inputs. */
	shuffle?: number | false;
	/** Time that every API request takes at least, in milliseconds. */
	latencyMs?: number;
	/** How many requests are kept in `requests` (10,000 by default). */
	log?: number;
}

/**
 * A property that records of a type must have. Without `when` it is a required field of the form that creates a
 * record; with `when` it is required where another property has one of the values. HubSpot enforces both in the API
 * from 2026-09.
 */
export interface AccountRule {
	/** Name or id of the object type. */
	objectType: string;
	property: string;
	when?: { property: string; is: string | string[] };
}

/** HubSpot's limits; the defaults are those of a Professional account. */
export interface LimitOptions {
	/** Requests of one token in a rolling window (190). */
	perInterval?: number;
	/** Length of that window in milliseconds (10,000). */
	intervalMs?: number;
	/** Search requests of the whole account in a second (5). */
	searchPerSecond?: number;
	/** Requests of the account in a day (625,000). */
	daily?: number;
}

/** A running local HubSpot. */
export interface Emulator {
	/** `http://127.0.0.1:port`, without a slash at the end. */
	url: string;
	/** The API requests so far, oldest first. */
	requests: RecordedRequest[];
	/** The account behind it, for reading and writing past the API. */
	account: Account;
	faults: Faults;
	/** The server that signed addresses of files lead to; the fault rules apply to it, too. */
	storage: {
		url: string;
		/** What was asked of it. One that brings an `authorization` header is refused with 400. */
		requests: RecordedRequest[];
	};
	/** Back to the seed: records, files, definitions, ids, faults, budget and `requests`. */
	reset(): void;
	close(): Promise<void>;
}

/**
 * One API request and its answer. Bodies are parsed JSON, or text where they are not JSON; of a multipart body an
 * object of its fields, with `{ fileName, type, size, sha256 }` for a file.
 */
export interface RecordedRequest {
	/** When it arrived, in milliseconds of the emulator's clock. */
	at: number;
	method: string;
	/** With the query. */
	path: string;
	/** The request's headers, lower-case names. The token is not masked. */
	headers: Record<string, string>;
	body: unknown;
	/** 0 where the connection was cut. */
	status: number;
	responseBody: unknown;
	responseHeaders: Record<string, string>;
	correlationId: string;
	/** Whether an ordered fault answered in HubSpot's place, cut the connection or distorted the answer. */
	faulty: boolean;
}

/** Which requests go wrong, how often, and how. */
export interface FaultRule {
	match: {
		method?: string;
		/** A part of the path with query, or a pattern for it. */
		path?: RegExp | string;
		body?: RegExp | ((body: unknown) => boolean);
	};
	/** How many matching requests are hit; 1 by default, `Infinity` for all. */
	times?: number;
	/** How many matching requests are left alone first. */
	skip?: number;
	then: FaultEffect;
}

export type FaultEffect =
	/** Answers so, without carrying anything out. */
	| { status: number; body?: unknown; headers?: Record<string, string> }
	/** Answers as usual, with these headers in place of those that it has. */
	| { replaceHeaders: Record<string, string> }
	/** Answers as usual, later. */
	| { delayMs: number }
	/** Carries it out and sends the answer so slowly that nobody waits for its end: a byte each so many milliseconds. */
	| { trickleMs: number }
	/** Cuts the connection before the request is carried out, or after it (a download: in the middle of the file). */
	| { reset: 'before' | 'after' }
	/** Carries it out, and a proxy answers with its page and this status, such as 502. */
	| { proxyAfter: number }
	/** Carries it out and sends the first half of the answer as if it were all. */
	| { truncate: true }
	/** A proxy's HTML page instead of an answer; nothing is carried out. */
	| { html: true; status?: number }
	/** Carries a batch out and leaves n of its results out of the answer. */
	| { dropResults: number }
	/** Carries a batch out and answers without `objectWriteTraceId`. */
	| { stripTraceIds: true }
	/** Carries a batch out and adds a result that nobody asked for. */
	| { extraResult: true };

export interface Faults {
	/** Adds a rule; the function that comes back removes it. */
	add(rule: FaultRule): () => void;
	clear(): void;
}
