import type { ObjectStore } from '../account/object-store.mts';
import { presenter } from '../account/present.mts';
import type { StoredRecord } from '../account/record.mts';
import { checkIdProperty } from '../account/writes.mts';
import { invalid } from '../errors.mts';
import type { StandardError } from '../errors.mts';
import { batchAnswer, readInputs } from '../http/batch.mts';
import { NO_CONTENT } from '../http/call.mts';
import type { Answer, Call } from '../http/call.mts';
import type { ApiVersion } from '../http/versions.mts';
import { readField, readTexts } from '../json.mts';
import type { JsonObject } from '../json.mts';

export const MAX_INPUTS = 100;

const MAX_INPUTS_WITH_HISTORY = 50;

/** The entry in `errors` for all IDs that were not found (recorded six times for contacts). */
export const missingObjects = (
	store: ObjectStore,
	ids: string[],
	context: Record<string, string[]> = {},
): StandardError => ({
	status: 'error',
	category: 'OBJECT_NOT_FOUND',
	message: `Could not get some ${store.type.enumName} objects, they may be deleted or not exist. Check that ids are valid.`,
	context: { ids, ...context },
});

/** The property that identifies the records in an input or in a whole batch. */
export const idPropertyOf = (input: JsonObject): string =>
	typeof input.idProperty === 'string' && input.idProperty ? input.idProperty : 'hs_object_id';

/** Reads many records. One entry in `errors` lists all IDs that were not found. */
export function readBatch(call: Call, version: ApiVersion): Answer {
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

/** Deletes many records. IDs that do not exist are not an error (a guess, as for a single delete). */
export function archiveBatch(call: Call): Answer {
	const store = call.store();
	call.allow(store.type.write);
	for (const input of readInputs(call, MAX_INPUTS)) {
		const id = Number(readField(input, 'id'));
		if (store.get(id)) call.account.archive(store.type.typeId, id);
	}
	return NO_CONTENT;
}
