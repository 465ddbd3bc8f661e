import { findIds } from '../../api/find';
import { InputError, isEmpty, isRecord, oneOf, parseJson } from '../../common/input';
import { resolveObjectType } from '../../hubspot/objectTypes';
import { operatorNames } from '../../hubspot/values/operators';
import { parseRecordRefs, refText } from '../../hubspot/values/recordRefs';
import {
	readFilter,
	toFilter,
	type FilterInput,
	type ReadFilter,
	type SearchFilter,
	type SearchGroup,
} from '../../hubspot/values/searchFilters';
import type { TimeReading } from '../../hubspot/values/timeOptions';
import type { Item } from '../../transport/item';
import { comparedType, comparisonContext } from './comparedValues';

/** One filter group as n8n stores it. */
interface GroupRow {
	filters?: { filter?: FilterInput[] };
}

/** Reads the filter groups from the fields or from JSON. Checks and converts every filter. */
export async function readFilterGroups(item: Item, times: TimeReading): Promise<SearchGroup[]> {
	const groups =
		oneOf(item.field('filterType', 'manual'), ['json', 'manual'], 'Filter Groups As') === 'json'
			? fromJson(item.field<unknown>('filterGroupsJson', ''))
			: fromFields(item.field<{ group?: GroupRow[] }>('filterGroups', {}).group ?? []);
	return await Promise.all(
		groups.map(async (filters, group) => {
			if (filters.length === 0) {
				throw new InputError(
					'Filter Groups',
					`group ${group + 1} has no filters, so it would find every meeting`,
					'Add a filter to it, or remove the group.',
				);
			}
			const read = filters.map((filter, place) =>
				readFilter(filter, `filter ${place + 1} of group ${group + 1}`),
			);
			return {
				filters: await Promise.all(read.map(async (one) => await convert(item, one, times))),
			};
		}),
	);
}

/** The editor has a single Value field. For IN and NOT_IN, it holds the list of values. */
function fromFields(rows: GroupRow[]): FilterInput[][] {
	return rows.map(({ filters }) =>
		(filters?.filter ?? []).map(({ value, ...row }) =>
			/^(?:NOT_)?IN$/i.test(String(row.operator)) ? { ...row, values: value } : { ...row, value },
		),
	);
}

function fromJson(given: unknown): FilterInput[][] {
	const value = typeof given === 'string' ? parseJson(given) : given;
	if (isEmpty(given)) {
		throw new InputError(
			'Filter Groups (JSON)',
			'is empty, so it would find every meeting',
			"Check the expression, or set 'Filter Groups As' to 'Fields'.",
		);
	}
	const groups = isRecord(value) ? groupsOf(value) : value;
	if (!Array.isArray(groups) || groups.length === 0) throw notGroups();
	return groups.map((group: unknown) => {
		const filters = isRecord(group) ? group.filters : undefined;
		if (!Array.isArray(filters) || !filters.every(isRecord)) throw notGroups();
		return filters;
	});
}

/** The groups in an object: `filterGroups` of a HubSpot search, or `filters` of a single group. */
function groupsOf(value: Record<string, unknown>): unknown {
	const { filterGroups, filters, ...others } = value;
	const more = Object.keys(others);
	if (more.length > 0) {
		throw new InputError(
			'Filter Groups (JSON)',
			`only filter groups are allowed, not ${more.join(', ')}`,
			"Text, sort, properties and limit have their own fields: 'Search Text', 'Sort', 'Property Names or IDs', 'Limit'.",
		);
	}
	return filterGroups ?? (filters === undefined ? undefined : [{ filters }]);
}

function notGroups(): InputError {
	return new InputError(
		'Filter Groups (JSON)',
		"is not a list of filter groups in HubSpot's API format",
		'Example: [{ "filters": [{ "propertyName": "hs_meeting_outcome", "operator": "EQ", "value": "COMPLETED" }] }].',
	);
}

async function convert(item: Item, filter: ReadFilter, times: TimeReading): Promise<SearchFilter> {
	const { propertyName, operands } = filter;
	if (propertyName.startsWith('associations.')) return await associationFilter(item, filter);
	const valueType = await comparedType(item, propertyName, operands);
	return toFilter(filter, valueType, await comparisonContext(item, valueType, operands, times));
}

/**
 * Converts a filter on HubSpot's pseudo-property `associations.contact`. As in other fields, users can give the records
 * by ID, URL, email or domain.
 */
async function associationFilter(
	item: Item,
	{ propertyName, where, operator, operands }: ReadFilter,
): Promise<SearchFilter> {
	const type = resolveObjectType(propertyName.slice('associations.'.length), where);
	if (type.custom) {
		throw new InputError(
			where,
			"HubSpot's search can't filter by associated custom objects",
			"Use 'Get Many of Record'.",
		);
	}
	if (operator.notFor.includes('records')) {
		throw new InputError(
			where,
			`'${operator.name}' (${operator.value}) does not work with associated records`,
			`Use one of: ${operatorNames('records').join(', ')}.`,
		);
	}
	const refs = parseRecordRefs(operands, type, where);
	if (operator.takes === 'one' && refs.length > 1) {
		throw new InputError(
			where,
			`'${operator.name}' (${operator.value}) accepts one record, but ${refs.length} were given`,
			"Use 'Is Any Of' (IN) or 'Is None Of' (NOT_IN).",
		);
	}
	const ids = await findIds(item, refs);
	const missing = refs.filter((_, place) => ids[place] === undefined).map(refText);
	if (missing.length > 0) {
		throw new InputError(
			where,
			`HubSpot has no record for ${missing.join(', ')}`,
			'Check the email addresses or domains, or enter IDs.',
		);
	}
	const found = ids.map(String);
	return {
		propertyName: `associations.${type.singular}`,
		operator: operator.value,
		value: operator.takes === 'one' ? found[0] : undefined,
		values: operator.takes === 'list' ? found : undefined,
	};
}
