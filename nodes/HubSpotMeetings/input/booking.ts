import type { JsonObject } from 'n8n-workflow';

import { associatedIds } from '../../api/associations';
import { readFound, readRecords, updateRecords } from '../../api/records';
import { monthOfFreeTimes } from '../../api/scheduler';
import { isEmpty, isRecord } from '../../common/input';
import { list } from '../../common/text';
import { bookingError } from '../../hubspot/errors/bookingError';
import { DEFAULT_READ_PROPERTIES } from '../../hubspot/meetingProperties';
import * as Prop from '../../hubspot/propertyNames';
import type { Booking } from '../../hubspot/scheduling';
import type { HubSpotObject } from '../../hubspot/types';
import { localText, monthsBetween } from '../../hubspot/values/freeTimes';
import { plainToHtml } from '../../hubspot/values/html';
import { simplify } from '../../hubspot/values/simplify';
import { HubSpotApiError } from '../../transport/apiError';
import type { Item } from '../../transport/item';
import { explain } from '../../transport/nodeErrors';
import { minutesOf, type NamedZone } from './freeTimes';
import { associate, type Links } from './links';
import type { FoundPage } from './schedulingPage';
import { writeRepaired } from './writeRepaired';

/** The parts of a booking request that messages refer to. */
export interface BookingRequest {
	page: FoundPage;
	/** In epoch ms. */
	start: number;
	/** In ms. */
	duration: number;
	email: string;
	zone: NamedZone;
	/** When it was prepared, in epoch ms by HubSpot's clock. The meeting of the booking is not older. */
	since: number;
}

/** How many free times around the start a message lists. */
const AROUND = 6;

/**
 * Rewords an error to help the user. It says what the page offers instead. If the outcome of the booking is unknown, it
 * says not to book again.
 */
export async function explained(
	item: Item,
	error: unknown,
	request: BookingRequest,
): Promise<unknown> {
	if (!(error instanceof HubSpotApiError)) return error;
	const { failure, outcomeUnknown } = error;
	if (outcomeUnknown) {
		const [what] = failure.message.split('. ');
		const message = `${what}. The booking may already exist. Do not book again. Check the meetings of the contact ${request.email} with 'Get Many of Record'`;
		return new HubSpotApiError({ ...failure, message }, true);
	}
	const message = await explanation(item, error, request);
	return message === undefined ? error : new HubSpotApiError({ ...failure, message });
}

async function explanation(
	item: Item,
	{ failure }: HubSpotApiError,
	request: BookingRequest,
): Promise<string | undefined> {
	const { slug, details } = request.page;
	const said = failure.hubspotMessage ?? '';
	switch (bookingError(failure)) {
		case 'slug':
			return `HubSpot no longer has the scheduling page '${slug}'. Use 'Get Many' to list the available pages`;
		case 'payment':
			return `HubSpot does not allow booking page ${slug} through the API, because the page takes payments. Send the visitor to the page`;
		case 'duration':
			return `The page ${slug} does not offer meetings of ${minutesOf([request.duration])}. It offers ${minutesOf(details.durations)}`;
		case 'formField':
			return `The page's form requires more: ${said}. Enter it in Form Fields, or by field name in Form Answers`;
		case 'guests':
			return `The page ${slug} does not accept these guests: ${said}. Remove Guests, or enter fewer`;
		case 'blockedEmail':
			return `HubSpot does not accept bookings from ${request.email}, because the account blocks its domain. Use another email address`;
		case 'email':
			return `HubSpot does not accept ${request.email} as an email address. Check it: addresses at example.com are also rejected`;
		case 'start':
			return `${localText(request.start, request.zone.zone)} is not free on the page ${slug}. ${await freeAround(item, request)}`;
		case undefined:
			return undefined;
	}
}

/** Reads the free times around a start. Does not use cached ones, because HubSpot has just refused the start. */
async function freeAround(
	item: Item,
	{ page, start, duration, zone }: BookingRequest,
): Promise<string> {
	const month = monthsBetween(Date.now() + page.aheadMs, start, zone.zone);
	const nothing = "'Get Availability' lists the free times";
	if (Math.abs(month) > 24) return nothing;
	try {
		const { starts } = await monthOfFreeTimes(item, page.slug, zone.name, Math.max(0, month));
		const near = [...(starts.get(duration) ?? [])]
			.sort((a, b) => Math.abs(a - start) - Math.abs(b - start))
			.slice(0, AROUND)
			.sort((a, b) => a - b);
		if (near.length === 0) return `That month has no free times. ${nothing}`;
		return `Nearby free times: ${near.map((one) => localText(one, zone.zone)).join(', ')}`;
	} catch {
		return nothing;
	}
}

