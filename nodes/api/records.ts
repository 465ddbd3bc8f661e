import { isRecord, ownOf } from '../common/input';
import { readId, readRecord, readText } from '../hubspot/answers';
import { specName } from '../hubspot/associationTypes';
import { LIMITS } from '../hubspot/limits';
import { recordWords } from '../hubspot/objectTypes';
import type { AssociationInput, HubSpotObject } from '../hubspot/types';
import { unlessNotFound } from '../transport/apiError';
import type { BatchEndpoint, Found } from '../transport/batch';
import type { HubSpotClient } from '../transport/client';

/** What to read of a record besides its id. Empty lists request nothing. */
export interface ReadOptions {
	properties: readonly string[];
	history?: readonly string[];
	/** A unique property. If it is set, `id` is the value of this property. */
	idProperty?: string;
	/** A property with further values, separated by semicolons, by which HubSpot finds the record as well. */
	aliasProperty?: string;
	archived?: boolean;
	/**
	 * Object types whose associated ids a single read returns. A batch can't (HubSpot's batch read has no such
	 * parameter).
	 */
	associations?: readonly string[];
}

export interface RecordInput {
	properties: Record<string, string>;
	associations?: AssociationInput[];
}

export interface ChangeInput {
	id: string;
	properties: Record<string, string>;
}

/** The query parameters of a read. Lists are separated by commas, as in HubSpot's guide. */
export function readQuery({
	properties,
	history = [],
	associations = [],
	archived,
	idProperty,
}: ReadOptions) {
	return {
		properties: properties.join(',') || undefined,
		propertiesWithHistory: history.join(',') || undefined,
		associations: associations.join(',') || undefined,
		archived: archived || undefined,
		idProperty,
	};
}

/** How errors refer to a record. */
const nameOf = (type: string, id: string, idProperty?: string) =>
	recordWords(type, idProperty ? `with the ${idProperty} ${id}` : id);

/** Reads records of one type by id or unique property, up to a hundred per batch, or fifty with history. */
export function readRecords(
	type: string,
	options: ReadOptions,
): BatchEndpoint<string, HubSpotObject> {
	const { history = [], idProperty, aliasProperty, archived } = options;
	// HubSpot's batch responses identify a record by its id. So the properties used for the lookup must be requested
	// as well.
	const askedBy = [idProperty, aliasProperty].filter((name) => name !== undefined);
	const properties =
		askedBy.length > 0 ? [...new Set([...options.properties, ...askedBy])] : options.properties;
	const namesIn = ({ id, properties: values }: HubSpotObject) =>
		idProperty
			? [ownOf(values, idProperty), ...(ownOf(values, aliasProperty ?? '')?.split(';') ?? [])]
			: [id];
	return {
		key: `read ${type} ${JSON.stringify(options)}`,
		effect: 'read',
		limit: history.length > 0 ? LIMITS.batch.objectsWithHistory : LIMITS.batch.objects,
		identity: (id) => id.toLowerCase(),
		batch: (entries, at) => ({
			path: at.batch(type, 'read'),
			qs: { archived: archived || undefined },
			body: {
				inputs: entries.map(({ input }) => ({ id: input })),
				properties,
				propertiesWithHistory: history,
				idProperty,
			},
		}),
		results: (results) =>
			results.flatMap((value): Array<Found<HubSpotObject>> => {
				const result = readRecord(value);
				if (!result) return [{}];
				return namesIn(result).map((name) => ({ identity: name?.trim().toLowerCase(), result }));
			}),
		single: (id, at) => ({
			method: 'GET',
			path: at.record(type, id),
			qs: readQuery({ ...options, properties }),
			what: nameOf(type, id, idProperty),
		}),
		singleResult: (body, id) => {
			const record = idProperty ? readRecord(body) : readItself(type, id, body);
			if (!record) return undefined;
			// HubSpot omits the key if there are none. Its presence distinguishes this record from one in a batch
			// response, which never has it.
			return options.associations?.length ? { associations: {}, ...record } : record;
		},
		absent: (id) => nameOf(type, id, idProperty),
	};
}

/** The records that HubSpot has, in the given order. */
export async function readFound(
	client: HubSpotClient,
	endpoint: BatchEndpoint<string, HubSpotObject>,
	ids: readonly string[],
): Promise<HubSpotObject[]> {
	const records = await Promise.all(
		ids.map(async (id) => await unlessNotFound(client.batch(endpoint, id))),
	);
	return records.filter((record) => record !== undefined);
}

