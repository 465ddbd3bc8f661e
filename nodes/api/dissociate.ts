import { recordWords } from '../hubspot/objectTypes';
import type { Paths } from '../hubspot/versions';
import type { BatchEndpoint, EndpointRequest } from '../transport/batch';
import { pairBatch, pairInput, type Pair, type Sides, type TypedPair } from './pairs';

/**
 * Removes all associations between two records, up to two thousand pairs per request. It is not an error if there are
 * none.
 */
export function removeLink({ from, to }: Sides): BatchEndpoint<Pair, Pair> {
	return {
		key: `dissociate ${from} ${to}`,
		...pairBatch<Pair>(),
		batch: (entries, at) => ({
			path: at.associationBatch(from, to, 'archive'),
			body: {
				inputs: entries.map(({ input }) => ({ from: { id: input.from }, to: [{ id: input.to }] })),
			},
		}),
		single: (pair, at) => ({
			method: 'DELETE',
			path: at.association(from, pair.from, to, pair.to),
			what: recordWords(from, pair.from),
		}),
	};
}

/**
 * Removes single types or labels of pairs, up to two thousand pairs per request. "Deleting an unlabeled association
 * will also delete all labeled associations between those two objects" (HubSpot's OpenAPI document of v4).
 * A single HubSpot-defined type uses the DELETE of the guide, in v3. That request can't specify the category of a type
 * id. So labels, and all types in the dated versions, use the batch.
 */
export function removeTypes({ from, to }: Sides): BatchEndpoint<TypedPair, Pair> {
	const batch = (entries: Array<{ input: TypedPair }>, at: Paths): EndpointRequest => ({
		path: at.associationBatch(from, to, 'labels/archive'),
		body: { inputs: entries.map(pairInput) },
	});
	const typed = (
		{ types: [type, ...more], ...pair }: TypedPair,
		at: Paths,
	): EndpointRequest | undefined => {
		const path =
			more.length === 0 && type.associationCategory === 'HUBSPOT_DEFINED'
				? at.typedAssociation(from, pair.from, to, pair.to, type.associationTypeId)
				: undefined;
		return path === undefined
			? undefined
			: { method: 'DELETE', path, what: recordWords(from, pair.from) };
	};
	return {
		key: `remove types ${from} ${to}`,
		...pairBatch<TypedPair>(),
		batch,
		single: (pair, at) => typed(pair, at) ?? batch([{ input: pair }], at),
	};
}
