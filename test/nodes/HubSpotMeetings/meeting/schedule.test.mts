import type { IDataObject } from 'n8n-workflow';

import { emulatorForTests } from '../../../support/hubspot.mts';
import { countMeetings, operate, sent } from '../../../support/meetings.mts';
import { judgeAll } from '../../../support/openapi.mts';
import { api } from '../../../support/versions.mts';

const hubspot = emulatorForTests();

const MARA = { id: '11349275740', userId: 9586501, email: 'Mara.Lindqvist@brightfield.example' };
const TOM = '11349275741';
const JONAS = '11349275743';
const QUEUE = '11349275745';
const CALENDAR = `${api.scheduler}/calendar`;

const schedule = async (parameters: IDataObject = {}, more = {}) =>
	await operate(
		hubspot.current,
		'schedule',
		{
			organizer: { __rl: true, mode: 'id', value: MARA.id },
			hs_meeting_title: 'Intro',
			hs_meeting_start_time: '2026-12-01T10:00:00',
			duration: 30,
			options: { timeZone: 'Europe/Berlin' },
			...parameters,
		},
		more,
	);

/** The requests that create a calendar event. */
const events = () => hubspot.current.requests.filter(({ path }) => path.startsWith(CALENDAR));

afterEach(() => expect(judgeAll(hubspot.current.requests)).toEqual([]));

test('the event request has the user ID in the query, the owner ID in the body and lists as arrays', async () => {
	const { json, error } = await schedule({
		organizer: { __rl: true, mode: 'email', value: MARA.email },
		contacts: '101, ada.fischer@nordhafen.example',
		deals: '501',
		additionalFields: {
			hs_meeting_body: 'First <talk>',
			hs_internal_meeting_notes: 'Bring the offer',
			hs_meeting_location: '+49 40 555 0100',
			hs_meeting_location_type: 'PHONE',
			hs_attachment_ids: '24332474034; 24332474044',
			hs_attendee_owner_ids: [TOM, 'priya.raman@brightfield.example'],
			reminders: { reminder: [{ amount: 30, unit: 'MINUTES' }] },
			remindersDescribe: true,
		},
	});
	expect(error).toBeUndefined();
	const [{ path, body }] = events();
	expect(path).toBe(`${CALENDAR}?organizerUserId=${MARA.userId}`);
	expect(body).toEqual({
		timezone: 'Europe/Berlin',
		emailReminderSchedule: {
			reminders: [{ numberOfTimeUnits: 30, timeUnit: 'MINUTES' }],
			shouldIncludeInviteDescription: true,
		},
		properties: {
			hs_meeting_title: 'Intro',
			hs_meeting_start_time: '2026-12-01T09:00:00.000Z',
			hs_meeting_end_time: '2026-12-01T09:30:00.000Z',
			hs_timestamp: '2026-12-01T09:00:00.000Z',
			hs_meeting_outcome: 'SCHEDULED',
			hs_meeting_body: 'First &lt;talk&gt;',
			hs_internal_meeting_notes: 'Bring the offer',
			hs_meeting_location: '+49 40 555 0100',
			hs_meeting_location_type: 'PHONE',
			hs_attachment_ids: ['24332474034', '24332474044'],
			hs_attendee_owner_ids: [TOM, '11349275742'],
			hubspot_owner_id: MARA.id,
		},
		associations: [
			['101', 200],
			['102', 200],
			['501', 212],
		].map(([id, associationTypeId]) => ({
			to: { id },
			types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId }],
		})),
	});
	expect(json[0]).toMatchObject({
		id: expect.any(String),
		hs_meeting_title: 'Intro',
		hubspot_owner_id: MARA.id,
		hs_attendee_owner_ids: `${TOM};11349275742`,
		updatedAt: expect.any(String),
	});
	expect(json[0]).not.toHaveProperty('hs_engagement_source');
});