/** The error for a booking that HubSpot accepted but did not add to any calendar. */
export function notInCalendar(
	{ contactId }: Booking,
	{ page, email }: BookingRequest,
): HubSpotApiError {
	const offline = page.details.members.filter(({ isOffline }) => isOffline);
	const names = offline.map(({ name, email: address, userId }) => name ?? address ?? userId ?? '?');
	const whose = names.length > 0 ? `the calendar of ${list(names)}` : "the host's calendar";
	return new HubSpotApiError({
		kind: 'validation',
		status: 200,
		certain: true,
		aboutInput: true,
		message: `The booking did not reach a calendar: ${whose} is not connected to HubSpot. Only the contact ${contactId ?? ''} (${email}) exists. Do not book again until the calendar is connected in HubSpot's settings. 'Get Many of Record' shows the meetings of the contact`,
	});
}

/** By how much the clocks of HubSpot's services may differ, in ms (a guess). */
const CLOCKS_DIFFER_MS = 60_000;

/** What to do after a booking. */
export interface FollowUps {
	returnMeeting: boolean;
	links: Links;
	internalNotes: unknown;
	since: BookingRequest['since'];
}

/** How long to wait before each look-up of the meeting's record, in ms. HubSpot creates it shortly after the booking. */
const LOOKS = [0, 500, 1_000, 2_000, 4_000];

/**
 * Does what follows a booking. Errors become warnings in the output. They don't fail the item, because users might then
 * book again.
 *
 * @returns what to add to the output
 */
export async function followUp(
	item: Item,
	booking: Booking,
	{ returnMeeting, links, internalNotes, since }: FollowUps,
): Promise<JsonObject> {
	const warnings = links.notFound.map((what) => `HubSpot has no record for ${what}`);
	const hasWork = returnMeeting || links.links.length > 0 || !isEmpty(internalNotes);
	if (!hasWork) return warnings.length > 0 ? { warnings } : {};
	const attempt = async <T>(what: string, act: () => Promise<T>): Promise<T | undefined> => {
		try {
			return await act();
		} catch (error) {
			warnings.push(`${what}: ${explain(error, item.account.token).message}`);
			return undefined;
		}
	};
	const found = await attempt('The meeting could not be looked up', async () => ({
		meeting: await meetingOf(item, booking, since),
	}));
	const meeting = found?.meeting;
	let shown = meeting;
	if (found && !meeting) {
		warnings.push(
			'The meeting record has not appeared in HubSpot yet, so it was not returned or changed. The booking was made: do not book again',
		);
	}
	if (meeting) {
		if (links.links.length > 0) {
			await attempt('Not associated', async () => {
				const { notFound } = await writeRepaired(
					{ links: links.links },
					async (content) => await associate(item, meeting.id, content.links),
					{ from: meeting.id },
				);
				for (const id of notFound) warnings.push(`HubSpot has no record ${id} to associate`);
			});
		}
		if (!isEmpty(internalNotes)) {
			const notes = plainToHtml(String(internalNotes));
			await attempt('The internal notes were not set', async () => {
				const properties = { [Prop.NOTES]: notes };
				await item.batch(updateRecords('meetings'), { id: meeting.id, properties });
				shown = { ...meeting, properties: { ...meeting.properties, ...properties } };
			});
		}
	}
	return {
		...(returnMeeting && { meeting: shown ? (simplify(shown) as JsonObject) : null }),
		...(warnings.length > 0 && { warnings }),
	};
}

/**
 * Finds the record of a booked meeting by its contact and its start. HubSpot's response does not contain the ID of the
 * record. Another meeting of the contact at the same time, such as one that was canceled, is older than the booking.
 */
async function meetingOf(
	item: Item,
	booking: Booking,
	since: number,
): Promise<HubSpotObject | undefined> {
	const { contactId, start, subject } = booking;
	if (contactId === undefined) return undefined;
	const endpoint = readRecords('meetings', { properties: DEFAULT_READ_PROPERTIES });
	const isOfBooking = ({ properties, createdAt }: HubSpotObject) =>
		Date.parse(String(properties[Prop.START])) === Date.parse(start) &&
		!(Date.parse(String(createdAt)) < since - CLOCKS_DIFFER_MS);
	for (const [look, pause] of LOOKS.entries()) {
		await item.pause(pause);
		const ids = await associatedIds(item, 'contacts', contactId, 'meetings');
		const meetings = await readFound(item, endpoint, ids);
		const candidates = meetings.filter(isOfBooking);
		const named = candidates.find(({ properties }) => properties[Prop.TITLE] === subject);
		if (named) return named;
		// A workflow of the account may have changed the title by now.
		const isLast = subject === undefined || look === LOOKS.length - 1;
		if (isLast && candidates.length > 0) return candidates.at(-1);
	}
	return undefined;
}

/** The value of a resource mapper: answers by field name. */
export function mapped(given: unknown): Record<string, unknown> {
	const value = isRecord(given) && 'mappingMode' in given ? given.value : given;
	return isRecord(value) ? value : {};
}
