import { specName } from '../../hubspot/associationTypes';
import { LIMITS } from '../../hubspot/limits';
import { recordWords } from '../../hubspot/objectTypes';
import type { AssociationInput, BatchResponse, HubSpotObject } from '../../hubspot/types';
import { paths } from '../../hubspot/versions';
import type { Account } from '../account';
import type { Asker } from '../asker';
import type { BatchKind, Found } from '../batch';
import { unlessNotFound } from '../refused';

/** What is asked of a record beside its id. Empty lists ask for nothing. */
export interface ReadOptions {
	properties: readonly string[];
	history?: readonly string[];
	/** A unique property by which `id` finds the record. */
	idProperty?: string;
	/** A property that holds further values, separated by semicolons, by which HubSpot finds the record as well. */
	aliasProperty?: string;
	archived?: boolean;
	/** Object types whose associated ids a lone read brings along; batches can't (HubSpot's batch read has no such parameter). */
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

const resultsOf = (body: unknown) => (body as BatchResponse | undefined)?.results ?? [];

/** The query parameters of a read; lists are separated by commas, as HubSpot's guide has them. */
export function readQuery({ properties, history = [], associations = [], ...rest }: ReadOptions) {
	return {
		...(properties.length > 0 && { properties: properties.join(',') }),
		...(history.length > 0 && { propertiesWithHistory: history.join(',') }),
		...(associations.length > 0 && { associations: associations.join(',') }),
		...(rest.archived && { archived: true }),
		...(rest.idProperty && { idProperty: rest.idProperty }),
	};
}

/** A record as a refusal names it. */
const nameOf = (type: string, id: string, idProperty?: string) =>
	recordWords(type, idProperty ? `with the ${idProperty} ${id}` : id);

/** Reads records of one type by id or unique property: one batch for a hundred, fifty with history. */
export function readRecords(
	{ apiVersion }: Account,
	type: string,
	options: ReadOptions,
): BatchKind<string, HubSpotObject> {
	const { history = [], idProperty, aliasProperty, archived } = options;
	// HubSpot's batch answers name a record by its id: what it was asked by has to be asked for, too.
	const askedBy = [idProperty, aliasProperty].filter((name) => name !== undefined);
	const properties =
		askedBy.length > 0 ? [...new Set([...options.properties, ...askedBy])] : options.properties;
	const namesIn = ({ id, properties: values }: HubSpotObject) =>
		idProperty ? [values[idProperty], ...(values[aliasProperty ?? '']?.split(';') ?? [])] : [id];
	return {
		key: `read ${type} ${JSON.stringify(options)}`,
		effect: 'read',
		limit: history.length > 0 ? LIMITS.batch.objectsWithHistory : LIMITS.batch.objects,
		identity: (id) => id.toLowerCase(),
		batch: (entries) => ({
			method: 'POST',
			path: paths(apiVersion).batch(type, 'read'),
			...(archived && { qs: { archived: true } }),
			body: {
				inputs: entries.map(({ input }) => ({ id: input })),
				properties,
				propertiesWithHistory: history,
				...(idProperty && { idProperty }),
			},
			effect: 'read',
		}),
		results: (body) =>
			resultsOf(body).flatMap((record) =>
				namesIn(record).map((name) => ({ identity: name?.trim().toLowerCase(), result: record })),
			),
		single: (id) => ({
			method: 'GET',
			path: paths(apiVersion).record(type, id),
			qs: readQuery({ ...options, properties }),
			effect: 'read',
			what: nameOf(type, id, idProperty),
		}),
		singleResult: (body) => {
			const record = body as HubSpotObject;
			// HubSpot leaves the key out where there are none; it is what tells a batch's answer, which never has it, apart.
			return options.associations?.length ? { associations: {}, ...record } : record;
		},
		absent: (id) =>
			`HubSpot has no ${nameOf(type, id, idProperty)}. It may have been deleted (Deleted Only shows what is in the recycling bin), or belong to another account`,
	};
}

/** Those of the records that HubSpot has, in the order given. */
export async function readFound(
	asker: Asker,
	kind: BatchKind<string, HubSpotObject>,
	ids: readonly string[],
): Promise<HubSpotObject[]> {
	const records = await Promise.all(
		ids.map(async (id) => await unlessNotFound(asker.gather(kind, id))),
	);
	return records.filter((record) => record !== undefined);
}

/** By trace id where the answer has it, else by the record's id. */
function written(body: unknown): Array<Found<HubSpotObject>> {
	return resultsOf(body).map((result) => ({
		traceId: result.objectWriteTraceId,
		identity: result.id,
		result,
	}));
}

/** Creates records with their associations: one batch for a hundred. */
export function createRecords(
	{ apiVersion }: Account,
	type: string,
): BatchKind<RecordInput, HubSpotObject> {
	return {
		key: `create ${type}`,
		effect: 'create',
		limit: LIMITS.batch.objects,
		mentions: ({ associations = [] }) =>
			associations.flatMap(({ to, types }) => [to.id, ...types.map(specName)]),
		batch: (entries) => ({
			method: 'POST',
			path: paths(apiVersion).batch(type, 'create'),
			body: {
				inputs: entries.map(({ input, traceId }) => ({
					properties: input.properties,
					associations: input.associations ?? [],
					objectWriteTraceId: traceId,
				})),
			},
			effect: 'create',
		}),
		results: written,
		matches: ({ properties }, record) =>
			Object.entries(properties).every(([name, value]) =>
				sameValue(record.properties[name], value),
			),
		single: ({ properties, associations = [] }) => ({
			method: 'POST',
			path: paths(apiVersion).records(type),
			body: { properties, associations },
			effect: 'create',
		}),
	};
}

/** HubSpot gives times back in its own spelling (no zero milliseconds). */
function sameValue(held: string | null | undefined, sent: string): boolean {
	if ((held ?? '') === sent) return true;
	return /^\d{4}-\d\d-\d\dT/.test(sent) && Date.parse(String(held)) === Date.parse(sent);
}

/** Changes records of one type: one batch for a hundred. */
export function updateRecords(
	{ apiVersion }: Account,
	type: string,
	idProperty?: string,
): BatchKind<ChangeInput, HubSpotObject> {
	return {
		key: `update ${type} by ${idProperty ?? 'id'}`,
		effect: 'write',
		limit: LIMITS.batch.objects,
		identity: ({ id }) => id,
		batch: (entries) => ({
			method: 'POST',
			path: paths(apiVersion).batch(type, 'update'),
			body: {
				inputs: entries.map(({ input, traceId }) => ({
					...input,
					...(idProperty && { idProperty }),
					objectWriteTraceId: traceId,
				})),
			},
			effect: 'write',
		}),
		results: written,
		single: ({ id, properties }) => ({
			method: 'PATCH',
			path: paths(apiVersion).record(type, id),
			...(idProperty && { qs: { idProperty } }),
			body: { properties },
			effect: 'write',
			what: nameOf(type, id, idProperty),
		}),
	};
}

/** Moves records to the recycling bin: one batch for a hundred. */
export function archiveRecords({ apiVersion }: Account, type: string): BatchKind<string, string> {
	return {
		key: `archive ${type}`,
		effect: 'write',
		limit: LIMITS.batch.objects,
		identity: (id) => id,
		batch: (entries) => ({
			method: 'POST',
			path: paths(apiVersion).batch(type, 'archive'),
			body: { inputs: entries.map(({ input }) => ({ id: input })) },
			effect: 'write',
		}),
		results: () => [],
		done: (id) => id,
		single: (id) => ({
			method: 'DELETE',
			path: paths(apiVersion).record(type, id),
			effect: 'write',
			what: nameOf(type, id),
		}),
		singleResult: (_, id) => id,
	};
}
