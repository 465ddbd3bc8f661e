import type { IDataObject } from 'n8n-workflow';

import { definitionsByName, propertyDefinitions } from '../../api/properties';
import { InputError, isRecord, ownOf, quote } from '../../common/input';
import { editDistance, foldName } from '../../common/names';
import { list } from '../../common/text';
import {
	isDroppedWhenMapping,
	isReadOnlyProperty,
	MEETING_PROPERTIES,
	meetingProperty,
} from '../../hubspot/meetingProperties';
import { findObjectType, MAIN_TYPES } from '../../hubspot/objectTypes';
import * as Prop from '../../hubspot/propertyNames';
import { propertyOfKey } from '../../hubspot/values/simplify';
import type { Item } from '../../transport/item';

/** What a column of an item means. */
export type Meaning =
	| { kind: 'property'; name: string }
	/** HubSpot sets this property itself. */
	| { kind: 'readOnly'; name: string }
	/** A key of the node's own output that is not a property. */
	| { kind: 'output' }
	/** Records of a type. */
	| { kind: 'records'; type: string }
	/** Names of records of a type. HubSpot's exports have such a column next to the IDs. */
	| { kind: 'recordNames'; type: string }
	| { kind: 'associations' }
	| { kind: 'duration' }
	| { kind: 'unknown' };

/** Keys of an item that are not properties but have a meaning. */
const OTHER_KEYS = [...MAIN_TYPES, 'associations', 'duration'];

/** Columns of HubSpot's import files that identify the records of an activity. */
const OF_IMPORTS: Record<string, string> = {
	email: 'contacts',
	'contact id': 'contacts',
	'company domain name': 'companies',
	'company id': 'companies',
	'deal id': 'deals',
	'ticket id': 'tickets',
};

/** `Email <CONTACT email>`, a column of HubSpot's templates for importing several object types. */
const OF_TEMPLATES = /^[^<>]*<(\w+) (\w+)>$/;

/** Whether a property identifies records of a type. */
const isKey = (type: string, property: string) =>
	property === Prop.ID ||
	property === (type === 'contacts' ? 'email' : type === 'companies' && 'domain');

/**
 * The item's keys on one level. A record in HubSpot's API format, such as the node's raw output, has its properties one
 * level deeper.
 */
export const flat = ({ properties, ...others }: IDataObject): IDataObject =>
	isRecord(properties)
		? { ...(properties as IDataObject), ...others }
		: { ...others, ...(properties !== undefined && { properties }) };

/**
 * Determines the meaning of a column by its exact name, or else by a property name or label of the account
 * (case-insensitive).
 *
 * @throws InputError when several properties have that label
 */
export async function meaningOf(item: Item, column: string): Promise<Meaning> {
	const key = propertyOfKey(column);
	if (key === column && isDroppedWhenMapping(key)) {
		return isReadOnlyProperty(key) ? { kind: 'readOnly', name: key } : { kind: 'output' };
	}
	const name = foldName(key);
	if (meetingProperty(name)) return { kind: 'property', name };
	if (isReadOnlyProperty(name)) return { kind: 'readOnly', name };
	if (name === 'associations' || name === 'duration') return { kind: name };
	if (name === 'duration (minutes)') return { kind: 'duration' };
	const [, object, property = ''] = OF_TEMPLATES.exec(name) ?? [];
	const type = object === undefined ? undefined : findObjectType(object)?.name;
	if (type === 'meetings') return await meaningOf(item, property);
	if (type) return { kind: isKey(type, property) ? 'records' : 'recordNames', type };
	if (MAIN_TYPES.some((type) => type === name)) return { kind: 'records', type: name };
	const { named, labeled } = await namesOf(item);
	const found = named.get(name);
	if (found) return found;
	const meant = labeled.get(name) ?? [];
	if (meant.length === 1) return meant[0];
	// If all are read-only, it does not matter which. HubSpot's exports have many such columns.
	if (meant.length > 0 && meant.every(({ kind }) => kind === 'readOnly')) return meant[0];
	if (meant.length > 1) {
		throw new InputError(
			'Map Automatically',
			`${list(meant.map((one) => one.name))} are both labeled ${quote(column)} in this account`,
			"Use the property's internal name as the column name.",
		);
	}
	return associated(name) ?? { kind: 'unknown' };
}

