import { isRecord } from '../common/input';
import { readId, readText, type Decode } from './answers';
import type { PropertyOption } from './types';

/** HubSpot's names for the three types of scheduling pages. */
export const PAGE_TYPES = ['GROUP_CALENDAR', 'PERSONAL_LINK', 'ROUND_ROBIN_CALENDAR'] as const;

/** A scheduling page ("meeting link") in HubSpot's list of pages. */
export interface SchedulingPage {
	id: string;
	slug: string;
	link?: string;
	name?: string;
	type?: string;
	organizerUserId?: string;
	/** Set if visitors have to pay. The API can't book on such a page. The list of version 2026-09 doesn't have this field. */
	paymentLinkId?: string;
}

/** A question on a page's form. */
export interface FormField {
	name: string;
	label: string;
	type: string;
	fieldType: string;
	isRequired: boolean;
	isCustom: boolean;
	options: PropertyOption[];
}

/** A consent checkbox that visitors can tick. */
export interface ConsentBox {
	communicationTypeId: string;
	label: string;
	required: boolean;
}

/** The consent that a page asks its visitors for. */
export interface Consent {
	/** `REQUIRED_CHECKBOX`: the page has a checkbox for data processing, and visitors must tick it. */
	processing?: string;
	processingLabel?: string;
	boxes: ConsentBox[];
}

/** A user whose calendar a page uses. */
export interface PageMember {
	userId?: string;
	name?: string;
	email?: string;
	calendarProvider?: string;
	/** Whether the calendar is not connected to HubSpot. */
	isOffline: boolean;
}

/** A scheduling page as its visitors see it. */
export interface PageDetails {
	linkId?: string;
	linkType?: string;
	isOffline: boolean;
	/** In ms, in the order of the page. */
	durations: number[];
	formFields: FormField[];
	/** Set only if the page asks for consent. */
	consent?: Consent;
	members: PageMember[];
	guests?: { canAddGuests: boolean; maxGuestCount?: number };
	settings: Record<string, unknown>;
	/** The complete response from HubSpot. */
	all: Record<string, unknown>;
}

/** The free times of one month. */
export interface MonthOfTimes {
	/** Start times in epoch ms, by duration in ms. */
	starts: Map<number, number[]>;
	/** Whether there are free times after this month. */
	hasMore: boolean;
}

/** HubSpot's response to a booking. */
export interface Booking {
	contactId?: string;
	/** Empty if there is no calendar event. */
	calendarEventId: string;
	isOffline: boolean;
	start: string;
	end: string;
	subject?: string;
	location?: string;
	webConferenceUrl?: string;
	bookingTimezone?: string;
	guestEmails: string[];
	/** Values by the name of the form field. */
	formFields: Record<string, string>;
	all: Record<string, unknown>;
}

const records = (value: unknown): Array<Record<string, unknown>> =>
	Array.isArray(value) ? value.filter(isRecord) : [];

/** Removes keys whose value is undefined. */
function present<T extends object>(entries: T): T {
	return Object.fromEntries(
		Object.entries(entries).filter(([, value]) => value !== undefined),
	) as T;
}

/** An entry of the list of pages. Without an id and a slug, it can't be read. */
export const readSchedulingPage: Decode<SchedulingPage> = (value) => {
	if (!isRecord(value)) return undefined;
	const id = readId(value.id);
	const slug = readText(value.slug);
	if (id === undefined || !slug) return undefined;
	return present({
		...value,
		id,
		slug,
		link: readText(value.link),
		name: readText(value.name),
		type: readText(value.type),
		organizerUserId: readId(value.organizerUserId),
		paymentLinkId: readId(value.paymentLinkId),
	});
};

const readOption: Decode<PropertyOption> = (value) => {
	const held = isRecord(value) ? readText(value.value) : undefined;
	if (!isRecord(value) || held === undefined) return undefined;
	return { value: held, label: readText(value.label) ?? held, hidden: value.hidden === true };
};

function toFormField(value: Record<string, unknown>): FormField | undefined {
	const name = readText(value.name);
	if (!name) return undefined;
	const options = Array.isArray(value.options) ? value.options : [];
	return {
		name,
		label: readText(value.label) || name,
		type: readText(value.type) ?? 'string',
		fieldType: readText(value.fieldType) ?? 'text',
		isRequired: value.isRequired === true,
		isCustom: value.isCustom === true,
		options: options.map(readOption).filter((option) => option !== undefined),
	};
}

