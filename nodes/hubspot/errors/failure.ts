import type { PropertyError } from './errorBody';

export type ApiFailureKind =
	| 'auth'
	| 'conflict'
	| 'dailyLimit'
	| 'forbidden'
	| 'locked'
	| 'migration'
	| 'network'
	| 'notFound'
	| 'rateLimit'
	| 'redirect'
	| 'scope'
	| 'server'
	| 'tooLong'
	| 'unreadable'
	| 'validation';

/** A failed request to HubSpot: an error response or a connection error, with a message that a user can act on. */
export interface ApiFailure {
	kind: ApiFailureKind;
	/** HTTP status; 0 if there was no response. For an entry of a 207, the status that its category means. */
	status: number;
	category?: string;
	subCategory?: string;
	correlationId?: string;
	/** What happened, in HubSpot's terms, and how to fix it. Makes sense without the description. */
	message: string;
	/** Details: HubSpot's own words, allowed values, correlation id. */
	description?: string;
	/** Whether it is certain that HubSpot did not carry out the request. */
	certain: boolean;
	/** Whether the content of the request caused the error. If so, other inputs of a batch may succeed. */
	aboutInput: boolean;
	/** How long HubSpot asks clients to wait, if it does. */
	retryAfterMs?: number;
	/** The limit that caused a 429. */
	limit?: 'secondly' | 'tenSecondly' | 'daily';
	propertyErrors?: PropertyError[];
	missingScopes?: string[];
	/** Ids that the error names: missing records, association targets, duplicate ids in a batch. */
	ids?: string[];
	/** Trace ids of the batch inputs that the error is about. */
	traceIds?: string[];
	/** HubSpot's `context`, merged with the context of its details. */
	context?: Record<string, string[]>;
	/** HubSpot's own message, without the token. */
	hubspotMessage?: string;
	/** Error code of the connection, for `network`. */
	networkCode?: string;
	/** Base URL of the token's region, if another host responded with 401. */
	otherBaseUrl?: string;
	/** Scheme and host of a redirect's target. */
	redirectTo?: string;
}

/** The facts of an error, before its message is written. */
export type Facts = Omit<ApiFailure, 'message' | 'description' | 'aboutInput'>;

export interface Hints {
	/** The subject of the request, such as `meeting 123`. */
	what?: string;
	/** The text of a response that is not JSON. */
	text?: string;
}
