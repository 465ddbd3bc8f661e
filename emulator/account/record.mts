import type { AssociationType } from './association-types.mts';
import { instant } from './instants.mts';

/** Who or what wrote a value. */
export interface WriteSource {
	sourceType: string;
	sourceId?: string;
	sourceLabel?: string;
	userId?: number;
	/** The `hs_meeting_source` of a meeting that is created this way. Default: `sourceType`. */
	meetingSource?: string;
}

/** The source of writes through the API. */
export const API_SOURCE: WriteSource = {
	sourceType: 'INTEGRATION',
	sourceId: '2468013',
	sourceLabel: 'Local private app',
};

export interface Change {
	value: string;
	at: number;
	source: WriteSource;
}

/** A record. Values are stored as HubSpot sends them. Empty properties are not stored. */
export class StoredRecord {
	/** A write replaces this object and never changes it, so a reference to it is a snapshot. */
	properties: Readonly<Record<string, string>> = Object.create(null) as Record<string, string>;

	updatedAt: number;

	archivedAt?: number;

	/** Associations in the direction from this record: object type ID → record ID → types. */
	readonly links = new Map<string, Map<number, Set<AssociationType>>>();

	/** Values by property, oldest first. Only has properties that were written after the creation. */
	private changes?: Map<string, Change[]>;

	private created = false;

	constructor(
		readonly id: number,
		readonly typeId: string,
		readonly createdAt: number,
		readonly source: WriteSource,
	) {
		this.updatedAt = createdAt;
	}

	get archived(): boolean {
		return this.archivedAt !== undefined;
	}

	/**
	 * Writes values. An empty value clears a property. The first call creates the record.
	 *
	 * @returns the names of the properties that changed
	 */
	write(values: Record<string, string>, at: number, source: WriteSource): string[] {
		const before = this.properties;
		const after = Object.create(null) as Record<string, string>;
		const changed: string[] = [];
		for (const name of Object.keys(before)) {
			const value = Object.hasOwn(values, name) ? values[name] : undefined;
			if (value === undefined || value === before[name]) after[name] = before[name];
			else if (value !== '') after[name] = value;
		}
		for (const name of Object.keys(values)) {
			const value = values[name];
			if ((before[name] ?? '') === value) continue;
			changed.push(name);
			if (this.created) this.remember(name, { value, at, source });
			if (value !== '') after[name] = value;
		}
		this.created = true;
		this.properties = after;
		return changed;
	}

	private remember(name: string, change: Change): void {
		this.changes ??= new Map();
		const changes = this.changes.get(name);
		if (changes) changes.push(change);
		else this.changes.set(name, [...this.initial(name), change]);
	}

	/** The values of a property over time, newest first. */
	history(name: string): Change[] {
		return [...(this.changes?.get(name) ?? this.initial(name))].reverse();
	}

	private initial(name: string): Change[] {
		const value = this.properties[name];
		return value === undefined ? [] : [{ value, at: this.createdAt, source: this.source }];
	}

	/** IDs of the associated records of one object type, with their association types. */
	linked(typeId: string): ReadonlyMap<number, ReadonlySet<AssociationType>> {
		return this.links.get(typeId) ?? new Map();
	}
}

/** Formats a change for `propertiesWithHistory`. */
export const historyEntry = ({ value, at, source }: Change) => ({
	value,
	timestamp: instant(at),
	sourceType: source.sourceType,
	...(source.sourceId !== undefined && { sourceId: source.sourceId }),
	...(source.sourceLabel !== undefined && { sourceLabel: source.sourceLabel }),
	...(source.userId !== undefined && { updatedByUserId: source.userId }),
});
