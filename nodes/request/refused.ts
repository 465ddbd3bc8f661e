import type { Refusal } from '../hubspot/refusals';

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

/** HubSpot answered, but the answer can't be used. */
export function unreadable(message: string, outcomeUnknown = false): Refused {
	return new Refused(
		{ kind: 'unreadable', status: 200, certain: false, aboutInput: false, message, description: '' },
		outcomeUnknown,
	);
}
