import * as Prop from '../../hubspot/propertyNames';
import type { HubSpotObject } from '../../hubspot/types';
import type { SearchFilter } from '../../hubspot/values/searchFilters';
import type { HubSpotClient } from '../../transport/client';
import type { TriggerConfig } from '../config';
import type { Detector, Marks } from '../cursor';
import { fetchCurrent } from '../fetchCurrent';
import type { EventName } from '../triggerEvent';

/** What HubSpot gives as a date, as epoch ms; undefined when it is empty. */
export function toMoment(text?: string | null): number | undefined {
	const ms = Date.parse(text ?? '');
	return Number.isNaN(ms) ? undefined : ms;
}

/** A date property as epoch ms. */
export const momentOf = ({ properties }: HubSpotObject, name: string): number | undefined =>
	toMoment(properties[name]);

/** Property `name` at or after `from`, and not after `until`. */
export function since(name: string, from: number, until?: number): SearchFilter {
	return until === undefined
		? { propertyName: name, operator: 'GTE', value: String(from) }
		: { propertyName: name, operator: 'BETWEEN', value: String(from), highValue: String(until) };
}

type TimestampConfig = Pick<TriggerConfig, 'accepts' | 'properties' | 'searchFilters'>;

/**
 * What happens to a meeting when one of its dates gets a new value: a version of the meeting is told by its id and the
 * date. The search says which have a new one; they are handed on as they are now, since search may not know yet that a
 * meeting was changed again, or deleted.
 *
 * @param typeOf which event a version is, and whether it is the first of a new meeting; undefined when it is none
 */
export function detectByTimestamp(
	name: typeof Prop.CREATED | typeof Prop.MODIFIED,
	typeOf: (record: HubSpotObject, isFirst: boolean) => EventName | undefined,
	{ accepts, properties, searchFilters }: TimestampConfig,
	client: HubSpotClient,
): Detector {
	return {
		marksByMoment: true,
		groups: (from) => [{ filters: [since(name, from), ...searchFilters] }],
		async examine(candidates, { from, to, seen }) {
			const marks: Marks = {};
			/** Undefined for what is old, or has to wait. */
			const versionOf = (record: HubSpotObject) => {
				const stamp = momentOf(record, name) ?? -Infinity;
				if (stamp < from || stamp <= (seen[record.id]?.[0] ?? -Infinity)) return undefined;
				const createdAt = momentOf(record, Prop.CREATED) ?? -Infinity;
				const type = typeOf(record, createdAt >= from && !(record.id in seen));
				const at = type === 'created' ? createdAt : stamp;
				return at < to ? { type, at, mark: [Math.min(stamp, to - 1)] } : undefined;
			};
			const fresh = candidates.filter((record) => {
				const version = versionOf(record);
				if (version && version.type === undefined) marks[record.id] = version.mark;
				return version?.type !== undefined;
			});
			const current = fresh.length > 0 ? await fetchCurrent(client, fresh, { properties }) : [];
			const events = current.flatMap((record) => {
				const version = versionOf(record);
				if (version?.type === undefined || !accepts(record)) return [];
				marks[record.id] = version.mark;
				return [{ type: version.type, at: version.at, record }];
			});
			return { events, marks };
		},
	};
}
