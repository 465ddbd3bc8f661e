import { searchPage } from '../api/searchPage';
import * as Prop from '../hubspot/propertyNames';
import type { HubSpotObject } from '../hubspot/types';
import type { SearchFilter } from '../hubspot/values/searchFilters';
import type { HubSpotClient } from '../transport/client';
import type { TriggerConfig } from './config';
import { changesOf, whoChanged } from './events/byHistory';
import { momentOf } from './events/byTimestamp';
import { countingProperties, toUpdate } from './events/updated';
import { fetchCurrent } from './fetchCurrent';
import { deletedAt, readRecycleBinPage } from './recycleBin';
import type { TriggerEvent } from './triggerEvent';

/** How many meetings a manual test shows. */
const HANDFUL = 5;

/** Of how many: search leaves in what some events leave out. */
const LOOKED_AT = 50;

/**
 * What a manual test shows: the account's latest meetings as the event would hand them on, whether or not anything just
 * happened to them; of those that start soon, the next ones.
 */
export async function samples(
	client: HubSpotClient,
	config: TriggerConfig,
): Promise<TriggerEvent[]> {
	const now = String(Date.now());
	const newest = async (property: string, ...filters: SearchFilter[]) =>
		await latest(client, config, property, filters);
	switch (config.event) {
		case 'created':
			return await newest(Prop.CREATED);
		case 'createdOrUpdated':
			return await newest(Prop.MODIFIED);
		case 'updated':
			return await latestUpdates(client, config);
		case 'deleted':
			return await latestDeleted(client, config);
		case 'outcomeChanged':
			return await latestOutcomes(client, config);
		case 'ended':
			return await newest(Prop.END, { propertyName: Prop.END, operator: 'LTE', value: now });
		case 'startingSoon': {
			const ahead: SearchFilter = { propertyName: Prop.START, operator: 'GTE', value: now };
			const upcoming = await latest(client, config, Prop.START, [ahead], 'ASCENDING');
			return upcoming.length > 0 ? upcoming : await newest(Prop.START);
		}
	}
}

async function latestRecords(
	client: HubSpotClient,
	{ accepts, properties, searchFilters }: TriggerConfig,
	property: string,
	filters: SearchFilter[],
	direction: 'ASCENDING' | 'DESCENDING' = 'DESCENDING',
): Promise<HubSpotObject[]> {
	const all = [...filters, ...searchFilters];
	const { results } = await searchPage(client, 'meetings', {
		filterGroups: all.length > 0 ? [{ filters: all }] : [],
		properties,
		sort: { propertyName: property, direction },
		limit: LOOKED_AT,
	});
	const wanted = results.filter(accepts);
	return (wanted.length > 0 ? wanted : results).slice(0, HANDFUL);
}

async function latest(
	client: HubSpotClient,
	config: TriggerConfig,
	property: string,
	filters: SearchFilter[],
	direction?: 'ASCENDING' | 'DESCENDING',
): Promise<TriggerEvent[]> {
	const records = await latestRecords(client, config, property, filters, direction);
	const fromThere = (config.minutesAfter - config.minutesBefore) * 60_000;
	return records.map((record) => {
		const created = momentOf(record, Prop.MODIFIED) === momentOf(record, Prop.CREATED);
		const type =
			config.event === 'createdOrUpdated' ? (created ? 'created' : 'updated') : config.event;
		return { type, at: (momentOf(record, property) ?? Date.now()) + fromThere, record };
	});
}

/** Where the event tells what was changed, those that were, each with its last change that counts. */
async function latestUpdates(
	client: HubSpotClient,
	config: TriggerConfig,
): Promise<TriggerEvent[]> {
	const { changes, properties } = config;
	if (changes === 'any') return await latest(client, config, Prop.MODIFIED, []);
	const found = await latestRecords(client, config, Prop.MODIFIED, []);
	const history = await countingProperties(config, client);
	const records = await fetchCurrent(client, found, { properties, history });
	const updates = records.flatMap((record) => {
		const entries = history.flatMap((name) => changesOf(record, name));
		const last = Math.max(...entries.map(({ at }) => at));
		return toUpdate(
			record,
			entries.filter(({ at }) => at === last),
		);
	});
	return updates.length > 0 ? updates : await latest(client, config, Prop.MODIFIED, []);
}

async function latestOutcomes(
	client: HubSpotClient,
	config: TriggerConfig,
): Promise<TriggerEvent[]> {
	const { newOutcomes, properties } = config;
	const filter: SearchFilter =
		newOutcomes.length > 0
			? { propertyName: Prop.OUTCOME, operator: 'IN', values: newOutcomes }
			: { propertyName: Prop.OUTCOME, operator: 'HAS_PROPERTY' };
	const found = await latestRecords(client, config, Prop.MODIFIED, [filter]);
	const records = await fetchCurrent(client, found, { properties, history: [Prop.OUTCOME] });
	return records.flatMap((record) => {
		const [entry] = changesOf(record, Prop.OUTCOME);
		if (!entry) return [];
		const details = { from: entry.from, to: entry.to, changedBy: whoChanged(entry) };
		return [{ type: config.event, at: entry.at, record, details }];
	});
}

/** Of the first page of the recycling bin: HubSpot can't list it by date. */
async function latestDeleted(
	client: HubSpotClient,
	config: TriggerConfig,
): Promise<TriggerEvent[]> {
	const { results } = await readRecycleBinPage(client, config.properties);
	return results
		.filter(config.accepts)
		.map((record) => ({ type: config.event, at: deletedAt(record) ?? 0, record }))
		.sort((a, b) => b.at - a.at)
		.slice(0, HANDFUL);
}
