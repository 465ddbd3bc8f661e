import { DEVIATIONS, REWRITES, UNJUDGED } from './openapi/deviations.mts';
import { documents, matches, routes, segmentsOf, type Route } from './openapi/documents.mts';
import { requestViolations, responseViolations } from './openapi/exchange.mts';
import { Schemas } from './openapi/schemas.mts';
import type { Exchange, Side, Violation } from './openapi/types.mts';

export { DEVIATIONS, REWRITES, UNJUDGED } from './openapi/deviations.mts';
export type { Exchange, Side, Violation } from './openapi/types.mts';

/** A recorded request. It has only the fields that the judge needs, so that any recorder can be judged. */
export interface JudgedRequest {
	method: string;
	path: string;
	body?: unknown;
	status: number;
	responseBody?: unknown;
	headers?: Record<string, unknown>;
	/** The response is an injected fault, not HubSpot's. Only the request is judged. */
	faulty?: boolean;
}

export interface Judge {
	/** The violations of one exchange, as sentences. Empty if the exchange matches HubSpot's documents. */
	check(exchange: Exchange, side?: Side): string[];
	/** The violations of one exchange, as data. */
	violations(exchange: Exchange, side?: Side): Violation[];
	/** How many exchanges were judged, and how many were not, because no document describes them (`UNJUDGED`). */
	readonly counts: { judged: number; unjudged: number };
	/** `METHOD template status` of all judged exchanges. */
	readonly operations: Set<string>;
	/** Names of the deviations, rewrites and `UNJUDGED` entries that were used. */
	readonly used: Set<string>;
}

let shared: { routes: Map<string, Route[]>; schemas: Schemas } | undefined;

/** A judge that uses HubSpot's OpenAPI documents, or `undefined` without them. They are not part of the repository. */
export function openApiJudge(): Judge | undefined {
	if (documents().length === 0) return undefined;
	shared ??= { routes: byShape(routes(documents())), schemas: new Schemas() };
	return createJudge(shared.routes, shared.schemas);
}

/** Like `describe`, but skips the suite with a message if the documents are missing. */
export function describeJudged(name: string, suite: () => void): void {
	if (documents().length > 0) return describe(name, suite);
	// Jest discards console output of a suite if all its tests are skipped.
	process.stderr.write(`Skipped, ../shared/hubspot-openapi is not here: ${name}\n`);
	describe.skip(name, suite);
}

/**
 * The violations in a list of recorded requests, one sentence each. Always empty if the documents are missing.
 * `side` limits the check to requests or responses. A test that sends invalid requests on purpose judges only the responses.
 */
export function judgeAll(requests: readonly JudgedRequest[], side?: Side): string[] {
	const judge = openApiJudge();
	if (judge === undefined) return [];
	const judged = requests.filter(({ faulty }) => !faulty || side !== 'response');
	return judged.flatMap((request) =>
		judge.check(
			{
				method: request.method,
				path: request.path,
				requestBody: request.body,
				requestHeaders: request.headers,
				status: request.status,
				responseBody: request.responseBody,
			},
			request.faulty ? 'request' : side,
		),
	);
}

/** `METHOD template status` of every success in the documents whose file name matches `files`. */
export function documentedSuccesses(files: RegExp): string[] {
	return routes(documents().filter(({ file }) => files.test(file))).flatMap((route) =>
		[...route.responses.keys()]
			.filter((status) => status.startsWith('2'))
			.map((status) => `${route.method} ${route.template} ${status}`),
	);
}

function createJudge(all: Map<string, Route[]>, schemas: Schemas): Judge {
	const counts = { judged: 0, unjudged: 0 };
	const operations = new Set<string>();
	const used = new Set<string>();

	const find = (method: string, path: string): Route[] => {
		const segments = segmentsOf(path);
		const found = (all.get(shape(method, segments)) ?? []).filter((route) =>
			matches(route.segments, segments),
		);
		return found.filter((route) => route.template === found[0].template);
	};

	/** The routes of a path. If no document has the path, tries the rewrites. */
	const locate = (method: string, path: string): { candidates: Route[]; path: string } => {
		const candidates = find(method, path);
		if (candidates.length > 0) return { candidates, path };
		for (const rewrite of REWRITES) {
			const written = rewrite.readAs(method, path);
			const rewritten = written === undefined ? [] : locate(method, written).candidates;
			if (written !== undefined && rewritten.length > 0) {
				used.add(rewrite.name);
				return { candidates: rewritten, path: written };
			}
		}
		return { candidates, path };
	};

	const excused = (violation: Violation): boolean => {
		const deviation = DEVIATIONS.find((candidate) => candidate.applies(violation));
		if (deviation) used.add(deviation.name);
		return deviation !== undefined;
	};

	const violations = (exchange: Exchange, side: Side = 'both'): Violation[] => {
		const method = exchange.method.toUpperCase();
		const [pathname, query = ''] = exchange.path.split('?', 2);
		const excuse = UNJUDGED.find((entry) => entry.path.test(pathname));
		if (excuse) {
			used.add(excuse.name);
			counts.unjudged++;
			return [];
		}
		counts.judged++;
		const { candidates, path } = locate(method, pathname);
		if (candidates.length === 0) return [unknownPath(exchange, method, pathname)];
		operations.add(`${method} ${candidates[0].template} ${exchange.status}`);
		let fewest: Violation[] | undefined;
		for (const route of candidates) {
			const left = [
				...(side === 'response' ? [] : requestViolations(route, exchange, path, query, schemas)),
				...(side === 'request' ? [] : responseViolations(route, exchange, schemas)),
			].filter((violation) => !excused(violation));
			if (left.length === 0) return [];
			if (fewest === undefined || left.length < fewest.length) fewest = left;
		}
		return fewest ?? [];
	};

	return {
		violations,
		check: (exchange, side) => violations(exchange, side).map(sentence),
		counts,
		operations,
		used,
	};
}

function unknownPath(exchange: Exchange, method: string, path: string): Violation {
	const detail = `no document knows ${method} ${path}`;
	return { side: 'request', exchange, keyword: 'path', at: '', detail, value: path };
}

function sentence({ side, exchange, at, detail, value }: Violation): string {
	const shown = JSON.stringify(value)?.slice(0, 120);
	const where = `${exchange.method} ${exchange.path} → ${exchange.status}`;
	return `${where}: ${side}${at} ${detail}${shown === undefined ? '' : `, is ${shown}`}`;
}

function byShape(list: Route[]): Map<string, Route[]> {
	const map = new Map<string, Route[]>();
	for (const route of list) {
		const key = shape(route.method, route.segments);
		map.set(key, [...(map.get(key) ?? []), route]);
	}
	return map;
}

function shape(method: string, segments: string[]): string {
	return `${method} ${segments.length}`;
}
