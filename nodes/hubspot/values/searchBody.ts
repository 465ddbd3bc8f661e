import { InputError } from '../../common/input';
import { LIMITS } from '../limits';
import type { SearchGroup } from './searchFilters';

export interface Sort {
	propertyName: string;
	direction: 'ASCENDING' | 'DESCENDING';
}

/** A search, without paging. */
export interface Question {
	filterGroups: SearchGroup[];
	/** Words in the title or the description. */
	query?: string;
	sort?: Sort;
	properties: readonly string[];
}

const MOST = LIMITS.search;

/** The request body for one page of a search. */
export function searchBody(
	{ filterGroups, query, sort, properties }: Question,
	limit: number,
	after?: string,
) {
	return {
		filterGroups,
		query: query || undefined,
		sorts: sort ? [sort] : [],
		properties,
		limit,
		after,
	};
}

/** Whether the request body is short enough for HubSpot, for any page. */
export function isShortEnough(question: Question): boolean {
	return JSON.stringify(searchBody(question, MOST.results, '9999')).length <= MOST.characters;
}

const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;

/**
 * Checks a search against HubSpot's limits before it is sent.
 *
 * @throws InputError that names the first limit it exceeds
 */
export function checkSearchLimits(question: Question): void {
	const excess = excessOf(question);
	if (excess) throw excess;
}

/** An error that names the first of HubSpot's limits that a search exceeds, or undefined. */
export function excessOf(question: Question): InputError | undefined {
	const { filterGroups } = question;
	const tooMuch = (what: string, limit: string, wayOut: string) =>
		new InputError('Filters', `the search has ${what}; HubSpot allows at most ${limit}`, wayOut);
	if (filterGroups.length > MOST.filterGroups) {
		return tooMuch(
			counted(filterGroups.length, 'filter group'),
			String(MOST.filterGroups),
			"Use fewer groups, or 'Is Any Of' in one. 'Past Without Outcome' doubles the groups.",
		);
	}
	const sizes = filterGroups.map(({ filters }) => filters.length);
	const largest = Math.max(0, ...sizes);
	if (largest > MOST.filtersPerGroup) {
		return tooMuch(
			`${counted(largest, 'filter')} in one group`,
			String(MOST.filtersPerGroup),
			'Quick filters count in every group. Remove some, or filter the results in a later node.',
		);
	}
	const all = sizes.reduce((sum, size) => sum + size, 0);
	if (all > MOST.filters) {
		return tooMuch(
			`${counted(all, 'filter')} in all groups`,
			String(MOST.filters),
			'Quick filters count in every group. Remove some, or split the search in two.',
		);
	}
	if (!isShortEnough({ ...question, properties: [] })) {
		return tooMuch(
			`more than ${MOST.characters.toLocaleString('en')} characters`,
			MOST.characters.toLocaleString('en'),
			'Shorten its lists of values, or split the search in two.',
		);
	}
	return undefined;
}
