import { searchPage } from '../api/searchPage';
import type { HubSpotObject } from '../hubspot/types';
import type { SearchFilter } from '../hubspot/values/searchFilters';
import type { HubSpotClient } from '../transport/client';
import { momentOf } from './events/byTimestamp';
import type { TriggerConfig } from './events/event';
import type { TriggerEvent } from './triggerEvent';

/** How many meetings a manual test shows. */
export const HANDFUL = 5;

/** How many meetings to read and choose from, since search also returns meetings that some events leave out. */
export const LOOKED_AT = 50;

/** Which meetings to show. */
interface Latest {
	/** The date property to sort by. */
	property: string;
	filters?: SearchFilter[];
	/** At least one of these filters must match. Undefined for all meetings. */
	anyOf?: SearchFilter[];
	/** How many meetings to return. */
	count?: number;
	direction?: 'ASCENDING' | 'DESCENDING';
}

/** The account's latest meetings by a date. If none of them passes the filters, returns the latest meetings found. */
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
 * The account's latest meetings as events.
 *
 * @param how `offset`: the time from the date to the event, in ms
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
