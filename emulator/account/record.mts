import type { AssociationType } from './association-types.mts';
import { instant } from './instants.mts';

/** Who or what wrote a value. */
export interface WriteSource {
	sourceType: string;
	sourceId?: string;
	sourceLabel?: string;
	userId?: number;
	/** Told by `hs_meeting_source` for a meeting that is made so. */
	meetingSource?: string;
}

/** What an API write is recorded as. */
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

/** One record. Values are kept as HubSpot sends them; an empty property is not there. */
export class StoredRecord {
	/** Replaced, never changed, by a write: whoever holds it holds a version. */
	properties: Readonly<Record<string, string>> = Object.create(null) as Record<string, string>;

	updatedAt: number;

	archivedAt?: number;

	/** Associations: object type id → record id → types, from this record's side. */
	readonly links = new Map<string, Map<number, Set<AssociationType>>>();

	/** Oldest first; only of properties that were written after the creation. */
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
	 * Writes values, an empty one to clear a property. The first call is the creation.
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

	/** The values that a property had, newest first. */
	history(name: string): Change[] {
		return [...(this.changes?.get(name) ?? this.initial(name))].reverse();
	}

	private initial(name: string): Change[] {
		const value = this.properties[name];
		return value === undefined ? [] : [{ value, at: this.createdAt, source: this.source }];
	}

	/** The associated ids of one object type and how they are associated. */
	linked(typeId: string): ReadonlyMap<number, ReadonlySet<AssociationType>> {
		return this.links.get(typeId) ?? new Map();
	}
}

/** A change as `propertiesWithHistory` shows it. */
export const historyEntry = ({ value, at, source }: Change) => ({
	value,
	timestamp: instant(at),
	sourceType: source.sourceType,
	...(source.sourceId !== undefined && { sourceId: source.sourceId }),
	...(source.sourceLabel !== undefined && { sourceLabel: source.sourceLabel }),
	...(source.userId !== undefined && { updatedByUserId: source.userId }),
});
