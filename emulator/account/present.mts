import type { Account } from './account.mts';
import type { AssociationType } from './association-types.mts';
import { instant } from './instants.mts';
import type { ObjectStore } from './object-store.mts';
import { historyEntry } from './record.mts';
import type { StoredRecord } from './record.mts';

/** The parts of each record that a request asks for. */
export interface View {
	properties: string[];
	history: string[];
	/** Object types as named in the request. */
	associations: string[];
}

export interface PresentedRecord {
	id: string;
	properties: Record<string, string | null>;
	propertiesWithHistory?: Record<string, unknown[]>;
	createdAt: string;
	updatedAt: string;
	archived: boolean;
	archivedAt?: string;
	associations?: Record<string, { results: Array<{ id: string; type: string }> }>;
	url: string;
	objectWriteTraceId?: string;
	new?: boolean;
}

/**
 * The property names of a response, sorted: the requested properties that exist (or the defaults), and those
 * that are always returned.
 */
export function propertyNames(store: ObjectStore, requested: readonly string[]): string[] {
	const { type, definitions } = store;
	const wanted = requested.length > 0 ? requested : type.defaults;
	const names = new Set(['hs_object_id', type.createdProperty, type.modifiedProperty, ...wanted]);
	return [...names].filter((name) => definitions.has(name)).sort();
}

const pick = (
	properties: Readonly<Record<string, string>>,
	names: readonly string[],
): Record<string, string | null> => {
	const picked = Object.create(null) as Record<string, string | null>;
	for (const name of names) picked[name] = properties[name] ?? null;
	return picked;
};

const archivedAt = (record: StoredRecord) =>
	record.archivedAt === undefined ? {} : { archivedAt: instant(record.archivedAt) };

const urlOf = (account: Account, record: StoredRecord) =>
	`https://app.hubspot.com/contacts/${account.portalId}/record/${record.typeId}/${record.id}`;

const base = (
	account: Account,
	record: StoredRecord,
	properties: Record<string, string | null>,
): PresentedRecord => ({
	id: String(record.id),
	properties,
	createdAt: instant(record.createdAt),
	updatedAt: instant(record.updatedAt),
	archived: record.archived,
	...archivedAt(record),
	url: urlOf(account, record),
});

/** IDs of the associated records of one object type. IDs repeat, with one entry for each association type. */
export const associatedIds = (
	types: ReadonlyMap<number, ReadonlySet<AssociationType>>,
): Array<{ id: string; type: string }> =>
	[...types]
		.sort(([a], [b]) => a - b)
		.flatMap(([id, associations]) =>
			[...associations]
				.sort((a, b) => a.typeId - b.typeId)
				.map(({ name }) => ({ id: String(id), type: name })),
		);

/** The records of a type that a record is associated with, without archived ones. */
export function liveLinks(
	account: Account,
	record: StoredRecord,
	typeId: string,
): Map<number, ReadonlySet<AssociationType>> {
	const store = account.store(typeId);
	return new Map([...record.linked(typeId)].filter(([id]) => store.get(id)));
}

function associationsOf(account: Account, record: StoredRecord, names: readonly string[]) {
	const found: NonNullable<PresentedRecord['associations']> = {};
	for (const name of names) {
		const type = account.findStore(name)?.type;
		if (!type) continue;
		const results = associatedIds(liveLinks(account, record, type.typeId));
		if (results.length > 0) found[type.fullyQualifiedName ?? type.plural] = { results };
	}
	return Object.keys(found).length > 0 ? { associations: found } : {};
}

/** Returns a function that formats records like a read request. Call this once per request. */
export function presenter(account: Account, store: ObjectStore, view: View) {
	const names = propertyNames(store, [...view.properties, ...view.history]);
	const history = view.history.filter((name) => store.definitions.has(name));
	return (record: StoredRecord, seen = record.properties): PresentedRecord => ({
		...base(account, record, pick(seen, names)),
		...(history.length > 0 && {
			propertiesWithHistory: Object.fromEntries(
				history.map((name) => [name, record.history(name).map(historyEntry)]),
			),
		}),
		...associationsOf(account, record, view.associations),
	});
}

/** Caches the sorted property names, because records of a batch mostly have the same ones. */
const sortedNames = new Map<string, string[]>();

function sorted(names: string[]): string[] {
	const key = names.join();
	let found = sortedNames.get(key);
	if (!found) {
		if (sortedNames.size > 1_000) sortedNames.clear();
		sortedNames.set(key, (found = names.sort()));
	}
	return found;
}

/** Formats a record for the response to a create request, with every property that has a value. */
export const presentCreated = (account: Account, record: StoredRecord): PresentedRecord =>
	base(account, record, pick(record.properties, sorted(Object.keys(record.properties))));

/** Formats a record for the response to an update: written properties, and those that are always returned. */
export function presentUpdated(
	account: Account,
	store: ObjectStore,
	record: StoredRecord,
	properties: unknown,
): PresentedRecord {
	const written =
		typeof properties === 'object' && properties !== null ? Object.keys(properties) : [];
	const names = propertyNames(store, ['hs_object_id', ...written]);
	return base(account, record, pick(record.properties, names));
}
