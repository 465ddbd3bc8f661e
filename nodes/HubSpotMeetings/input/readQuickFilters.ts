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

/** The quick filters that were added, with their names on screen. A key that is there was added. */
const NAMES = {
	createdAfter: 'Created Since',
	owners: 'Assigned To',
	query: 'Search Text',
	sources: 'Source',
	updatedAfter: 'Updated Since',
	when: 'When',
};

export type QuickFilters = Partial<Record<keyof typeof NAMES, unknown>>;

/** @throws InputError when a filter that was added is empty: it would not filter anything */
export function readQuickFilters(item: Item): QuickFilters {
	const given = item.field<QuickFilters>('quickFilters', {});
	refuseEmpty(given, NAMES);
	return given;
}

/** @throws InputError for a filter that was added and came out empty */
export function refuseEmpty<K extends string>(
	given: Partial<Record<K, unknown>>,
	names: Record<K, string>,
): void {
	for (const key in names) if (key in given && isEmpty(given[key])) throw emptyFilter(names[key]);
}

/** The groups of the quick filters: one, or two for those without outcome; none when there are no filters. */
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
