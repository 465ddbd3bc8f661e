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

/** What the user wants of each meeting, and the rest of the options that are read with it. */
export interface Reading extends ReadOptions {
	addOwners: boolean;
	/** Object types whose associated records are added by name. */
	addRecords: readonly string[];
	dateOrder?: unknown;
	timeZone?: string;
}

/** Reads the options once: an expression in them is evaluated again each time. */
export function readReading(item: Item): Reading {
	const fields = item.field<ReadingFields>('options', {});
	const chosen = toNames(fields.properties);
	const addOwners = isOn(fields.addOwnerDetails);
	// At the same time as the meetings; a refusal counts where they are needed.
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
 * The property by which a meeting is found.
 *
 * @throws InputError when it is empty: the value would be taken for an id
 */
export function readIdProperty(given: unknown, advice: string): string {
	if (!isEmpty(given)) return textOf(given);
	throw new InputError('Find By', 'is empty', advice);
}

/** The same where it is an option. */
export const optionalIdProperty = (options: { idProperty?: unknown }) =>
	'idProperty' in options
		? readIdProperty(options.idProperty, 'Choose a property, or remove the option.')
		: undefined;

/** The one meeting that the item is about: its id, or the value by which another property finds it. */
export function readMeetingId(item: Item, idProperty?: string): string {
	const value = item.field<unknown>('meetingId', '');
	return idProperty
		? toUniqueValue(value, 'Meeting')
		: toId(value, 'Meeting', resolveObjectType('meetings'));
}

/**
 * The record with the associated ids of every type that was asked for, be the list empty. What a batch could not bring is
 * read: one batch a type, for everybody in the run.
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
 * HubSpot leaves a type that it does not have out of a record, like one without associations: so it is asked what there is
 * between meetings and those that the account itself has made.
 *
 * @throws HubSpotApiError when there is no such type
 */
export async function refuseUnknownTypes(item: Item, types: readonly string[] = []): Promise<void> {
	const own = types.filter((type) => !findObjectType(type));
	await Promise.all(own.map(async (type) => await associationLabels(item, 'meetings', type)));
}

/**
 * The record with its associations by the types as they were asked for: HubSpot leaves out those without any record, and
 * calls a custom object by its full name, whatever it was asked by.
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

/** How many results the item wants: Infinity for all. */
export function readLimit(item: Item): number {
	if (isOn(item.field('returnAll', false))) return Infinity;
	const limit = Number(item.field('limit', 50));
	if (!Number.isInteger(limit) || limit < 1) {
		throw new InputError(
			'Limit',
			'is not a whole number above zero',
			"Give one, or turn on 'Return All'.",
		);
	}
	return limit;
}

/** n8n itself breaks at more results for one item; a part of them would look like all. */
export function refuseTooMany(count: number, limit: number): void {
	if (count <= limit) return;
	throw new InputError(
		'Return All',
		`there are more than ${limit.toLocaleString('en')} meetings, which is more than n8n can pass on for one item`,
		"Use 'Search' with a time range for each item, or set 'Limit'.",
	);
}
