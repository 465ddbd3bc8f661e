import { searchPage } from '../api/searchPage';
import { CREATED, END, MODIFIED, OUTCOME, START } from '../hubspot/propertyNames';
import type { HubSpotObject } from '../hubspot/types';
import type { SearchFilter } from '../hubspot/values/searchFilters';
import type { Asker } from '../transport/client';
import type { Wishes } from './config';
import { entriesOf, whoChanged } from './events/byHistory';
import { momentOf } from './events/byTimestamp';
import { countingProperties, toUpdate } from './events/updated';
import { readLive } from './fetchCurrent';
import { binPage, deletedAt } from './recycleBin';
import type { Happening } from './triggerEvent';

/** How many meetings a manual test shows. */
const HANDFUL = 5;

/** Of how many: search leaves in what some events leave out. */
const LOOKED_AT = 50;

/**
 * What a manual test shows: the account's latest meetings as the event would hand them on, whether or not anything just
 * happened to them; of those that start soon, the next ones.
 */
export async function samples(asker: Asker, wishes: Wishes): Promise<Happening[]> {
	const now = String(Date.now());
	const newest = async (property: string, ...filters: SearchFilter[]) =>
		await latest(asker, wishes, property, filters);
	switch (wishes.event) {
		case 'created':
			return await newest(CREATED);
		case 'createdOrUpdated':
			return await newest(MODIFIED);
		case 'updated':
			return await latestUpdates(asker, wishes);
		case 'deleted':
			return await latestDeleted(asker, wishes);
		case 'outcomeChanged':
			return await latestOutcomes(asker, wishes);
		case 'ended':
			return await newest(END, { propertyName: END, operator: 'LTE', value: now });
		case 'startingSoon': {
			const ahead: SearchFilter = { propertyName: START, operator: 'GTE', value: now };
			const upcoming = await latest(asker, wishes, START, [ahead], 'ASCENDING');
			return upcoming.length > 0 ? upcoming : await newest(START);
		}
	}
}

async function latestRecords(
	asker: Asker,
	{ accepts, properties, searchFilters }: Wishes,
	property: string,
	filters: SearchFilter[],
	direction: 'ASCENDING' | 'DESCENDING' = 'DESCENDING',
): Promise<HubSpotObject[]> {
	const all = [...filters, ...searchFilters];
	const { results } = await searchPage(asker, 'meetings', {
		filterGroups: all.length > 0 ? [{ filters: all }] : [],
		properties,
		sort: { propertyName: property, direction },
		limit: LOOKED_AT,
	});
	const wanted = results.filter(accepts);
	return (wanted.length > 0 ? wanted : results).slice(0, HANDFUL);
}

async function latest(
	asker: Asker,
	wishes: Wishes,
	property: string,
	filters: SearchFilter[],
	direction?: 'ASCENDING' | 'DESCENDING',
): Promise<Happening[]> {
	const records = await latestRecords(asker, wishes, property, filters, direction);
	const fromThere = (wishes.minutesAfter - wishes.minutesBefore) * 60_000;
	return records.map((record) => {
		const created = momentOf(record, MODIFIED) === momentOf(record, CREATED);
		const type =
			wishes.event === 'createdOrUpdated' ? (created ? 'created' : 'updated') : wishes.event;
		return { type, at: (momentOf(record, property) ?? Date.now()) + fromThere, record };
	});
}

/** Where the event tells what was changed, those that were, each with its last change that counts. */
async function latestUpdates(asker: Asker, wishes: Wishes): Promise<Happening[]> {
	const { changes, properties } = wishes;
	if (changes === 'any') return await latest(asker, wishes, MODIFIED, []);
	const found = await latestRecords(asker, wishes, MODIFIED, []);
	const history = await countingProperties(wishes, asker);
	const records = await readLive(asker, found, { properties, history });
	const updates = records.flatMap((record) => {
		const entries = history.flatMap((name) => entriesOf(record, name));
		const last = Math.max(...entries.map(({ at }) => at));
		return toUpdate(
			record,
			entries.filter(({ at }) => at === last),
		);
	});
	return updates.length > 0 ? updates : await latest(asker, wishes, MODIFIED, []);
}

async function latestOutcomes(asker: Asker, wishes: Wishes): Promise<Happening[]> {
	const { newOutcomes, properties } = wishes;
	const filter: SearchFilter =
		newOutcomes.length > 0
			? { propertyName: OUTCOME, operator: 'IN', values: newOutcomes }
			: { propertyName: OUTCOME, operator: 'HAS_PROPERTY' };
	const found = await latestRecords(asker, wishes, MODIFIED, [filter]);
	const records = await readLive(asker, found, { properties, history: [OUTCOME] });
	return records.flatMap((record) => {
		const [entry] = entriesOf(record, OUTCOME);
		if (!entry) return [];
		const details = { from: entry.from, to: entry.to, changedBy: whoChanged(entry) };
		return [{ type: wishes.event, at: entry.at, record, details }];
	});
}

/** Of the first page of the recycling bin: HubSpot can't list it by date. */
async function latestDeleted(asker: Asker, wishes: Wishes): Promise<Happening[]> {
	const { results } = await binPage(asker, wishes.properties);
	return results
		.filter(wishes.accepts)
		.map((record) => ({ type: wishes.event, at: deletedAt(record) ?? 0, record }))
		.sort((a, b) => b.at - a.at)
		.slice(0, HANDFUL);
}
