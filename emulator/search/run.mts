import type { Account } from '../account/account.mts';
import type { ObjectStore } from '../account/object-store.mts';
import type { StoredRecord } from '../account/record.mts';
import { associationTest } from './associations.mts';
import { checkOperands, filterTest } from './filters.mts';
import type { Filter, SearchRequest, Sort } from './request.mts';
import { matchesQuery } from './tokens.mts';

type Properties = Readonly<Record<string, string>>;

/** A search result: a record, and its properties as search has indexed them. */
export interface Found {
	record: StoredRecord;
	seen: Properties;
}

type Test = (found: Found) => boolean;

const NEVER: Test = () => false;

function compileFilter(account: Account, store: ObjectStore, filter: Filter): Test {
	checkOperands(filter);
	if (filter.propertyName.startsWith('associations.')) {
		const test = associationTest(account, store, filter);
		return ({ record }) => test(record);
	}
	// A filter on an unknown property matches nothing and is not an error.
	const definition = store.definitions.get(filter.propertyName);
	if (!definition) return NEVER;
	const test = filterTest(definition, filter);
	return ({ seen }) => test(seen);
}

function compileGroups(account: Account, store: ObjectStore, groups: Filter[][]): Test {
	const tests = groups.map((filters) =>
		filters.map((filter) => compileFilter(account, store, filter)),
	);
	if (tests.length === 0) return () => true;
	return (found) => tests.some((group) => group.every((test) => test(found)));
}

const compare = (a: number | string, b: number | string) => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Sorts as requested, with records that lack the property last. The default order is by creation. Records that
 * compare equal are sorted by ID.
 */
function ordered(store: ObjectStore, found: Found[], sort: Sort | undefined): Found[] {
	if (!sort) {
		const created = ({ record }: Found) => record.createdAt;
		return found.sort((a, b) => created(a) - created(b) || a.record.id - b.record.id);
	}
	const type = store.definitions.get(sort.propertyName)?.type;
	const read = (value: string | undefined): number | string | undefined => {
		if (value === undefined) return undefined;
		if (type === 'number') return Number(value);
		return type === 'datetime' || type === 'date' ? Date.parse(value) : value.toLowerCase();
	};
	const direction = sort.descending ? -1 : 1;
	return found
		.map((one) => ({ one, key: read(one.seen[sort.propertyName]) }))
		.sort((a, b) => {
			if (a.key === undefined || b.key === undefined) {
				return a.key === b.key ? a.one.record.id - b.one.record.id : a.key === undefined ? 1 : -1;
			}
			return direction * compare(a.key, b.key) || a.one.record.id - b.one.record.id;
		})
		.map(({ one }) => one);
}

/** The last search of each store. Its next page does not have to search all records again. */
const remembered = new WeakMap<ObjectStore, { key: string; found: Found[] }>();

/**
 * Returns all results of a search, sorted.
 *
 * @throws HubSpotError for invalid filters
 */
export function runSearch(account: Account, store: ObjectStore, request: SearchRequest): Found[] {
	const { filterGroups, query, sort } = request;
	const seenOf = store.index.settle(account.now());
	const key = JSON.stringify([
		filterGroups,
		query,
		sort,
		store.index.revision,
		account.linkRevision,
	]);
	const last = remembered.get(store);
	if (last?.key === key) return last.found;
	const matches = compileGroups(account, store, filterGroups);
	const inTexts = query ? matchesQuery(query) : undefined;
	const { searched } = store.type;
	const found: Found[] = [];
	for (const record of [...store.all(), ...store.index.lingering]) {
		const seen = seenOf(record.id);
		if (!seen || !matches({ record, seen })) continue;
		if (inTexts && !inTexts(searched.flatMap((name) => seen[name] ?? []))) continue;
		found.push({ record, seen });
	}
	const result = ordered(store, found, sort);
	remembered.set(store, { key, found: result });
	return result;
}
