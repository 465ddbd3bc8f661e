import * as Prop from '../../hubspot/propertyNames';
import type { HubSpotObject } from '../../hubspot/types';
import { emptyRange, filterTime, readList } from '../../hubspot/values/searchFilters';
import { compareIds } from '../../hubspot/values/sortRecords';
import type { TimeReading } from '../../hubspot/values/timeOptions';
import type { Item } from '../../transport/item';
import { comparedSources, comparedValues } from './comparedValues';
import { refuseEmpty } from './readQuickFilters';

/** The properties that the filters and the sort order use. */
export const LOOKED_AT = [Prop.START, Prop.DATE, Prop.OUTCOME, Prop.OWNER, Prop.SOURCE];

interface RecordFilters {
	startsFrom?: unknown;
	startsBefore?: unknown;
	outcomes?: unknown;
	owners?: unknown;
	sources?: unknown;
}

const NAMES: Record<keyof RecordFilters, string> = {
	startsFrom: 'Starting From',
	startsBefore: 'Starting Before',
	outcomes: 'Outcome',
	owners: 'Assigned To',
	sources: 'Source',
};

/**
 * Combines the filters for the meetings of a record into one test. The filters are checked before the meetings are read.
 * The node applies them itself, because HubSpot can't filter associated records.
 *
 * @throws InputError when a filter is empty or can't be read, or when the time range is empty
 */
export async function readRecordFilters(
	item: Item,
	times: TimeReading,
): Promise<(meeting: HubSpotObject) => boolean> {
	const given = item.field<RecordFilters>('filters', {});
	refuseEmpty(given, NAMES);
	const read = <T>(key: keyof RecordFilters, as: (value: unknown, field: string) => T) =>
		given[key] === undefined ? undefined : as(given[key], NAMES[key]);
	const time = (value: unknown, field: string) => filterTime(value, { ...times, field });
	const from = read('startsFrom', time);
	const before = read('startsBefore', time);
	if (from !== undefined && before !== undefined && from >= before) {
		throw emptyRange(NAMES.startsFrom, `it is not before '${NAMES.startsBefore}'`);
	}
	const allowed = async (property: string, values: unknown[] | undefined) =>
		values && new Set(await comparedValues(item, property, values, times));
	const outcomes = await allowed(Prop.OUTCOME, read('outcomes', readList));
	const owners = await allowed(Prop.OWNER, read('owners', readList));
	const givenSources = read('sources', readList);
	const sources = givenSources && new Set(await comparedSources(item, givenSources, NAMES.sources));
	return (meeting) => {
		const start = startOf(meeting);
		const { [Prop.OUTCOME]: outcome, [Prop.OWNER]: owner } = meeting.properties;
		return (
			(from === undefined || (start !== undefined && start >= from)) &&
			(before === undefined || (start !== undefined && start < before)) &&
			(!outcomes || outcomes.has(outcome ?? '')) &&
			(!owners || owners.has(owner ?? '')) &&
			(!sources || sources.has(meeting.properties[Prop.SOURCE] ?? ''))
		);
	};
}

/** The start of a meeting, or else its activity date, in epoch milliseconds. */
function startOf({ properties }: HubSpotObject): number | undefined {
	const time = properties[Prop.START] || properties[Prop.DATE];
	return time ? Date.parse(time) : undefined;
}

/** Sorts meetings by start, newest first. Meetings without any time come last. */
export function newestFirst(meetings: readonly HubSpotObject[]): HubSpotObject[] {
	return meetings
		.map((meeting) => ({ meeting, start: startOf(meeting) ?? -Infinity }))
		.sort((a, b) =>
			a.start === b.start ? compareIds(b.meeting.id, a.meeting.id) : b.start - a.start,
		)
		.map(({ meeting }) => meeting);
}
