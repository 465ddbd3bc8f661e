import * as Prop from '../../hubspot/propertyNames';
import type { HubSpotObject } from '../../hubspot/types';
import type { SearchGroup } from '../../hubspot/values/searchFilters';
import type { HubSpotClient } from '../../transport/client';
import type { Detector, Marks } from '../cursor';
import { fetchCurrent } from '../fetchCurrent';
import { changesOf } from './byHistory';
import { momentOf } from './byTimestamp';
import type { TriggerConfig } from './event';

/** A time of a meeting, and when it was set. Both are epoch ms. */
export interface Setting {
	time: number;
	setAt: number;
}

export interface DueTimeEvent {
	/** The properties that have the time. The first one with a value counts. */
	properties: readonly string[];
	/** When the event is due, in ms after the time; negative for before it. */
	offset: number;
	/** Search groups for meetings that are due in the span, and for meetings that were changed in it and were due before. */
	groups: (from: number, until: number) => SearchGroup[];
	/** When the event fires for the last of the times. It gets all of them, oldest first. Undefined for never. */
	fires: (settings: Setting[]) => number | undefined;
}

/**
 * Detects an event at a time that the meeting sets, such as its end. The event fires when it is due. If it was already due
 * when the time was set, it fires at that moment. Neither ever changes, so the event fires once, and again if the meeting is
 * moved. Candidates that are due are read again, since search may not know yet that a meeting was moved or canceled.
 */
export function detectByDueTime(
	{ event: type, accepts, properties: wanted }: TriggerConfig,
	client: HubSpotClient,
	{ properties, offset, groups, fires }: DueTimeEvent,
): Detector {
	return {
		marksByMoment: false,
		groups,
		async examine(candidates, { from, to, now, seen }) {
			const marks: Marks = {};
			const due = candidates.filter((record) => {
				const time = timeOf(record, properties);
				if (time === undefined || time + offset > now) return false;
				const mark = seen[record.id];
				// A meeting that was moved and moved back has the same time, but was changed since.
				const modified = momentOf(record, Prop.MODIFIED) ?? Infinity;
				if (mark?.[1] !== time || !(modified <= mark[2])) return true;
				marks[record.id] = mark;
				return false;
			});
			if (due.length === 0) return { events: [], marks };
			const current = await fetchCurrent(client, due, { properties: wanted, history: properties });
			const events = current.flatMap((record) => {
				const settings = settingsOf(record, properties);
				const last = settings.at(-1);
				if (!last || last.time + offset > now) return [];
				const at = fires(settings);
				if (at !== undefined && at >= to) return [];
				const readAs = Math.min(momentOf(record, Prop.MODIFIED) ?? -Infinity, to - 1);
				marks[record.id] = [at ?? last.setAt, last.time, readAs];
				const isNew = at !== undefined && at >= from && at !== seen[record.id]?.[0];
				return isNew && accepts(record) ? [{ type, at, record }] : [];
			});
			return { events, marks };
		},
	};
}

function timeOf(record: HubSpotObject, properties: readonly string[]): number | undefined {
	return firstOf(properties.map((property) => momentOf(record, property)));
}

const firstOf = (times: Array<number | undefined>) => times.find((time) => time !== undefined);

/**
 * The times that a meeting has had, oldest first. The last one is its current time. If several properties had a value at a
 * moment, the first of them counts; NaN if none had one. Writing the same time again doesn't move a meeting.
 */
export function settingsOf(record: HubSpotObject, properties: readonly string[]): Setting[] {
	const current = timeOf(record, properties);
	if (current === undefined) return [];
	const values: Record<string, number | undefined> = {};
	const settings: Setting[] = properties
		.flatMap((property) => changesOf(record, property).reverse())
		.sort((a, b) => a.at - b.at)
		.map(({ property, to, at }) => {
			values[property] = to === null ? undefined : Date.parse(to);
			return { time: firstOf(properties.map((name) => values[name])) ?? NaN, setAt: at };
		})
		.filter(({ time }, place, all) => time !== all[place - 1]?.time);
	if (settings.at(-1)?.time === current) return settings;
	const setAt = momentOf(record, Prop.CREATED) ?? -Infinity;
	return [...settings, { time: current, setAt: settings.at(-1)?.setAt ?? setAt }];
}
