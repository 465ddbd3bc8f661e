import type { IDataObject } from 'n8n-workflow';

import { LIMITS } from '../../hubspot/limits';
import type { CollectionResponse, HubSpotObject, NextPage } from '../../hubspot/types';
import type { Asker } from '../asker';
import { unreadable } from '../refused';
import { readQuery, type ReadOptions } from './records';

/** A page's cursor and results, wherever they come from. */
interface Page<T> {
	results: T[];
	paging?: NextPage;
}

interface Turning<T, R> {
	/** The most that a page may have. */
	pageSize: number;
	/** How many results are enough. */
	most?: number;
	/** What is made of a result, when the next page has been asked for already. */
	each?: (result: T) => R;
}

/**
 * Turns pages until there are none, or until `most` results are there. A cursor that comes a second time would go on
 * for ever: it is refused.
 *
 * @param ask asks for the page at a cursor, with at most so many results
 */
export async function turnPages<T, R = T>(
	ask: (after: string | undefined, limit: number) => Promise<Page<T>>,
	{ pageSize, most = Infinity, each = (result) => result as unknown as R }: Turning<T, R>,
): Promise<R[]> {
	const all: R[] = [];
	const seen = new Set<string>();
	let asked: Promise<Page<T>> | undefined = ask(undefined, Math.min(pageSize, most));
	while (asked) {
		const page: Page<T> = await asked;
		const left = most - all.length - page.results.length;
		const after = page.paging?.next?.after;
		asked = undefined;
		if (after !== undefined && left > 0) {
			const cursor = String(after);
			if (seen.has(cursor)) {
				throw unreadable(
					`HubSpot gave the same page twice (cursor ${cursor}), so the list would never end. Try again, or read with a lower Limit`,
				);
			}
			seen.add(cursor);
			asked = ask(cursor, Math.min(pageSize, left));
			// Its refusal is thrown when its turn comes.
			asked.catch(() => {});
		}
		for (const result of page.results) all.push(each(result));
	}
	return all.slice(0, most);
}

/** Pages of a GET list, with its own query. */
export async function getPages<T, R = T>(
	asker: Asker,
	path: string,
	{ qs = {}, ...turning }: Turning<T, R> & { qs?: IDataObject },
): Promise<R[]> {
	return await turnPages<T, R>(async (after, limit) => {
		return await asker.get<CollectionResponse<T>>(path, { qs: { ...qs, limit, after } });
	}, turning);
}

/** All records of a type, or the first `most`: a hundred a page, fifty with property history. */
export async function listRecords<R = HubSpotObject>(
	asker: Asker,
	type: string,
	options: ReadOptions,
	{ most, each }: Pick<Turning<HubSpotObject, R>, 'most' | 'each'>,
): Promise<R[]> {
	const withHistory = (options.history ?? []).length > 0;
	return await getPages<HubSpotObject, R>(asker, asker.paths.records(type), {
		qs: readQuery(options),
		pageSize: withHistory ? LIMITS.page.listWithHistory : LIMITS.page.list,
		most,
		each,
	});
}
