import { MEETING_PROPERTY_NAMES, OUTPUT_KEYS, SYSTEM_PROPERTIES } from '../meetingProperties';
import { findObjectType } from '../objectTypes';
import type { HubSpotObject, JsonObject, JsonValue } from '../types';

export interface SimplifyOptions {
	/** Names of properties that come first, in this order. The others follow in HubSpot's order. */
	order?: readonly string[];
}

const RESERVED = new Set([...OUTPUT_KEYS, 'associations']);
const isSpecial = (name: string) => RESERVED.has(name) || name === '__proto__';
const PREFIX = 'property_';

/** The name of the property under a key of the output: `url` for `property_url`, otherwise the key itself. */
export function propertyOfKey(key: string): string {
	const name = key.startsWith(PREFIX) ? key.slice(PREFIX.length) : key;
	return RESERVED.has(name) ? name : key;
}

/** Sets a key. `__proto__` becomes an ordinary key, too. */
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
 * `associations: { contacts: ['101'] }`, `propertiesWithHistory`. Ids are strings. HubSpot lists an associated id once for
 * each label; the result has it only once. A property with the name of an output key gets a prefix: `property_id`.
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
	// Keys that are already set keep their position.
	for (const name in properties) put(flat, keyOf(name), properties[name]);
	return Object.assign(flat, rest);
}

/**
 * `simplify` for many records. V8 stores an object that was built with more than a dozen computed keys as a hash table, which
 * takes three times the memory. To avoid that, a record with the same keys as the model becomes a copy of it with new
 * values. The second record is the model, because the first one alone isn't worth it.
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

/** Whether an object has exactly these keys, in this order. */
function hasKeys(object: object, keys: string[]): boolean {
	let n = 0;
	for (const key in object) if (key !== keys[n++]) return false;
	return n === keys.length;
}

/** The output keys of a record that are not properties. */
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

/** The properties that a read returns by default. */
const READ = new Set<string>([...MEETING_PROPERTY_NAMES, ...SYSTEM_PROPERTIES]);

/**
 * A record in HubSpot's response to a write, without HubSpot's internal properties (source, counts, teams …). It keeps the
 * properties that a read returns, those that were written, and the account's own properties.
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

/** Associated ids by the plural name of their object type. */
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

/** A copy of the record with only some of its properties. */
export const keepProperties = (
	record: HubSpotObject,
	isKept: (name: string) => boolean,
): HubSpotObject => ({
	...record,
	properties: Object.fromEntries(
		Object.entries(record.properties ?? {}).filter(([name]) => isKept(name)),
	),
});
