import { InputError } from '../common/input';
import { LIMITS } from '../hubspot/limits';
import { SYSTEM_PROPERTIES, type ValueKind } from '../hubspot/meetingProperties';
import * as Prop from '../hubspot/propertyNames';
import type { HubSpotObject } from '../hubspot/types';
import {
	checkSearchLimits,
	excessOf,
	isShortEnough,
	searchBody,
	type Question,
	type Sort,
} from '../hubspot/values/searchBody';
import type { SearchGroup } from '../hubspot/values/searchFilters';
import { keepProperties } from '../hubspot/values/simplify';
import { compareIds, sortRecords } from '../hubspot/values/sortRecords';
import { unreadable } from '../transport/apiError';
import type { HubSpotClient } from '../transport/client';
import { turnPages } from './lists';
import { anchored, askSearch, BY_ID, readThem, searchPage } from './searchPage';

const REACH = LIMITS.search.results;
const PAGE = LIMITS.page.search;

/** Which results of a search are wanted. */
export interface Wanted {
	/** Maximum number of results. Infinity for all. */
	limit: number;
	/** How to compare the values of the sort property, if the records must be sorted locally. */
	sortKind?: ValueKind;
	/** Called with the number of matches as soon as it is known. Throws if there are too many. */
	expect?: (total: number) => void;
}

/**
 * The records that a search finds, each once, in the requested order.
 *
 * Up to 10,000 records are read by offset. HubSpot's offsets end there, and shift if records are added or removed
 * between two pages. So larger searches are read in the order of ids. Each page starts after the last id of the
 * previous page, and the records are sorted at the end. A record that matches the whole time is never missed.
 *
 * @throws InputError if the search exceeds HubSpot's limits
 */
export async function searchRecords(
	client: HubSpotClient,
	type: string,
	question: Question,
	wanted: Wanted,
): Promise<HubSpotObject[]> {
	checkSearchLimits(question);
	if (wanted.limit <= REACH) return await byOffset(client, type, question, wanted);
	const found = await readAll(client, type, withSortProperty(question), wanted);
	return sorted(found, question, wanted).slice(0, wanted.limit);
}

/** The sort order of a search without a sort. */
const BY_CREATION: Sort = { propertyName: Prop.CREATED, direction: 'ASCENDING' };

function sorted(records: HubSpotObject[], { sort, properties }: Question, { sortKind }: Wanted) {
	if (!sort) return sortRecords(records, BY_CREATION, 'datetime');
	const inOrder = sortRecords(records, sort, sortKind ?? 'text');
	return properties.includes(sort.propertyName)
		? inOrder
		: inOrder.map((record) => without(record, sort.propertyName));
}

/** HubSpot adds its three system properties to every response, so they are not removed. */
function without(record: HubSpotObject, name: string): HubSpotObject {
	if (SYSTEM_PROPERTIES.includes(name)) return record;
	return keepProperties(record, (key) => key !== name);
}

function withSortProperty(question: Question): Question {
	const { sort, properties } = question;
	if (!sort || properties.includes(sort.propertyName)) return question;
	return { ...question, properties: [...properties, sort.propertyName] };
}

async function byOffset(
	client: HubSpotClient,
	type: string,
	question: Question,
	{ limit, expect }: Wanted,
): Promise<HubSpotObject[]> {
	const { askPage, complete } = offsetPages(client, type, question);
	const found = await turnPages<HubSpotObject>(
		async (after, limit) => {
			const page = await askPage(after, limit);
			expect?.(page.total ?? 0);
			return page;
		},
		{ pageSize: PAGE, limit: Math.min(limit, REACH) },
	);
	return await complete([...new Map(found.map((record) => [record.id, record])).values()]);
}

/** Reads a search by HubSpot's own pages. `complete` adds properties that the search could not request. */
function offsetPages(client: HubSpotClient, type: string, question: Question) {
	// Many property names can make a search too long for HubSpot. Then batches read the properties.
	const fits = isShortEnough(question);
	const asked = fits ? question : { ...question, properties: [] };
	return {
		askPage: async (after: string | undefined, limit: number) =>
			(await askSearch(client, type, searchBody(asked, limit, after))).body,
		complete: async (found: HubSpotObject[]) =>
			fits ? found : await readThem(client, type, found, question.properties),
	};
}

