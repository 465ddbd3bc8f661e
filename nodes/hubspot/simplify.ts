import { MEETING_PROPERTY_NAMES, OUTPUT_KEYS, SYSTEM_PROPERTIES } from './meetingProperties';
import { findObjectType } from './objectTypes';
import type { HubSpotObject, JsonObject } from './types';

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

/**
 * A record as one flat object: `id`, the properties, `createdAt`, `updatedAt`, `archived`, `archivedAt`, `url`,
 * `associations: { contacts: ['101'] }`, `propertiesWithHistory`. Ids are strings; an id that HubSpot lists once for
 * each label stands once. A property never overwrites one of these keys: it comes out as `property_<name>`.
 */
export function simplify(
	record: HubSpotObject,
	{ order = MEETING_PROPERTY_NAMES }: SimplifyOptions = {},
): JsonObject {
	const properties = record.properties ?? {};
	const flat: JsonObject = { id: String(record.id) };
	if (record.new !== undefined) flat.new = record.new;
	// A hundred thousand records come this way: nothing here costs more than it must.
	for (const name of order) {
		const value = properties[name];
		if (value !== undefined) flat[RESERVED.has(name) ? PREFIX + name : name] = value;
	}
	// Those that are there already keep their place.
	for (const name in properties) {
		flat[RESERVED.has(name) ? PREFIX + name : name] = properties[name];
	}
	for (const key of ['createdAt', 'updatedAt', 'archived', 'archivedAt', 'url'] as const) {
		if (record[key] !== undefined) flat[key] = record[key];
	}
	if (record.associations) flat.associations = simplifyAssociations(record.associations);
	if (record.propertiesWithHistory) {
		flat.propertiesWithHistory = record.propertiesWithHistory as unknown as JsonObject;
	}
	if (record.warnings?.length) flat.warnings = record.warnings;
	return flat;
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
