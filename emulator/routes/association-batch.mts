import { readAssociationType } from '../account/association-checks.mts';
import { defaultType, findPair, setLabels } from '../account/pairs.mts';
import { asStandardError, missingFields } from '../errors.mts';
import type { HubSpotError, StandardError } from '../errors.mts';
import { attemptInput, batchAnswer, readInputs, readRef } from '../http/batch.mts';
import { NO_CONTENT } from '../http/call.mts';
import type { Answer, Call } from '../http/call.mts';
import { post } from '../http/router.mts';
import type { Route } from '../http/router.mts';
import type { ApiVersion } from '../http/versions.mts';
import { isObject, readArray, readField, readInteger, readObject } from '../json.mts';
import type { JsonObject } from '../json.mts';
import {
	associatedPage,
	defaultResults,
	ends,
	labelsBetween,
	noAssociations,
} from './associations.mts';
import type { Ends } from './associations.mts';

const MAX_WRITES = 2_000;

const MAX_READS = 1_000;

const MAX_PAGE = 500;

const typesOf = (call: Call, { from, to }: Ends, input: JsonObject) => {
	const types = readArray(input, 'types').map((spec) =>
		readAssociationType(call.account, from.type, spec, to.type),
	);
	if (types.length === 0) throw missingFields(['types']);
	return types;
};

/** The error for one pair of a batch. The IDs in its context are a guess. */
const pairError = (error: HubSpotError, from: string, to: string): StandardError =>
	asStandardError(error, { fromObjectId: [from], toObjectId: [to] });

function create(call: Call, version: ApiVersion): Answer {
	const stores = ends(call, 'write');
	const inputs = readInputs(call, MAX_WRITES).map((input) => ({
		from: readRef(input, 'from'),
		to: readRef(input, 'to'),
		types: typesOf(call, stores, input),
	}));
	const errors: StandardError[] = [];
	const results = inputs.flatMap(({ from, to, types }) => {
		const pair = attemptInput(
			() => findPair(stores, { from, to }),
			(error) => errors.push(pairError(error, from, to)),
		);
		return pair ? labelsBetween(version, pair, setLabels(call.account, pair, types)) : [];
	});
	const status = { done: version.associationsCreated, partial: version.partial };
	return batchAnswer(call, status, results, errors);
}

function associateDefault(call: Call): Answer {
	const stores = ends(call, 'write');
	const type = defaultType(call.account, stores.from, stores.to);
	const inverse = call.account.associations.inverse(type);
	const errors: StandardError[] = [];
	const results = readInputs(call, MAX_WRITES).flatMap((input) => {
		const ids = { from: readRef(input, 'from'), to: readRef(input, 'to') };
		const pair = attemptInput(
			() => findPair(stores, ids),
			(error) => errors.push(pairError(error, ids.from, ids.to)),
		);
		if (!pair) return [];
		call.account.associate(pair.from, pair.to, [type]);
		return defaultResults(type, inverse, pair);
	});
	// No version's document has a 207 here, so errors are sent with a 200.
	return batchAnswer(call, { done: 200, partial: undefined }, results, errors);
}

/** The response of a batch that removes associations: no content in v4, an empty batch in the dated versions. */
const removed = (call: Call, version: ApiVersion): Answer =>
	version.archivedAssociations === 204
		? NO_CONTENT
		: batchAnswer(call, { done: 200, partial: undefined }, []);

function archive(call: Call, version: ApiVersion): Answer {
	const stores = ends(call, 'write');
	for (const input of readInputs(call, MAX_WRITES)) {
		const from = stores.from.get(Number(readRef(input, 'from')));
		for (const one of readArray(input, 'to')) {
			const to = stores.to.get(Number(readField(readObject(one), 'id')));
			if (from && to) call.account.dissociate(from, to);
		}
	}
	return removed(call, version);
}

/** Removing the unlabelled type also removes the labels (OpenAPI document). */
function archiveLabels(call: Call, version: ApiVersion): Answer {
	const stores = ends(call, 'write');
	const inputs = readInputs(call, MAX_WRITES).map((input) => ({
		from: stores.from.get(Number(readRef(input, 'from'))),
		to: stores.to.get(Number(readRef(input, 'to'))),
		types: typesOf(call, stores, input),
	}));
	for (const { from, to, types } of inputs) {
		if (from && to) call.account.dissociate(from, to, types);
	}
	return removed(call, version);
}

function read(call: Call, version: ApiVersion): Answer {
	const stores = ends(call, 'read');
	const errors: StandardError[] = [];
	const results = readInputs(call, MAX_READS).flatMap((input) => {
		const id = readField(input, 'id');
		const after = readInteger(isObject(input) ? input.after : undefined, 0);
		const record = stores.from.get(Number(id));
		const { page, next } = record
			? associatedPage(call, version, record, stores.to, { after, limit: MAX_PAGE })
			: { page: [], next: undefined };
		if (page.length === 0) {
			errors.push(noAssociations(stores, id));
			return [];
		}
		const paging = next === undefined ? {} : { paging: { next: { after: String(next) } } };
		return [{ from: { id }, to: page, ...paging }];
	});
	return batchAnswer(call, { done: 200, partial: version.partial }, results, errors);
}

/** Batch endpoints for associations, in v4 and the dated versions. */
export const associationBatchRoutes = (version: ApiVersion): readonly Route[] => [
	post('/:objectType/:toObjectType/batch/create', (call) => create(call, version)),
	post('/:objectType/:toObjectType/batch/associate/default', associateDefault),
	post('/:objectType/:toObjectType/batch/archive', (call) => archive(call, version)),
	post('/:objectType/:toObjectType/batch/labels/archive', (call) => archiveLabels(call, version)),
	post('/:objectType/:toObjectType/batch/read', (call) => read(call, version)),
];
