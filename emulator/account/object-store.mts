import type { PropertyDefinition } from './definition.mts';
import type { ObjectTypeRow } from './object-types.mts';
import type { StoredRecord } from './record.mts';
import { SearchIndex } from './search-index.mts';
import { SortedIds } from './sorted-ids.mts';

/** The records of one object type. Creating, reading and paging stay fast with many records. */
export class ObjectStore {
	readonly definitions = new Map<string, PropertyDefinition>();

	readonly index: SearchIndex;

	private readonly records = new Map<number, StoredRecord>();

	private readonly ids = { live: new SortedIds(), archived: new SortedIds() };

	/** Property → value → ID, for unique properties. */
	private readonly unique = new Map<string, Map<string, number>>();

	constructor(
		readonly type: ObjectTypeRow,
		definitions: PropertyDefinition[],
		lag: () => number,
		lateDeletions?: boolean,
	) {
		this.index = new SearchIndex(lag, lateDeletions);
		for (const definition of definitions) this.define(definition);
	}

	define(definition: PropertyDefinition): void {
		this.definitions.set(definition.name, definition);
		if (definition.hasUniqueValue && definition.name !== 'hs_object_id') {
			this.unique.set(definition.name, this.unique.get(definition.name) ?? new Map());
		}
	}

	has(id: number): boolean {
		return this.records.has(id);
	}

	/** Finds a record that is not in the recycling bin, or with `archived` one that is. */
	get(id: number, archived = false): StoredRecord | undefined {
		const record = this.records.get(id);
		return record?.archived === archived ? record : undefined;
	}

	/** The live record with this value of a unique property. */
	findBy(property: string, value: string): StoredRecord | undefined {
		const id = this.unique.get(property)?.get(uniqueKey(property, value));
		return id === undefined ? undefined : this.get(id);
	}

	isUnique(property: string): boolean {
		return property === 'hs_object_id' || this.unique.has(property);
	}

	/** Returns up to `limit` records in the order of their IDs, from the first ID that is not lower than `from`. */
	page(from: number, limit: number, archived = false): StoredRecord[] {
		const ids = this.ids[archived ? 'archived' : 'live'];
		const start = ids.at(from);
		return ids.slice(start, start + limit).flatMap((id) => this.records.get(id) ?? []);
	}

	count(archived = false): number {
		return this.ids[archived ? 'archived' : 'live'].length;
	}

	*all(archived = false): IterableIterator<StoredRecord> {
		for (const id of this.ids[archived ? 'archived' : 'live']) {
			const record = this.records.get(id);
			if (record) yield record;
		}
	}

	add(record: StoredRecord): void {
		this.records.set(record.id, record);
		this.ids.live.add(record.id);
	}

	/** Moves a record to the recycling bin or back. */
	move(record: StoredRecord, archivedAt: number | undefined): void {
		record.archivedAt = archivedAt;
		const [from, to] =
			archivedAt === undefined
				? [this.ids.archived, this.ids.live]
				: [this.ids.live, this.ids.archived];
		from.remove(record.id);
		to.add(record.id);
	}

	/** Updates the index of unique values. `before` has the values of the record before the write. */
	reindex(record: StoredRecord, before: Readonly<Record<string, string>>): void {
		for (const [property, values] of this.unique) {
			const old = uniqueValues(property, before);
			const now = uniqueValues(property, record.properties);
			for (const value of old) if (!now.includes(value)) values.delete(uniqueKey(property, value));
			for (const value of now)
				if (!old.includes(value)) values.set(uniqueKey(property, value), record.id);
		}
	}
}

/** The unique values of a property. For `email`, they include the additional email addresses. */
function uniqueValues(property: string, properties: Readonly<Record<string, string>>): string[] {
	const value = properties[property];
	const more = property === 'email' ? (properties.hs_additional_emails ?? '').split(';') : [];
	return [...(value === undefined ? [] : [value]), ...more.filter(Boolean)];
}

/** Email addresses are case-insensitive. */
const uniqueKey = (property: string, value: string) =>
	property === 'email' ? value.toLowerCase() : value;
