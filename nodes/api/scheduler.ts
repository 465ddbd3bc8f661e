import type { IDataObject } from 'n8n-workflow';

import { readCalendarEvent } from '../hubspot/answers';
import {
	readBooking,
	readMonthOfTimes,
	readPageDetails,
	readSchedulingPage,
	type Booking,
	type MonthOfTimes,
	type PageDetails,
	type SchedulingPage,
} from '../hubspot/scheduling';
import { LIMITS } from '../hubspot/limits';
import * as Prop from '../hubspot/propertyNames';
import type { AssociationInput, HubSpotObject } from '../hubspot/types';
import { unlessNotFound } from '../transport/apiError';
import type { HubSpotClient } from '../transport/client';
import { getPages } from './lists';

/** By what HubSpot narrows its list of scheduling pages down. */
export interface PageFilters {
	name?: string;
	type?: string;
	/** A user's id, which is not an owner's. */
	organizerUserId?: string;
}

/** The account's scheduling pages, or the first `limit`: a hundred a request. */
export async function listSchedulingPages(
	client: HubSpotClient,
	filters: PageFilters = {},
	limit?: number,
): Promise<SchedulingPage[]> {
	return await getPages(client, client.paths.scheduler.pages(), readSchedulingPage, {
		qs: { ...filters },
		pageSize: LIMITS.page.list,
		limit,
		keyOf: ({ id }) => id,
	});
}

/** All of them, asked once for a run. */
export async function allSchedulingPages(client: HubSpotClient): Promise<SchedulingPage[]> {
	return await client.once('scheduling pages', async () => await listSchedulingPages(client));
}

/** Clocks that differ by less, in ms, agree: HubSpot's Date has whole seconds, and an answer takes its time. */
const SAME_TIME_MS = 60_000;

/** A page, and by how much HubSpot's clock is ahead of this one: HubSpot counts months from its own now. */
export interface DescribedPage {
	details: PageDetails;
	aheadMs: number;
}

/**
 * What a page offers and asks, once for a run; undefined where there is no page with this slug.
 *
 * @param zone HubSpot wants one here, for the free times that it sends along; nothing that is read depends on it
 */
export async function describedPage(
	client: HubSpotClient,
	slug: string,
	zone: string,
): Promise<DescribedPage | undefined> {
	return await client.once(`scheduling page ${slug}`, async () => {
		const answer = await unlessNotFound(
			client.send<PageDetails>({
				method: 'GET',
				path: client.paths.scheduler.page(slug),
				qs: { timezone: zone },
				decode: readPageDetails,
				effect: 'read',
				what: `scheduling page ${slug}`,
			}),
		);
		if (!answer) return undefined;
		const aheadMs = (answer.at ?? Date.now()) - Date.now();
		return { details: answer.body, aheadMs: Math.abs(aheadMs) < SAME_TIME_MS ? 0 : aheadMs };
	});
}

/**
 * The free times of one month.
 *
 * @param offset which month, counted from this one, as clocks in the zone show it
 */
export async function monthOfFreeTimes(
	client: HubSpotClient,
	slug: string,
	zone: string,
	offset: number,
): Promise<MonthOfTimes> {
	return await client.get(client.paths.scheduler.availability(slug), readMonthOfTimes, {
		qs: { timezone: zone, monthOffset: offset },
		what: `scheduling page ${slug}`,
	});
}

/** Books a meeting. It is sent once: what may have been carried out is never sent again. */
export async function book(client: HubSpotClient, body: IDataObject): Promise<Booking> {
	const { body: booking } = await client.send<Booking>({
		method: 'POST',
		path: client.paths.scheduler.book(),
		body,
		decode: readBooking,
		effect: 'create',
		what: 'the booking',
	});
	return booking;
}

/** When HubSpot reminds the attendees by email, before the start. */
export interface Reminder {
	numberOfTimeUnits: number;
	timeUnit: 'MINUTES' | 'HOURS' | 'DAYS' | 'WEEKS';
}

/** A meeting with a calendar event. */
export interface CalendarEvent {
	/** The id of a user; the owner's is among the properties. */
	organizerUserId: string;
	/** An IANA name. */
	timeZone: string;
	properties: Record<string, string>;
	associations: AssociationInput[];
	reminders: Reminder[];
	/** Whether the reminders hold the description. */
	remindersDescribe: boolean;
}

/** HubSpot's scheduler takes lists for these. */
const LISTS: string[] = [Prop.ATTACHMENTS, Prop.ATTENDING_OWNERS];

/** Puts a meeting into the organizer's calendar. A second request would be a second event. */
export async function createCalendarEvent(
	client: HubSpotClient,
	event: CalendarEvent,
): Promise<HubSpotObject> {
	const properties: IDataObject = Object.fromEntries(
		Object.entries(event.properties).map(([name, value]) => [
			name,
			LISTS.includes(name) ? value.split(';') : value,
		]),
	);
	const { body } = await client.send({
		method: 'POST',
		path: client.paths.scheduler.calendar(),
		qs: { organizerUserId: event.organizerUserId },
		body: {
			properties,
			associations: event.associations,
			timezone: event.timeZone,
			emailReminderSchedule: {
				reminders: event.reminders,
				shouldIncludeInviteDescription: event.remindersDescribe,
			},
		},
		decode: readCalendarEvent,
		effect: 'create',
		what: 'the calendar event',
	});
	return body;
}
