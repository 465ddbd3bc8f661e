import { InputError } from '../common/input';
import type { ApiFailure } from '../hubspot/errors/failure';
import { notThere } from '../hubspot/errors/phrases';
import { isRepeatable, type Effect } from './retryPolicy';

/** HubSpot refused a request, sent no usable response, or the request was never sent. */
export class HubSpotApiError extends Error {
	constructor(
		readonly failure: ApiFailure,
		/** Whether HubSpot may have carried out the request anyway. */
		readonly outcomeUnknown = false,
	) {
		super(failure.message);
	}
}

/** What the user must know if it is unknown whether a write was carried out. */
const UNKNOWN: Record<Exclude<Effect, 'read'>, string> = {
	associate: 'The records may already be associated. Check HubSpot before retrying',
	create: 'The record may already exist. Check HubSpot before retrying',
	write:
		'The outcome is unknown. The change may have been made. Check the record in HubSpot, or try again',
};

/**
 * The error for a write without a usable response. The advice for the kind of request replaces the original advice to
 * try again, because a retry might create a second record.
 */
export function outcomeUnknown(
	failure: ApiFailure,
	effect: Exclude<Effect, 'read'>,
): HubSpotApiError {
	const [what] = failure.message.split('. ');
	const message = `${what}. ${UNKNOWN[effect]}`;
	return new HubSpotApiError({ ...failure, message }, !isRepeatable(effect));
}

/** The error with a changed message, for example to add what was done before it. Returns any other value unchanged. */
export function reworded(error: unknown, words: (message: string) => string): unknown {
	if (error instanceof InputError) return error.reworded(words);
	if (!(error instanceof HubSpotApiError)) return error;
	const message = words(error.failure.message);
	return new HubSpotApiError({ ...error.failure, message }, error.outcomeUnknown);
}

/** Replaces the JavaScript engine's message for a value with too many nested levels. */
export const TOO_DEEP = 'A value is nested too deeply. Enter it as text, or use fewer levels';

/** The error for a request that was not sent, and that cannot succeed until somebody changes something. */
export function neverSent(message: string, aboutInput = false): HubSpotApiError {
	return new HubSpotApiError({ kind: 'validation', status: 0, certain: true, aboutInput, message });
}

/**
 * The error for a request that was given up before it was sent, because HubSpot accepted no request of the node for too
 * long.
 */
export function neverLetThrough(isRefusing: boolean, ms: number): HubSpotApiError {
	const seconds = Math.max(1, Math.round(ms / 1000));
	const why = isRefusing
		? "HubSpot's request limit is reached, and HubSpot accepted no requests from this node"
		: 'HubSpot answered no requests from this node';
	return new HubSpotApiError({
		kind: isRefusing ? 'rateLimit' : 'network',
		status: 0,
		certain: true,
		aboutInput: false,
		message: `${why} while this one was waiting. The node gave up after ${seconds} s, and nothing was sent. Try again in a few minutes`,
	});
}

/**
 * The result of a request, or undefined if HubSpot does not have the record. A URL that is not part of the API still
 * throws.
 */
export async function unlessNotFound<T>(asked: Promise<T>): Promise<T | undefined> {
	return await asked.catch((error: unknown) => {
		if (
			error instanceof HubSpotApiError &&
			error.failure.kind === 'notFound' &&
			error.failure.aboutInput
		) {
			return undefined;
		}
		throw error;
	});
}

/**
 * The error for a record that a batch did not find.
 *
 * @param what such as `meeting 123`
 */
export function notFound(what: string, correlationId?: string): HubSpotApiError {
	return new HubSpotApiError({
		kind: 'notFound',
		status: 404,
		category: 'OBJECT_NOT_FOUND',
		certain: true,
		aboutInput: true,
		message: notThere(what),
		description: '',
		correlationId,
	});
}

/** The error for a response that can't be used. */
export function unreadable(message: string, outcomeUnknown = false): HubSpotApiError {
	return new HubSpotApiError(
		{
			kind: 'unreadable',
			status: 200,
			certain: false,
			aboutInput: false,
			message,
			description: '',
		},
		outcomeUnknown,
	);
}
