import type { Route } from './documents.mts';

/** A request with its response. Bodies are values or JSON text; `undefined` or '' means no body. */
export interface Exchange {
	method: string;
	/** Includes the query. */
	path: string;
	requestBody?: unknown;
	requestHeaders?: Record<string, unknown>;
	/** 0 if the connection was lost before a response. */
	status: number;
	responseBody?: unknown;
}

/** Which half of an exchange is judged. */
export type Side = 'request' | 'response' | 'both';

/** One difference between an exchange and HubSpot's documents. */
export interface Violation {
	side: 'request' | 'response';
	/** The document's operation. Missing if no document has the path. */
	route?: Route;
	exchange: Exchange;
	/** `path`, `parameter`, `body`, `content-type`, `status`, `scope`, or the JSON schema keyword that failed. */
	keyword: string;
	/** A JSON pointer into the body, ` ?name` for a query parameter, or ` {name}` for a path parameter. */
	at: string;
	/** The missing or unknown key, for `required` and `additionalProperties`. */
	key?: string;
	detail: string;
	/** The offending value. */
	value: unknown;
}

/** Recorded or documented behavior of HubSpot that contradicts its OpenAPI documents. */
export interface Deviation {
	name: string;
	evidence: string;
	applies(violation: Violation): boolean;
}

/** A path that HubSpot serves but no available document has. It is judged by the document of an equivalent path. */
export interface Rewrite {
	name: string;
	evidence: string;
	readAs(method: string, path: string): string | undefined;
}

/** Paths in use that no available document describes in any form. */
export interface Unjudged {
	name: string;
	evidence: string;
	path: RegExp;
}
