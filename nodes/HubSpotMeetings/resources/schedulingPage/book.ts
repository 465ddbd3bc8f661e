import type { JsonObject } from 'n8n-workflow';

import { book } from '../../../api/scheduler';
import { allOf } from '../../../common/allOf';
import { InputError, isEmpty, textOf } from '../../../common/input';
import { MAIN_TYPES } from '../../../hubspot/objectTypes';
import type { Booking } from '../../../hubspot/scheduling';
import {
	toAnswers,
	toConsentResponses,
	toFormFields,
	toNamesOfPerson,
} from '../../../hubspot/values/booking';
import { isOn } from '../../../hubspot/values/conversion';
import { localText } from '../../../hubspot/values/freeTimes';
import { toEmail, toEmails } from '../../../hubspot/values/recordRefs';
import { toInstant } from '../../../hubspot/values/times';
import type { Item } from '../../../transport/item';
import type { OperationOption } from '../../../transport/operation';
import { bookingFields, bookingOptions, bookingStart, formFields } from '../../fields/booking';
import { pageDuration, visitorZone } from '../../fields/freeTimes';
import { optionsField } from '../../fields/options';
import { schedulingPage } from '../../fields/schedulingPage';
import { show } from '../../fields/show';
import {
	explained,
	followUp,
	mapped,
	notInCalendar,
	type BookingRequest,
} from '../../input/booking';
import { readDuration, readZone } from '../../input/freeTimes';
import { readLinks } from '../../input/links';
import { readSchedulingPage } from '../../input/schedulingPage';

interface Options extends Partial<Record<(typeof MAIN_TYPES)[number], unknown>> {
	consent?: unknown;
	formAnswers?: unknown;
	guests?: unknown;
	internalNotes?: unknown;
	locale?: unknown;
	processingConsent?: unknown;
	returnMeeting?: unknown;
}

export const option: OperationOption = {
	name: 'Book',
	value: 'book',
	action: 'Book meeting on scheduling page',
	description:
		'Book a meeting at a free time from Get Availability: HubSpot adds it to the calendars, sends the invitation, and creates the contact and the meeting. Book only once. The API can neither cancel nor move a booking, and changing its record is not known to change calendars or notify guests.',
	request: { method: 'POST', url: '/scheduler/meetings/meeting-links/book' },
};

export const description = show({ resource: ['schedulingPage'], operation: ['book'] }, [
	schedulingPage,
	bookingStart,
	pageDuration,
	...bookingFields,
	visitorZone,
	formFields,
	optionsField(bookingOptions),
]);

/** A booking that is ready to send, and what messages need to know about it. */
interface Prepared {
	request: BookingRequest;
	body: JsonObject;
}

/**
 * Books a meeting. Sends one request for each item, and sends it only once. Items with the same page are booked in the
 * order of the items, so that the first of two items with the same time gets it.
 */
export async function operate(item: Item): Promise<JsonObject[]> {
	const options = item.field<Options>('options', {});
	// Reads the input for the steps after the booking first, so that its errors are thrown before anything is booked.
	const given = Object.fromEntries(MAIN_TYPES.map((type) => [type, options[type]]));
	const linksRead = readLinks(item, { values: {}, clear: [], links: given }, {});
	// The error is thrown where `linksRead` is awaited below.
	linksRead.catch(() => {});
	const inOrder = item.runExclusive('booking order', async () => {
		const preparing = prepare(item, options);
		await allOf<unknown>([linksRead, preparing]);
		const [links, prepared] = [await linksRead, await preparing];
		const booked = item.runExclusive(
			`booking ${prepared.request.page.slug}`,
			async () => await send(item, prepared),
		);
		// `booked` is awaited below, after the next item has joined the queue.
		booked.catch(() => {});
		return { links, prepared, booked };
	});
	const { links, prepared, booked } = await inOrder;
	const booking = await booked;
	const { request } = prepared;
	item.created.push(`booking ${request.page.slug} ${booking.start}`);
	const more = await followUp(item, booking, {
		returnMeeting: isOn(options.returnMeeting),
		links,
		internalNotes: options.internalNotes,
		since: request.since,
	});
	return [{ ...output(booking, request), ...more }];
}

