import { MEETING_PROPERTY_NAMES, OUTPUT_KEYS, SYSTEM_PROPERTIES } from '../meetingProperties';
import { findObjectType } from '../objectTypes';
import type { HubSpotObject, JsonObject, JsonValue } from '../types';

export interface SimplifyOptions {
	/** Names of properties that come first, in this order; the others follow as HubSpot gives them. */
	order?: readonly string[];
}

const RESERVED = new Set([...OUTPUT_KEYS, 'associations']);
const isSpecial = (name: string) => RESERVED.has(name) || name === '__proto__';
const PREFIX = 'property_';

/** The property that a key of the output holds: `url` for `property_url`, otherwise the key itself. */
export function propertyOfKey(key: string): string {
	const name = key.startsWith(PREFIX) ? key.slice(PREFIX.length) : key;
	return RESERVED.has(name) ? name : key;
}

/** A key that says `__proto__` is a key like the others. */
function put(flat: JsonObject, key: string, value: JsonValue): void {
	if (key !== '__proto__') flat[key] = value;
	else {
		const like = { value, enumerable: true, configurable: true, writable: true };
		Object.defineProperty(flat, key, like);
	}
}

const keyOf = (name: string) => (RESERVED.has(name) ? PREFIX + name : name);

/**
 * A record as one flat object: `id`, the properties, `createdAt`, `updatedAt`, `archived`, `archivedAt`, `url`,
 * `associations: { contacts: ['101'] }`, `propertiesWithHistory`. Ids are strings; an id that HubSpot lists once for
 * each label comes once. A property named like one of these is put behind `property_`: `property_id`.
 */
export function simplify(
	record: HubSpotObject,
	{ order = MEETING_PROPERTY_NAMES }: SimplifyOptions = {},
): JsonObject {
	const properties = record.properties ?? {};
	const rest = restOf(record);
	const flat: JsonObject = { id: rest.id };
	if (rest.new !== undefined) flat.new = rest.new;
	for (const name of order) {
		if (Object.hasOwn(properties, name)) put(flat, keyOf(name), properties[name]);
	}
	// Those that are there already keep their place.
	for (const name in properties) put(flat, keyOf(name), properties[name]);
	return Object.assign(flat, rest);
}

/**
 * `simplify` for many records. V8 keeps an object that grew by more than a dozen computed keys as a hash table, in three
 * times the room: so a record with the keys of the second one, the first that is worth it, becomes a copy of it, with new values.
 */
export function simplifier(options?: SimplifyOptions): (record: HubSpotObject) => JsonObject {
	let count = 0;
	let model: JsonObject | undefined;
	let names: string[] = [];
	let others: string[] = [];
	return (record) => {
		count += 1;
		if (count === 1) return simplify(record, options);
		const { properties = {} } = record;
		const rest = restOf(record);
		if (model && hasKeys(properties, names) && hasKeys(rest, others)) {
			return Object.assign({ ...model }, properties, rest);
		}
		const flat = simplify(record, options);
		if (!model && !Object.keys(properties).some(isSpecial)) {
			model = Object.fromEntries(Object.entries(flat));
			names = Object.keys(properties);
			others = Object.keys(rest);
		}
		return flat;
	};
}

/** Whether an object has just these keys, in this order. */
function hasKeys(object: object, keys: string[]): boolean {
	const own = Object.keys(object);
	return own.length === keys.length && own.every((key, n) => key === keys[n]);
}

/** What a record has besides its properties. */
function restOf(record: HubSpotObject): JsonObject {
	const rest: JsonObject = { id: String(record.id) };
	for (const key of ['new', 'createdAt', 'updatedAt', 'archived', 'archivedAt', 'url'] as const) {
		if (record[key] !== undefined) rest[key] = record[key];
	}
	if (record.associations) rest.associations = simplifyAssociations(record.associations);
	if (record.propertiesWithHistory) {
		rest.propertiesWithHistory = record.propertiesWithHistory as unknown as JsonObject;
	}
	if (record.warnings?.length) rest.warnings = record.warnings;
	return rest;
}

/** What a read brings when nobody chose. */
const READ = new Set<string>([...MEETING_PROPERTY_NAMES, ...SYSTEM_PROPERTIES]);

/**
 * What HubSpot answers to a write, without what it keeps for itself (source, counts, teams …): the properties that a read
 * brings, those that were written, and the account's own.
 */
export function withoutBookkeeping(
	record: HubSpotObject,
	written: readonly string[],
): HubSpotObject {
	return keepProperties(
		record,
		(name) => READ.has(name) || !/^(?:hs|hubspot)_/.test(name) || written.includes(name),
	);
}

/** Associated ids by the plural name of their type. */
export function simplifyAssociations(
	associations: NonNullable<HubSpotObject['associations']>,
): Record<string, string[]> {
	const byType = new Map<string, string[]>();
	for (const [type, list] of Object.entries(associations)) {
		const name = findObjectType(type)?.name ?? type;
		const ids = (list?.results ?? []).map(({ id }) => String(id));
		byType.set(name, [...new Set([...(byType.get(name) ?? []), ...ids])]);
	}
	return Object.fromEntries(byType);
}

/** The record with some of its properties. */
export const keepProperties = (
	record: HubSpotObject,
	isKept: (name: string) => boolean,
): HubSpotObject => ({
	...record,
	properties: Object.fromEntries(
		Object.entries(record.properties ?? {}).filter(([name]) => isKept(name)),
	),
});
