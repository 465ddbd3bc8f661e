import type { ApiFailure } from './failure';

/** The reason why HubSpot refused a booking, as far as its error shows. */
export type BookingErrorKind =
	'blockedEmail' | 'duration' | 'email' | 'formField' | 'guests' | 'payment' | 'slug' | 'start';

/**
 * Error codes and words are matched loosely, because HubSpot documents neither. Its response for a time that was taken
 * in the meantime is not known. The first match counts.
 */
const SIGNS: ReadonlyArray<readonly [BookingErrorKind, RegExp]> = [
	['slug', /slug does not exist/i],
	['payment', /payment/i],
	['duration', /DURATION_NOT_VALID|duration is not accepted/i],
	['formField', /required form field/i],
	['guests', /EMAIL_GUESTS/i],
	['blockedEmail', /BLOCKED_EMAIL/i],
	['email', /INVALID_EMAIL/i],
	['start', /START_TIME_NOT_VALID|TIME_NOT_AVAILABLE|availability settings|not available/i],
];

/** The reason for a refused booking; undefined if the error is about something else. */
export function bookingError(failure: ApiFailure): BookingErrorKind | undefined {
	const { status, category = '', subCategory = '', hubspotMessage = '' } = failure;
	if (status < 400 || status >= 500 || status === 401 || status === 403 || status === 429) {
		return undefined;
	}
	const words = `${category} ${subCategory} ${hubspotMessage}`.slice(0, 2_000);
	const found = SIGNS.find(([, sign]) => sign.test(words))?.[0];
	return found ?? (status === 409 ? 'start' : undefined);
}
