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

/** One page of records that a search finds. */
export interface SearchPage {
	results: HubSpotObject[];
	/** How many match from this page on. */
	total: number;
	/** The last id of the page, when there are more after it. */
	more?: string;
	/** HubSpot's clock when it answered, in epoch ms, where the answer says so. */
	at?: number;
}

export interface SearchPageQuestion {
	filterGroups: SearchGroup[];
	query?: string;
	properties: readonly string[];
	/** By id unless given. */
	sort?: Sort;
	limit?: number;
	/** Only records with a higher id: the last one of the page before. */
	afterId?: string;
}

/** One request to HubSpot's search. */
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
 * One page of a search, by default in the order of ids. Pages that follow by id, unlike HubSpot's offsets, neither end
 * at 10,000 nor shift when a record that was read already leaves the search.
 *
 * @throws InputError when the search is more than HubSpot takes
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
	// Names of many properties make a search too long for HubSpot: then they are read by batches.
	const fits = isShortEnough(question);
	const { body, at } = await askSearch(
		client,
		type,
		searchBody(fits ? question : { ...question, properties: [] }, limit),
	);
	const last = highest(body.results);
	if (afterId !== undefined && last !== undefined && compareIds(last, afterId) <= 0) {
		throw unreadable(
			`HubSpot's search gave ${type} up to ${last} after those up to ${afterId}, so it would never end. Try again later`,
		);
	}
	return {
		results: fits ? body.results : await readThem(client, type, body.results, properties),
		total: body.total ?? body.results.length,
		more: body.paging?.next && last,
		at,
	};
}

/** The last id of a page, also where HubSpot gives the page in another order. */
function highest(records: readonly HubSpotObject[]): string | undefined {
	const ids = records.map(({ id }) => id);
	return ids.length > 0 ? ids.reduce((a, b) => (compareIds(a, b) < 0 ? b : a)) : undefined;
}

/** The groups for records with a higher id only. */
export function anchored(groups: readonly SearchGroup[], id: string): SearchGroup[] {
	const filter = { propertyName: Prop.ID, operator: 'GT' as const, value: id };
	const present = groups.length > 0 ? groups : [{ filters: [] }];
	return present.map(({ filters }) => ({ filters: [...filters, filter] }));
}

/** The found records with properties whose names were too many for the search. */
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
