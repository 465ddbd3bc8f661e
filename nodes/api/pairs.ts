import { specName } from '../hubspot/associationTypes';
import { LIMITS } from '../hubspot/limits';
import type { AssociationSpec } from '../hubspot/types';
import type { BatchEndpoint } from '../transport/batch';

/** The object types on the two sides of an association, by name or type id. */
export interface Sides {
	from: string;
	to: string;
}

/** Two records, by their ids. */
export interface Pair {
	from: string;
	to: string;
}

/** A pair with association types. */
export interface TypedPair extends Pair {
	types: AssociationSpec[];
}

/** A pair in the format of HubSpot's batches, with its types if there are any. */
export const pairInput = ({ input }: { input: Pair & Partial<TypedPair> }) => ({
	from: { id: input.from },
	to: { id: input.to },
	types: input.types,
});

/** The identity of a pair in a batch. */
export const pairName = ({ from, to }: Pair) => `${from} ${to}`;

/** The common part of the batches that change associations, up to two thousand pairs per request. */
export const pairBatch = <P extends Pair & Partial<TypedPair>>() =>
	({
		effect: 'write',
		limit: LIMITS.batch.associations,
		identity: pairName,
		mentions: ({ from, to, types = [] }: P) => [from, to, ...types.map(specName)],
		results: () => [],
		done: (pair: P) => pair,
	}) satisfies Partial<BatchEndpoint<P, Pair>>;
