import { associatedRecords, associationLabels } from '../../api/associations';
import { allOwners } from '../../api/owners';
import type { ReadOptions } from '../../api/records';
import { InputError, isEmpty, textOf } from '../../common/input';
import { findDefaultAssociation } from '../../hubspot/associationTypes';
import { DEFAULT_READ_PROPERTIES } from '../../hubspot/meetingProperties';
import { findObjectType, resolveObjectType } from '../../hubspot/objectTypes';
import * as Prop from '../../hubspot/propertyNames';
import type { HubSpotObject } from '../../hubspot/types';
import { isOn } from '../../hubspot/values/conversion';
import { toId, toNames, toUniqueValue } from '../../hubspot/values/ids';
import type { Item } from '../../transport/item';

/** The options of reads, as n8n stores them. */
interface ReadingFields {
	properties?: unknown;
	propertiesWithHistory?: unknown;
	associations?: unknown;
	archived?: unknown;
	idProperty?: unknown;
	addOwnerDetails?: unknown;
	addRecordDetails?: unknown;
	dateOrder?: unknown;
	timeZone?: string;
}

/** What to return for each meeting, and the other options of reads. */
export interface Reading extends ReadOptions {
	addOwners: boolean;
	/** Object types whose associated records to add to the output, with their names. */
	addRecords: readonly string[];
	dateOrder?: unknown;
	timeZone?: string;
}

/** Reads all options at once, because some expressions are evaluated again for each read. */
export function readReading(item: Item): Reading {
	const fields = item.field<ReadingFields>('options', {});
	const chosen = toNames(fields.properties);
	const addOwners = isOn(fields.addOwnerDetails);
	// Loads the owners while the meetings are read. An error is thrown where the owners are used.
	if (addOwners) allOwners(item).catch(() => {});
	const typesIn = (value: unknown, field: string) =>
		toNames(value).map((name) => resolveObjectType(name, field).name);
	const addRecords = typesIn(fields.addRecordDetails, 'Add Record Details');
	const properties = chosen.length > 0 ? chosen : DEFAULT_READ_PROPERTIES;
	return {
		properties: addOwners ? [...new Set([...properties, Prop.OWNER])] : properties,
		history: toNames(fields.propertiesWithHistory),
		associations: [...new Set([...typesIn(fields.associations, 'Associations'), ...addRecords])],
		archived: isOn(fields.archived),
		addOwners,
		addRecords,
		...('dateOrder' in fields && { dateOrder: fields.dateOrder }),
		timeZone: fields.timeZone,
		idProperty: optionalIdProperty(fields),
	};
}

/**
 * Reads the property to find a meeting by.
 *
 * @throws InputError when it is empty, because the value would be taken for an ID
 */
export function readIdProperty(given: unknown, advice: string): string {
	if (!isEmpty(given)) return textOf(given);
	throw new InputError('Find By', 'is empty', advice);
}

/** Like `readIdProperty`, where the property is optional. */
export const optionalIdProperty = (options: { idProperty?: unknown }) =>
	'idProperty' in options
		? readIdProperty(options.idProperty, 'Choose a property, or remove the option.')
		: undefined;

/** Reads which meeting the item is about: its ID, or the value of `idProperty`. */
export function readMeetingId(item: Item, idProperty?: string): string {
	const value = item.field<unknown>('meetingId', '');
	return idProperty
		? toUniqueValue(value, 'Meeting')
		: toId(value, 'Meeting', resolveObjectType('meetings'));
}

/**
 * The record with the associated IDs of every requested type. The list of a type can be empty. Batch reads don't return
 * associations, so they are read here if needed: one batch per type, shared by all items of the run.
 */
export async function withAssociations(
	item: Item,
	record: HubSpotObject,
	types: readonly string[] = [],
): Promise<HubSpotObject> {
	if (types.length === 0) return record;
	if (record.associations) {
		const held = record.associations;
		await refuseUnknownTypes(
			item,
			types.filter((type) => !held[type]),
		);
		return withEveryType(record, types);
	}
	const lists = await Promise.all(
		types.map(async (type) => {
			const associated = await associatedRecords(item, 'meetings', record.id, type);
			const results = associated.flatMap(({ toObjectId, associationTypes }) =>
				associationTypes.map(({ label, typeId }) => ({
					id: String(toObjectId),
					type: label ?? findDefaultAssociation(typeId)?.name,
				})),
			);
			return [type, { results }] as const;
		}),
	);
	return { ...record, associations: Object.fromEntries(lists) };
}

/**
 * HubSpot does not report an unknown object type: it leaves the type out of the record, as if there were no associations.
 * So for each type that is not built in, this requests its association types with meetings.
 *
 * @throws HubSpotApiError when there is no such type
 */
export async function refuseUnknownTypes(item: Item, types: readonly string[] = []): Promise<void> {
	const own = types.filter((type) => !findObjectType(type));
	await Promise.all(own.map(async (type) => await associationLabels(item, 'meetings', type)));
}

/**
 * The record with its associations under the requested types. HubSpot leaves out types without associations, and returns
 * a custom object under its full name, even if the request used another name.
 */
export function withEveryType(record: HubSpotObject, types: readonly string[] = []): HubSpotObject {
	if (types.length === 0) return record;
	const all = new Map(
		Object.entries(record.associations ?? {}).map(([key, list]) => [
			findObjectType(key)?.name ?? key,
			list,
		]),
	);
	const open = types.filter((type) => !all.has(type));
	const strangers = [...all.keys()].filter((key) => !types.includes(key));
	if (open.length === 1 && strangers.length === 1) {
		all.set(open[0], all.get(strangers[0])!);
		all.delete(strangers[0]);
	}
	for (const type of types) {
		if (!all.has(type)) all.set(type, { results: [] });
	}
	return { ...record, associations: Object.fromEntries(all) };
}

/** Reads how many results to return. Infinity means all. */
export function readLimit(item: Item): number {
	if (isOn(item.field('returnAll', false))) return Infinity;
	const limit = Number(item.field('limit', 50));
	if (!Number.isInteger(limit) || limit < 1) {
		throw new InputError(
			'Limit',
			'is not a positive whole number',
			"Enter one, or turn on 'Return All'.",
		);
	}
	return limit;
}

/** Throws an InputError if there are more results than the limit, since a part of them would look like all. */
export function refuseTooMany(count: number, limit: number): void {
	if (count <= limit) return;
	throw new InputError(
		'Return All',
		`there are more than ${limit.toLocaleString('en')} results, the maximum for one item`,
		"Set 'Limit', or use 'Search' with a time range for each item.",
	);
}