async function prepare(item: Item, options: Options): Promise<Prepared> {
	const zone = readZone(item);
	const startTime = toInstant(item.field<unknown>('start', ''), {
		zone: zone.name,
		field: 'Start',
	});
	if (startTime === undefined) {
		throw new InputError('Start', 'is empty', "Enter one of the times from 'Get Availability'.");
	}
	const email = toEmail(item.field<unknown>('email', ''), 'Email');
	const names = toNamesOfPerson(
		item.field<unknown>('firstName', ''),
		item.field<unknown>('lastName', ''),
	);
	const guests = toEmails(options.guests, 'Guests');
	const answers = {
		...mapped(item.field<unknown>('formFields', {})),
		...toAnswers(options.formAnswers, 'Form Answers'),
	};
	const page = await readSchedulingPage(item);
	const { slug, details, listed } = page;
	if (listed?.paymentLinkId) {
		throw new InputError(
			'Scheduling Page',
			`HubSpot does not allow booking page ${slug} through the API, because the page takes payments`,
			'Send the visitor to the page.',
		);
	}
	const duration = readDuration(item, page);
	refuseGuests(guests, page.slug, details.guests);
	const body: JsonObject = {
		slug,
		startTime,
		duration,
		email,
		...names,
		formFields: toFormFields(answers, details.formFields, zone.name) as unknown as JsonObject[],
		legalConsentResponses: toConsentResponses(
			options.consent,
			isOn(options.processingConsent),
			details.consent,
		) as unknown as JsonObject[],
		likelyAvailableUserIds: [],
		timezone: zone.name,
		...(!isEmpty(options.locale) && { locale: textOf(options.locale) }),
		...(guests.length > 0 && { guestEmails: guests }),
	};
	// Kept across the attempts of Retry On Fail, so that a later attempt finds the meeting that the first one booked.
	const since = await item.recall('booking', async () => Date.now() + page.aheadMs);
	return { body, request: { page, start: Date.parse(startTime), duration, email, zone, since } };
}

function refuseGuests(
	guests: string[],
	slug: string,
	allowed?: { canAddGuests: boolean; maxGuestCount?: number },
): void {
	if (guests.length === 0 || !allowed) return;
	const { canAddGuests, maxGuestCount = Infinity } = allowed;
	if (canAddGuests && guests.length <= maxGuestCount) return;
	throw new InputError(
		'Guests',
		canAddGuests
			? `the page ${slug} allows at most ${maxGuestCount} guests`
			: `the page ${slug} does not allow guests`,
		'Remove guests, or change this in HubSpot.',
	);
}

async function send(item: Item, { body, request }: Prepared): Promise<Booking> {
	let booking: Booking;
	try {
		booking = await book(item, body);
	} catch (error) {
		throw await explained(item, error, request);
	}
	if (booking.isOffline || booking.calendarEventId === '') throw notInCalendar(booking, request);
	return booking;
}

function output(booking: Booking, { page, zone }: BookingRequest): JsonObject {
	const { calendarEventId, contactId, subject, location, webConferenceUrl } = booking;
	const { formFields: answers, guestEmails } = booking;
	const told = { contactId, calendarEventId, subject, location, webConferenceUrl };
	const [start, end] = [booking.start, booking.end].map((time) => Date.parse(time));
	return {
		...Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined)),
		start: booking.start,
		end: booking.end,
		startLocal: localText(start, zone.zone),
		endLocal: localText(end, zone.zone),
		timeZone: zone.name,
		durationMinutes: (end - start) / 60_000,
		slug: page.slug,
		formFields: answers,
		guestEmails,
	};
}