test('several items create one event each, and the owners are requested once', async () => {
	const { json } = await schedule(
		{ hs_meeting_title: '={{ $json.title }}' },
		{ items: [1, 2, 3].map((n) => ({ title: `Visit ${n}` })) },
	);
	expect(json.map(({ hs_meeting_title: title }) => title)).toEqual([
		'Visit 1',
		'Visit 2',
		'Visit 3',
	]);
	expect(sent(hubspot.current).map((line) => line.split('?')[0])).toEqual([
		`GET ${api.owners}`,
		...Array.from({ length: 3 }, () => `POST ${CALENDAR}`),
	]);
});

test('an outcome given by its label is sent as its value', async () => {
	const { json } = await schedule({ additionalFields: { hs_meeting_outcome: 'no show' } });
	expect(json[0]).toMatchObject({ hs_meeting_outcome: 'NO_SHOW' });
});

test.each<[string, IDataObject, RegExp]>([
	['an empty title', { hs_meeting_title: ' ' }, /^'Title' is empty/],
	['an empty start', { hs_meeting_start_time: "={{ '' }}" }, /^'Start Time' is empty/],
	['a missing end', { duration: 0 }, /^'End Time' is empty/],
	['an end before the start', { duration: 0, hs_meeting_end_time: '2026-11-30' }, /^End Time: /],
	['an empty organizer', { organizer: "={{ '' }}" }, /^'Organizer' is empty/],
	[
		'an organizer who is not an owner',
		{ organizer: 'x@example.com' },
		/^Organizer: .*x@example\.com/,
	],
	['a queue as organizer', { organizer: QUEUE }, /^Organizer: .*not a user/],
	[
		'a deactivated attending owner',
		{ additionalFields: { hs_attendee_owner_ids: ['11349275744'] } },
		/^Attending Owners: .*11349275744/,
	],
	[
		'an offset as the time zone',
		{ options: { timeZone: 'UTC+2' } },
		/^Time Zone: 'UTC\+2' is an offset, not/,
	],
	[
		'an unknown location type',
		{ additionalFields: { hs_meeting_location_type: 'MOON' } },
		/^Location Type: 'MOON'.*ADDRESS, CUSTOM, PHONE/,
	],
	[
		'a reminder time that is not a whole number',
		{ additionalFields: { reminders: { reminder: [{ amount: 1.5, unit: 'HOURS' }] } } },
		/^Reminders: '1\.5' is not a whole number/,
	],
	[
		'a reminder time of zero',
		{ additionalFields: { reminders: { reminder: [{ amount: 0, unit: 'HOURS' }] } } },
		/^Reminders: '0' is not a time/,
	],
	['an attendee who is not a contact', { contacts: 'nobody@example.com' }, /nobody@example\.com/],
])('%s is refused, and no event is sent', async (_, parameters, message) => {
	const { error } = await schedule(parameters);
	expect(error?.message).toMatch(message);
	expect(events()).toEqual([]);
});

test('an organizer without a connected calendar is refused with HubSpot’s message', async () => {
	const before = countMeetings(hubspot.current);
	const { error } = await schedule({ organizer: JONAS });
	expect(error?.message).toMatch(/no connected calendar/);
	expect(countMeetings(hubspot.current)).toBe(before);
});

test('an attendee who is not in HubSpot can be skipped, and the event is sent once without them', async () => {
	const { json } = await schedule({
		contacts: '101, nobody@example.com',
		options: { notFound: 'skip' },
	});
	expect(json[0].notFound).toEqual(['nobody@example.com']);
	expect(events()).toHaveLength(1);
});

test.each([{ reset: 'after' as const }, { status: 502 }, { truncate: true as const }])(
	'an event that may already exist (%j) is reported, and Retry On Fail does not send it again',
	async (then) => {
		hubspot.current.faults.add({ match: { path: /\/calendar/ }, times: 1, then });
		const { error } = await schedule({}, { settings: { retryOnFail: true, maxTries: 3 } });
		expect(error?.message).toMatch(/may already exist/);
		expect(events()).toHaveLength(1);
	},
);
