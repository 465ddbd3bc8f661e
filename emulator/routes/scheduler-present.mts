import type { Account } from '../account/account.mts';
import type { Booked, Booking } from '../account/bookings.mts';
import type { Calendar, FreeTimes } from '../account/free-times.mts';
import { instant } from '../account/instants.mts';
import { durationsOf } from '../account/scheduling-page.mts';
import type { Consent, FormField, SchedulingPage } from '../account/scheduling-page.mts';

const userIdOf = (account: Account, owner: string): string =>
	String(account.owner(owner)?.userIdIncludingInactive ?? '');

/** Formats a scheduling page for a list. */
export const presentPage = (account: Account, page: SchedulingPage, paymentLinks: boolean) => ({
	id: page.id,
	slug: page.slug,
	link: `${page.host}/${page.slug}`,
	name: page.name,
	type: page.type,
	organizerUserId: userIdOf(account, page.organizer),
	userIdsOfLinkMembers: page.members.map((owner) => userIdOf(account, owner)),
	defaultLink: page.defaultLink,
	createdAt: instant(page.createdAt),
	updatedAt: instant(page.updatedAt),
	...(paymentLinks && page.paymentLinkId && { paymentLinkId: page.paymentLinkId }),
});

function presentCalendar(account: Account, { owner: id, connected, busy }: Calendar) {
	const owner = account.owner(id);
	const userId = userIdOf(account, id);
	return {
		meetingsUser: {
			id: `7${userId}`,
			userId,
			calendarProvider: connected ? 'GOOGLE' : 'UNKNOWN',
			isSalesStarter: false,
			userProfile: {
				email: owner?.email ?? '',
				firstName: owner?.firstName ?? '',
				lastName: owner?.lastName ?? '',
				fullName: `${owner?.firstName ?? ''} ${owner?.lastName ?? ''}`.trim(),
			},
		},
		isOffline: !connected,
		busyTimes: busy,
	};
}

/** Formats the free times of a month and the busy times of the members. */
export const presentAvailability = (account: Account, free: FreeTimes) => ({
	linkAvailability: {
		linkAvailabilityByDuration: Object.fromEntries(
			[...free.byDuration].map(([duration, starts]) => [
				String(duration),
				{
					meetingDurationMillis: duration,
					availabilities: starts.map((start) => ({
						startMillisUtc: start,
						endMillisUtc: start + duration,
					})),
				},
			]),
		),
		hasMore: free.hasMore,
	},
	allUsersBusyTimes: free.calendars.map((calendar) => presentCalendar(account, calendar)),
});

const presentField = ({ options, ...field }: FormField) => ({
	...field,
	options: options.map(([value, label], displayOrder) => ({
		value,
		label,
		displayOrder,
		description: '',
		doubleData: 0,
		hidden: false,
		readOnly: false,
	})),
});

const presentConsent = ({ processing, communications }: Consent) => ({
	processingConsentType: processing,
	processingConsentText:
		'To hold the meeting, Brightfield has to store and process your personal data.',
	processingConsentCheckboxLabel:
		processing === 'REQUIRED_CHECKBOX'
			? 'I agree to allow Brightfield to store and process my personal data.'
			: '',
	processingConsentFooterText: '',
	communicationConsentText: 'Brightfield would like to contact you about its services.',
	communicationConsentCheckboxes: communications,
	privacyPolicyText: 'You can unsubscribe at any time.',
	isLegitimateInterest: false,
	legitimateInterestSubscriptionTypes: [],
});

function presentSettings(page: SchedulingPage) {
	const { customStart, customEnd, consent, location } = page;
	return {
		durations: durationsOf(page),
		availability: Object.fromEntries(
			Object.entries(page.hours).map(([day, [start, end]]) => [day, { start, end }]),
		),
		startTimeIncrementMinutes: page.increment,
		meetingBufferTime: page.bufferMinutes * 60_000,
		weeksToAdvertise: page.weeksAhead,
		...(customStart !== undefined && { customAvailabilityStartDate: customStart }),
		...(customEnd !== undefined && { customAvailabilityEndDate: customEnd }),
		ownerPrioritized: page.ownerPrioritized,
		formFields: page.formFields.map(presentField),
		legalConsentEnabled: consent !== undefined,
		...(consent && { legalConsentOptions: presentConsent(consent) }),
		guestSettings: { canAddGuests: page.maxGuests > 0, maxGuestCount: page.maxGuests },
		...(location !== undefined && { location }),
		displayInfo: { publicDisplayAvatarOption: 'PROFILE_IMAGE' },
		language: 'en',
		locale: 'en-us',
	};
}

/** Formats everything that a visitor's browser needs to show a page, with the free times of this month. */
export function presentBookingInfo(account: Account, page: SchedulingPage, free: FreeTimes) {
	const { scheduling } = account;
	const isOffline =
		page.type === 'ROUND_ROBIN_CALENDAR'
			? !page.members.some((owner) => scheduling.isConnected(owner))
			: !scheduling.isConnected(page.organizer);
	return {
		linkId: page.id,
		linkType: page.type,
		isOffline,
		customParams: presentSettings(page),
		brandingMetadata: {
			companyName: 'Brightfield',
			companyDomain: 'brightfield.example',
			logoAltText: 'Brightfield',
			showMarketingAd: false,
			showSalesAd: false,
		},
		...presentAvailability(account, free),
	};
}

const presentAnswer = ({ name, label, isCustom, fieldType, options }: FormField, value: string) => {
	const valueLabel = options.find((option) => option[0] === value)?.[1];
	return { name, label, value, isCustom, fieldType, ...(valueLabel && { valueLabel }) };
};

/** Formats the response to a booking. HubSpot returns the contact's ID, but not the meeting's. */
export function presentBooked(
	page: SchedulingPage,
	booking: Booking,
	booked: Booked,
	rest: { legalConsentResponses: unknown[]; locale?: string },
) {
	const { start, duration, fields = {}, guests = [] } = booking;
	return {
		calendarEventId: booked.calendarEventId,
		contactId: String(booked.contact.id),
		start: instant(start),
		end: instant(start + duration),
		duration,
		subject: booked.subject,
		...(page.location !== undefined && { location: page.location }),
		...(booked.conferenceUrl && { webConferenceUrl: booked.conferenceUrl }),
		bookingTimezone: booking.timeZone ?? page.timeZone,
		isOffline: booked.meeting === undefined,
		formFields: page.formFields.flatMap((field) =>
			fields[field.name] === undefined ? [] : [presentAnswer(field, fields[field.name])],
		),
		guestEmails: guests,
		...rest,
	};
}
