import { searchPage } from '../api/searchPage';
import type { HubSpotObject } from '../hubspot/types';
import type { SearchFilter } from '../hubspot/values/searchFilters';
import type { HubSpotClient } from '../transport/client';
import { momentOf } from './events/byTimestamp';
import type { TriggerConfig } from './events/event';
import type { TriggerEvent } from './triggerEvent';

/** How many meetings a manual test shows. */
export const HANDFUL = 5;

/** Of how many: search leaves in what some events leave out. */
export const LOOKED_AT = 50;

/** Which meetings are the latest. */
interface Latest {
	/** The date that they are sorted by. */
	property: string;
	filters?: SearchFilter[];
	/** Filters of which one has to be true; none for all meetings. */
	anyOf?: SearchFilter[];
	/** How many. */
	count?: number;
	direction?: 'ASCENDING' | 'DESCENDING';
}

/** The account's latest meetings by a date. */
export async function latestRecords(
	client: HubSpotClient,
	{ accepts, properties, searchFilters }: TriggerConfig,
	{ property, filters = [], anyOf, count = HANDFUL, direction = 'DESCENDING' }: Latest,
): Promise<HubSpotObject[]> {
	const groups = (anyOf?.map((filter) => [filter]) ?? [[]])
		.map((also) => ({ filters: [...also, ...filters, ...searchFilters] }))
		.filter((group) => group.filters.length > 0);
	const { results } = await searchPage(client, 'meetings', {
		filterGroups: groups,
		properties,
		sort: { propertyName: property, direction },
		limit: LOOKED_AT,
	});
	const wanted = results.filter(accepts);
	return (wanted.length > 0 ? wanted : results).slice(0, count);
}

/**
 * The same as events, at their dates.
 *
 * @param how `offset`: from the date to the event, in ms
 */
export async function latest(
	client: HubSpotClient,
	config: TriggerConfig,
	{ offset = 0, ...how }: Latest & { offset?: number },
): Promise<TriggerEvent[]> {
	const records = await latestRecords(client, config, how);
	return records.map((record) => ({
		type: config.event,
		at: (momentOf(record, how.property) ?? Date.now()) + offset,
		record,
	}));
}
