import * as Prop from '../../hubspot/propertyNames';
import type { HubSpotObject } from '../../hubspot/types';
import type { SearchFilter } from '../../hubspot/values/searchFilters';
import type { HubSpotClient } from '../../transport/client';
import type { Detector, Marks } from '../cursor';
import { fetchCurrent } from '../fetchCurrent';
import type { TriggerEvent } from '../triggerEvent';
import type { TriggerConfig } from './event';

/** Converts a date from HubSpot to epoch ms; undefined if it is empty or invalid. */
export function toMoment(text?: string | null): number | undefined {
	const ms = Date.parse(text ?? '');
	return Number.isNaN(ms) ? undefined : ms;
}

/** A date property as epoch ms. */
export const momentOf = ({ properties }: HubSpotObject, name: string): number | undefined =>
	toMoment(properties[name]);

/** A filter for a property at or after `from` and, if given, not after `until`. */
export function since(name: string, from: number, until?: number): SearchFilter {
	return until === undefined
		? { propertyName: name, operator: 'GTE', value: String(from) }
		: { propertyName: name, operator: 'BETWEEN', value: String(from), highValue: String(until) };
}

interface TimestampConfig extends Pick<TriggerConfig, 'accepts' | 'properties' | 'searchFilters'> {
	/** At least one of these filters must match. Undefined for all meetings. */
	anyOf?: SearchFilter[];
}

/** A version of a meeting: its state at one value of the date. */
interface Version {
	/** The date, in epoch ms. */
	stamp: number;
	createdAt: number;
	/** Whether it is the first version of a new meeting. */
	isFirst: boolean;
}

/**
 * Detects a new value of a meeting's date. The id and the date identify a version of the meeting. The search finds the
 * meetings with a new version. They are read again before they are emitted, since search may not know yet that a meeting
 * was changed again or deleted.
 *
 * @param eventOf returns the event of a version and when it happened; undefined if the version is not an event
 */
export function detectByTimestamp(
	name: typeof Prop.CREATED | typeof Prop.MODIFIED,
	eventOf: (version: Version) => Pick<TriggerEvent, 'type' | 'at'> | undefined,
	{ accepts, properties, searchFilters, anyOf }: TimestampConfig,
	client: HubSpotClient,
): Detector {
	return {
		marksByMoment: true,
		groups: (from) =>
			(anyOf?.map((filter) => [filter]) ?? [[]]).map((also) => ({
				filters: [since(name, from), ...also, ...searchFilters],
			})),
		async examine(candidates, { from, to, seen }) {
			const marks: Marks = {};
			/** Undefined for a version that is old or has to wait. */
			const versionOf = (record: HubSpotObject) => {
				const stamp = momentOf(record, name) ?? -Infinity;
				if (stamp < from || stamp <= (seen[record.id]?.[0] ?? -Infinity)) return undefined;
				const createdAt = momentOf(record, Prop.CREATED) ?? -Infinity;
				const isFirst = createdAt >= from && !(record.id in seen);
				const event = eventOf({ stamp, createdAt, isFirst });
				const isPast = (event?.at ?? stamp) < to;
				return isPast ? { event, mark: [Math.min(stamp, to - 1)] } : undefined;
			};
			const fresh = candidates.filter((record) => {
				const version = versionOf(record);
				if (version && !version.event) marks[record.id] = version.mark;
				return version?.event !== undefined;
			});
			const current = fresh.length > 0 ? await fetchCurrent(client, fresh, { properties }) : [];
			const events = current.flatMap((record) => {
				const version = versionOf(record);
				if (!version?.event || !accepts(record)) return [];
				marks[record.id] = version.mark;
				return [{ ...version.event, record }];
			});
			return { events, marks };
		},
	};
}
