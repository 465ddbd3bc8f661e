import type { ApiFailure } from './failure';

/** What HubSpot refuses of a booking, as far as its words tell. */
export type BookingRefusal =
	'blockedEmail' | 'duration' | 'email' | 'formField' | 'guests' | 'payment' | 'slug' | 'start';

/**
 * Matched loosely, by code and by words: HubSpot documents neither, and of a time that was taken meanwhile no answer is
 * known. The first that fits counts.
 */
const SIGNS: ReadonlyArray<readonly [BookingRefusal, RegExp]> = [
	['slug', /slug does not exist/i],
	['payment', /payment/i],
	['duration', /DURATION_NOT_VALID|duration is not accepted/i],
	['formField', /required form field/i],
	['guests', /EMAIL_GUESTS/i],
	['blockedEmail', /BLOCKED_EMAIL/i],
	['email', /INVALID_EMAIL/i],
	['start', /START_TIME_NOT_VALID|TIME_NOT_AVAILABLE|availability settings|not available/i],
];

/** Undefined where the refusal is about something else. */
export function bookingRefusal(failure: ApiFailure): BookingRefusal | undefined {
	const { status, category = '', subCategory = '', hubspotMessage = '' } = failure;
	if (status < 400 || status >= 500 || status === 401 || status === 403 || status === 429) {
		return undefined;
	}
	const words = `${category} ${subCategory} ${hubspotMessage}`.slice(0, 2_000);
	const found = SIGNS.find(([, sign]) => sign.test(words))?.[0];
	return found ?? (status === 409 ? 'start' : undefined);
}
