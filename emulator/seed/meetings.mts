import type { Account } from '../account/account.mts';
import { fromPage, publicSource } from '../account/bookings.mts';
import { instant } from '../account/instants.mts';
import type { WriteSource } from '../account/record.mts';
import { INSTALLATION } from './definitions.mts';
import { ELENA, JONAS, MARA, PRIYA, TOM } from './owners.mts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Two of the three sources of meetings that the guide names. The third is scheduling pages. */
const LOGGED: WriteSource = {
	sourceType: 'CRM_UI',
	sourceId: 'userId:9586501',
	userId: 9586501,
	meetingSource: 'CRM_UI',
};
const CALENDAR: WriteSource = {
	sourceType: 'CALENDAR_SYNC',
	sourceId: 'google-calendar',
	sourceLabel: 'Google Calendar',
	meetingSource: 'BIDIRECTIONAL_API',
};

/** The ID of the meeting in the guide's association example. The IDs of the other meetings count up from it. */
const FIRST_ID = 17_612_479_134;

interface Row {
	title: string;
	/** Days from today, negative for the past. `hour` is the hour of that day in UTC. */
	day: number;
	hour: number;
	minutes: number;
	outcome?: string;
	type?: string;
	owner: string;
	/** Where it came from, unless it was booked on a scheduling page. */
	source?: WriteSource;
	/** The slug of the scheduling page on which it was booked. */
	page?: string;
	body?: string;
	notes?: string;
	location?: string;
	url?: string;
	booking?: string;
	contacts?: number[];
	companies?: number[];
	deals?: number[];
	tickets?: number[];
	installations?: number[];
	extra?: Record<string, string>;
}

const ROWS: readonly Row[] = [
	{
		title: 'Intro meeting with Nordhafen',
		day: -41,
		hour: 14,
		minutes: 50,
		outcome: 'COMPLETED',
		type: 'First Meeting',
		owner: MARA,
		source: LOGGED,
		location: 'Remote',
		url: 'https://Zoom.com/0000',
		body: '<p>The first meeting to discuss options</p>',
		notes: '<p>Brian decides with Ada. Budget is <strong>approved</strong>.</p>',
		contacts: [101, 102],
		companies: [301],
		deals: [501],
		extra: { meeting_format: 'video', satisfaction_score: '8' },
	},
	{
		title: 'Site visit, hall 4',
		day: -24,
		hour: 15,
		minutes: 120,
		outcome: 'COMPLETED',
		type: 'Site Visit',
		owner: MARA,
		source: CALENDAR,
		location: 'Hamburg, Nordhafen, gate 2',
		url: 'https://calendar.google.com/event?eid=hall4',
		body: '<p>Walk through hall 4 and the plant room.</p>',
		contacts: [101],
		companies: [301],
		deals: [501],
		installations: [9002],
		extra: { meeting_format: 'in_person', topics_covered: 'technical' },
	},
	{
		title: 'Pricing call',
		day: -9,
		hour: 15,
		minutes: 30,
		outcome: 'RESCHEDULED',
		type: 'Contract Review',
		owner: MARA,
		page: 'mara-lindqvist/pricing',
		url: 'https://meet.google.com/abc-defg-hij',
		booking: 'bk-1001',
		contacts: [102],
		companies: [301],
		deals: [501],
	},
	{
		title: 'Pricing call (new date)',
		day: 2,
		hour: 14,
		minutes: 30,
		outcome: 'SCHEDULED',
		type: 'Contract Review',
		owner: MARA,
		page: 'mara-lindqvist/pricing',
		url: 'https://meet.google.com/abc-defg-hij',
		booking: 'bk-1002',
		contacts: [102],
		companies: [301],
		deals: [501],
		extra: { meeting_format: 'video' },
	},
	{
		title: 'Roof survey Boston',
		day: -17,
		hour: 16,
		minutes: 90,
		outcome: 'COMPLETED',
		type: 'Site Visit',
		owner: TOM,
		source: CALENDAR,
		location: '12 Commonwealth Ave, Boston',
		contacts: [103, 104],
		companies: [302],
		deals: [502],
		extra: { follow_up_required: 'true', follow_up_date: '2026-12-01' },
	},
	{
		title: 'Contract review Alder & Oak',
		day: 5,
		hour: 18,
		minutes: 60,
		outcome: 'SCHEDULED',
		type: 'Contract Review',
		owner: TOM,
		source: LOGGED,
		contacts: [103],
		companies: [302],
		deals: [502],
		body: '<p>Agenda</p><ul><li>Warranty</li><li>Payment plan</li></ul>',
	},
	{
		title: 'Handover Salem pilot',
		day: -60,
		hour: 14,
		minutes: 45,
		outcome: 'COMPLETED',
		type: 'Check-in',
		owner: ELENA,
		source: LOGGED,
		contacts: [104],
		companies: [302],
		deals: [505],
		installations: [9001],
	},
	{
		title: 'Demo for Kestrel Dairy',
		day: -3,
		hour: 17,
		minutes: 45,
		outcome: 'NO_SHOW',
		type: 'Product Demo',
		owner: TOM,
		page: 'tom-okafor',
		booking: 'bk-1003',
		contacts: [105, 106],
		companies: [303],
		deals: [503],
	},
	{
		title: 'Second try: demo for Kestrel Dairy',
		day: 1,
		hour: 17,
		minutes: 45,
		outcome: 'SCHEDULED',
		type: 'Product Demo',
		owner: TOM,
		page: 'tom-okafor',
		booking: 'bk-1004',
		contacts: [105],
		companies: [303],
		deals: [503],
	},
	{
		title: 'Blueport kick-off',
		day: -12,
		hour: 14,
		minutes: 60,
		outcome: 'CANCELED',
		type: 'First Meeting',
		owner: PRIYA,
		source: CALENDAR,
		contacts: [107, 108],
		companies: [304],
		deals: [504],
	},
	{
		title: 'Campus walk',
		day: 9,
		hour: 13,
		minutes: 180,
		outcome: 'SCHEDULED',
		type: 'Site Visit',
		owner: PRIYA,
		source: LOGGED,
		location: 'Lisbon, Blueport main gate',
		contacts: [107],
		companies: [304],
		deals: [504],
		tickets: [703],
		installations: [9003],
	},
	{
		title: 'Noise measurement',
		day: -1,
		hour: 13,
		minutes: 60,
		type: 'Site Visit',
		owner: JONAS,
		source: CALENDAR,
		location: 'Boston',
		contacts: [104],
		companies: [302],
		tickets: [701],
		notes: '<p>Unit 3 is louder than the sheet says.</p>',
	},
	{
		title: 'Tallgrass: why not us?',
		day: -30,
		hour: 19,
		minutes: 30,
		outcome: 'COMPLETED',
		type: 'Check-in',
		owner: MARA,
		source: LOGGED,
		contacts: [109, 110],
		companies: [305],
		deals: [506],
	},
	{
		title: 'Energy audit with Carla',
		day: 14,
		hour: 15,
		minutes: 60,
		outcome: 'SCHEDULED',
		owner: JONAS,
		page: 'jonas-weber',
		booking: 'bk-1005',
		contacts: [104901],
	},
];

