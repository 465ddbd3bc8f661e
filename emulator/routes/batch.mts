import type { ObjectStore } from '../account/object-store.mts';
import { presentCreated, presenter, presentUpdated } from '../account/present.mts';
import type { StoredRecord } from '../account/record.mts';
import { checkIdProperty, prepareCreate, prepareUpdate } from '../account/writes.mts';
import type { Prepared, Reserved } from '../account/writes.mts';
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
import { NO_CONTENT } from '../http/call.mts';
import type { Answer, Call } from '../http/call.mts';
import { post } from '../http/router.mts';
import type { Route } from '../http/router.mts';
import type { ApiVersion } from '../http/versions.mts';
import { isObject, readField, readTexts } from '../json.mts';
import type { JsonObject } from '../json.mts';

const MAX_INPUTS = 100;

const MAX_INPUTS_WITH_HISTORY = 50;

/** One entry for all ids that were not found (recorded six times for contacts). */
const missingObjects = (
	store: ObjectStore,
	ids: string[],
	context: Record<string, string[]> = {},
): StandardError => ({
	status: 'error',
	category: 'OBJECT_NOT_FOUND',
	message: `Could not get some ${store.type.enumName} objects, they may be deleted or not exist. Check that ids are valid.`,
	context: { ids, ...context },
});

const traceId = (input: JsonObject) => String(input.objectWriteTraceId);

/** A checked input and how its result is shown. */
interface Job {
	write: Prepared;
	show: (record: StoredRecord) => object;
}

/** Checks all inputs, then carries out those that passed: nothing is written when the batch fails. */
function writeBatch(
	call: Call,
	version: ApiVersion,
	inputs: readonly JsonObject[],
	done: number,
	prepare: (input: JsonObject, reserved: Reserved) => Job,
	errors: StandardError[] = [],
): Answer {
	const traced = traceIds(inputs) !== undefined;
	let reserved: Reserved = new Set();
	const jobs = inputs.flatMap((input) => {
		// What a refused input would have taken stays free for the others.
		const taking = new Set(reserved);
		const failed = (error: HubSpotError) =>
			errors.push(asStandardError(error, { objectWriteTraceId: [traceId(input)] }));
		const job = attemptInput(() => prepare(input, taking), traced ? failed : undefined);
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

const idPropertyOf = (input: JsonObject): string =>
	typeof input.idProperty === 'string' && input.idProperty ? input.idProperty : 'hs_object_id';

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
	return writeBatch(call, version, inputs, 201, ({ properties, associations }, reserved) => ({
		write: prepareCreate(account, store, properties, associations, reserved),
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
	const prepare = (input: JsonObject, reserved: Reserved): Job => {
		const record = records.get(input) as StoredRecord;
		return {
			write: prepareUpdate(account, store, record, input.properties, reserved),
			show: () => presentUpdated(account, store, record, input.properties),
		};
	};
	return writeBatch(call, version, [...records.keys()], 200, prepare, errors);
}

function upsert(call: Call, version: ApiVersion): Answer {
	const { account } = call;
	const store = call.store();
	call.allow(store.type.write);
	const inputs = readInputs(call, MAX_INPUTS);
	requireProperties(inputs);
	refuseDuplicates(inputs.map((input) => readField(input, 'id')));
	return writeBatch(call, version, inputs, 200, (input, reserved) => {
		const { properties } = input;
		const record = findInput(store, input);
		const idProperty = idPropertyOf(input);
		if (record) {
			return {
				write: prepareUpdate(account, store, record, properties, reserved),
				show: () => ({ ...presentUpdated(account, store, record, properties), new: false }),
			};
		}
		if (idProperty === 'hs_object_id') {
			throw invalid(missingObjects(store, [readField(input, 'id')]).message);
		}
		const all = { ...(isObject(properties) && properties), [idProperty]: readField(input, 'id') };
		return {
			write: prepareCreate(account, store, all, undefined, reserved),
			show: (made) => ({ ...presentCreated(account, made), new: true }),
		};
	});
}

function read(call: Call, version: ApiVersion): Answer {
	const store = call.store();
	call.allow(store.type.read);
	const body = call.object();
	const history = readTexts(body, 'propertiesWithHistory');
	const inputs = readInputs(call, MAX_INPUTS);
	if (history.length > 0 && inputs.length > MAX_INPUTS_WITH_HISTORY) {
		throw invalid(
			`The maximum number of inputs supported in a batch request for property histories is ${MAX_INPUTS_WITH_HISTORY}`,
		);
	}
	const idProperty = idPropertyOf(body);
	checkIdProperty(store, idProperty);
	const archived = call.flag('archived');
	const found = new Set<StoredRecord>();
	const missing: string[] = [];
	for (const input of inputs) {
		const id = readField(input, 'id');
		const record =
			idProperty === 'hs_object_id'
				? store.get(Number(id), archived)
				: store.findBy(idProperty, id);
		if (record) found.add(record);
		else missing.push(id);
	}
	const view = { properties: readTexts(body, 'properties'), history, associations: [] };
	const present = presenter(call.account, store, view);
	return batchAnswer(
		call,
		{ done: 200, partial: version.partial },
		[...found].map((record) => present(record)),
		missing.length > 0 ? [missingObjects(store, missing)] : [],
	);
}

/** Ids that are not there are no error (a guess, as for a single delete). */
function archive(call: Call): Answer {
	const store = call.store();
	call.allow(store.type.write);
	for (const input of readInputs(call, MAX_INPUTS)) {
		const id = Number(readField(input, 'id'));
		if (store.get(id)) call.account.archive(store.type.typeId, id);
	}
	return NO_CONTENT;
}

/** The five batch endpoints of every object type. */
export const batchRoutes = (version: ApiVersion): readonly Route[] => [
	post('/:objectType/batch/create', (call) => create(call, version)),
	post('/:objectType/batch/read', (call) => read(call, version)),
	post('/:objectType/batch/update', (call) => update(call, version)),
	post('/:objectType/batch/upsert', (call) => upsert(call, version)),
	post('/:objectType/batch/archive', archive),
];
