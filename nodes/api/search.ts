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

/** How much of a search is wanted. */
export interface Wanted {
	/** Infinity for all. */
	limit: number;
	/** How the property of the sort is compared, where the records have to be sorted here. */
	sortKind?: ValueKind;
	/** Told how many match as soon as that is known; throws when they are too many. */
	expect?: (total: number) => void;
}

/**
 * The records that a search finds, each once, in the order asked for.
 *
 * Up to 10,000 are read by offset. HubSpot's offsets end there, and shift when records come and go between two pages; so
 * all of them are read by id, from the last one seen, and sorted at the end: who matches throughout is in it.
 *
 * @throws InputError when the search is more than HubSpot takes
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

/** The order of a search without a sort. */
const BY_CREATION: Sort = { propertyName: Prop.CREATED, direction: 'ASCENDING' };

function sorted(records: HubSpotObject[], { sort, properties }: Question, { sortKind }: Wanted) {
	if (!sort) return sortRecords(records, BY_CREATION, 'datetime');
	const inOrder = sortRecords(records, sort, sortKind ?? 'text');
	return properties.includes(sort.propertyName)
		? inOrder
		: inOrder.map((record) => without(record, sort.propertyName));
}

/** HubSpot adds its three system properties to every answer; they stay. */
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

/** HubSpot's own pages of a search, and what completes the records that they had. */
function offsetPages(client: HubSpotClient, type: string, question: Question) {
	// Names of many properties make a search too long for HubSpot: then they are read by batches.
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
	// In the order of ids the first ones are the ones wanted; in any other all have to be seen.
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

/** Longer than any: an id has at most 19 digits. */
const LONGEST_ID = '9'.repeat(19);

/**
 * The groups in as many searches as it takes to have room for a filter on the id in each group; undefined when one alone
 * has none. What several of them find is found once.
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

/** Far more pages than ten thousand records are: a search that needs them would never end. */
const MOST_PAGES = (4 * REACH) / PAGE;

/**
 * A full search leaves HubSpot's offsets, which end at 10,000. In the order of ids, each page begins with the last record of
 * the one before; where that is not so, because records before it have left the search, an earlier one is read.
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
	// Where not even the order has room, HubSpot's own is taken.
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

/** @throws InputError when more match than HubSpot's offsets reach */
function refuseBeyondReach(total: number): void {
	if (total <= REACH) return;
	throw new InputError(
		'Filters',
		`${total.toLocaleString('en')} records match, but HubSpot's search returns ${REACH.toLocaleString('en')}, and the filters leave no room for one more, on the ID, to read the rest`,
		'Remove one filter from a group of six, shorten lists of values, split the search in two, or set a Limit.',
	);
}
