import { HubSpotError, invalid } from '../errors.mts';

export const unknownSlug = () =>
	new HubSpotError(404, { message: 'slug does not exist', category: 'OBJECT_NOT_FOUND' });

const refusedBooking = (subCategory: string, message: string) => invalid(message, { subCategory });

export const badDuration = () =>
	refusedBooking(
		'MeetingsBookingSchedulingError.MEETING_DURATION_NOT_VALID',
		'Duration is not accepted by link',
	);

/** For a start that the page never offers, even if everyone is free. */
export const badStart = () =>
	refusedBooking(
		'MeetingsBookingSchedulingError.MEETING_START_TIME_NOT_VALID',
		'Start time must be contained in availability settings',
	);

/** For a start that the page offers, but at which nobody is free. HubSpot's response is unknown. */
export const takenStart = () =>
	new HubSpotError(409, {
		message: 'Meeting time is not available',
		category: 'CONFLICT',
		subCategory: 'MeetingsBookingSchedulingError.MEETING_TIME_NOT_AVAILABLE',
	});

export const badEmail = (email: string) =>
	refusedBooking(
		'MeetingsBookingCreatedError.INVALID_EMAIL',
		`Email address ${email} is invalid (INVALID_EMAIL)`,
	);

/** HubSpot spells this code with a lowercase L. */
export const blockedEmail = (email: string) =>
	refusedBooking(
		'MeetingsBookingCreatedError.BLOCKED_EMAIl',
		`Email address ${email} is blocked from booking meetings`,
	);

export const badGuests = (message: string) =>
	refusedBooking('MeetingsBookingCreatedError.INVALID_EMAIL_GUESTS', message);

export const missingAnswer = (field: string) =>
	invalid(`required form field ${field} does not have a corresponding value`);

export const emptyName = (field: string) => invalid(`${field} cannot be empty`);
