import { instant } from '../account/instants.mts';
import { HubSpotError, invalid } from '../errors.mts';
import type { StandardError } from '../errors.mts';
import { isObject, readArray, readField, readObject } from '../json.mts';
import type { JsonObject } from '../json.mts';
import type { Answer, Call } from './call.mts';

/** Reads the inputs of a batch. There must be at least one and at most `max`. */
export function readInputs(call: Call, max: number): JsonObject[] {
	const inputs = readArray(call.object(), 'inputs').map(readObject);
	if (inputs.length === 0) throw invalid('Batch requests must have at least one input.');
	if (inputs.length > max) {
		throw invalid(
			`The maximum number of inputs supported in a batch request is ${max}. Received ${inputs.length}.`,
		);
	}
	return inputs;
}

/** Throws a 400 if two inputs have the same ID. HubSpot does so with and without trace IDs. */
export function refuseDuplicates(ids: readonly string[]): void {
	const twice = [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))];
	if (twice.length === 0) return;
	throw invalid(`Duplicate IDs found in batch input: [${twice.join(', ')}]. IDs must be unique`, {
		context: { ids: twice },
	});
}

/**
 * Returns the trace IDs of the inputs if every input has one and all are different. Only then can an invalid
 * input fail alone. Otherwise, one invalid input fails the whole batch.
 */
export function traceIds(inputs: readonly JsonObject[]): string[] | undefined {
	const ids = inputs.flatMap(({ objectWriteTraceId: id }) => (typeof id === 'string' ? id : []));
	return ids.length === inputs.length && new Set(ids).size === ids.length ? ids : undefined;
}

/** The trace ID of an input, as a field of its result. */
export const traceOf = ({ objectWriteTraceId: id }: JsonObject) =>
	typeof id === 'string' ? { objectWriteTraceId: id } : {};

/** Reads the ID in `from` or `to` of an input. */
export function readRef(input: JsonObject, field: 'from' | 'to'): string {
	const ref = input[field];
	if (!isObject(ref)) throw invalid(`Some required fields were not set: [${field}]`);
	return readField(ref, 'id');
}

/**
 * Status codes of a batch: `done` if all inputs succeeded, `partial` if some failed. Without `partial`, the
 * status is always `done`.
 */
export interface BatchStatus {
	done: number;
	partial: 207 | undefined;
}

/** Builds a batch response. The results are in no particular order. */
export function batchAnswer(
	call: Call,
	status: BatchStatus,
	results: readonly unknown[],
	errors: readonly StandardError[] = [],
): Answer {
	const at = instant(call.account.now());
	return {
		status: errors.length > 0 ? (status.partial ?? status.done) : status.done,
		body: {
			status: 'COMPLETE',
			results: call.shuffle(results),
			...(errors.length > 0 && { numErrors: errors.length, errors }),
			startedAt: at,
			completedAt: at,
		},
	};
}

/** Runs `attempt`. Passes an error of HubSpot to `failed`, or throws it if there is no `failed`. */
export function attemptInput<T>(
	attempt: () => T,
	failed: ((error: HubSpotError) => void) | undefined,
): T | undefined {
	try {
		return attempt();
	} catch (error) {
		if (!failed || !(error instanceof HubSpotError)) throw error;
		failed(error);
		return undefined;
	}
}
