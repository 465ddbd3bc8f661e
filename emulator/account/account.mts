import { commonProperties } from '../definitions/common.mts';
import { meetingProperties } from '../definitions/meetings.mts';
import { namedProperties, RECORD_PROPERTIES } from '../definitions/records.mts';
import type { AccountRule } from '../types.mts';
import { AssociationRegistry } from './association-registry.mts';
import { builtInTypes } from './association-types.mts';
import type { AssociationType } from './association-types.mts';
import type { PropertyDefinition } from './definition.mts';
import { derived } from './derived.mts';
import { FileStore } from './files.mts';
import { instant } from './instants.mts';
import { associate, dissociate } from './links.mts';
import { ObjectStore } from './object-store.mts';
import { MEETING_TYPE_ID, OBJECT_TYPES } from './object-types.mts';
import type { ObjectTypeRow } from './object-types.mts';
import type { Owner } from './owners.mts';
import { API_SOURCE, StoredRecord } from './record.mts';
import type { WriteSource } from './record.mts';
import { AccountRules } from './rules.mts';
import { Scheduling } from './scheduling.mts';

/** The ID of the account. */
export const PORTAL_ID = 51_234_567;

export interface AccountOptions {
	now: () => number;
	firstId: number;
	searchLag: () => number;
	lateDeletions?: boolean;
	rules?: readonly AccountRule[];
	linkOnApiBookings?: boolean;
}

export interface CreateOptions {
	/** The ID to use. Default: the next free ID. */
	id?: number;
	/** Time of creation, in milliseconds since the epoch. Default: now. */
	at?: number;
	source?: WriteSource;
	/** Records to associate. Without `typeId`, they get the default association type. */
	associate?: Array<{ type: string; id: number | string; typeId?: number; category?: string }>;
}

/**
 * The account behind the API: everything that a user of HubSpot can see and do. Its methods do not check their
 * arguments. The API's checks are in `writes.mts`.
 */
export class Account {
	readonly portalId = PORTAL_ID;

	readonly timeZone = 'US/Eastern';

	readonly associations = new AssociationRegistry();

	readonly rules: AccountRules;

	readonly scheduling: Scheduling;

	readonly files = new FileStore();

	owners: Owner[] = [];

	private readonly stores = new Map<string, ObjectStore>();

	private readonly names = new Map<string, ObjectStore>();

	/** Increases with every change of associations. */
	linkRevision = 0;

	private nextId: number;

	constructor(private readonly options: AccountOptions) {
		this.nextId = options.firstId;
		this.rules = new AccountRules(options.rules);
		this.scheduling = new Scheduling(this, options.linkOnApiBookings ?? true);
		for (const row of OBJECT_TYPES) {
			const own =
				row.typeId === MEETING_TYPE_ID ? meetingProperties : RECORD_PROPERTIES[row.typeId];
			this.defineObjectType(row, own?.() ?? namedProperties(row.title, 'Name'));
		}
		for (const type of builtInTypes((typeId) => this.store(typeId).type.enumName.toLowerCase())) {
			this.associations.add(type);
		}
	}

	now(): number {
		return this.options.now();
	}

	/** Adds an object type with its own properties and those that all types have. */
	defineObjectType(row: ObjectTypeRow, properties: PropertyDefinition[]): ObjectStore {
		const store = new ObjectStore(
			row,
			[...commonProperties(row), ...properties],
			this.options.searchLag,
			this.options.lateDeletions,
		);
		this.stores.set(row.typeId, store);
		const names = [row.typeId, row.singular, row.plural, row.enumName, row.fullyQualifiedName];
		for (const name of names) if (name) this.names.set(name.toLowerCase(), store);
		return store;
	}

	get objectTypes(): ObjectTypeRow[] {
		return [...this.stores.values()].map((store) => store.type);
	}

	/** Finds the store of an object type by its ID, singular, plural, enum or full name (case-insensitive). */
	findStore(name: string): ObjectStore | undefined {
		return this.names.get(name.toLowerCase());
	}

	/** Like `findStore`, but throws if the type doesn't exist. */
	store(name: string): ObjectStore {
		const store = this.findStore(name);
		if (!store) throw new Error(`The account has no object type "${name}"`);
		return store;
	}

	/** Returns a record. Throws if it doesn't exist or is archived. */
	record(type: string, id: number | string): StoredRecord {
		const record = this.store(type).get(Number(id));
		if (!record) throw new Error(`The account has no ${type} ${id}`);
		return record;
	}

