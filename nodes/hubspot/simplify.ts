import { MEETING_PROPERTY_NAMES, OUTPUT_KEYS, SYSTEM_PROPERTIES } from './meetingProperties';
import { findObjectType } from './objectTypes';
import type { HubSpotObject, JsonObject, JsonValue } from './types';

export interface SimplifyOptions {
	/** Names of properties that come first, in this order; the others follow as HubSpot gives them. */
	order?: readonly string[];
}

const RESERVED = new Set([...OUTPUT_KEYS, 'associations']);
const PREFIX = 'property_';

/** The property that a key of the output holds: `url` for `property_url`, otherwise the key itself. */
export function propertyOfKey(key: string): string {
	const name = key.startsWith(PREFIX) ? key.slice(PREFIX.length) : key;
	return RESERVED.has(name) ? name : key;
}

const keyOf = (name: string) => (RESERVED.has(name) ? PREFIX + name : name);

/**
 * A record as one flat object: `id`, the properties, `createdAt`, `updatedAt`, `archived`, `archivedAt`, `url`,
 * `associations: { contacts: ['101'] }`, `propertiesWithHistory`. Ids are strings; an id that HubSpot lists once for
 * each label stands once. A property never overwrites one of these keys: it comes out as `property_<name>`.
 */
export function simplify(
	record: HubSpotObject,
	{ order = MEETING_PROPERTY_NAMES }: SimplifyOptions = {},
): JsonObject {
	const flat: JsonObject = { id: '' };
	if (record.new !== undefined) flat.new = null;
	for (const name of order) {
		if (record.properties?.[name] !== undefined) flat[keyOf(name)] = null;
	}
	fill(flat, record);
	return flat;
}

/**
 * `simplify` for many records. V8 keeps an object that grew by more than a dozen computed keys as a hash table, in three
 * times the room: so a record with the keys of the first one becomes a copy of it, filled anew.
 */
export function simplifier(options?: SimplifyOptions): (record: HubSpotObject) => JsonObject {
	let model: JsonObject | undefined;
	let size = 0;
	return (record) => {
		if (model) {
			const copy = { ...model };
			// Nothing is left of the model, and nothing came to it.
			if (fill(copy, record) === size && Object.keys(copy).length === size) return copy;
		}
		const flat = simplify(record, options);
		if (!model) {
			const entries = Object.entries(flat);
			model = Object.fromEntries(entries);
			size = entries.length;
		}
		return flat;
	};
}

/** Puts all of a record into an object, where keys that are there already keep their place, and counts the keys. */
function fill(flat: JsonObject, record: HubSpotObject): number {
	let keys = 1;
	const put = (key: string, value: JsonValue) => {
		flat[key] = value;
		keys += 1;
	};
	flat.id = String(record.id);
	for (const name in record.properties) put(keyOf(name), record.properties[name]);
	for (const key of ['new', 'createdAt', 'updatedAt', 'archived', 'archivedAt', 'url'] as const) {
		if (record[key] !== undefined) put(key, record[key]);
	}
	if (record.associations) put('associations', simplifyAssociations(record.associations));
	if (record.propertiesWithHistory)
		put('propertiesWithHistory', record.propertiesWithHistory as unknown as JsonObject);
	if (record.warnings?.length) put('warnings', record.warnings);
	return keys;
}

/** What a read brings when nobody chose. */
const READ = new Set<string>([...MEETING_PROPERTY_NAMES, ...SYSTEM_PROPERTIES]);

/**
 * What HubSpot answers to a write, without what it keeps for itself (source, counts, teams …): the properties that a read
 * brings, those that were written, and the account's own.
 */
export function withoutBookkeeping(
	{ properties = {}, ...record }: HubSpotObject,
	written: readonly string[],
): HubSpotObject {
	const kept = Object.entries(properties).filter(
		([name]) => READ.has(name) || !/^(?:hs|hubspot)_/.test(name) || written.includes(name),
	);
	return { ...record, properties: Object.fromEntries(kept) };
}

/** Associated ids by the plural name of their type. */
export function simplifyAssociations(
	associations: NonNullable<HubSpotObject['associations']>,
): Record<string, string[]> {
	const byType: Record<string, string[]> = {};
	for (const [type, list] of Object.entries(associations)) {
		const name = findObjectType(type)?.name ?? type;
		const ids = (list?.results ?? []).map(({ id }) => String(id));
		byType[name] = [...new Set([...(byType[name] ?? []), ...ids])];
	}
	return byType;
}
