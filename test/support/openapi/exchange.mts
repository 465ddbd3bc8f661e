import type { Route, Schema } from './documents.mts';
import { parameterViolations } from './parameters.mts';
import type { Schemas } from './schemas.mts';
import type { Exchange, Violation } from './types.mts';

/** The violations of a request against the document of its route. */
export function requestViolations(
	route: Route,
	exchange: Exchange,
	path: string,
	query: string,
	schemas: Schemas,
): Violation[] {
	const found = parameterViolations(route, exchange, path, query, schemas);
	const body = withoutFiles(parsed(exchange.requestBody));
	const base = { side: 'request', route, exchange } as const;
	if (route.body === undefined) {
		if (body !== undefined) {
			found.push({
				...base,
				keyword: 'body',
				at: '',
				detail: 'has a body, the document none',
				value: body,
			});
		}
		return found;
	}
	if (body === undefined) {
		if (route.body.required) {
			found.push({ ...base, keyword: 'body', at: '', detail: 'has no body', value: body });
		}
		return found;
	}
	const type = exchange.requestHeaders?.['content-type'];
	if (type !== undefined && !String(type).startsWith(route.body.type)) {
		const detail = `is not ${route.body.type}`;
		found.push({ ...base, keyword: 'content-type', at: '', detail, value: type });
	}
	return [
		...found,
		...bodyViolations('request', route, exchange, route.body.schema, body, schemas),
	];
}

/** Replaces files in a multipart body by strings, as the documents describe them. A recorder keeps metadata instead. */
function withoutFiles(body: unknown): unknown {
	if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
	const isFile = (value: unknown) =>
		typeof value === 'object' && value !== null && 'sha256' in value && 'fileName' in value;
	return Object.fromEntries(
		Object.entries(body).map(([name, value]) => [name, isFile(value) ? '(bytes)' : value]),
	);
}

/** The violations of a response: its status, its body, and the scopes that it names. */
export function responseViolations(
	route: Route,
	exchange: Exchange,
	schemas: Schemas,
): Violation[] {
	// If the connection was lost, there is no response to judge.
	if (exchange.status === 0) return [];
	const base = { side: 'response', route, exchange } as const;
	const success = exchange.status >= 200 && exchange.status < 300;
	const key = success ? String(exchange.status) : 'default';
	if (!route.responses.has(key)) {
		const known = [...route.responses.keys()].join(', ');
		const detail = `status ${exchange.status} is not documented (${known})`;
		return [{ ...base, keyword: 'status', at: '', detail, value: exchange.status }];
	}
	const schema = route.responses.get(key);
	const body = parsed(exchange.responseBody);
	if (schema === undefined) {
		return body === undefined
			? []
			: [{ ...base, keyword: 'body', at: '', detail: 'should be empty', value: body }];
	}
	return [
		...bodyViolations('response', route, exchange, schema, body, schemas),
		...scopesOf(body)
			.filter((scope) => !route.scopes.has(scope))
			.map((value) => ({
				...base,
				keyword: 'scope',
				at: '',
				detail: 'asks for a scope that the document does not',
				value,
			})),
	];
}

/** The scopes that a 403 names. */
function scopesOf(body: unknown): string[] {
	const { errors } = (body ?? {}) as {
		errors?: Array<{ context?: { requiredGranularScopes?: string[] } }>;
	};
	return Array.isArray(errors)
		? errors.flatMap(({ context }) => context?.requiredGranularScopes ?? [])
		: [];
}

function bodyViolations(
	side: 'request' | 'response',
	route: Route,
	exchange: Exchange,
	schema: Schema,
	body: unknown,
	schemas: Schemas,
): Violation[] {
	return schemas.errors(route.file, schema, body).map((error) => ({
		side,
		route,
		exchange,
		keyword: error.keyword,
		at: error.instancePath,
		key: error.params.missingProperty ?? error.params.additionalProperty,
		detail: `${error.message ?? error.keyword}${
			error.keyword === 'additionalProperties' ? ` (${error.params.additionalProperty})` : ''
		}`,
		value: error.data,
	}));
}

/**
 * The body as it was sent, parsed from JSON. A recorder may store it as text, or as a value with keys that JSON omits.
 * No body and an empty text both return undefined.
 */
function parsed(body: unknown): unknown {
	if (body === undefined || body === null || body === '') return undefined;
	try {
		return JSON.parse(typeof body === 'string' ? body : JSON.stringify(body));
	} catch {
		return body;
	}
}