	owner(id: string): Owner | undefined {
		return this.owners.find((owner) => owner.id === id);
	}

	create(
		type: string,
		properties: Record<string, string>,
		{ id: wanted, at = this.now(), source = API_SOURCE, associate: to = [] }: CreateOptions = {},
	): StoredRecord {
		const store = this.store(type);
		const id = wanted ?? this.freeId(store);
		const record = new StoredRecord(id, store.type.typeId, at, source);
		const stamp = instant(at);
		const values = Object.create(null) as Record<string, string>;
		if (store.type.activity) {
			values.hs_engagement_source = source.sourceType;
			values.hs_engagement_source_id = source.sourceId ?? '';
		}
		if (store.type.typeId === MEETING_TYPE_ID) {
			values.hs_meeting_source = source.meetingSource ?? source.sourceType;
		}
		Object.assign(values, properties);
		values.hs_object_id = String(id);
		values[store.type.createdProperty] = stamp;
		values.hs_createdate = stamp;
		values.hs_object_source = source.sourceType;
		values.hs_object_source_id = source.sourceId ?? '';
		values.hs_object_source_label = source.sourceType;
		values.hs_object_source_detail_1 = source.sourceLabel ?? '';
		values.hs_created_by_user_id = String(source.userId ?? '');
		this.apply(store, record, values, at, source);
		store.add(record);
		store.index.written(record, this.now());
		for (const { type: toType, id: toId, typeId, category } of to) {
			const target = this.record(toType, toId);
			const association =
				typeId === undefined
					? this.associations.default(record.typeId, target.typeId)
					: this.associations.find(category ?? 'HUBSPOT_DEFINED', typeId);
			if (!association) throw new Error(`No association type from ${type} to ${toType}`);
			this.associate(record, target, [association]);
		}
		return record;
	}

	/** @returns the names of the properties that changed */
	update(
		type: string,
		id: number | string,
		properties: Record<string, string>,
		{ at = this.now(), source = API_SOURCE }: { at?: number; source?: WriteSource } = {},
	): string[] {
		const store = this.store(type);
		const record = this.record(type, id);
		const changed = this.apply(store, record, { ...properties }, at, source);
		store.index.written(record, this.now());
		return changed;
	}

	archive(type: string, id: number | string, at = this.now()): void {
		const store = this.store(type);
		const record = this.record(type, id);
		store.move(record, at);
		store.index.deleted(record, this.now());
	}

	/** Restores a record from the recycling bin. */
	restore(type: string, id: number | string): void {
		const store = this.store(type);
		const record = store.get(Number(id), true);
		if (!record) throw new Error(`There is no archived ${type} ${id}`);
		store.move(record, undefined);
		store.reindex(record, {});
		store.index.written(record, this.now());
	}

	associate(from: StoredRecord, to: StoredRecord, types: readonly AssociationType[]): void {
		this.linkRevision++;
		associate(this, from, to, types);
	}

	/** Removes the given association types between two records. Without `types`, removes all of them. */
	dissociate(from: StoredRecord, to: StoredRecord, types?: readonly AssociationType[]): void {
		this.linkRevision++;
		dissociate(this, from, to, types);
	}

	private freeId(store: ObjectStore): number {
		while (store.has(this.nextId)) this.nextId++;
		return this.nextId++;
	}

	/** Writes values and the properties that HubSpot derives from them. Adds the derived properties to `values`. */
	private apply(
		store: ObjectStore,
		record: StoredRecord,
		values: Record<string, string>,
		at: number,
		source: WriteSource,
	): string[] {
		const before = record.properties;
		const owner = values.hubspot_owner_id;
		if (owner !== undefined && owner !== before.hubspot_owner_id) this.own(values, owner, at);
		Object.assign(values, derived(record.typeId, before, values));
		const stamp = instant(at);
		values[store.type.modifiedProperty] = stamp;
		values.hs_lastmodifieddate = stamp;
		if (source.userId !== undefined) values.hs_updated_by_user_id = String(source.userId);
		const changed = record.write(values, at, source);
		record.updatedAt = at;
		store.reindex(record, before);
		return changed;
	}

	private own(values: Record<string, string>, ownerId: string, at: number): void {
		values.hs_all_owner_ids = ownerId;
		values.hs_user_ids_of_all_owners = String(this.owner(ownerId)?.userIdIncludingInactive ?? '');
		values.hubspot_owner_assigneddate = ownerId ? instant(at) : '';
	}
}
