import type { ObjectStore } from '../account/object-store.mts';
import { invalid, missingFields } from '../errors.mts';
import type { Call } from '../http/call.mts';
import { readArray, readField, readInteger, readObject, readText, readTexts } from '../json.mts';
import type { JsonObject } from '../json.mts';

export interface Filter {
	propertyName: string;
	operator: string;
	value?: string;
	highValue?: string;
	values?: string[];
}

export interface Sort {
	propertyName: string;
	descending: boolean;
}

/** A parsed search request. It is within the limits of the API. */
export interface SearchRequest {
	filterGroups: Filter[][];
	query: string;
	sort?: Sort;
	properties: string[];
	limit: number;
	after: number;
}

const MAX = {
	page: 200,
	results: 10_000,
	characters: 3_000,
	groups: 5,
	filters: 6,
	allFilters: 18,
};

export const OPERATORS = [
	'EQ',
	'NEQ',
	'LT',
	'LTE',
	'GT',
	'GTE',
	'BETWEEN',
	'IN',
	'NOT_IN',
	'HAS_PROPERTY',
	'NOT_HAS_PROPERTY',
	'CONTAINS_TOKEN',
	'NOT_CONTAINS_TOKEN',
];

const optionalText = (body: JsonObject, field: string): string | undefined =>
	body[field] === undefined || body[field] === null ? undefined : readText(body[field]);

function readFilter(given: unknown): Filter {
	const filter = readObject(given);
	const operator = readField(filter, 'operator');
	if (!OPERATORS.includes(operator)) {
		throw invalid(
			`Invalid input JSON on line 1, column 2: Cannot deserialize value of type \`OperatorEnum\` from String "${operator}": not one of the values accepted for Enum class: [${OPERATORS.join(', ')}]`,
		);
	}
	return {
		propertyName: readField(filter, 'propertyName'),
		operator,
		value: optionalText(filter, 'value'),
		highValue: optionalText(filter, 'highValue'),
		values:
			filter.values === undefined || filter.values === null
				? undefined
				: readTexts(filter, 'values'),
	};
}

/** Reads `filterGroups`, or the short form with only `filters`. HubSpot's documentation uses both. */
function readGroups(body: JsonObject): Filter[][] {
	if (Array.isArray(body.filters) && body.filterGroups === undefined) {
		return [body.filters.map(readFilter)];
	}
	if (body.filterGroups === undefined || body.filterGroups === null) return [];
	return readArray(body, 'filterGroups').map((given) => {
		const group = readObject(given);
		if (group.filters === undefined) throw missingFields(['filters']);
		return readArray(group, 'filters').map(readFilter);
	});
}

/** Reads a sort: `{ propertyName, direction }`, `name` or `-name`. */
function readSort(body: JsonObject): Sort | undefined {
	if (body.sorts === undefined || body.sorts === null) return undefined;
	const sorts = readArray(body, 'sorts');
	if (sorts.length > 1) throw invalid('Only one sort is allowed in a search request.');
	const [given] = sorts;
	if (given === undefined) return undefined;
	if (typeof given === 'string') {
		return { propertyName: given.replace(/^-/, ''), descending: given.startsWith('-') };
	}
	const sort = readObject(given);
	const direction = optionalText(sort, 'direction') ?? 'ASCENDING';
	if (direction !== 'ASCENDING' && direction !== 'DESCENDING') {
		throw invalid(`Invalid sort direction: ${direction}`);
	}
	return { propertyName: readField(sort, 'propertyName'), descending: direction === 'DESCENDING' };
}

function checkGroups(groups: Filter[][]): void {
	if (groups.length > MAX.groups) {
		throw invalid(`too many filterGroups: maximum is ${MAX.groups}, received ${groups.length}`);
	}
	if (groups.some((filters) => filters.length > MAX.filters)) {
		throw invalid(`too many filters in a filterGroup: maximum is ${MAX.filters}`);
	}
	const all = groups.reduce((sum, filters) => sum + filters.length, 0);
	if (all > MAX.allFilters) {
		throw invalid(`too many filters: maximum is ${MAX.allFilters}, received ${all}`);
	}
}

/** Reads a search request and throws HubSpot's errors. The messages for exceeded limits are guesses. */
export function readSearch(call: Call, store: ObjectStore): SearchRequest {
	const body = call.object();
	if (call.bodyLength > MAX.characters) {
		throw invalid(`The search request is too long: maximum is ${MAX.characters} characters`);
	}
	const filterGroups = readGroups(body);
	checkGroups(filterGroups);
	const limit = readInteger(body.limit, 10);
	if (limit > MAX.page) throw invalid(`limit must be at most ${MAX.page} (was ${limit})`);
	if (limit < 0) throw invalid(`limit must not be negative (was ${limit})`);
	const after = readInteger(body.after, 0);
	if (after < 0) throw invalid(`after must not be negative (was ${after})`);
	if (after + limit > MAX.results) {
		throw invalid(
			`Cannot page beyond ${MAX.results} results of a search: after ${after}, limit ${limit}`,
		);
	}
	const properties = readTexts(body, 'properties').filter((name) => store.definitions.has(name));
	return {
		filterGroups,
		query: optionalText(body, 'query') ?? '',
		sort: readSort(body),
		properties,
		limit,
		after,
	};
}
