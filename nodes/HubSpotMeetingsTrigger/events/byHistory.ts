import * as Prop from '../../hubspot/propertyNames';
import type { HistoryEntry, HubSpotObject, JsonObject } from '../../hubspot/types';
import type { HubSpotClient } from '../../transport/client';
import type { Detector, Marks } from '../cursor';
import { fetchCurrent } from '../fetchCurrent';
import type { TriggerEvent } from '../triggerEvent';
import { momentOf, since } from './byTimestamp';
import type { TriggerConfig } from './event';

/** One change of one property. An empty value is null. */
export interface PropertyChange {
	property: string;
	from: string | null;
	to: string | null;
	/** Epoch ms. */
	at: number;
	/** Whether this is the value that the meeting was created with. */
	initial: boolean;
	source: HistoryEntry;
}

interface HistoryEvent {
	/** The properties whose history is read. */
	properties: () => Promise<readonly string[]>;
	/** Converts the new changes of a meeting, oldest first, to events. */
	eventsOf: (record: HubSpotObject, entries: PropertyChange[]) => TriggerEvent[];
}

/**
 * Detects changes of certain properties. The moments come from HubSpot's property history, which is read from the meeting
 * itself. So a later change doesn't hide an earlier one, and changes that search doesn't show yet are included. The mark of
 * a meeting is the moment up to which its history is known.
 */
export function detectByHistory(
	{ searchFilters, properties: wanted, accepts }: TriggerConfig,
	client: HubSpotClient,
	{ properties, eventsOf: happen }: HistoryEvent,
): Detector {
	return {
		marksByMoment: true,
		groups: (from) => [{ filters: [since(Prop.MODIFIED, from), ...searchFilters] }],
		async examine(candidates, { from, to, seen }) {
			const marks: Marks = {};
			const knownUpTo = ({ id }: HubSpotObject) => seen[id]?.[0] ?? -Infinity;
			const unknown = candidates.filter(
				(record) => (momentOf(record, Prop.MODIFIED) ?? Infinity) > knownUpTo(record),
			);
			if (unknown.length === 0) return { events: [], marks };
			const history = await properties();
			const current = await fetchCurrent(client, unknown, { properties: wanted, history });
			const events = current.flatMap((record) => {
				const all = history.flatMap((name) => changesOf(record, name));
				const known = knownUpTo(record);
				const fresh = all.filter(({ at }) => at >= from && at < to && at > known);
				const last = Math.max(momentOf(record, Prop.MODIFIED) ?? from, ...all.map(({ at }) => at));
				marks[record.id] = [Math.max(known, Math.min(last, to - 1))];
				if (!accepts(record)) return [];
				// The changes are newest first. Reversing them first also keeps those of the same millisecond in order.
				return happen(
					record,
					fresh.reverse().sort((a, b) => a.at - b.at),
				);
			});
			return { events, marks };
		},
	};
}

/** The changes of one property according to its history, newest first. Writing the same value again isn't a change. */
export function changesOf(record: HubSpotObject, property: string): PropertyChange[] {
	const history = [...(record.propertiesWithHistory?.[property] ?? [])].sort(
		(a, b) => Date.parse(b.timestamp) - Date.parse(a.timestamp),
	);
	const createdAt = momentOf(record, Prop.CREATED) ?? -Infinity;
	return history
		.map((source, place): PropertyChange => {
			const at = Date.parse(source.timestamp);
			const before = history[place + 1]?.value;
			return {
				property,
				from: before || null,
				to: source.value || null,
				at,
				initial: place === history.length - 1 && at <= createdAt,
				source,
			};
		})
		.filter(({ from, to }) => from !== to);
}

/** Who changed a property, as far as HubSpot says. */
export function whoChanged({ source }: PropertyChange): JsonObject {
	const { sourceType, sourceId, sourceLabel, updatedByUserId } = source;
	return {
		source: sourceType,
		...(sourceLabel !== undefined && { label: sourceLabel }),
		...(sourceId !== undefined && { id: sourceId }),
		...(updatedByUserId !== undefined && { userId: updatedByUserId }),
	};
}

/** A change of one property as an event: the old value, the new value, and who changed it. */
export const toChange = (
	type: string,
	record: HubSpotObject,
	change: PropertyChange,
): TriggerEvent => ({
	type,
	at: change.at,
	record,
	details: { from: change.from, to: change.to, changedBy: whoChanged(change) },
});