function toConsent({ legalConsentEnabled, legalConsentOptions: given }: Record<string, unknown>) {
	if (legalConsentEnabled !== true || !isRecord(given)) return undefined;
	return present<Consent>({
		processing: readText(given.processingConsentType),
		processingLabel: readText(given.processingConsentCheckboxLabel),
		boxes: records(given.communicationConsentCheckboxes).flatMap((box) => {
			const communicationTypeId = readId(box.communicationTypeId);
			if (communicationTypeId === undefined) return [];
			const label = readText(box.label) ?? communicationTypeId;
			return [{ communicationTypeId, label, required: box.required === true }];
		}),
	});
}

function toMember({ meetingsUser, isOffline }: Record<string, unknown>): PageMember {
	const user = isRecord(meetingsUser) ? meetingsUser : {};
	const profile = isRecord(user.userProfile) ? user.userProfile : {};
	const names = [profile.firstName, profile.lastName].map(readText).filter(Boolean).join(' ');
	return present({
		userId: readId(user.userId),
		name: readText(profile.fullName) || names || undefined,
		email: readText(profile.email),
		calendarProvider: readText(user.calendarProvider),
		isOffline: isOffline === true,
	});
}

const isMoment = (value: unknown): value is number => Number.isSafeInteger(value);

/** The details of a page. Durations are required, because nothing can be booked without one. */
export const readPageDetails: Decode<PageDetails> = (value) => {
	if (!isRecord(value) || !isRecord(value.customParams)) return undefined;
	const { customParams: settings } = value;
	const { durations, guestSettings: guests } = settings;
	if (!Array.isArray(durations) || durations.length === 0 || !durations.every(isMoment)) {
		return undefined;
	}
	return present({
		linkId: readId(value.linkId),
		linkType: readText(value.linkType),
		isOffline: value.isOffline === true,
		durations,
		formFields: records(settings.formFields)
			.map(toFormField)
			.filter((field) => field !== undefined),
		consent: toConsent(settings),
		members: records(value.allUsersBusyTimes).map(toMember),
		guests: isRecord(guests)
			? present({
					canAddGuests: guests.canAddGuests === true,
					maxGuestCount: isMoment(guests.maxGuestCount) ? guests.maxGuestCount : undefined,
				})
			: undefined,
		settings,
		all: value,
	});
};

/**
 * A month of free times. `allUsersBusyTimes` has start times, too, but they are not available times, so they are
 * ignored. A response that has only `allUsersBusyTimes` is a month without free times.
 */
export const readMonthOfTimes: Decode<MonthOfTimes> = (value) => {
	if (!isRecord(value)) return undefined;
	const { linkAvailability } = value;
	const starts = new Map<number, number[]>();
	if (linkAvailability === undefined || linkAvailability === null) {
		return Array.isArray(value.allUsersBusyTimes) ? { starts, hasMore: false } : undefined;
	}
	if (!isRecord(linkAvailability) || !isRecord(linkAvailability.linkAvailabilityByDuration)) {
		return undefined;
	}
	for (const [key, month] of Object.entries(linkAvailability.linkAvailabilityByDuration)) {
		const list = isRecord(month) ? month.availabilities : undefined;
		if (!/^\d{1,12}$/.test(key) || !Array.isArray(list)) return undefined;
		const own = list.map((one: unknown) => (isRecord(one) ? one.startMillisUtc : undefined));
		if (!own.every(isMoment)) return undefined;
		starts.set(Number(key), own);
	}
	return { starts, hasMore: linkAvailability.hasMore === true };
};

const isInstant = (value: unknown): value is string =>
	typeof value === 'string' && !Number.isNaN(Date.parse(value));

/** Reads an instant in ISO 8601 or epoch ms, and returns it as ISO 8601. */
const readInstant = (value: unknown): string | undefined =>
	isMoment(value)
		? new Date(value).toISOString()
		: isInstant(value)
			? new Date(value).toISOString()
			: undefined;

/** A booking. Start and end are required: a response without them doesn't show whether the booking succeeded. */
export const readBooking: Decode<Booking> = (value) => {
	if (!isRecord(value)) return undefined;
	const start = readInstant(value.start);
	const end = readInstant(value.end);
	if (start === undefined || end === undefined) return undefined;
	const guests = Array.isArray(value.guestEmails) ? value.guestEmails : [];
	return present({
		contactId: readId(value.contactId),
		calendarEventId: readText(value.calendarEventId)?.trim() ?? '',
		isOffline: value.isOffline === true,
		start,
		end,
		subject: readText(value.subject),
		location: readText(value.location),
		webConferenceUrl: readText(value.webConferenceUrl),
		bookingTimezone: readText(value.bookingTimezone),
		guestEmails: guests.map(readText).filter((email) => email !== undefined),
		formFields: Object.fromEntries(
			records(value.formFields).map(({ name, value: held }) => [
				readText(name) ?? '',
				readText(held) ?? '',
			]),
		),
		all: value,
	});
};
