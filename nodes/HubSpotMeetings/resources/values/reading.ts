import { toList, toId, toUniqueValue } from '../../../hubspot/ids';
import { isEmpty } from '../../../hubspot/input';
import { DEFAULT_READ_PROPERTIES } from '../../../hubspot/meetingProperties';
import { resolveObjectType } from '../../../hubspot/objectTypes';
import type { HubSpotObject } from '../../../hubspot/types';
import { associatedRecords } from '../../../request/calls/associations';
import type { ReadOptions } from '../../../request/calls/records';
import type { Item } from '../../../request/item';
import { plainLocator } from './locators';

/** The options of reads, as n8n stores them. */
interface ReadingFields {
	properties?: unknown;
	propertiesWithHistory?: unknown;
	associations?: unknown;
	archived?: boolean;
	idProperty?: string;
}

/** Names from a list or from text; each once. */
function names(value: unknown): string[] {
	return [...new Set(toList(value).map((name) => String(name).trim()))];
}

/** What the user wants of each meeting. */
export function readReading(item: Item): ReadOptions {
	const fields = item.field<ReadingFields>('options', {});
	const properties = names(fields.properties);
	return {
		properties: properties.length > 0 ? properties : DEFAULT_READ_PROPERTIES,
		history: names(fields.propertiesWithHistory),
		associations: names(fields.associations).map(
			(name) => resolveObjectType(name, 'Associations').name,
		),
		archived: fields.archived === true,
		...(!isEmpty(fields.idProperty) && { idProperty: fields.idProperty?.trim() }),
	};
}

/** The one meeting that the item is about: its id, or the value by which another property finds it. */
export function readMeetingId(item: Item, idProperty?: string): string {
	const value = plainLocator(item.field<unknown>('meetingId', ''));
	return idProperty
		? toUniqueValue(value, 'Meeting')
		: toId(value, 'Meeting', resolveObjectType('meetings'));
}

/** Adds the associated ids that a batch could not bring: one batch read a type, for everybody in the run. */
export async function withAssociations(
	item: Item,
	record: HubSpotObject,
	types: readonly string[] = [],
): Promise<HubSpotObject> {
	if (types.length === 0 || record.associations) return record;
	const lists = await Promise.all(
		types.map(async (type) => {
			const associated = await associatedRecords(item, 'meetings', record.id, type);
			const results = associated.flatMap(({ toObjectId, associationTypes }) =>
				associationTypes.map(({ label }) => ({
					id: String(toObjectId),
					...(label !== null && { type: label }),
				})),
			);
			return [type, { results }] as const;
		}),
	);
	return { ...record, associations: Object.fromEntries(lists) };
}
