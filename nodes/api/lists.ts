import { LoggerProxy, type IDataObject } from 'n8n-workflow';

import { readPage, readRecord, type Decode } from '../hubspot/answers';
import { LIMITS } from '../hubspot/limits';
import type { CollectionResponse, HubSpotObject, NextPage } from '../hubspot/types';
import { unreadable } from '../transport/apiError';
import type { HubSpotClient } from '../transport/client';
import type { Answer } from '../transport/send';
import { fitsUrl } from '../transport/urlLength';
import { readFound, readQuery, readRecords, type ReadOptions } from './records';

/** A page's cursor and results, wherever they come from. */
interface Page<T> {
	results: T[];
	paging?: NextPage;
}

interface Turning<T, R> {
	/** The most that a page may have. */
	pageSize: number;
	/** How many results are enough. */
	limit?: number;
	/** What is made of a result, when the next page has been asked for already. */
	each?: (result: T) => R;
	/** What tells a result from the others: one that comes twice is there once. */
	keyOf?: (result: T) => string;
}

/** More pages in a row than this that bring nothing would go on for ever. */
const MOST_EMPTY = 20;

/** Says in n8n's log what a page has lost, and above the output which list it was. */
export function noteUnread(
	client: HubSpotClient,
	path: string,
	{ unread = 0 }: CollectionResponse<unknown>,
): void {
	if (unread === 0) return;
	client.hint('unread', path);
	LoggerProxy.warn(
		`HubSpot gave ${unread} ${unread === 1 ? 'result' : 'results'} without an ID, or that can't be read. They are left out of: ${path}`,
	);
}

/**
 * Turns pages until there are none, or until `limit` results are there. A cursor that comes a second time would go on
 * for ever: it is refused.
 *
 * @param ask asks for the page at a cursor, with at most so many results
 */
export async function turnPages<T, R = T>(
	ask: (after: string | undefined, limit: number) => Promise<Page<T>>,
	{ pageSize, limit = Infinity, keyOf, each = (result) => result as unknown as R }: Turning<T, R>,
): Promise<R[]> {
	const all: R[] = [];
	const seen = new Set<string>();
	const keys = new Set<string>();
	let empty = 0;
	const isNew = (result: T) => {
		const key = keyOf?.(result);
		if (key === undefined) return true;
		return !keys.has(key) && keys.add(key) !== undefined;
	};
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
					`HubSpot gave ${empty} pages in a row without anything new, so the list would never end. Try again later`,
				);
			}
			if (seen.has(cursor)) {
				throw unreadable(
					`HubSpot gave the same page twice (cursor ${cursor}), so the list would never end. Try again, or read with a lower Limit`,
				);
			}
			seen.add(cursor);
			asked = ask(cursor, Math.min(pageSize, left));
			// Its error is thrown when its turn comes.
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

/** Pages of a GET list, with its own query. */
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

/** All records of a type, or the first `limit`: a hundred a page, fifty with property history. */
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

/** One page of records of a type. Where the names of many properties don't fit its URL, they are read by batches. */
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

/** Listed records with the properties that the list left out. Their associations are in the list only. */
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
	return records.map((record) => ({ ...inList.get(record.id), ...record }));
}