const meetingProperties = (
	row: Row,
	start: number,
	files: string | undefined,
): Record<string, string> => ({
	hs_timestamp: instant(start),
	hs_meeting_title: row.title,
	hs_meeting_start_time: instant(start),
	hs_meeting_end_time: instant(start + row.minutes * 60_000),
	hubspot_owner_id: row.owner,
	...(row.outcome && { hs_meeting_outcome: row.outcome }),
	...(row.type && { hs_activity_type: row.type }),
	...(row.body && { hs_meeting_body: row.body }),
	...(row.notes && { hs_internal_meeting_notes: row.notes }),
	...(row.location && { hs_meeting_location: row.location }),
	...(row.url && { hs_meeting_external_url: row.url }),
	...(row.booking && { external_booking_id: row.booking }),
	...(files && { hs_attachment_ids: files }),
	...row.extra,
});

/**
 * Adds meetings before and after today, with every outcome and from every source. Two of them are pinned.
 *
 * @param files IDs of the attached files, by the title of the meeting
 */
export function seedMeetings(account: Account, files: ReadonlyMap<string, string>): void {
	const now = account.now();
	const today = Math.floor(now / DAY) * DAY;
	ROWS.forEach((row, index) => {
		const start = today + row.day * DAY + row.hour * HOUR;
		const at = Math.min(now - HOUR, start - 6 * DAY) + index * 1_009;
		const id = FIRST_ID + index;
		const { contacts = [], companies = [], deals = [], tickets = [], installations = [] } = row;
		const given = meetingProperties(row, start, files.get(row.title));
		const scheduled = { ...given, hs_meeting_outcome: 'SCHEDULED' };
		const ids: Array<readonly [string, number[]]> = [
			['contacts', contacts],
			['companies', companies],
			['deals', deals],
			['tickets', tickets],
			[INSTALLATION, installations],
		];
		const properties = row.outcome ? scheduled : given;
		const page = account.scheduling.find(row.page ?? '');
		account.create('meetings', page ? { ...properties, ...fromPage(page) } : properties, {
			id,
			at,
			source: page ? publicSource(page) : row.source,
			associate: ids.flatMap(([type, list]) => list.map((one) => ({ type, id: one }))),
		});
		if (row.outcome && row.outcome !== 'SCHEDULED') {
			const after = Math.min(now - HOUR / 2, start + row.minutes * 60_000 + HOUR / 4);
			const change = { hs_meeting_outcome: row.outcome };
			account.update('meetings', id, change, { at: after, source: LOGGED });
		}
	});
	const decides = account.associations
		.between('0-47', '0-1')
		.filter(({ label }) => label === 'Decision maker');
	const intro = account.record('meetings', FIRST_ID);
	account.associate(intro, account.record('contacts', 102), decides);
	const pinnedAt = { at: now - HOUR / 4, source: LOGGED };
	const pin = (type: string, id: number, meeting: number) =>
		account.update(type, id, { hs_pinned_engagement_id: String(meeting) }, pinnedAt);
	pin('contacts', 101, FIRST_ID);
	pin('deals', 502, FIRST_ID + 5);
}
