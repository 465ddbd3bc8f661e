import { isRecord } from '../common/input';
import {
	readAssociatedPage,
	readId,
	readLabel,
	readWholeList,
	type Associated,
	type AssociatedPage,
} from '../hubspot/answers';
import { LIMITS } from '../hubspot/limits';
import type { AssociationLabel } from '../hubspot/types';
import { unlessNotFound } from '../transport/apiError';
import type { BatchEndpoint } from '../transport/batch';
import type { HubSpotClient } from '../transport/client';
import { turnPages } from './lists';

/** The association types and labels between two object types, read once per run. */
export async function associationLabels(
	client: HubSpotClient,
	from: string,
	to: string,
): Promise<AssociationLabel[]> {
	return await client.once(`labels ${from} ${to}`, async () => {
		const path = client.paths.associationLabels(from, to);
		return await client.get(path, readWholeList(readLabel));
	});
}

interface AssociatedInput {
	id: string;
	after?: string;
}

/** Uses a batch for a single record as well. HubSpot's document of 2026-09 has no list for a single record. */
function readAssociated(from: string, to: string): BatchEndpoint<AssociatedInput, AssociatedPage> {
	return {
		key: `associated ${from} ${to}`,
		effect: 'read',
		limit: LIMITS.batch.associationReads,
		identity: ({ id }) => id,
		batch: (entries, at) => ({
			path: at.associationBatch(from, to, 'read'),
			body: { inputs: entries.map(({ input }) => input) },
		}),
		results: (results) =>
			results.map((value) => {
				const { from: source } = isRecord(value) ? value : {};
				const id = isRecord(source) ? readId(source.id) : undefined;
				return { identity: id, result: readAssociatedPage(value) };
			}),
		absent: ({ id }) => `associations of ${id}`,
	};
}

/**
 * The records of one type that a record is associated with, in the order of their ids. One request covers up to a
 * thousand records, and each further page takes one more request. Returns an empty list if there are no associations.
 * HubSpot reports that as not found, and does the same for a record that does not exist.
 *
 * @param limit maximum number of results
 */
export async function associatedRecords(
	client: HubSpotClient,
	from: string,
	id: string,
	to: string,
	limit?: number,
): Promise<Associated[]> {
	const endpoint = readAssociated(from, to);
	return await turnPages<Associated>(
		async (after) => {
			const page = await unlessNotFound(client.batch(endpoint, { id, after }));
			return { results: page?.to ?? [], paging: page?.paging };
		},
		{ pageSize: LIMITS.page.associations, limit },
	);
}

/** The ids of the associated records, each once. */
export async function associatedIds(
	client: HubSpotClient,
	from: string,
	id: string,
	to: string,
): Promise<string[]> {
	const associated = await associatedRecords(client, from, id, to);
	return [...new Set(associated.map(({ toObjectId }) => toObjectId))];
}