type PropertyMeaning = Extract<Meaning, { kind: 'property' | 'readOnly' }>;

/** The account's properties by name and by label. Built once per run. */
async function namesOf(item: Item) {
	return await item.once('columns of meetings', async () => {
		const named = new Map<string, PropertyMeaning>();
		const labeled = new Map<string, PropertyMeaning[]>();
		for (const { name, label, modificationMetadata } of await propertyDefinitions(item)) {
			const isReadOnly = isReadOnlyProperty(name) || modificationMetadata?.readOnlyValue === true;
			const meaning: PropertyMeaning = { kind: isReadOnly ? 'readOnly' : 'property', name };
			named.set(foldName(name), meaning);
			const key = foldName(label ?? '');
			if (key !== '') labeled.set(key, [...(labeled.get(key) ?? []), meaning]);
		}
		return { named, labeled };
	});
}

/**
 * The meaning of `Associated Contact IDs` and `Associated Contact` in HubSpot's exports, and of the columns by which its
 * imports identify records.
 */
function associated(name: string): Meaning | undefined {
	const [, words, ids] = /^associated (.{1,60}?)( ids)?$/.exec(name) ?? [];
	const type = words === undefined ? ownOf(OF_IMPORTS, name) : findObjectType(words)?.name;
	if (type === undefined) return undefined;
	return { kind: words !== undefined && !ids ? 'recordNames' : 'records', type };
}

/** The item's column that has one of these names. Exact matches come first, then case-insensitive ones. */
export function columnNamed(row: IDataObject, names: readonly string[]): string | undefined {
	const exact = names.find((name) => Object.hasOwn(row, name));
	if (exact !== undefined) return exact;
	const wanted = names.map(foldName);
	return Object.keys(row).find((column) => wanted.includes(foldName(column)));
}

/** Like `columnNamed`, for one property. The column can also have the label of the property. */
export async function columnOfProperty(
	item: Item,
	row: IDataObject,
	name: string,
): Promise<string | undefined> {
	const column = columnNamed(row, [name]);
	const mayBeLabel = (other: string) => !meetingProperty(other) && !isDroppedWhenMapping(other);
	if (column !== undefined || !Object.keys(row).some(mayBeLabel)) return column;
	const label = (await definitionsByName(item)).get(name)?.label;
	return label ? columnNamed(row, [label]) : undefined;
}

const squash = (name: string) => foldName(name).replace(/[\s_-]/g, '');

/** The shortest candidate that contains the given text, such as Internal Notes for Notes. */
function holding(given: string, candidates: ReadonlyArray<[name: string, text: string]>) {
	const holders = candidates.filter(([, text]) => given.length > 2 && squash(text).includes(given));
	return holders.sort(([, a], [, b]) => a.length - b.length)[0]?.[0];
}

/** How many edits still count as a typo. */
const mostEdits = (name: string) => Math.min(3, Math.ceil(name.length / 3));

/** The property or other known key that is most similar to the name of an unknown column. */
export async function nearestTo(item: Item, column: string): Promise<string | undefined> {
	return await item.once(`nearest to ${foldName(column)}`, async () => {
		const given = squash(column);
		const candidates: Array<[name: string, text: string]> = [
			...OTHER_KEYS.map((key): [string, string] => [key, key]),
			...MEETING_PROPERTIES.map(({ name, displayName }): [string, string] => [name, displayName]),
			...(await propertyDefinitions(item))
				.filter(({ modificationMetadata }) => !modificationMetadata?.readOnlyValue)
				.flatMap(({ name, label }): Array<[string, string]> => [
					[name, name],
					[name, name.replace(/^hs_/, '')],
					[name, name.replace(/^hs_(?:meeting_)?/, '')],
					[name, label ?? ''],
				]),
		];
		let best: string | undefined;
		let limit = mostEdits(given);
		for (const [name, text] of candidates) {
			const distance = editDistance(given, squash(text), limit);
			if (distance === undefined || (best !== undefined && distance >= limit)) continue;
			best = name;
			limit = distance;
		}
		return best ?? holding(given, candidates);
	});
}
