import type { Account } from '../account/account.mts';
import type { ObjectStore } from '../account/object-store.mts';
import { badJson, invalid, missingScopes, unknownType } from '../errors.mts';
import { readObject } from '../json.mts';
import type { Form } from './form.mts';
import type { JsonObject } from '../json.mts';

/** The response of a route. Without a body, it has no content type either. */
export interface Answer {
	status: number;
	body?: unknown;
}

export type Handler = (call: Call) => Answer;

export const ok = (body: unknown): Answer => ({ status: 200, body });

export const created = (body: unknown): Answer => ({ status: 201, body });

export const NO_CONTENT: Answer = { status: 204 };

/** The line and column at which parsing a JSON text failed. */
function positionOf(error: unknown, text: string): { line: number; column: number } {
	const position = /position (\d+)/.exec(error instanceof Error ? error.message : '');
	const before = text.slice(0, position ? Number(position[1]) : text.length).split('\n');
	return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** An authenticated request, as a route handler gets it. */
export class Call {
	constructor(
		readonly account: Account,
		readonly params: Readonly<Record<string, string>>,
		/** The full URL, for paging links. */
		readonly url: URL,
		private readonly scopes: 'all' | readonly string[],
		private readonly text: string,
		/** Shuffles batch results, because HubSpot returns them in no reliable order. */
		readonly shuffle: <T>(items: readonly T[]) => T[],
		/** The body, if it is multipart. */
		readonly form?: Form,
	) {}

	/** Throws a 403 if the token has none of these scopes. */
	allow(anyOf: readonly string[]): void {
		if (!this.has(anyOf)) throw missingScopes([...anyOf]);
	}

	/** Whether the token has one of these scopes. */
	has(anyOf: readonly string[]): boolean {
		return this.scopes === 'all' || anyOf.some((scope) => this.scopes.includes(scope));
	}

	/** Parses the JSON body. Returns undefined if there is no body. */
	json(): unknown {
		if (this.text === '') return undefined;
		try {
			return JSON.parse(this.text) as unknown;
		} catch (error) {
			const { line, column } = positionOf(error, this.text);
			throw badJson('Unexpected character or end-of-input', column, line);
		}
	}

	/** Parses the JSON body, which must be an object. */
	object(): JsonObject {
		return readObject(this.json());
	}

	/** The length of the body in characters. */
	get bodyLength(): number {
		return this.text.length;
	}

	/** Reads a list from the query. The parameter can be repeated, have values separated by commas, or both. */
	list(name: string): string[] {
		return this.url.searchParams
			.getAll(name)
			.flatMap((value) => value.split(','))
			.map((value) => value.trim())
			.filter(Boolean);
	}

	flag(name: string): boolean {
		return this.url.searchParams.get(name) === 'true';
	}

	parameter(name: string): string | undefined {
		return this.url.searchParams.get(name) ?? undefined;
	}

	/**
	 * Reads `limit` from the query. Returns the fallback if it is missing. Throws a 400 unless it is an integer
	 * between 1 and `max`.
	 */
	limit(fallback: number, max: number): number {
		const given = this.parameter('limit');
		if (given === undefined || given === '') return fallback;
		const limit = Number(given);
		if (!Number.isInteger(limit)) {
			throw invalid(`Unable to parse value for query parameter limit: ${given}`);
		}
		if (limit < 1) throw invalid(`limit must be at least 1 (was ${limit})`);
		if (limit > max) throw invalid(`limit must be at most ${max} (was ${limit})`);
		return limit;
	}

	/** The paging information for the next page. Its link is the URL of this request with a new `after`. */
	next(after: string): { next: { after: string; link: string } } {
		const link = new URL(this.url);
		link.searchParams.delete('after');
		link.searchParams.append('after', after);
		return { next: { after, link: link.href } };
	}

	/** The store of the object type in a path parameter. */
	store(param = 'objectType'): ObjectStore {
		const name = this.params[param] ?? '';
		const store = this.account.findStore(name);
		if (!store) throw unknownType(name);
		return store;
	}
}
