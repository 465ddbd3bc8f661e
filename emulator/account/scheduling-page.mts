export type PageType = 'PERSONAL_LINK' | 'GROUP_CALENDAR' | 'ROUND_ROBIN_CALENDAR';

export const WEEKDAYS = [
	'SUNDAY',
	'MONDAY',
	'TUESDAY',
	'WEDNESDAY',
	'THURSDAY',
	'FRIDAY',
	'SATURDAY',
] as const;

export type Weekday = (typeof WEEKDAYS)[number];

/** HubSpot's names for the interval between offered starts, in minutes. 0 means the duration of the meeting. */
export const INCREMENTS = {
	FIVE: 5,
	TEN: 10,
	FIFTEEN: 15,
	TWENTY: 20,
	THIRTY: 30,
	FORTY_FIVE: 45,
	SIXTY: 60,
	NINETY: 90,
	ONE_HUNDRED_TWENTY: 120,
	MEETING_DURATION: 0,
} as const;

export interface FormField {
	name: string;
	label: string;
	type: 'bool' | 'date' | 'enumeration' | 'number' | 'string';
	fieldType: string;
	isRequired: boolean;
	/** False for a contact property. Its answer is written to the contact. */
	isCustom: boolean;
	/** Pairs of value and label. */
	options: ReadonlyArray<readonly [value: string, label: string]>;
}

/** What a page asks its visitors to agree to. */
export interface Consent {
	/** With `REQUIRED_CHECKBOX`, the page shows a checkbox for data processing. */
	processing: 'IMPLICIT' | 'REQUIRED_CHECKBOX';
	communications: ReadonlyArray<{ communicationTypeId: string; label: string; required: boolean }>;
}

/** A scheduling page ("meeting link") as its owner set it up. */
export interface SchedulingPage {
	id: string;
	/** Everything after the host, including slashes. */
	slug: string;
	name: string;
	type: PageType;
	/** Owner IDs. The organizer is one of the members. */
	organizer: string;
	members: readonly string[];
	defaultLink: boolean;
	/** The host on which it is published, such as `https://meetings.hubspot.com`. */
	host: string;
	createdAt: number;
	updatedAt: number;
	/** The time zone of its hours. No response of HubSpot includes it. */
	timeZone: string;
	/** From and to, in minutes after midnight. */
	hours: Partial<Record<Weekday, readonly [from: number, to: number]>>;
	durationsMinutes: readonly number[];
	increment: keyof typeof INCREMENTS;
	bufferMinutes: number;
	/** The minimum notice before a meeting. */
	noticeMinutes: number;
	weeksAhead: number;
	/** A fixed span, in milliseconds since the epoch. `customEnd` replaces `weeksAhead`. */
	customStart?: number;
	customEnd?: number;
	/** For a round robin: whether the owner of a contact gets the meeting if they are free. */
	ownerPrioritized: boolean;
	/** The `hs_activity_type` of its meetings. */
	meetingType?: string;
	location?: string;
	formFields: readonly FormField[];
	consent?: Consent;
	/** How many guests a visitor may add. */
	maxGuests: number;
	/** If set, visitors have to pay, and the API refuses bookings. */
	paymentLinkId?: string;
}

/** Monday to Friday, nine to five. */
export const OFFICE_HOURS: SchedulingPage['hours'] = Object.fromEntries(
	WEEKDAYS.slice(1, 6).map((day) => [day, [540, 1020] as const]),
);

/** Creates a form field. By default, it is an optional text field. */
export const formField = (
	field: Pick<FormField, 'name' | 'label'> & Partial<FormField>,
): FormField => ({
	type: 'string',
	fieldType: 'text',
	isRequired: false,
	isCustom: true,
	options: [],
	...field,
});

const MINUTE = 60_000;

export const durationsOf = (page: SchedulingPage): number[] =>
	page.durationsMinutes.map((minutes) => minutes * MINUTE);
