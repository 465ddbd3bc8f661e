import type { Account } from './account.mts';
import { bookMeeting, publicSource } from './bookings.mts';
import type { Booked, Booking } from './bookings.mts';
import { OFFICE_HOURS } from './scheduling-page.mts';
import type { SchedulingPage } from './scheduling-page.mts';

const FIRST_PAGE_ID = 5_100_001;

/** HubSpot's meetings tool in an account: its scheduling pages, and which calendars are connected. */
export class Scheduling {
	readonly pages: SchedulingPage[] = [];

	/** IDs of owners whose calendars are not connected. */
	readonly offline = new Set<string>();

	/** Domains of email addresses that cannot book. */
	readonly blockedDomains = new Set<string>();

	/** @param linkOnApiBookings whether meetings that apps book have the ID of their scheduling page */
	constructor(
		private readonly account: Account,
		readonly linkOnApiBookings: boolean,
	) {}

	isConnected(owner: string): boolean {
		return !this.offline.has(owner);
	}

	find(slug: string): SchedulingPage | undefined {
		return this.pages.find((page) => page.slug === slug);
	}

	/** Adds a scheduling page. By default, it is for one person and for 30 minutes in office hours. */
	add(
		given: Pick<SchedulingPage, 'slug' | 'name' | 'organizer'> & Partial<SchedulingPage>,
	): SchedulingPage {
		const createdAt = given.createdAt ?? this.account.now();
		const page: SchedulingPage = {
			id: String(FIRST_PAGE_ID + this.pages.length),
			type: 'PERSONAL_LINK',
			members: [given.organizer],
			defaultLink: false,
			host: 'https://meetings.hubspot.com',
			createdAt,
			updatedAt: createdAt,
			timeZone: this.account.timeZone,
			hours: OFFICE_HOURS,
			durationsMinutes: [30],
			increment: 'FIFTEEN',
			bufferMinutes: 0,
			noticeMinutes: 0,
			weeksAhead: 4,
			ownerPrioritized: false,
			formFields: [],
			maxGuests: 0,
			...given,
		};
		this.pages.push(page);
		return page;
	}

	/** Books as a visitor of the page itself, not through the API. The source of the meeting is `MEETINGS_PUBLIC`. */
	bookOnPage(slug: string, booking: Booking): Booked {
		const page = this.find(slug);
		if (!page) throw new Error(`The account has no scheduling page "${slug}"`);
		return bookMeeting(this.account, page, booking, publicSource(page));
	}
}
