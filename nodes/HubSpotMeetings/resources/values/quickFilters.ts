import {
	emptyFilter,
	readFilter,
	readList,
	toFilter,
	type SearchFilter,
	type SearchGroup,
} from '../../../hubspot/filters';
import { InputError, isEmpty, quote } from '../../../hubspot/input';
import type { FilterOperator } from '../../../hubspot/operators';
import { CREATED, MODIFIED, OWNER } from '../../../hubspot/propertyNames';
import { quickGroups, WHEN } from '../../../hubspot/quickFilters';
import type { Item } from '../../../request/item';
import { comparisonContext, comparisonTarget } from './targets';

/** The quick filters that were added, with their names on screen. A key that is there was added. */
const NAMES = {
	createdAfter: 'Created After',
	owners: 'Assigned To',
	query: 'Search Text',
	updatedAfter: 'Updated After',
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
	{ when, createdAfter, updatedAfter, owners }: QuickFilters,
	zone: string,
): Promise<SearchGroup[]> {
	const conditions: Array<Promise<SearchFilter>> = [];
	const add = (name: string, property: string, operator: FilterOperator, operand: unknown) =>
		conditions.push(condition(item, { name, property, operator, operand }, zone));
	if (createdAfter !== undefined) add(NAMES.createdAfter, CREATED, 'GTE', createdAfter);
	if (updatedAfter !== undefined) {
		add(NAMES.updatedAfter, MODIFIED, 'GTE', updatedAfter);
	}
	if (owners !== undefined) add(NAMES.owners, OWNER, 'IN', readList(owners, NAMES.owners));
	const filters = await Promise.all(conditions);
	if (when === undefined) return filters.length > 0 ? [{ filters }] : [];
	const known = WHEN.find((name) => name === when);
	if (!known) {
		throw new InputError(
			'When',
			`${quote(when)} is not known here`,
			`Use one of: ${WHEN.join(', ')}.`,
		);
	}
	return quickGroups(known, Date.now(), zone).map((group) => ({
		filters: [...group.filters, ...filters],
	}));
}

interface Condition {
	name: string;
	property: string;
	operator: FilterOperator;
	operand: unknown;
}

async function condition(
	item: Item,
	{ name, property, operator, operand }: Condition,
	zone: string,
): Promise<SearchFilter> {
	const given = { propertyName: property, operator };
	const filter = readFilter(
		Array.isArray(operand) ? { ...given, values: operand } : { ...given, value: operand },
		name,
	);
	const target = await comparisonTarget(item, property);
	const context = await comparisonContext(item, target, filter.operands, zone);
	return toFilter({ ...filter, where: name }, target, context);
}
