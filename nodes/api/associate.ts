import { isRecord } from '../common/input';
import { Mutex } from '../common/mutex';
import { readId } from '../hubspot/answers';
import { defaultAssociationTypeId, isSameType, toSpec } from '../hubspot/associationTypes';
import { recordWords } from '../hubspot/objectTypes';
import type { AssociationLabel, AssociationSpec } from '../hubspot/types';
import type { BatchEndpoint, Found } from '../transport/batch';
import type { HubSpotClient } from '../transport/client';
import { associatedRecords } from './associations';
import { removeTypes } from './dissociate';
import { pairBatch, pairInput, pairName, type Pair, type Sides, type TypedPair } from './pairs';

/**
 * The pairs that HubSpot reports as associated. The default batch reports both directions. The two batches use
 * different keys for the sides.
 */
const confirmed = (results: unknown[]): Array<Found<Pair>> =>
	results.map((result) => {
		const { from: source, to: target, fromObjectId, toObjectId } = isRecord(result) ? result : {};
		const from = readId(isRecord(source) ? source.id : fromObjectId);
		const to = readId(isRecord(target) ? target.id : toObjectId);
		if (from === undefined || to === undefined) return {};
		return { identity: pairName({ from, to }), result: { from, to } };
	});

/**
 * Associates pairs by the default type of the two object types, up to two thousand per request. It adds and never
 * removes.
 * A single pair uses the PUT of HubSpot's guide, with the type id in the path. That needs v3 and a built-in type id.
 * The dated versions have no such path, and custom objects have no such id. They use the PUT that knows the default
 * type.
 */
export function associateByDefault({ from, to }: Sides): BatchEndpoint<Pair, Pair> {
	const typeId = defaultAssociationTypeId(from, to);
	return {
		key: `associate ${from} ${to}`,
		...pairBatch<Pair>(),
		batch: (entries, at) => ({
			path: at.associationBatch(from, to, 'associate/default'),
			body: { inputs: entries.map(pairInput) },
			effect: 'associate',
		}),
		results: confirmed,
		single: (pair, at) => ({
			method: 'PUT',
			path:
				(typeId && at.typedAssociation(from, pair.from, to, pair.to, typeId)) ||
				at.defaultAssociation(from, pair.from, to, pair.to),
			what: recordWords(from, pair.from),
		}),
	};
}

/**
 * Sets the types of pairs, up to two thousand per request. HubSpot's guide says that both requests, the batch and the
 * PUT, remove labels that are not listed. To add a label, a caller must list all of them (`addTypes`).
 */
function setTypes({ from, to }: Sides): BatchEndpoint<TypedPair, Pair> {
	return {
		key: `associate ${from} ${to} by types`,
		...pairBatch<TypedPair>(),
		batch: (entries, at) => ({
			path: at.associationBatch(from, to, 'create'),
			body: { inputs: entries.map(pairInput) },
			effect: 'associate',
		}),
		results: confirmed,
		single: (pair, at) => ({
			method: 'PUT',
			path: at.association(from, pair.from, to, pair.to),
			body: pair.types,
			what: recordWords(from, pair.from),
		}),
	};
}

/** The known types of a link between two records, and the mutex for changing it. */
interface KnownLink {
	types: AssociationLabel[];
	mutex: Mutex;
}

async function linkOf(client: HubSpotClient, sides: Sides, pair: Pair): Promise<KnownLink> {
	const { from, to } = sides;
	return await client.once(`link ${from} ${to} ${pairName(pair)}`, async () => {
		const types = await client.once(`types ${from} ${pair.from} ${to}`, async () => {
			const associated = await associatedRecords(client, from, pair.from, to);
			return new Map(
				associated.map(({ toObjectId, associationTypes }) => [toObjectId, associationTypes]),
			);
		});
		return { types: types.get(pair.to) ?? [], mutex: new Mutex() };
	});
}

/**
 * Associates a pair by types and keeps its other labels. It first reads the existing types, up to a thousand records
 * per request, and sends them along. Items of a run that label the same pair run one after another, so that none undoes
 * the changes of another.
 *
 * @param replace whether to remove the other labels of the pair instead
 */
export async function addTypes(
	client: HubSpotClient,
	sides: Sides,
	{ types, ...pair }: TypedPair,
	replace = false,
): Promise<void> {
	const link = await linkOf(client, sides, pair);
	await link.mutex.runExclusive(async () => {
		const isGiven = (held: AssociationLabel) => types.some((type) => isSameType(held, type));
		const others = link.types.filter((held) => !isGiven(held));
		const all = replace ? types : [...types, ...others.map(toSpec)];
		await client.batch(setTypes(sides), { ...pair, types: all });
		const labels = others.filter(({ label }) => label !== null);
		if (replace && labels.length > 0) {
			// The request above may have removed these labels already. This removes them explicitly.
			const gone = { ...pair, types: labels.map(toSpec) };
			await client.batch(removeTypes(sides), gone);
		}
		const kept = replace ? others.filter(({ label }) => label === null) : others;
		const before = link.types.filter((held) => !others.includes(held));
		const added = types.filter((type) => !before.some((held) => isSameType(held, type)));
		link.types = [...kept, ...before, ...added.map((type) => writtenType(type, sides))];
	});
}

/** A type that was just written. The text of its label is unknown, but not whether it is a label. */
function writtenType(
	{ associationCategory: category, associationTypeId: typeId }: AssociationSpec,
	{ from, to }: Sides,
): AssociationLabel {
	const isDefault = category === 'HUBSPOT_DEFINED' && typeId === defaultAssociationTypeId(from, to);
	return { category, typeId, label: isDefault ? null : '' };
}
