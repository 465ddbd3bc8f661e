import type { INodePropertyOptions } from 'n8n-workflow';

import { propertyDefinitions } from '../../api/properties';
import { isReadOnlyProperty } from '../../hubspot/meetingProperties';
import * as Prop from '../../hubspot/propertyNames';
import type { HubSpotObject, JsonObject } from '../../hubspot/types';
import type { HubSpotClient } from '../../transport/client';
import type { TriggerConfig } from '../config';
import type { Detector } from '../cursor';
import type { TriggerEvent } from '../triggerEvent';
import { detectByHistory, whoChanged, type PropertyChange } from './byHistory';
import { detectByTimestamp, momentOf } from './byTimestamp';

export const option: INodePropertyOptions = {
	name: 'Updated',
	value: 'updated',
	description:
		'A meeting was changed: in any way, by people and integrations, or in certain properties',
};

/** A creation is no update. */
export function detector(config: TriggerConfig, client: HubSpotClient): Detector {
	if (config.changes === 'any') {
		return detectByTimestamp(
			Prop.MODIFIED,
			(record) =>
				momentOf(record, Prop.MODIFIED) === momentOf(record, Prop.CREATED) ? undefined : 'updated',
			config,
			client,
		);
	}
	return detectByHistory(config, client, {
		properties: async () => await countingProperties(config, client),
		eventsOf: toUpdate,
	});
}

/** The properties whose changes count, where not all do. */
export async function countingProperties(
	{ changes, watchedProperties }: TriggerConfig,
	client: HubSpotClient,
): Promise<readonly string[]> {
	return changes === 'properties' ? watchedProperties : await writableProperties(client);
}

/** All changes of a meeting that are new make one event, dated by the last of them. */
export function toUpdate(
	record: HubSpotObject,
	entries: readonly PropertyChange[],
): TriggerEvent[] {
	const changed = entries.filter(({ initial }) => !initial);
	if (changed.length === 0) return [];
	return [
		{
			type: 'updated',
			at: Math.max(...changed.map(({ at }) => at)),
			record,
			details: { changes: changed.map(describe) },
		},
	];
}

const describe = (entry: PropertyChange): JsonObject => ({
	property: entry.property,
	from: entry.from,
	to: entry.to,
	at: new Date(entry.at).toISOString(),
	changedBy: whoChanged(entry),
});

/** Whatever people and integrations can write; HubSpot keeps the others by itself. */
async function writableProperties(client: HubSpotClient): Promise<string[]> {
	return (await propertyDefinitions(client))
		.filter(
			({ name, archived, calculated, modificationMetadata }) =>
				!archived &&
				!calculated &&
				!modificationMetadata?.readOnlyValue &&
				!isReadOnlyProperty(name),
		)
		.map(({ name }) => name);
}
