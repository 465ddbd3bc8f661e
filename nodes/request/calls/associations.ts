import { LIMITS } from '../../hubspot/limits';
import type {
	AssociationCategory,
	AssociationLabel,
	AssociationSpec,
	BatchResponse,
	CollectionResponse,
	NextPage,
} from '../../hubspot/types';
import { paths } from '../../hubspot/versions';
import type { Account } from '../account';
import type { Asker } from '../asker';
import type { BatchKind } from '../batch';
import { unlessNotFound } from '../refused';

/** Two records. */
export interface Pair {
	from: string;
	to: string;
}

/** One record that another one is associated with, and by which types. */
export interface Associated {
	toObjectId: string | number;
	associationTypes: Array<{
		category: AssociationCategory;
		typeId: number;
		label: string | null;
	}>;
}

interface AssociatedOf {
	from: { id: string };
	to: Associated[];
	paging?: NextPage;
}

/** Associates by the default type of the two object types: one batch for two thousand. It adds and never removes. */
export function associateByDefault(
	{ apiVersion }: Account,
	from: string,
	to: string,
): BatchKind<Pair, Pair> {
	return {
		key: `associate ${from} ${to}`,
		effect: 'write',
		limit: LIMITS.batch.associations,
		identity: (pair) => `${pair.from} ${pair.to}`,
		mentions: (pair) => [pair.from, pair.to],
		batch: (entries) => ({
			method: 'POST',
			path: paths(apiVersion).associateDefault(from, to),
			body: {
				inputs: entries.map(({ input }) => ({ from: { id: input.from }, to: { id: input.to } })),
			},
			effect: 'write',
		}),
		results: () => [],
		done: (pair) => pair,
		single: (pair) => ({
			method: 'PUT',
			path: paths(apiVersion).defaultAssociation(from, pair.from, to, pair.to),
			effect: 'write',
		}),
		singleResult: (_, pair) => pair,
	};
}

/** A pair with the types that associate it. */
export interface TypedPair extends Pair {
	types: AssociationSpec[];
}

/** Associates by the types given: one batch for two thousand. Unlike a lone PUT it leaves the pair's other labels alone. */
export function associateByTypes(
	{ apiVersion }: Account,
	from: string,
	to: string,
): BatchKind<TypedPair, TypedPair> {
	return {
		key: `associate ${from} ${to} by types`,
		effect: 'write',
		limit: LIMITS.batch.associations,
		identity: (pair) => `${pair.from} ${pair.to}`,
		mentions: (pair) => [pair.from, pair.to],
		batch: (entries) => ({
			method: 'POST',
			path: paths(apiVersion).associationBatch(from, to, 'create'),
			body: {
				inputs: entries.map(({ input }) => ({
					from: { id: input.from },
					to: { id: input.to },
					types: input.types,
				})),
			},
			effect: 'write',
		}),
		results: () => [],
		done: (pair) => pair,
	};
}

/** The association types and labels between two object types, asked once for a run. */
export async function associationLabels(
	asker: Asker,
	from: string,
	to: string,
): Promise<AssociationLabel[]> {
	return await asker.once(`labels ${from} ${to}`, async () => {
		const { body } = await asker.send<CollectionResponse<AssociationLabel>>({
			method: 'GET',
			path: paths(asker.account.apiVersion).associationLabels(from, to),
			effect: 'read',
		});
		return body.results;
	});
}

interface AssociatedInput {
	id: string;
	after?: string;
}

function readAssociated({ apiVersion }: Account, from: string, to: string) {
	const kind: BatchKind<AssociatedInput, AssociatedOf> = {
		key: `associated ${from} ${to}`,
		effect: 'read',
		limit: LIMITS.batch.associationReads,
		identity: ({ id }) => id,
		batch: (entries) => ({
			method: 'POST',
			path: paths(apiVersion).associationBatch(from, to, 'read'),
			body: { inputs: entries.map(({ input }) => input) },
			effect: 'read',
		}),
		results: (body) =>
			((body as BatchResponse<AssociatedOf>).results ?? []).map((result) => ({
				identity: String(result.from.id),
				result,
			})),
		absent: ({ id }) => ({
			kind: 'notFound',
			status: 404,
			certain: true,
			aboutInput: true,
			message: `HubSpot knows no associations of ${id}`,
			description: '',
		}),
	};
	return kind;
}

/**
 * All records of one type that a record is associated with: one batch read for a thousand records, and one more for
 * each that has further pages. Nothing associated is an empty list; HubSpot reports it as not found.
 */
export async function associatedRecords(
	asker: Asker,
	from: string,
	id: string,
	to: string,
): Promise<Associated[]> {
	const all: Associated[] = [];
	let after: string | undefined;
	do {
		const page: AssociatedOf | undefined = await unlessNotFound(
			asker.gather(readAssociated(asker.account, from, to), {
				id,
				...(after !== undefined && { after }),
			}),
		);
		if (!page) break;
		all.push(...page.to);
		const next: string | undefined = page.paging?.next?.after;
		if (next === after) break;
		after = next;
	} while (after !== undefined);
	return all;
}
