import type { Account } from '../account/account.mts';
import { formField, OFFICE_HOURS } from '../account/scheduling-page.mts';
import type { FormField, SchedulingPage } from '../account/scheduling-page.mts';
import { dayOf, instantOf } from '../account/zones.mts';
import { JONAS, MARA, PRIYA, TOM } from './owners.mts';

const DAY = 86_400_000;

const MADE = Date.parse('2024-02-05T09:00:00Z');

const BERLIN = 'Europe/Berlin';
const NEW_YORK = 'America/New_York';
const LISBON = 'Europe/Lisbon';

const COMPANY = formField({ name: 'company', label: 'Company name', isCustom: false });

const PRICING_FORM: readonly FormField[] = [
	{ ...COMPANY, isRequired: true },
	formField({
		name: 'heating_today',
		label: 'How do you heat today?',
		type: 'enumeration',
		fieldType: 'select',
		isRequired: true,
		options: [
			['gas', 'Gas'],
			['oil', 'Oil'],
			['heat_pump', 'Heat pump'],
			['other', 'Something else'],
		],
	}),
	formField({
		name: 'topics',
		label: 'What shall we talk about?',
		type: 'enumeration',
		fieldType: 'checkbox',
		options: [
			['price', 'Price'],
			['financing', 'Financing'],
			['service', 'Service'],
		],
	}),
	formField({ name: 'is_tenant', label: 'I rent', type: 'bool', fieldType: 'booleancheckbox' }),
	formField({ name: 'employees', label: 'Employees', type: 'number', fieldType: 'number' }),
	formField({ name: 'message', label: 'Your message', fieldType: 'textarea' }),
];

type Row = Pick<SchedulingPage, 'slug' | 'name' | 'organizer'> & Partial<SchedulingPage>;

/** @param today midnight in Lisbon, as wall-clock time */
const rows = (today: number): Row[] => [
	{
		slug: 'mara-lindqvist',
		name: 'Meet Mara',
		organizer: MARA,
		defaultLink: true,
		timeZone: BERLIN,
		durationsMinutes: [15, 30, 60],
		bufferMinutes: 15,
		noticeMinutes: 240,
		formFields: [COMPANY],
		maxGuests: 5,
	},
	{
		slug: 'mara-lindqvist/intro',
		name: 'Intro call',
		organizer: MARA,
		timeZone: BERLIN,
		meetingType: 'First Meeting',
	},
	{
		slug: 'mara-lindqvist/pricing',
		name: 'Pricing call',
		organizer: MARA,
		timeZone: BERLIN,
		increment: 'THIRTY',
		weeksAhead: 8,
		meetingType: 'Contract Review',
		formFields: PRICING_FORM,
		maxGuests: 2,
	},
	{
		slug: 'tom-okafor',
		name: 'Product demo with Tom',
		organizer: TOM,
		defaultLink: true,
		timeZone: NEW_YORK,
		hours: { ...OFFICE_HOURS, FRIDAY: [540, 780] },
		durationsMinutes: [45],
		increment: 'MEETING_DURATION',
		noticeMinutes: 1_440,
		weeksAhead: 6,
		meetingType: 'Product Demo',
	},
	{ slug: 'tom-okafor/intro', name: 'Intro call', organizer: TOM, timeZone: NEW_YORK },
	{
		slug: 'tom-okafor/paid-consultation',
		name: 'Paid consultation',
		organizer: TOM,
		timeZone: NEW_YORK,
		durationsMinutes: [60],
		paymentLinkId: '88120045',
	},
	{
		slug: 'priya-raman',
		name: 'Meet Priya',
		organizer: PRIYA,
		defaultLink: true,
		host: 'https://meetings.brightfield.example',
		timeZone: LISBON,
		durationsMinutes: [20, 40],
		increment: 'TWENTY',
		consent: {
			processing: 'IMPLICIT',
			communications: [
				{ communicationTypeId: '41001', label: 'One to one emails', required: true },
				{ communicationTypeId: '41002', label: 'Newsletter', required: false },
			],
		},
	},
	{
		slug: 'priya-raman/energy-audit',
		name: 'Energy audit',
		organizer: PRIYA,
		timeZone: LISBON,
		durationsMinutes: [90],
		increment: 'SIXTY',
		meetingType: 'Site Visit',
		formFields: [
			formField({ name: 'phone', label: 'Phone number', isCustom: false, isRequired: true }),
		],
		consent: {
			processing: 'REQUIRED_CHECKBOX',
			communications: [{ communicationTypeId: '41002', label: 'Newsletter', required: false }],
		},
	},
	{
		slug: 'jonas-weber',
		name: 'Meet Jonas',
		organizer: JONAS,
		defaultLink: true,
		timeZone: BERLIN,
	},
	{
		slug: 'team/intro',
		name: 'Intro with the sales team',
		type: 'ROUND_ROBIN_CALENDAR',
		organizer: TOM,
		members: [TOM, MARA, PRIYA],
		ownerPrioritized: true,
		timeZone: NEW_YORK,
		durationsMinutes: [30, 60],
		increment: 'THIRTY',
		noticeMinutes: 60,
		meetingType: 'First Meeting',
		formFields: [COMPANY],
		maxGuests: 3,
	},
	{
		slug: 'team/site-visit',
		name: 'Site visit',
		type: 'GROUP_CALENDAR',
		organizer: PRIYA,
		members: [PRIYA, TOM],
		timeZone: LISBON,
		hours: { TUESDAY: [780, 1_080], THURSDAY: [780, 1_080], SATURDAY: [600, 720] },
		durationsMinutes: [60, 120],
		increment: 'SIXTY',
		bufferMinutes: 30,
		customStart: instantOf(LISBON, today + 3 * DAY),
		customEnd: instantOf(LISBON, today + 60 * DAY),
		meetingType: 'Site Visit',
		location: 'Rua do Alecrim 20, Lisbon',
	},
	{
		slug: 'team/support',
		name: 'Support call',
		type: 'ROUND_ROBIN_CALENDAR',
		organizer: PRIYA,
		members: [PRIYA, JONAS],
		timeZone: BERLIN,
		meetingType: 'Check-in',
	},
];

/** Adds the account's scheduling pages. Jonas Weber's calendar is not connected. */
export function seedScheduling(account: Account): void {
	account.scheduling.offline.add(JONAS);
	account.scheduling.blockedDomains.add('competitor.example');
	rows(dayOf(LISBON, account.now())).forEach((row, index) => {
		account.scheduling.add({ ...row, createdAt: MADE + index * DAY });
	});
}