/**
 * The record that was requested by its id. For meetings, a record with another id is not accepted. Unlike contacts,
 * meetings are never merged.
 */
function readItself(type: string, id: string, body: unknown): HubSpotObject | undefined {
	const record = readRecord(body);
	return type === 'meetings' && record?.id !== id ? undefined : record;
}

/** Reads the results of a write. Each is identified by its trace id, or by `identityOf` if it has none. */
export function written(
	results: unknown[],
	identityOf = ({ id }: HubSpotObject): string | undefined => id,
): Array<Found<HubSpotObject>> {
	return results.map((value) => {
		const result = readRecord(value);
		if (result) {
			const traceId = result.objectWriteTraceId;
			return { traceId, identity: identityOf(result), id: result.id, result };
		}
		const { id, objectWriteTraceId } = isRecord(value) ? value : {};
		return { traceId: readText(objectWriteTraceId), identity: readId(id) };
	});
}

/** Creates records with their associations, up to a hundred per batch. */
export function createRecords(type: string): BatchEndpoint<RecordInput, HubSpotObject> {
	const given = new Set<string>();
	return {
		given,
		key: `create ${type}`,
		effect: 'create',
		limit: LIMITS.batch.objects,
		mentions: ({ associations = [] }) =>
			associations.flatMap(({ to, types }) => [to.id, ...types.map(specName)]),
		batch: (entries, at) => ({
			path: at.batch(type, 'create'),
			body: {
				inputs: entries.map(({ input, traceId }) => ({
					properties: input.properties,
					associations: input.associations ?? [],
					objectWriteTraceId: traceId,
				})),
			},
		}),
		results: (results) => written(results),
		matches: ({ properties }, record) =>
			Object.entries(properties).every(([name, value]) =>
				sameValue(ownOf(record.properties, name), value),
			)
				? Object.keys(properties).length
				: 0,
		single: ({ properties, associations = [] }, at) => ({
			path: at.records(type),
			body: { properties, associations },
		}),
		singleResult: (body) => {
			const record = readRecord(body);
			if (!record || given.has(record.id)) return undefined;
			given.add(record.id);
			return record;
		},
	};
}

/** Whether HubSpot holds the value that was sent. HubSpot formats times in its own way (without zero milliseconds). */
function sameValue(held: string | null | undefined, sent: string): boolean {
	if ((held ?? '') === sent) return true;
	return /^\d{4}-\d\d-\d\dT/.test(sent) && Date.parse(String(held)) === Date.parse(sent);
}

/** Updates records of one type, up to a hundred per batch. */
export function updateRecords(
	type: string,
	idProperty?: string,
): BatchEndpoint<ChangeInput, HubSpotObject> {
	return {
		key: `update ${type} by ${idProperty ?? 'id'}`,
		effect: 'write',
		limit: LIMITS.batch.objects,
		identity: ({ id }) => id,
		batch: (entries, at) => ({
			path: at.batch(type, 'update'),
			body: {
				inputs: entries.map(({ input, traceId }) => ({
					...input,
					idProperty,
					objectWriteTraceId: traceId,
				})),
			},
		}),
		results: (results) => written(results),
		single: ({ id, properties }, at) => ({
			method: 'PATCH',
			path: at.record(type, id),
			qs: { idProperty },
			body: { properties },
			what: nameOf(type, id, idProperty),
		}),
		singleResult: (body, { id }) => (idProperty ? readRecord(body) : readItself(type, id, body)),
	};
}

/** Moves records to the recycling bin, up to a hundred per batch. */
export function archiveRecords(type: string): BatchEndpoint<string, string> {
	return {
		key: `archive ${type}`,
		effect: 'write',
		limit: LIMITS.batch.objects,
		identity: (id) => id,
		batch: (entries, at) => ({
			path: at.batch(type, 'archive'),
			body: { inputs: entries.map(({ input }) => ({ id: input })) },
		}),
		results: () => [],
		done: (id) => id,
		single: (id, at) => ({
			method: 'DELETE',
			path: at.record(type, id),
			what: nameOf(type, id),
		}),
	};
}
