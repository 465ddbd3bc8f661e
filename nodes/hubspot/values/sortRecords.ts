import { ownOf } from '../../common/input';
import type { ValueKind } from '../meetingProperties';
import type { HubSpotObject } from '../types';
import type { Sort } from './searchBody';

/** Compares lengths first, because ids are whole numbers that may be too long for a JavaScript number. */
export function compareIds(a: string, b: string): number {
	return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}

/** The key to sort a record by; undefined if the record has no value. */
function keyOf(value: string | null | undefined, kind: ValueKind): number | string | undefined {
	if (value === null || value === undefined || value === '') return undefined;
	if (kind === 'number') return Number(value);
	return kind === 'datetime' || kind === 'date' ? Date.parse(value) : value.toLowerCase();
}

/**
 * Sorts records by a property according to its type, as HubSpot's search does. Records without a value come last in both
 * directions. Records with equal values are sorted by id.
 */
export function sortRecords(
	records: readonly HubSpotObject[],
	{ propertyName, direction }: Sort,
	kind: ValueKind,
): HubSpotObject[] {
	const turn = direction === 'DESCENDING' ? -1 : 1;
	return records
		.map((record) => ({ record, key: keyOf(ownOf(record.properties, propertyName), kind) }))
		.sort((a, b) => {
			if (a.key === undefined || b.key === undefined) {
				if (a.key !== b.key) return a.key === undefined ? 1 : -1;
			} else if (a.key !== b.key) {
				return a.key < b.key ? -turn : turn;
			}
			return compareIds(a.record.id, b.record.id);
		})
		.map(({ record }) => record);
}
