import { instant } from '../account/instants.mts';
import { HubSpotError, invalid } from '../errors.mts';
import type { StandardError } from '../errors.mts';
import { isObject, readArray, readField, readObject } from '../json.mts';
import type { JsonObject } from '../json.mts';
import type { Answer, Call } from './call.mts';

/** The inputs of a batch, at least one and at most `max`. */
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

/** 400 when two inputs have the same id; HubSpot does not care whether they have trace ids. */
export function refuseDuplicates(ids: readonly string[]): void {
	const twice = [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))];
	if (twice.length === 0) return;
	throw invalid(`Duplicate IDs found in batch input: [${twice.join(', ')}]. IDs must be unique`, {
		context: { ids: twice },
	});
}

/**
 * The trace ids of the inputs, if each has one and no two are the same: only then does a bad input fail
 * alone. Otherwise one bad input fails the batch.
 */
export function traceIds(inputs: readonly JsonObject[]): string[] | undefined {
	const ids = inputs.flatMap(({ objectWriteTraceId: id }) => (typeof id === 'string' ? id : []));
	return ids.length === inputs.length && new Set(ids).size === ids.length ? ids : undefined;
}

/** The trace id of an input as part of its result. */
export const traceOf = ({ objectWriteTraceId: id }: JsonObject) =>
	typeof id === 'string' ? { objectWriteTraceId: id } : {};

/** `{ id }` of an input, as text. */
export function readRef(input: JsonObject, field: 'from' | 'to'): string {
	const ref = input[field];
	if (!isObject(ref)) throw invalid(`Some required fields were not set: [${field}]`);
	return readField(ref, 'id');
}

/** Statuses of a batch: when all is well, and when a part failed (the same where there is no 207). */
export interface BatchStatus {
	done: number;
	partial: 207 | undefined;
}

/** A batch answer. The order of the results says nothing. */
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

/** Runs `attempt`; an error goes to `failed` where there is one, and is thrown where not. */
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