async function readAll(
	client: HubSpotClient,
	type: string,
	question: Question,
	{ limit, expect }: Wanted,
): Promise<HubSpotObject[]> {
	const parts = partsOf(question);
	if (!parts) return await withoutRoom(client, type, question, expect);
	const found = new Map<string, HubSpotObject>();
	const { query, properties, sort } = question;
	// Without a sort, the first results by id are enough. Any other order needs all of them.
	const isEnough = () => !sort && parts.length === 1 && found.size >= limit;
	for (const filterGroups of parts) {
		let afterId: string | undefined;
		do {
			const page = await searchPage(client, type, { filterGroups, query, properties, afterId });
			if (afterId === undefined) expect?.(page.total);
			for (const record of page.results) found.set(record.id, record);
			afterId = page.more;
		} while (afterId !== undefined && !isEnough());
		expect?.(found.size);
	}
	return [...found.values()];
}

/** As long as the longest possible id, which has 19 digits. */
const LONGEST_ID = '9'.repeat(19);

/**
 * Splits the groups into as many searches as needed, so that each group has room for a filter on the id. Returns
 * undefined if there is no room in a single group. Records that several of the searches find are returned once.
 */
function partsOf({ filterGroups, query }: Question): SearchGroup[][] | undefined {
	const hasRoom = (groups: SearchGroup[]) =>
		!excessOf({ filterGroups: anchored(groups, LONGEST_ID), query, sort: BY_ID, properties: [] });
	const parts = [filterGroups.slice(0, 1)];
	for (const group of filterGroups.slice(1)) {
		const last = parts[parts.length - 1];
		if (hasRoom([...last, group])) last.push(group);
		else parts.push([group]);
	}
	return parts.every(hasRoom) ? parts : undefined;
}

/** Far more pages than ten thousand records need. A search that needs more would never end. */
const MOST_PAGES = (4 * REACH) / PAGE;

/**
 * Reads a search that has no room for a filter on the id. Only HubSpot's offsets are left, which end at 10,000. In the
 * order of ids, each page starts with the last record of the previous page. If it does not, earlier records no longer
 * match the search, and an earlier page is read again.
 */
async function withoutRoom(
	client: HubSpotClient,
	type: string,
	question: Question,
	expect?: (total: number) => void,
): Promise<HubSpotObject[]> {
	const withinReach = (total: number) => {
		expect?.(total);
		refuseBeyondReach(total);
	};
	// If there is no room for this sort either, the search keeps its own.
	const byId = { ...question, sort: BY_ID };
	if (excessOf(byId))
		return await byOffset(client, type, question, { limit: REACH, expect: withinReach });
	const { askPage, complete } = offsetPages(client, type, byId);
	const found = new Map<string, HubSpotObject>();
	let offset = 0;
	let last = '';
	for (let pages = 0; pages < MOST_PAGES; pages++) {
		const limit = Math.min(PAGE, REACH - offset);
		const { results, total = 0, paging } = await askPage(offset ? `${offset}` : undefined, limit);
		withinReach(total);
		if (offset > 0 && (results.length === 0 || compareIds(results[0].id, last) > 0)) {
			offset = Math.max(0, offset - PAGE);
			continue;
		}
		for (const record of results) found.set(record.id, record);
		if (!paging?.next) return await complete([...found.values()]);
		if (results.length < 2) break;
		last = results[results.length - 1].id;
		offset += results.length - 1;
	}
	throw unreadable(`HubSpot's search for ${type} would never end. Try again later`);
}

/** @throws InputError if more records match than HubSpot's offsets reach */
function refuseBeyondReach(total: number): void {
	if (total <= REACH) return;
	throw new InputError(
		'Filters',
		`${total.toLocaleString('en')} records match, but HubSpot's search returns only ${REACH.toLocaleString('en')}, and the filters leave no room for an ID filter to read the rest`,
		'Remove one filter from a group of six, shorten lists of values, split the search in two, or set a Limit.',
	);
}
