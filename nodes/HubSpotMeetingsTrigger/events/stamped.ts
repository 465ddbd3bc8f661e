import type { SearchFilter } from '../../hubspot/filters';
import type { HubSpotObject } from '../../hubspot/types';
import type { Asker } from '../../request/asker';
import type { EventName } from '../happening';
import { readLive } from '../live';
import type { Wishes } from '../wishes';
import type { Marks, Watch } from '../window';

export const CREATED = 'hs_createdate';
export const MODIFIED = 'hs_lastmodifieddate';

/** A date property as epoch ms; undefined when it is empty. */
export function momentOf({ properties }: HubSpotObject, name: string): number | undefined {
	const ms = Date.parse(properties[name] ?? '');
	return Number.isNaN(ms) ? undefined : ms;
}

/** Property `name` at or after `from`, and not after `until`. */
export function since(name: string, from: number, until?: number): SearchFilter {
	return until === undefined
		? { propertyName: name, operator: 'GTE', value: String(from) }
		: { propertyName: name, operator: 'BETWEEN', value: String(from), highValue: String(until) };
}

type StampWishes = Pick<Wishes, 'properties' | 'searched' | 'searchFilters'>;

/**
 * What happens to a meeting when one of its dates gets a new value, as search shows it: a version of the meeting is told
 * by its id and the date, so nothing else has to be read, unless more properties are wanted than a search can name.
 *
 * @param typeOf which event a version is; undefined when it is none
 */
export function watchStamp(
	name: typeof CREATED | typeof MODIFIED,
	typeOf: (record: HubSpotObject) => EventName | undefined,
	{ searchFilters, searched, properties }: StampWishes,
	asker: Asker,
): Watch {
	return {
		marksByMoment: true,
		groups: (from) => [{ filters: [since(name, from), ...searchFilters] }],
		async examine(candidates, { from, to, seen }) {
			const marks: Marks = {};
			const happenings = candidates.flatMap((record) => {
				const at = momentOf(record, name);
				if (at === undefined || at < from || at >= to) return [];
				if (at <= (seen[record.id]?.[0] ?? -Infinity)) return [];
				marks[record.id] = [at];
				const type = typeOf(record);
				return type === undefined ? [] : [{ type, at, record }];
			});
			if (searched.length === properties.length) return { happenings, marks };
			const records = happenings.map(({ record }) => record);
			const live = await readLive(asker, records, { properties });
			const byId = new Map(live.map((record) => [record.id, record]));
			return {
				happenings: happenings.flatMap((happening) => {
					const record = byId.get(happening.record.id);
					return record ? [{ ...happening, record }] : [];
				}),
				marks,
			};
		},
	};
}
