import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { associatedIds } from '../api/associations';
import { readFound, readRecords } from '../api/records';
import { SYSTEM_PROPERTIES } from '../hubspot/meetingProperties';
import type { HubSpotObject, JsonObject } from '../hubspot/types';
import { keepProperties, simplify } from '../hubspot/values/simplify';
import type { HubSpotClient } from '../transport/client';
import { ownCopy } from '../transport/ownCopy';
import type { TriggerConfig } from './events/event';
import type { TriggerEvent } from './triggerEvent';

/**
 * Converts events to items. An item has `event: { type, at, … }`, the meeting, and the requested associated records under
 * `contacts`, `companies`, `deals` and `tickets`. Associated records cost one request per object type for all meetings,
 * plus one request per hundred records.
 */
export async function toItems(
	client: HubSpotClient,
	config: TriggerConfig,
	events: readonly TriggerEvent[],
): Promise<INodeExecutionData[]> {
	return await Promise.all(
		events.map(async ({ type, at, record, details }) => {
			const meeting = shown(record, config.shown);
			const json = {
				event: { type, at: new Date(at).toISOString(), ...details },
				...(config.simplify ? simplify(meeting) : meeting),
				...(await withRecords(client, record.id, config)),
			};
			return { json: ownCopy(json as unknown as IDataObject) };
		}),
	);
}

/** Sorts items by the time of their event. */
export function oldestFirst(items: INodeExecutionData[]): INodeExecutionData[] {
	const at = ({ json }: INodeExecutionData) => Date.parse(String((json.event as IDataObject).at));
	return items.sort((a, b) => at(a) - at(b));
}

/** Removes the properties that were only read to detect events. */
function shown(record: HubSpotObject, names: readonly string[]): HubSpotObject {
	const wanted = new Set([...names, ...SYSTEM_PROPERTIES]);
	const kept = keepProperties(record, (name) => wanted.has(name));
	delete kept.propertiesWithHistory;
	return kept;
}

async function withRecords(
	client: HubSpotClient,
	id: string,
	{ associatedRecords: wanted }: TriggerConfig,
): Promise<Record<string, JsonObject[]>> {
	const lists = await Promise.all(
		wanted.map(async ({ type, properties }) => {
			const ids = await associatedIds(client, 'meetings', id, type);
			const endpoint = readRecords(type, { properties });
			const records = await readFound(client, endpoint, ids);
			return [type, records.map((record) => simplify(record, { order: properties }))] as const;
		}),
	);
	return Object.fromEntries(lists);
}
