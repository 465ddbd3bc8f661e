import { invalidObjectIds } from '../account/association-checks.mts';
import type { AssociationType } from '../account/association-types.mts';
import { findPair } from '../account/pairs.mts';
import { associatedIds, liveLinks, presenter } from '../account/present.mts';
import { asStandardError, invalid } from '../errors.mts';
import type { StandardError } from '../errors.mts';
import { attemptInput, batchAnswer, readInputs, readRef } from '../http/batch.mts';
import { NO_CONTENT, ok } from '../http/call.mts';
import type { Answer, Call } from '../http/call.mts';
import { del, get, post, put } from '../http/router.mts';
import type { Route } from '../http/router.mts';
import { readField } from '../json.mts';
import { ends, noAssociations } from './associations.mts';
import type { Ends } from './associations.mts';
import { findRecord } from './objects.mts';

const MAX_PAGE = 500;

const MAX_INPUTS = 2_000;

const STATUS = { done: 201, partial: 207 } as const;

/** Finds an association type by its ID or name (case-insensitive). */
function namedType(call: Call, { from, to }: Ends, idOrName: string): AssociationType {
	const { associations } = call.account;
	const type = associations.named(from.type.typeId, to.type.typeId, idOrName);
	if (type) return type;
	const wrongWay = associations.named(to.type.typeId, from.type.typeId, idOrName);
	if (wrongWay) {
		throw invalid(
			`invalid from object type ${from.type.typeId} for associations to be created. expected: ${wrongWay.from}. For definition 0-${wrongWay.typeId}`,
		);
	}
	throw invalid('One or more associations are invalid', {
		context: {
			INVALID_ASSOCIATION_TYPE_ID: [`${idOrName} is not a valid association definition id`],
		},
	});
}

function list(call: Call): Answer {
	const { from, to } = ends(call, 'read');
	const record = findRecord(from, call.params.id);
	const after = Number(call.parameter('after') ?? 0);
	if (!Number.isInteger(after)) throw invalid('Unable to parse value for query parameter after');
	const end = after + call.limit(MAX_PAGE, MAX_PAGE);
	// A record with two types is two entries, so a page begins at an entry, not at a record.
	const all = associatedIds(liveLinks(call.account, record, to.type.typeId));
	return ok({
		results: all.slice(after, end),
		...(end < all.length && { paging: call.next(String(end)) }),
	});
}

/** The request from the guide. The response is the record with its associations to the object type in the path. */
function associate(call: Call): Answer {
	const stores = ends(call, 'write');
	const type = namedType(call, stores, call.params.associationType);
	const from = findRecord(stores.from, call.params.id);
	const to = stores.to.get(Number(call.params.toId));
	if (!to) {
		throw invalidObjectIds([{ enumName: stores.to.type.enumName, id: call.params.toId }]);
	}
	call.account.associate(from, to, [type]);
	const view = { properties: [], history: [], associations: [stores.to.type.typeId] };
	return ok(presenter(call.account, stores.from, view)(from));
}

function dissociate(call: Call): Answer {
	const stores = ends(call, 'write');
	const type = namedType(call, stores, call.params.associationType);
	const from = findRecord(stores.from, call.params.id);
	const to = stores.to.get(Number(call.params.toId));
	if (to) call.account.dissociate(from, to, [type]);
	return NO_CONTENT;
}

/** Endpoints for associations under `/crm/v3/objects`, which the guide uses. */
export const associationsV3Routes: readonly Route[] = [
	get('/:objectType/:id/associations/:toObjectType', list),
	put('/:objectType/:id/associations/:toObjectType/:toId/:associationType', associate),
	del('/:objectType/:id/associations/:toObjectType/:toId/:associationType', dissociate),
];

function types(call: Call): Answer {
	const { from, to } = ends(call, 'read');
	const results = call.account.associations
		.between(from.type.typeId, to.type.typeId)
		.map(({ typeId, name }) => ({ id: String(typeId), name }));
	return ok({ results });
}

function batchCreate(call: Call): Answer {
	const stores = ends(call, 'write');
	const errors: StandardError[] = [];
	const results = readInputs(call, MAX_INPUTS).flatMap((input) => {
		const ids = { from: readRef(input, 'from'), to: readRef(input, 'to') };
		const type = namedType(call, stores, readField(input, 'type'));
		const pair = attemptInput(
			() => findPair(stores, ids),
			(error) =>
				errors.push(asStandardError(error, { fromObjectId: [ids.from], toObjectId: [ids.to] })),
		);
		if (!pair) return [];
		call.account.associate(pair.from, pair.to, [type]);
		return [{ from: { id: ids.from }, to: { id: ids.to }, type: type.name }];
	});
	return batchAnswer(call, STATUS, results, errors);
}

function batchRead(call: Call): Answer {
	const { from, to } = ends(call, 'read');
	const errors: StandardError[] = [];
	const results = readInputs(call, 1_000).flatMap((input) => {
		const id = readField(input, 'id');
		const record = from.get(Number(id));
		const found = record ? associatedIds(liveLinks(call.account, record, to.type.typeId)) : [];
		if (found.length > 0) return [{ from: { id }, to: found }];
		errors.push(noAssociations({ from, to }, id));
		return [];
	});
	return batchAnswer(call, { done: 200, partial: 207 }, results, errors);
}

function batchArchive(call: Call): Answer {
	const stores = ends(call, 'write');
	for (const input of readInputs(call, MAX_INPUTS)) {
		const type = namedType(call, stores, readField(input, 'type'));
		const from = stores.from.get(Number(readRef(input, 'from')));
		const to = stores.to.get(Number(readRef(input, 'to')));
		if (from && to) call.account.dissociate(from, to, [type]);
	}
	return NO_CONTENT;
}

/** Endpoints for associations under `/crm/v3/associations`, which identify types by name. */
export const associationsV3BatchRoutes: readonly Route[] = [
	get('/:objectType/:toObjectType/types', types),
	post('/:objectType/:toObjectType/batch/create', batchCreate),
	post('/:objectType/:toObjectType/batch/read', batchRead),
	post('/:objectType/:toObjectType/batch/archive', batchArchive),
];
