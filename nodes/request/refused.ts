import type { Refusal } from '../hubspot/refusals';
import { notThere } from '../hubspot/wording';
import type { Effect } from '../hubspot/retryPolicy';

/** HubSpot said no, or nothing that can be understood. */
export class Refused extends Error {
	constructor(
		readonly refusal: Refusal,
		/** Whether the request may have been carried out all the same. */
		readonly outcomeUnknown = false,
	) {
		super(refusal.message);
	}
}

/**
 * A request that must not be sent twice got no answer that can be read: to try again, as the refusal advises, might make a
 * second record.
 */
export function outcomeUnknown(refusal: Refusal, effect: Effect): Refused {
	const [what] = refusal.message.split('. ');
	const advice =
		effect === 'associate'
			? 'The records may have been associated all the same: look at them in HubSpot before you send them again'
			: 'The record may have been created all the same: look for it in HubSpot before you send it again';
	return new Refused({ ...refusal, message: `${what}. ${advice}` }, true);
}

/** What was asked for, or undefined where HubSpot does not have it. An address that is no API at all still throws. */
export async function unlessNotFound<T>(asked: Promise<T>): Promise<T | undefined> {
	return await asked.catch((error: unknown) => {
		if (error instanceof Refused && error.refusal.kind === 'notFound' && error.refusal.aboutInput) {
			return undefined;
		}
		throw error;
	});
}

/** HubSpot does not have what a batch asked it for, such as `meeting 123`. */
export function notFound(what: string, correlationId?: string): Refused {
	return new Refused({
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
export function unreadable(message: string, outcomeUnknown = false): Refused {
	return new Refused(
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
