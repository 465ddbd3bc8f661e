import type { SearchGroup } from '../../hubspot/filters';
import { InputError } from '../../hubspot/input';
import { LIMITS } from '../../hubspot/limits';
import type { ValueKind } from '../../hubspot/meetingProperties';
import {
	checkSearchLimits,
	isShortEnough,
	searchBody,
	type Question,
	type Sort,
} from '../../hubspot/searchBody';
import { compareIds, sortRecords } from '../../hubspot/sortRecords';
import type { CollectionResponse, HubSpotObject } from '../../hubspot/types';
import { paths } from '../../hubspot/versions';
import type { Asker } from '../asker';
import { unlessNotFound, unreadable } from '../refused';
import { turnPages } from './lists';
import { readRecords } from './records';

const { results: REACH, filters: MOST_FILTERS, filtersPerGroup } = LIMITS.search;
const PAGE = LIMITS.page.search;

const ID = 'hs_object_id';
const BY_ID: Sort = { propertyName: ID, direction: 'ASCENDING' };

/** How much of a search is wanted. */
export interface Wanted {
	/** Infinity for all. */
	most: number;
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
	asker: Asker,
	type: string,
	question: Question,
	wanted: Wanted,
): Promise<HubSpotObject[]> {
	checkSearchLimits(question);
	const all = wanted.most > REACH;
	const reads = all ? withSortProperty(question) : question;
	// Names of many properties make a search too long for HubSpot: then they are read by batches.
	const fits = isShortEnough({
		...reads,
		filterGroups: anchored(reads.filterGroups, '9'.repeat(12)),
	});
	const asked = fits ? reads : { ...reads, properties: [] };
	const found = await (all
		? readAll(asker, type, asked, wanted)
		: byOffset(asker, type, asked, wanted));
	const records = fits ? found : await readThem(asker, type, found, reads.properties);
	if (!all) return records;
	return sorted(records, question, wanted).slice(0, wanted.most);
}

function sorted(records: HubSpotObject[], { sort, properties }: Question, { sortKind }: Wanted) {
	if (!sort) return records;
	const inOrder = sortRecords(records, sort, sortKind ?? 'text');
	return properties.includes(sort.propertyName)
		? inOrder
		: inOrder.map((record) => without(record, sort.propertyName));
}

/** HubSpot adds its three system properties to every answer; they stay. */
function without(record: HubSpotObject, name: string): HubSpotObject {
	if (name === ID || /^hs_(?:createdate|lastmodifieddate)$/.test(name)) return record;
	const properties = Object.entries(record.properties).filter(([key]) => key !== name);
	return { ...record, properties: Object.fromEntries(properties) };
}

function withSortProperty(question: Question): Question {
	const { sort, properties } = question;
	if (!sort || properties.includes(sort.propertyName)) return question;
	return { ...question, properties: [...properties, sort.propertyName] };
}

async function ask(asker: Asker, type: string, body: unknown): Promise<CollectionResponse> {
	const answer = await asker.send<CollectionResponse>({
		method: 'POST',
		path: paths(asker.account.apiVersion).search(type),
		body,
		effect: 'read',
		search: true,
	});
	return answer.body;
}

async function byOffset(asker: Asker, type: string, question: Question, { most, expect }: Wanted) {
	const found = await turnPages<HubSpotObject>(
		async (after, limit) => {
			const page = await ask(asker, type, searchBody(question, limit, after));
			expect?.(page.total ?? 0);
			return page;
		},
		{ pageSize: PAGE, most: Math.min(most, REACH) },
	);
	return [...new Map(found.map((record) => [record.id, record])).values()];
}

async function readAll(
	asker: Asker,
	type: string,
	question: Question,
	{ most, expect }: Wanted,
): Promise<HubSpotObject[]> {
	const parts = partsOf(question.filterGroups);
	if (!parts) return await withoutRoom(asker, type, question, expect);
	const found = new Map<string, HubSpotObject>();
	for (const filterGroups of parts) {
		let anchor: string | undefined;
		for (;;) {
			const groups = anchor === undefined ? filterGroups : anchored(filterGroups, anchor);
			const body = searchBody({ ...question, filterGroups: groups, sort: BY_ID }, PAGE);
			const { results, paging, total } = await ask(asker, type, body);
			if (anchor === undefined) expect?.(total ?? 0);
			for (const record of results) found.set(record.id, record);
			const last = results.at(-1)?.id;
			const enough = found.size >= most && !question.sort && parts.length === 1;
			if (last === undefined || !paging?.next || enough) break;
			if (anchor !== undefined && compareIds(last, anchor) <= 0) {
				throw unreadable(
					`HubSpot's search gave meetings up to ${last} after those up to ${anchor}, so it would never end. Try again, or set 'Limit'`,
				);
			}
			anchor = last;
		}
		expect?.(found.size);
	}
	return [...found.values()].sort((a, b) => compareIds(a.id, b.id));
}

/** The groups, each only from an id on. */
function anchored(groups: readonly SearchGroup[], id: string): SearchGroup[] {
	const filter = { propertyName: ID, operator: 'GT' as const, value: id };
	const present = groups.length > 0 ? groups : [{ filters: [] }];
	return present.map(({ filters }) => ({ filters: [...filters, filter] }));
}

/**
 * The groups in as many searches as it takes to have room for one more filter in each group; undefined when a group is
 * full. What several of them find is found once.
 */
function partsOf(groups: readonly SearchGroup[]): SearchGroup[][] | undefined {
	if (groups.some(({ filters }) => filters.length >= filtersPerGroup)) return undefined;
	const parts: SearchGroup[][] = [[]];
	let filters = 0;
	for (const group of groups) {
		const more = group.filters.length + 1;
		if (filters + more > MOST_FILTERS) {
			parts.push([]);
			filters = 0;
		}
		parts[parts.length - 1].push(group);
		filters += more;
	}
	return parts;
}

async function withoutRoom(
	asker: Asker,
	type: string,
	question: Question,
	expect?: (total: number) => void,
): Promise<HubSpotObject[]> {
	return await byOffset(asker, type, question, {
		most: REACH,
		expect: (total) => {
			expect?.(total);
			if (total <= REACH) return;
			throw new InputError(
				'Filters',
				`${total.toLocaleString('en')} records match, and to read past HubSpot's ${REACH.toLocaleString('en')} a group with ${filtersPerGroup} filters has no room for one on the ID`,
				'Remove one filter from the group, split the search in two, or set a Limit.',
			);
		},
	});
}

/** The found records with properties whose names were too many for the search. */
async function readThem(
	asker: Asker,
	type: string,
	found: readonly HubSpotObject[],
	properties: readonly string[],
): Promise<HubSpotObject[]> {
	const kind = readRecords(asker.account, type, { properties });
	const records = await Promise.all(
		found.map(async ({ id }) => await unlessNotFound(asker.gather(kind, id))),
	);
	return records.filter((record) => record !== undefined);
}
