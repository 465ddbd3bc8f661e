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

/** The filters of HubSpot's list of scheduling pages. */
export interface PageFilters {
	name?: string;
	type?: string;
	/** The id of a user, which is not the id of an owner. */
	organizerUserId?: string;
}

/** The account's scheduling pages, or the first `limit`, up to a hundred per request. */
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

/** All scheduling pages, read once per run. */
export async function allSchedulingPages(client: HubSpotClient): Promise<SchedulingPage[]> {
	return await client.once('scheduling pages', async () => await listSchedulingPages(client));
}

/**
 * Clocks that differ by less than this, in ms, count as equal. HubSpot's Date header has whole seconds, and a response
 * takes time.
 */
const SAME_TIME_MS = 60_000;

/**
 * A scheduling page, and how far HubSpot's clock is ahead of the local one. HubSpot counts months from its own current
 * time.
 */
export interface DescribedPage {
	details: PageDetails;
	aheadMs: number;
}

/**
 * What a scheduling page offers and asks for, read once per run. Undefined if there is no page with this slug.
 *
 * @param zone required by HubSpot for the free times in the response. Nothing that is read here depends on it
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
 * @param offset the month, counted from the current one in the time zone
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

/** Books a meeting. A request that HubSpot may have carried out is never sent again. */
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

/** When HubSpot sends the attendees a reminder email before the start. */
export interface Reminder {
	numberOfTimeUnits: number;
	timeUnit: 'MINUTES' | 'HOURS' | 'DAYS' | 'WEEKS';
}

/** A meeting with a calendar event. */
export interface CalendarEvent {
	/** The id of a user. The owner's id is one of the properties. */
	organizerUserId: string;
	/** An IANA time zone name. */
	timeZone: string;
	properties: Record<string, string>;
	associations: AssociationInput[];
	reminders: Reminder[];
	/** Whether the reminders include the description. */
	remindersDescribe: boolean;
}

/** The properties that HubSpot's scheduler takes as lists. */
const LISTS: string[] = [Prop.ATTACHMENTS, Prop.ATTENDING_OWNERS];

/** Creates a meeting in the organizer's calendar. A second request would create a second event. */
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
