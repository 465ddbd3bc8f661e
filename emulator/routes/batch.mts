import type { ObjectStore } from '../account/object-store.mts';
import { presentCreated, presentUpdated } from '../account/present.mts';
import type { StoredRecord } from '../account/record.mts';
import { checkIdProperty, prepareCreate, prepareUpdate } from '../account/writes.mts';
import type { Checks, Prepared, Reserved } from '../account/writes.mts';
import { asStandardError, invalid, missingFields } from '../errors.mts';
import type { HubSpotError, StandardError } from '../errors.mts';
import {
	attemptInput,
	batchAnswer,
	readInputs,
	refuseDuplicates,
	traceIds,
	traceOf,
} from '../http/batch.mts';
import type { Answer, Call } from '../http/call.mts';
import { post } from '../http/router.mts';
import type { Route } from '../http/router.mts';
import type { ApiVersion } from '../http/versions.mts';
import { isObject, readField } from '../json.mts';
import type { JsonObject } from '../json.mts';
import {
	archiveBatch,
	idPropertyOf,
	MAX_INPUTS,
	missingObjects,
	readBatch,
} from './batch-read.mts';

const traceId = (input: JsonObject) => String(input.objectWriteTraceId);

/** A checked input, and a function that formats its result. */
interface Job {
	write: Prepared;
	show: (record: StoredRecord) => object;
}

/** Checks all inputs, then executes those that passed. If the whole batch fails, nothing is written. */
function writeBatch(
	call: Call,
	version: ApiVersion,
	inputs: readonly JsonObject[],
	done: number,
	prepare: (input: JsonObject, checks: Checks) => Job,
	errors: StandardError[] = [],
): Answer {
	const traced = traceIds(inputs) !== undefined;
	let reserved: Reserved = new Set();
	const jobs = inputs.flatMap((input) => {
		// The unique values of a rejected input stay free for the other inputs.
		const taking = new Set(reserved);
		const failed = (error: HubSpotError) =>
			errors.push(asStandardError(error, { objectWriteTraceId: [traceId(input)] }));
		const job = attemptInput(
			() => prepare(input, { rules: version.accountRules, reserved: taking }),
			traced ? failed : undefined,
		);
		if (!job) return [];
		reserved = taking;
		return [{ ...job, input }];
	});
	const results = jobs.map(({ write, show, input }) => ({ ...show(write()), ...traceOf(input) }));
	return batchAnswer(call, { done, partial: version.partial }, results, errors);
}

const requireProperties = (inputs: readonly JsonObject[]) => {
	if (inputs.some(({ properties }) => !isObject(properties))) throw missingFields(['properties']);
};

function findInput(store: ObjectStore, input: JsonObject): StoredRecord | undefined {
	const id = readField(input, 'id');
	const idProperty = idPropertyOf(input);
	checkIdProperty(store, idProperty);
	return idProperty === 'hs_object_id' ? store.get(Number(id)) : store.findBy(idProperty, id);
}

function create(call: Call, version: ApiVersion): Answer {
	const { account } = call;
	const store = call.store();
	call.allow(store.type.write);
	const inputs = readInputs(call, MAX_INPUTS);
	requireProperties(inputs);
	return writeBatch(call, version, inputs, 201, ({ properties, associations }, checks) => ({
		write: prepareCreate(account, store, properties, associations, checks),
		show: (record) => presentCreated(account, record),
	}));
}

function update(call: Call, version: ApiVersion): Answer {
	const { account } = call;
	const store = call.store();
	call.allow(store.type.write);
	const inputs = readInputs(call, MAX_INPUTS);
	requireProperties(inputs);
	refuseDuplicates(inputs.map((input) => readField(input, 'id')));
	const records = new Map<JsonObject, StoredRecord>();
	const missing: JsonObject[] = [];
	for (const input of inputs) {
		const record = findInput(store, input);
		if (record) records.set(input, record);
		else missing.push(input);
	}
	const traced = traceIds(inputs) !== undefined;
	const ids = missing.map((input) => readField(input, 'id'));
	const errors = traced
		? missing.map((input, index) =>
				missingObjects(store, [ids[index]], {
					objectWriteTraceId: [traceId(input)],
				}),
			)
		: ids.length > 0
			? [missingObjects(store, ids)]
			: [];
	const prepare = (input: JsonObject, checks: Checks): Job => ({
		write: prepareUpdate(account, store, records.get(input)!, input.properties, checks),
		show: (record) => presentUpdated(account, store, record, input.properties),
	});
	return writeBatch(call, version, [...records.keys()], 200, prepare, errors);
}

function upsert(call: Call, version: ApiVersion): Answer {
	const { account } = call;
	const store = call.store();
	call.allow(store.type.write);
	const inputs = readInputs(call, MAX_INPUTS);
	requireProperties(inputs);
	refuseDuplicates(inputs.map((input) => readField(input, 'id')));
	return writeBatch(call, version, inputs, 200, (input, checks) => {
		const { properties } = input;
		const record = findInput(store, input);
		const idProperty = idPropertyOf(input);
		if (record) {
			return {
				write: prepareUpdate(account, store, record, properties, checks),
				show: () => ({ ...presentUpdated(account, store, record, properties), new: false }),
			};
		}
		if (idProperty === 'hs_object_id') {
			throw invalid(missingObjects(store, [readField(input, 'id')]).message);
		}
		const all = { ...(isObject(properties) && properties), [idProperty]: readField(input, 'id') };
		return {
			write: prepareCreate(account, store, all, undefined, checks),
			show: (made) => ({ ...presentCreated(account, made), new: true }),
		};
	});
}

/** The five batch endpoints of every object type. */
export const batchRoutes = (version: ApiVersion): readonly Route[] => [
	post('/:objectType/batch/create', (call) => create(call, version)),
	post('/:objectType/batch/read', (call) => readBatch(call, version)),
	post('/:objectType/batch/update', (call) => update(call, version)),
	post('/:objectType/batch/upsert', (call) => upsert(call, version)),
	post('/:objectType/batch/archive', archiveBatch),
];
