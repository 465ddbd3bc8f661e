import { InputError } from '../common/input';
import type { ApiFailure } from '../hubspot/errors/failure';
import { notThere } from '../hubspot/errors/phrases';
import { isRepeatable, type Effect } from './retryPolicy';

/** HubSpot said no, or nothing that can be understood. */
export class HubSpotApiError extends Error {
	constructor(
		readonly failure: ApiFailure,
		/** Whether the request may have been carried out anyway. */
		readonly outcomeUnknown = false,
	) {
		super(failure.message);
	}
}

/** What a user should know of a write when nobody knows what became of it. */
const UNKNOWN: Record<Exclude<Effect, 'read'>, string> = {
	associate: 'The records may already be associated. Check HubSpot before retrying',
	create: 'The record may already exist. Check HubSpot before retrying',
	write:
		'The outcome is unknown. The change may have been made. Check the record in HubSpot, or try again',
};

/**
 * A write got no answer that can be read: to try again, as the error advises, might make a second record where it does
 * not say the same thing twice.
 */
export function outcomeUnknown(
	failure: ApiFailure,
	effect: Exclude<Effect, 'read'>,
): HubSpotApiError {
	const [what] = failure.message.split('. ');
	const message = `${what}. ${UNKNOWN[effect]}`;
	return new HubSpotApiError({ ...failure, message }, !isRepeatable(effect));
}

/** The error with what was done before it; what is no error stays as it is. */
export function reworded(error: unknown, words: (message: string) => string): unknown {
	if (error instanceof InputError) return error.reworded(words);
	if (!(error instanceof HubSpotApiError)) return error;
	const message = words(error.failure.message);
	return new HubSpotApiError({ ...error.failure, message }, error.outcomeUnknown);
}

/** Instead of what the engine says of a value that has more levels than it can go down. */
export const TOO_DEEP = 'A value is nested too deeply. Give it as text, or with fewer levels';

/** Nothing was sent to HubSpot, and nothing will be before somebody changes it. */
export function neverSent(message: string, aboutInput = false): HubSpotApiError {
	return new HubSpotApiError({ kind: 'validation', status: 0, certain: true, aboutInput, message });
}

/** HubSpot let no request of the node through for so long that this one was given up before it was sent. */
export function neverLetThrough(isRefusing: boolean, ms: number): HubSpotApiError {
	const seconds = Math.max(1, Math.round(ms / 1000));
	const why = isRefusing
		? "HubSpot's limit of requests is used up, and HubSpot let no request of this node through"
		: 'HubSpot answered no request of this node';
	return new HubSpotApiError({
		kind: isRefusing ? 'rateLimit' : 'network',
		status: 0,
		certain: true,
		aboutInput: false,
		message: `${why} while this one waited for its turn. It was given up after ${seconds} s, and nothing was sent. Try again in a few minutes`,
	});
}

/** What was asked for, or undefined where HubSpot does not have it. An address that is no API at all still throws. */
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

/** HubSpot does not have what a batch asked it for, such as `meeting 123`. */
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

/** HubSpot answered, but the answer can't be used. */
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
