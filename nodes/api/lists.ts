import { LoggerProxy, type IDataObject } from 'n8n-workflow';

import { readPage, readRecord, type Decode } from '../hubspot/answers';
import { LIMITS } from '../hubspot/limits';
import type { CollectionResponse, HubSpotObject, NextPage } from '../hubspot/types';
import { unreadable } from '../transport/apiError';
import type { HubSpotClient } from '../transport/client';
import { ownCopy } from '../transport/ownCopy';
import type { Answer } from '../transport/send';
import { fitsUrl } from '../transport/urlLength';
import { readFound, readQuery, readRecords, type ReadOptions } from './records';

/** The results of a page and the cursor of the next one, for any kind of list. */
interface Page<T> {
	results: T[];
	paging?: NextPage;
}

interface Turning<T, R> {
	/** Maximum number of results on a page. */
	pageSize: number;
	/** Maximum number of results in all. */
	limit?: number;
	/** Converts a result. The next page has already been requested by then. */
	each?: (result: T) => R;
	/** Identifies a result. A result that HubSpot returns twice is kept once. */
	keyOf?: (result: T) => string;
}

/** Maximum number of pages in a row without new results. More of them would mean that the list never ends. */
const MOST_EMPTY = 20;

/** Logs how many results of a page can't be read, and adds a hint that names the list. */
export function noteUnread(
	client: HubSpotClient,
	path: string,
	{ unread = 0 }: CollectionResponse<unknown>,
): void {
	if (unread === 0) return;
	client.hint('unread', path);
	LoggerProxy.warn(
		`HubSpot returned ${unread} invalid ${unread === 1 ? 'result' : 'results'} (no ID, or unreadable), left out of: ${path}`,
	);
}

/**
 * Returns a function that tells whether a result is new, by its key. As long as the keys ascend, like the IDs in HubSpot's
 * lists, it compares each key with the one before. That takes less time than a set.
 */
function unseen<T>(keyOf: (result: T) => string): (result: T) => boolean {
	const ascending: string[] = [];
	let highest = '';
	let all: Set<string> | undefined;
	return (result) => {
		const key = keyOf(result);
		const longer = key.length - highest.length;
		if (!all && (longer > 0 || (longer === 0 && key > highest))) {
			highest = key;
			ascending.push(key);
			return true;
		}
		all ??= new Set(ascending);
		const { size } = all;
		return all.add(key).size > size;
	};
}

/**
 * Reads pages until there are no more, or until there are `limit` results. A cursor that repeats would make the list
 * endless, so it is an error.
 *
 * @param ask requests the page at a cursor, with at most `limit` results
 */
export async function turnPages<T, R = T>(
	ask: (after: string | undefined, limit: number) => Promise<Page<T>>,
	{ pageSize, limit = Infinity, keyOf, each = (result) => result as unknown as R }: Turning<T, R>,
): Promise<R[]> {
	const all: R[] = [];
	const seen = new Set<string>();
	const isNew = keyOf ? unseen(keyOf) : () => true;
	let empty = 0;
	let asked: Promise<Page<T>> | undefined = ask(undefined, Math.min(pageSize, limit));
	while (asked) {
		const page: Page<T> = await asked;
		const results: T[] = page.results.filter(isNew);
		const left = limit - all.length - results.length;
		const cursor = page.paging?.next?.after;
		asked = undefined;
		empty = results.length > 0 ? 0 : empty + 1;
		if (cursor !== undefined && left > 0) {
			if (empty > MOST_EMPTY) {
				throw unreadable(
					`HubSpot returned ${empty} pages in a row with nothing new, so the list would never end. Try again later`,
				);
			}
			if (seen.has(cursor)) {
				throw unreadable(
					`HubSpot returned the same page twice (cursor ${cursor}), so the list would never end. Try again, or use a lower Limit`,
				);
			}
			seen.add(cursor);
			asked = ask(cursor, Math.min(pageSize, left));
			// The error is thrown when this page is awaited.
			asked.catch(() => {});
		}
		for (const result of results) all.push(each(result));
	}
	return all.slice(0, limit);
}

/** One page of a GET list. */
export async function getPage<T>(
	client: HubSpotClient,
	path: string,
	decode: Decode<T>,
	qs?: IDataObject,
): Promise<CollectionResponse<T>> {
	const page = await client.get(path, readPage(decode), { qs });
	noteUnread(client, path, page);
	return page;
}

/** All pages of a GET list, or its first `limit` results. `qs` adds query parameters. */
export async function getPages<T, R = T>(
	client: HubSpotClient,
	path: string,
	decode: Decode<T>,
	{ qs = {}, ...turning }: Turning<T, R> & { qs?: IDataObject },
): Promise<R[]> {
	return await turnPages<T, R>(
		async (after, limit) => await getPage(client, path, decode, { ...qs, limit, after }),
		turning,
	);
}

/** All records of a type, or the first `limit`: a hundred per page, or fifty with property history. */
export async function listRecords<R = HubSpotObject>(
	client: HubSpotClient,
	type: string,
	options: ReadOptions,
	{ limit, each }: Pick<Turning<HubSpotObject, R>, 'limit' | 'each'>,
): Promise<R[]> {
	const withHistory = (options.history ?? []).length > 0;
	return await turnPages<HubSpotObject, R>(
		async (after, pageLimit) =>
			(await listPage(client, type, options, { limit: pageLimit, after })).body,
		{
			pageSize: withHistory ? LIMITS.page.listWithHistory : LIMITS.page.list,
			limit,
			each,
			keyOf: ({ id }) => id,
		},
	);
}

/** One page of records of a type. If the property names make the URL too long, batches read the properties. */
export async function listPage(
	client: HubSpotClient,
	type: string,
	options: ReadOptions,
	page: { limit: number; after?: string },
): Promise<Answer<CollectionResponse>> {
	const path = client.paths.records(type);
	const fits = fitsUrl(path, { ...readQuery(options), ...page });
	const asked = fits ? options : { ...options, properties: [], history: [] };
	const answer = await client.send({
		method: 'GET',
		path,
		qs: { ...readQuery(asked), ...page },
		decode: readPage(readRecord),
		effect: 'read',
	});
	noteUnread(client, path, answer.body);
	if (fits) return answer;
	const results = await withProperties(client, type, answer.body.results, options);
	return { ...answer, body: { ...answer.body, results } };
}

/**
 * Adds the properties that the list left out. The associations come from the list, because batch reads don't return
 * them.
 */
async function withProperties(
	client: HubSpotClient,
	type: string,
	listed: readonly HubSpotObject[],
	{ properties, history, archived }: ReadOptions,
): Promise<HubSpotObject[]> {
	const inList = new Map(listed.map((record) => [record.id, record]));
	const records = await readFound(
		client,
		readRecords(type, { properties, history, archived }),
		listed.map(({ id }) => id),
	);
	// Copies, because other items may read the same records in the same batch.
	return records.map((record) => ownCopy({ ...inList.get(record.id), ...record }));
}
