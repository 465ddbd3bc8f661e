import type { FaultEffect, FaultRule, Faults } from '../types.mts';

interface Incoming {
	method: string;
	path: string;
	text: string;
}

const bodyOf = (text: string): unknown => {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return text;
	}
};

function matches({ match }: FaultRule, { method, path, text }: Incoming): boolean {
	if (match.method && match.method.toUpperCase() !== method) return false;
	if (typeof match.path === 'string' && !path.includes(match.path)) return false;
	if (match.path instanceof RegExp && path.search(match.path) < 0) return false;
	if (match.body instanceof RegExp) return text.search(match.body) >= 0;
	return match.body ? match.body(bodyOf(text)) : true;
}

/** The active rules. At most one rule applies to a request: the first that matches and has nothing left to skip. */
export class FaultRules implements Faults {
	private rules: Array<{ rule: FaultRule; skip: number; left: number }> = [];

	add(rule: FaultRule): () => void {
		const entry = { rule, skip: rule.skip ?? 0, left: rule.times ?? 1 };
		this.rules.push(entry);
		return () => {
			this.rules = this.rules.filter((one) => one !== entry);
		};
	}

	clear(): void {
		this.rules = [];
	}

	/** Returns the fault for a request, if any, and updates the counters of the rules. */
	take(incoming: Incoming): FaultEffect | undefined {
		for (const entry of this.rules) {
			if (entry.left <= 0 || !matches(entry.rule, incoming)) continue;
			if (entry.skip > 0) {
				entry.skip--;
				continue;
			}
			entry.left--;
			return entry.rule.then;
		}
		return undefined;
	}
}

const isBatch = (body: unknown): body is { results: Array<Record<string, unknown>> } =>
	typeof body === 'object' && body !== null && 'results' in body && Array.isArray(body.results);

/** Applies a fault to the body of a batch response. Does not change other bodies. */
export function distort(body: unknown, effect: FaultEffect | undefined): unknown {
	if (!effect || !isBatch(body)) return body;
	const { results } = body;
	if ('dropResults' in effect) {
		return { ...body, results: results.slice(Math.min(effect.dropResults, results.length)) };
	}
	if ('stripTraceIds' in effect) {
		return { ...body, results: results.map(({ objectWriteTraceId: _, ...rest }) => rest) };
	}
	if ('extraResult' in effect && results.length > 0) {
		return {
			...body,
			results: [{ ...results[0], id: '1', objectWriteTraceId: 'nobody-asked' }, ...results],
		};
	}
	return body;
}

/** The error page of a proxy in front of HubSpot that gets no response. */
export const PROXY_PAGE =
	'<!DOCTYPE html>\n<html><head><title>502 Bad Gateway</title></head><body><h1>Bad Gateway</h1><p>The server did not answer in time.</p></body></html>\n';
