import type { Account } from './account.mts';
import { calendarsOf, freeMembers } from './free-times.mts';
import { instant } from './instants.mts';
import { API_SOURCE } from './record.mts';
import type { StoredRecord, WriteSource } from './record.mts';
import type { SchedulingPage } from './scheduling-page.mts';

/** What a visitor fills in. */
export interface Booking {
	/** Milliseconds since the epoch. */
	start: number;
	/** Milliseconds. */
	duration: number;
	email: string;
	firstName: string;
	lastName: string;
	/** Answers by the names of the form's fields. */
	fields?: Readonly<Record<string, string>>;
	guests?: readonly string[];
	timeZone?: string;
	/** Ids of owners who should get it in a round robin, where they are free. */
	preferred?: readonly string[];
}

export interface Booked {
	contact: StoredRecord;
	subject: string;
	/** None where the calendar of whoever should hold it is not connected. */
	meeting?: StoredRecord;
	calendarEventId: string;
	conferenceUrl?: string;
}

/** A visitor of the page itself as the source of what is written. */
export const publicSource = (page: SchedulingPage): WriteSource => ({
	sourceType: 'MEETINGS',
	sourceId: page.slug,
	sourceLabel: `Meeting link: ${page.name}`,
	meetingSource: 'MEETINGS_PUBLIC',
});

/** What a meeting says of the page on which it was booked. */
export const fromPage = (page: SchedulingPage): Record<string, string> => ({
	hs_meeting_created_from_link_id: page.id,
	hs_created_by_scheduling_page: 'true',
});

/** The contact with the address, new or known: names are filled in where there are none, answers always. */
function contactFor(account: Account, page: SchedulingPage, booking: Booking, source: WriteSource) {
	const contacts = account.store('contacts');
	const known = contacts.findBy('email', booking.email);
	const answers = page.formFields.filter(
		({ name, isCustom }) => !isCustom && contacts.definitions.has(name) && booking.fields?.[name],
	);
	const values: Record<string, string> = Object.fromEntries(
		answers.map(({ name }) => [name, booking.fields?.[name] ?? '']),
	);
	const names = { firstname: booking.firstName, lastname: booking.lastName };
	for (const [name, value] of Object.entries(names)) {
		if (!known?.properties[name]) values[name] = value;
	}
	if (!known) return account.create('contacts', { email: booking.email, ...values }, { source });
	if (Object.keys(values).length > 0) account.update('contacts', known.id, values, { source });
	return known;
}

/** How many meetings an owner has before them. */
function load(account: Account, owner: string): number {
	const now = instant(account.now());
	return [...account.store('meetings').all()].filter(
		({ properties }) =>
			properties.hubspot_owner_id === owner && (properties.hs_meeting_start_time ?? '') >= now,
	).length;
}

/** Who holds the meeting: in a round robin whoever is preferred, else the contact's owner, else who has the fewest. */
function hostOf(
	account: Account,
	page: SchedulingPage,
	booking: Booking,
	contact: StoredRecord,
): string {
	if (page.type !== 'ROUND_ROBIN_CALENDAR') return page.organizer;
	const { start, duration } = booking;
	const buffer = page.bufferMinutes * 60_000;
	const calendars = calendarsOf(account, page, start - buffer, start + duration + buffer);
	const free = freeMembers(page, calendars, start, duration);
	const owner = page.ownerPrioritized ? contact.properties.hubspot_owner_id : undefined;
	const wanted = [...(booking.preferred ?? []), owner].find(
		(one) => one !== undefined && free.includes(one),
	);
	const byLoad = free
		.map((one) => ({ one, meetings: load(account, one) }))
		.sort((a, b) => a.meetings - b.meetings);
	return wanted ?? byLoad.at(0)?.one ?? page.organizer;
}

/**
 * Books a meeting without asking whether the page offers the time: makes or finds the contact, and, where the host's
 * calendar is connected, puts the meeting into the account.
 *
 * @param source how the booking came; an app's by default
 */
export function bookMeeting(
	account: Account,
	page: SchedulingPage,
	booking: Booking,
	source: WriteSource = API_SOURCE,
): Booked {
	const contact = contactFor(account, page, booking, source);
	const host = hostOf(account, page, booking, contact);
	const subject = `${page.name}: ${booking.firstName} ${booking.lastName}`.trim();
	if (!account.scheduling.isConnected(host)) return { contact, subject, calendarEventId: '' };
	const { start, duration, guests = [] } = booking;
	const isPublic = source.meetingSource !== undefined;
	const key = `${page.id}-${start}-${contact.id}`;
	const conferenceUrl = page.location ? undefined : `https://meet.brightfield.example/${key}`;
	const meeting = account.create(
		'meetings',
		{
			hs_timestamp: instant(start),
			hs_meeting_title: subject,
			hs_meeting_start_time: instant(start),
			hs_meeting_end_time: instant(start + duration),
			hs_meeting_outcome: 'SCHEDULED',
			hs_activity_type: page.meetingType ?? '',
			hubspot_owner_id: host,
			hs_attendee_owner_ids: page.type === 'GROUP_CALENDAR' ? page.members.join(';') : '',
			hs_meeting_location: page.location ?? '',
			hs_video_conference_url: conferenceUrl ?? '',
			hs_meeting_external_url: `https://calendar.google.com/event?eid=${key}`,
			hs_guest_emails: guests.join(';'),
			hs_timezone: booking.timeZone ?? page.timeZone,
			...((isPublic || account.scheduling.linkOnApiBookings) && fromPage(page)),
		},
		{ source, associate: [{ type: 'contacts', id: contact.id }] },
	);
	return { contact, subject, meeting, calendarEventId: `event-${meeting.id}`, conferenceUrl };
}
