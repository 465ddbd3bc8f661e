import { readAssociationType } from '../account/association-checks.mts';
import type { AssociationType } from '../account/association-types.mts';
import type { ObjectStore } from '../account/object-store.mts';
import { defaultType, findPair, setLabels } from '../account/pairs.mts';
import type { Pair } from '../account/pairs.mts';
import { liveLinks } from '../account/present.mts';
import type { StoredRecord } from '../account/record.mts';
import { badJson, invalid, missingFields, notFound } from '../errors.mts';
import type { StandardError } from '../errors.mts';
import { created, NO_CONTENT, ok } from '../http/call.mts';
import type { Call } from '../http/call.mts';
import { del, get, put } from '../http/router.mts';
import type { Route } from '../http/router.mts';
import type { ApiVersion } from '../http/versions.mts';
import { batchAnswer } from '../http/batch.mts';
import { findRecord } from './objects.mts';

const MAX_PAGE = 500;

/** The two object types of an association. */
export interface Ends {
	from: ObjectStore;
	to: ObjectStore;
}

/** The entry in `errors` for a record without associations to the object type (recorded in v4). */
export const noAssociations = ({ from, to }: Ends, id: string): StandardError => ({
	status: 'error',
	category: 'OBJECT_NOT_FOUND',
	subCategory: 'crm.associations.NO_ASSOCIATIONS_FOUND',
	message: `No ${to.type.singular} is associated with ${from.type.singular} ${id}.`,
	context: {
		fromObjectId: [id],
		fromObjectType: [from.type.singular],
		toObjectType: [to.type.singular],
	},
});

/**
 * The two object types in a path such as `/{from}/{id}/associations/{to}/…`. The token needs a scope of either
 * type.
 */
export function ends(call: Call, access: 'read' | 'write'): Ends {
	const from = call.store('objectType');
	const to = call.store('toObjectType');
	call.allow([...from.type[access], ...to.type[access]]);
	return { from, to };
}

const pairOf = (call: Call): Pair & { stores: Ends } => {
	const stores = ends(call, 'write');
	return { stores, ...findPair(stores, { from: call.params.id, to: call.params.toId }) };
};

/** The ID of an associated record: a number in v4, a string if the documents of the version say so. */
export const idOf = (version: ApiVersion, id: number): number | string =>
	version.numericIds ? id : String(id);

/** Formats an association type with its label. */
export const labelled =
	({ nullLabels }: ApiVersion) =>
	({ category, typeId, label }: AssociationType) => ({
		category,
		typeId,
		...((label !== null || nullLabels) && { label }),
	});

/** Returns one page of associated records, in the order of their IDs. */
export function associatedPage(
	call: Call,
	version: ApiVersion,
	record: StoredRecord,
	to: ObjectStore,
	{ after, limit }: { after: number; limit: number },
) {
	const links = liveLinks(call.account, record, to.type.typeId);
	const ids = [...links.keys()].sort((a, b) => a - b).filter((id) => id >= after);
	const page = ids.slice(0, limit).map((id) => ({
		toObjectId: idOf(version, id),
		associationTypes: [...(links.get(id) ?? [])]
			.sort((a, b) => a.typeId - b.typeId)
			.map(labelled(version)),
	}));
	return { page, next: ids.at(limit) };
}

/** The results for a default association: the pair in both directions. */
export const defaultResults = (
	type: AssociationType,
	inverse: AssociationType,
	{ from, to }: Pair,
) =>
	[
		{ type, from, to },
		{ type: inverse, from: to, to: from },
	].map((one) => ({
		from: { id: String(one.from.id) },
		to: { id: String(one.to.id) },
		associationSpec: {
			associationCategory: one.type.category,
			associationTypeId: one.type.typeId,
		},
	}));

function putDefault(call: Call) {
	const { stores, ...pair } = pairOf(call);
	const type = defaultType(call.account, stores.from, stores.to);
	call.account.associate(pair.from, pair.to, [type]);
	const inverse = call.account.associations.inverse(type);
	return batchAnswer(call, { done: 200, partial: undefined }, defaultResults(type, inverse, pair));
}

/** Formats a pair whose labels were set. */
export const labelsBetween = (version: ApiVersion, { from, to }: Pair, labels: string[]) => ({
	fromObjectTypeId: from.typeId,
	fromObjectId: idOf(version, from.id),
	toObjectTypeId: to.typeId,
	toObjectId: idOf(version, to.id),
	labels,
});

function putLabels(call: Call, version: ApiVersion) {
	const { from, to } = ends(call, 'write');
	const given = call.json();
	if (!Array.isArray(given)) {
		throw badJson('Cannot deserialize value of type `java.util.ArrayList` from Object value');
	}
	if (given.length === 0) throw missingFields(['types']);
	const types = given.map((spec) => readAssociationType(call.account, from.type, spec, to.type));
	const pair = findPair({ from, to }, { from: call.params.id, to: call.params.toId });
	return created(labelsBetween(version, pair, setLabels(call.account, pair, types)));
}

function list(call: Call, version: ApiVersion) {
	const { from, to } = ends(call, 'read');
	const record = findRecord(from, call.params.id);
	const after = Number(call.parameter('after') ?? 0);
	if (!Number.isFinite(after)) throw invalid('Unable to parse value for query parameter after');
	const limit = call.limit(MAX_PAGE, MAX_PAGE);
	const { page, next } = associatedPage(call, version, record, to, { after, limit });
	return ok({ results: page, ...(next !== undefined && { paging: call.next(String(next)) }) });
}

/** Removes all associations between two records. It is not an error if there are none. */
function remove(call: Call) {
	const stores = ends(call, 'write');
	const from = stores.from.get(Number(call.params.id));
	const to = stores.to.get(Number(call.params.toId));
	if (!from) throw notFound();
	if (to) call.account.dissociate(from, to);
	return NO_CONTENT;
}

/** Endpoints for associations of single records, in v4 and the dated versions. */
export const associationRoutes = (version: ApiVersion): readonly Route[] => [
	get('/:objectType/:id/associations/:toObjectType', (call) => list(call, version)),
	put('/:objectType/:id/associations/default/:toObjectType/:toId', putDefault),
	put('/:objectType/:id/associations/:toObjectType/:toId', (call) => putLabels(call, version)),
	del('/:objectType/:id/associations/:toObjectType/:toId', remove),
];
