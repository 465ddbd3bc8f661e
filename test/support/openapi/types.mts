import type { Route } from './documents.mts';

/** One request with its answer. Bodies as values or as JSON text, `undefined` or '' for none. */
export interface Exchange {
	method: string;
	/** With the query. */
	path: string;
	requestBody?: unknown;
	requestHeaders?: Record<string, unknown>;
	/** 0 when the connection broke before an answer. */
	status: number;
	responseBody?: unknown;
}

/** Which half of an exchange is judged. */
export type Side = 'request' | 'response' | 'both';

/** One point in which an exchange and HubSpot's documents disagree. */
export interface Violation {
	side: 'request' | 'response';
	/** The document's operation; none when no document knows the path. */
	route?: Route;
	exchange: Exchange;
	/** `path`, `parameter`, `body`, `content-type`, `status`, or the JSON schema keyword that failed. */
	keyword: string;
	/** JSON pointer into the body, or ` ?name` of a query and ` {name}` of a path parameter. */
	at: string;
	/** The missing or unknown key, for `required` and `additionalProperties`. */
	key?: string;
	detail: string;
	/** The offending value. */
	value: unknown;
}

/** HubSpot's recorded or documented behaviour where it contradicts its OpenAPI documents. */
export interface Deviation {
	name: string;
	evidence: string;
	applies(violation: Violation): boolean;
}

/** A path that HubSpot serves and no document here has, judged by the document of an equal one. */
export interface Rewrite {
	name: string;
	evidence: string;
	readAs(method: string, path: string): string | undefined;
}

/** Paths in use that no document here describes in any form. */
export interface Unjudged {
	name: string;
	evidence: string;
	path: RegExp;
}
