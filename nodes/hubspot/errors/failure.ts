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

/** What HubSpot (or the way to it) answered instead of doing what was asked, in words a user can act on. */
export interface ApiFailure {
	kind: ApiFailureKind;
	/** HTTP status; 0 when no answer came, 207's entries carry the status that they mean. */
	status: number;
	category?: string;
	subCategory?: string;
	correlationId?: string;
	/** What happened in HubSpot's terms and how to fix it, understandable on its own. */
	message: string;
	/** Details: HubSpot's own words, allowed values, correlation id. */
	description?: string;
	/** Whether the request was certainly not carried out. */
	certain: boolean;
	/** Whether it is about what the request holds, so that other inputs of a batch may fare better. */
	aboutInput: boolean;
	/** How long HubSpot asks to wait, as far as it says so. */
	retryAfterMs?: number;
	/** Which limit a 429 is about. */
	limit?: 'secondly' | 'tenSecondly' | 'daily';
	propertyErrors?: PropertyError[];
	missingScopes?: string[];
	/** Ids that it is about: missing records, association targets, ids that a batch holds twice. */
	ids?: string[];
	/** Inputs of a batch that this is about. */
	traceIds?: string[];
	/** HubSpot's `context`, with that of its details. */
	context?: Record<string, string[]>;
	/** HubSpot's own message, without the token. */
	hubspotMessage?: string;
	/** The connection's code, for `network`. */
	networkCode?: string;
	/** Base URL of the token's region, when a 401 came from another host. */
	otherBaseUrl?: string;
	/** Where a redirect leads: scheme and host. */
	redirectTo?: string;
}

/** An error before its words. */
export type Facts = Omit<ApiFailure, 'message' | 'description' | 'aboutInput'>;

export interface Hints {
	/** What the request was about: `meeting 123`. */
	what?: string;
	/** The answer's text when it was not JSON. */
	text?: string;
}
