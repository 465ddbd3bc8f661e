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

/** HubSpot's words for how far apart the offered starts are, in minutes; 0: one meeting after the other. */
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
	/** False for a property of contacts: its answer is written to the contact. */
	isCustom: boolean;
	/** Pairs of value and label. */
	options: ReadonlyArray<readonly [value: string, label: string]>;
}

/** What a page asks its visitors to agree to. */
export interface Consent {
	/** With `REQUIRED_CHECKBOX` the page shows a box for the processing of data. */
	processing: 'IMPLICIT' | 'REQUIRED_CHECKBOX';
	communications: ReadonlyArray<{ communicationTypeId: string; label: string; required: boolean }>;
}

/** A scheduling page ("meeting link") as its owner set it up. */
export interface SchedulingPage {
	id: string;
	/** All that follows the host, slashes included. */
	slug: string;
	name: string;
	type: PageType;
	/** Ids of owners. The organizer is a member. */
	organizer: string;
	members: readonly string[];
	defaultLink: boolean;
	/** Where it is published. */
	host: string;
	createdAt: number;
	updatedAt: number;
	/** The zone that its hours are in; no answer of HubSpot's has it. */
	timeZone: string;
	/** From and to, in minutes from midnight. */
	hours: Partial<Record<Weekday, readonly [from: number, to: number]>>;
	durationsMinutes: readonly number[];
	increment: keyof typeof INCREMENTS;
	bufferMinutes: number;
	/** How long before a meeting it can still be booked. */
	noticeMinutes: number;
	weeksAhead: number;
	/** Milliseconds since the epoch; in place of `weeksAhead`. */
	customStart?: number;
	customEnd?: number;
	/** Round robin: a contact's owner gets their meeting, where they are free. */
	ownerPrioritized: boolean;
	/** The `hs_activity_type` of its meetings. */
	meetingType?: string;
	location?: string;
	formFields: readonly FormField[];
	consent?: Consent;
	/** How many guests a visitor may add. */
	maxGuests: number;
	/** Set: a visitor has to pay, and the API does not book. */
	paymentLinkId?: string;
}

/** Monday to Friday, nine to five. */
export const OFFICE_HOURS: SchedulingPage['hours'] = Object.fromEntries(
	WEEKDAYS.slice(1, 6).map((day) => [day, [540, 1020] as const]),
);

/** A text field that need not be filled in. */
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
