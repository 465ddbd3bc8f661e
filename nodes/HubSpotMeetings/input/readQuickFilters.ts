import { isEmpty, oneOf } from '../../common/input';
import * as Prop from '../../hubspot/propertyNames';
import {
	emptyFilter,
	filterTime,
	readList,
	type SearchFilter,
	type SearchGroup,
} from '../../hubspot/values/searchFilters';
import type { TimeReading } from '../../hubspot/values/timeOptions';
import { quickGroups, WHEN } from '../../hubspot/values/whenFilters';
import type { Item } from '../../transport/item';
import { comparedSources, comparedValues } from './comparedValues';

/** The display names of the quick filters. n8n only stores keys of filters that the user added. */
const NAMES = {
	createdAfter: 'Created Since',
	owners: 'Assigned To',
	query: 'Search Text',
	sources: 'Source',
	updatedAfter: 'Updated Since',
	when: 'When',
};

export type QuickFilters = Partial<Record<keyof typeof NAMES, unknown>>;

/**
 * Reads the quick filters that the user added.
 *
 * @throws InputError when one of them is empty, because it would not filter anything
 */
export function readQuickFilters(item: Item): QuickFilters {
	const given = item.field<QuickFilters>('quickFilters', {});
	refuseEmpty(given, NAMES);
	return given;
}

/** @throws InputError when a filter was added but its value is empty */
export function refuseEmpty<K extends string>(
	given: Partial<Record<K, unknown>>,
	names: Record<K, string>,
): void {
	for (const key in names) if (key in given && isEmpty(given[key])) throw emptyFilter(names[key]);
}

/**
 * Converts the quick filters to filter groups. 'Past Without Outcome' takes two groups, other filters share one. Without
 * filters, there is no group.
 */
export async function toQuickGroups(
	item: Item,
	{ when, createdAfter, updatedAfter, owners, sources }: QuickFilters,
	times: TimeReading,
): Promise<SearchGroup[]> {
	const filters: SearchFilter[] = [];
	const addSince = (propertyName: string, time: unknown, field: string) => {
		if (time === undefined) return;
		const value = String(filterTime(time, { ...times, field }));
		filters.push({ propertyName, operator: 'GTE', value });
	};
	addSince(Prop.CREATED, createdAfter, NAMES.createdAfter);
	addSince(Prop.MODIFIED, updatedAfter, NAMES.updatedAfter);
	if (owners !== undefined) {
		const values = await comparedValues(item, Prop.OWNER, readList(owners, NAMES.owners), times);
		filters.push({ propertyName: Prop.OWNER, operator: 'IN', values });
	}
	if (sources !== undefined) {
		const given = readList(sources, NAMES.sources);
		const values = await comparedSources(item, given, NAMES.sources);
		filters.push({ propertyName: Prop.SOURCE, operator: 'IN', values });
	}
	if (when === undefined) return filters.length > 0 ? [{ filters }] : [];
	return quickGroups(oneOf(when, WHEN, NAMES.when), Date.now(), times.zone).map((group) => ({
		filters: [...group.filters, ...filters],
	}));
}
