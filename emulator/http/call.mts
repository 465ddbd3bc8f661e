import type { Account } from '../account/account.mts';
import type { ObjectStore } from '../account/object-store.mts';
import { badJson, invalid, missingScopes, unknownType } from '../errors.mts';
import { readObject } from '../json.mts';
import type { Form } from './form.mts';
import type { JsonObject } from '../json.mts';

/** What a route answers. Without a body nothing is sent, not even a content type. */
export interface Answer {
	status: number;
	body?: unknown;
}

export type Handler = (call: Call) => Answer;

export const ok = (body: unknown): Answer => ({ status: 200, body });

export const created = (body: unknown): Answer => ({ status: 201, body });

export const NO_CONTENT: Answer = { status: 204 };

/** The line and column of the position where a text stops being JSON. */
function positionOf(error: unknown, text: string): { line: number; column: number } {
	const position = /position (\d+)/.exec(error instanceof Error ? error.message : '');
	const before = text.slice(0, position ? Number(position[1]) : text.length).split('\n');
	return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** One authenticated request, as a route sees it. */
export class Call {
	constructor(
		readonly account: Account,
		readonly params: Readonly<Record<string, string>>,
		/** The whole address, for paging links. */
		readonly url: URL,
		private readonly scopes: 'all' | readonly string[],
		private readonly text: string,
		/** The order in which HubSpot gives batch results back: none to rely on. */
		readonly shuffle: <T>(items: readonly T[]) => T[],
		/** The body where it is multipart. */
		readonly form?: Form,
	) {}

	/** Refuses a token that has none of these scopes. */
	allow(anyOf: readonly string[]): void {
		if (!this.has(anyOf)) throw missingScopes([...anyOf]);
	}

	/** Whether the token has one of these scopes. */
	has(anyOf: readonly string[]): boolean {
		return this.scopes === 'all' || anyOf.some((scope) => this.scopes.includes(scope));
	}

	/** The JSON body; undefined when there is none. */
	json(): unknown {
		if (this.text === '') return undefined;
		try {
			return JSON.parse(this.text) as unknown;
		} catch (error) {
			const { line, column } = positionOf(error, this.text);
			throw badJson('Unexpected character or end-of-input', column, line);
		}
	}

	/** The JSON body as an object. */
	object(): JsonObject {
		return readObject(this.json());
	}

	/** The length of the body in characters. */
	get bodyLength(): number {
		return this.text.length;
	}

	/** A query parameter that is a list: repeated, separated by commas, or both. */
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

	/** A whole number from the query, between 1 and `max`, or 400. */
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

	/** The address of the next page: this one with another `after`. */
	next(after: string): { next: { after: string; link: string } } {
		const link = new URL(this.url);
		link.searchParams.delete('after');
		link.searchParams.append('after', after);
		return { next: { after, link: link.href } };
	}

	/** The object type that a part of the path names. */
	store(param = 'objectType'): ObjectStore {
		const name = this.params[param] ?? '';
		const store = this.account.findStore(name);
		if (!store) throw unknownType(name);
		return store;
	}
}
