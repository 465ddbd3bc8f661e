import { readPage, readRecord } from '../hubspot/answers';
import { LIMITS } from '../hubspot/limits';
import * as Prop from '../hubspot/propertyNames';
import type { CollectionResponse, HubSpotObject } from '../hubspot/types';
import {
	checkSearchLimits,
	isShortEnough,
	searchBody,
	type Sort,
} from '../hubspot/values/searchBody';
import type { SearchGroup } from '../hubspot/values/searchFilters';
import { compareIds } from '../hubspot/values/sortRecords';
import { unreadable } from '../transport/apiError';
import type { HubSpotClient } from '../transport/client';
import type { Answer } from '../transport/send';
import { noteUnread } from './lists';
import { readFound, readRecords } from './records';

export const BY_ID: Sort = { propertyName: Prop.ID, direction: 'ASCENDING' };

/** One page of the records that a search finds. */
export interface SearchPage {
	results: HubSpotObject[];
	/** Number of matches from this page on. */
	total: number;
	/** The last id of the page, if there are more pages. */
	more?: string;
	/** When HubSpot responded, by its own clock, in epoch ms. Undefined if the response doesn't say. */
	at?: number;
}

export interface SearchPageQuestion {
	filterGroups: SearchGroup[];
	query?: string;
	properties: readonly string[];
	/** By id, unless another one is given. */
	sort?: Sort;
	limit?: number;
	/** Finds only records with a higher id than this one, the last id of the previous page. */
	afterId?: string;
}

/** Sends one request to HubSpot's search. */
export async function askSearch(
	client: HubSpotClient,
	type: string,
	body: object,
): Promise<Answer<CollectionResponse>> {
	const path = client.paths.search(type);
	const answer = await client.send({
		method: 'POST',
		path,
		body,
		decode: readPage(readRecord),
		effect: 'read',
		search: true,
	});
	noteUnread(client, path, answer.body);
	return answer;
}

/**
 * One page of a search, by default in the order of ids. Unlike HubSpot's offsets, paging by id does not end at 10,000,
 * and does not shift when a record that was already read no longer matches.
 *
 * @throws InputError if the search exceeds HubSpot's limits
 */
export async function searchPage(
	client: HubSpotClient,
	type: string,
	{
		filterGroups,
		query,
		properties,
		sort = BY_ID,
		limit = LIMITS.page.search,
		afterId,
	}: SearchPageQuestion,
): Promise<SearchPage> {
	const groups = afterId === undefined ? filterGroups : anchored(filterGroups, afterId);
	const question = { filterGroups: groups, query, sort, properties };
	checkSearchLimits(question);
	// Many property names can make a search too long for HubSpot. Then batches read the properties.
	const fits = isShortEnough(question);
	const { body, at } = await askSearch(
		client,
		type,
		searchBody(fits ? question : { ...question, properties: [] }, limit),
	);
	const last = highest(body.results);
	if (afterId !== undefined && last !== undefined && compareIds(last, afterId) <= 0) {
		throw unreadable(
			`HubSpot's search returned ${type} up to ${last} after those up to ${afterId}, so it would never end. Try again later`,
		);
	}
	return {
		results: fits ? body.results : await readThem(client, type, body.results, properties),
		total: body.total ?? body.results.length,
		more: body.paging?.next && last,
		at,
	};
}

/** The highest id of a page, even if HubSpot returns the page in another order. */
function highest(records: readonly HubSpotObject[]): string | undefined {
	const ids = records.map(({ id }) => id);
	return ids.length > 0 ? ids.reduce((a, b) => (compareIds(a, b) < 0 ? b : a)) : undefined;
}

/** The groups with an additional filter, for records with a higher id only. */
export function anchored(groups: readonly SearchGroup[], id: string): SearchGroup[] {
	const filter = { propertyName: Prop.ID, operator: 'GT' as const, value: id };
	const present = groups.length > 0 ? groups : [{ filters: [] }];
	return present.map(({ filters }) => ({ filters: [...filters, filter] }));
}

/** Reads the found records with their properties, if the search could not request them all. */
export async function readThem(
	client: HubSpotClient,
	type: string,
	found: readonly HubSpotObject[],
	properties: readonly string[],
): Promise<HubSpotObject[]> {
	const endpoint = readRecords(type, { properties });
	return await readFound(
		client,
		endpoint,
		found.map(({ id }) => id),
	);
}
