import type { Account } from './account.mts';
import { calendarsOf, freeMembers } from './free-times.mts';
import { instant } from './instants.mts';
import { API_SOURCE } from './record.mts';
import type { StoredRecord, WriteSource } from './record.mts';
import type { SchedulingPage } from './scheduling-page.mts';

/** What a visitor enters to book a meeting. */
export interface Booking {
	/** Milliseconds since the epoch. */
	start: number;
	/** Milliseconds. */
	duration: number;
	email: string;
	firstName: string;
	lastName: string;
	/** Answers by the name of the form field. */
	fields?: Readonly<Record<string, string>>;
	guests?: readonly string[];
	timeZone?: string;
	/** IDs of owners to prefer in a round robin, if they are free. */
	preferred?: readonly string[];
}

export interface Booked {
	contact: StoredRecord;
	subject: string;
	/** Missing if the calendar of the host is not connected. */
	meeting?: StoredRecord;
	calendarEventId: string;
	conferenceUrl?: string;
}

/** The source of writes when a visitor books on the page itself. */
export const publicSource = (page: SchedulingPage): WriteSource => ({
	sourceType: 'MEETINGS',
	sourceId: page.slug,
	sourceLabel: `Meeting link: ${page.name}`,
	meetingSource: 'MEETINGS_PUBLIC',
});

/** Meeting properties that name the page on which it was booked. */
export const fromPage = (page: SchedulingPage): Record<string, string> => ({
	hs_meeting_created_from_link_id: page.id,
	hs_created_by_scheduling_page: 'true',
});

/**
 * Finds or creates the contact with the visitor's email address. Names are only written if the contact has none.
 * Answers are always written.
 */
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

/** Counts the upcoming meetings of an owner. */
function load(account: Account, owner: string): number {
	const now = instant(account.now());
	return [...account.store('meetings').all()].filter(
		({ properties }) =>
			properties.hubspot_owner_id === owner && (properties.hs_meeting_start_time ?? '') >= now,
	).length;
}

/**
 * Picks the owner who holds the meeting. A round robin picks from the free members: first the preferred ones,
 * then the owner of the contact (if the page prefers them), then the member with the fewest upcoming meetings.
 */
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
 * Books a meeting without checking that the page offers the time. Finds or creates the contact. Creates the
 * meeting only if the calendar of the host is connected.
 *
 * @param source the source of the booking; an app by default
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
