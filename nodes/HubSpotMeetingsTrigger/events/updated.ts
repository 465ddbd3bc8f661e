import type { INodePropertyOptions } from 'n8n-workflow';

import { propertyDefinitions } from '../../api/properties';
import { isReadOnlyProperty } from '../../hubspot/meetingProperties';
import { CREATED, MODIFIED } from '../../hubspot/propertyNames';
import type { HubSpotObject, JsonObject } from '../../hubspot/types';
import type { Asker } from '../../transport/client';
import type { Wishes } from '../config';
import type { Watch } from '../cursor';
import type { Happening } from '../triggerEvent';
import { watchEntries, whoChanged, type Entry } from './byHistory';
import { momentOf, watchStamp } from './byTimestamp';

export const option: INodePropertyOptions = {
	name: 'Updated',
	value: 'updated',
	description:
		'A meeting was changed: in any way, by people and integrations, or in certain properties',
};

/** A creation is no update. */
export function watch(wishes: Wishes, asker: Asker): Watch {
	if (wishes.changes === 'any') {
		return watchStamp(
			MODIFIED,
			(record) =>
				momentOf(record, MODIFIED) === momentOf(record, CREATED) ? undefined : 'updated',
			wishes,
			asker,
		);
	}
	return watchEntries(wishes, asker, {
		properties: async () => await countingProperties(wishes, asker),
		happen: toUpdate,
	});
}

/** The properties whose changes count, where not all do. */
export async function countingProperties(
	{ changes, watchedProperties }: Wishes,
	asker: Asker,
): Promise<readonly string[]> {
	return changes === 'properties' ? watchedProperties : await writableProperties(asker);
}

/** All changes of a meeting that are new make one event, dated by the last of them. */
export function toUpdate(record: HubSpotObject, entries: readonly Entry[]): Happening[] {
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

const describe = (entry: Entry): JsonObject => ({
	property: entry.property,
	from: entry.from,
	to: entry.to,
	at: new Date(entry.at).toISOString(),
	changedBy: whoChanged(entry),
});

/** Whatever people and integrations can write; HubSpot keeps the others by itself. */
async function writableProperties(asker: Asker): Promise<string[]> {
	return (await propertyDefinitions(asker))
		.filter(
			({ name, archived, calculated, modificationMetadata }) =>
				!archived &&
				!calculated &&
				!modificationMetadata?.readOnlyValue &&
				!isReadOnlyProperty(name),
		)
		.map(({ name }) => name);
}
