import type { SearchFilter } from '../../hubspot/filters';
import type { HubSpotObject } from '../../hubspot/types';
import type { EventName } from '../happening';
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

/**
 * What happens to a meeting when one of its dates gets a new value, as search shows it: a version of the meeting is told
 * by its id and the date, so nothing else has to be read.
 *
 * @param typeOf which event a version is; undefined when it is none
 * @param filters what a meeting must be beside
 */
export function watchStamp(
	name: typeof CREATED | typeof MODIFIED,
	typeOf: (record: HubSpotObject) => EventName | undefined,
	filters: SearchFilter[],
): Watch {
	return {
		marksByMoment: true,
		groups: (from) => [{ filters: [since(name, from), ...filters] }],
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
			return { happenings, marks };
		},
	};
}
