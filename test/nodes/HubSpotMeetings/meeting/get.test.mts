import type { IDataObject } from 'n8n-workflow';

import { emulatorForTests } from '../../../support/hubspot.mts';
import { operate, sent } from '../../../support/meetings.mts';
import { api } from '../../../support/versions.mts';

const hubspot = emulatorForTests({ now: () => Date.parse('2026-11-20T12:00:00Z') });

/** The first meeting of the seed, with two contacts, a company and a deal. */
const INTRO = '17612479134';
const SITE_VISIT = '17612479135';
const BOOKED = '17612479137';

const id = (value: unknown, mode = 'id') => ({ __rl: true, mode, value }) as IDataObject;

const get = async (parameters: IDataObject = {}, more = {}) =>
	await operate(hubspot.current, 'get', { meetingId: id(INTRO), ...parameters }, more);

/** One item for each meeting ID. */
const each = (...ids: Array<string | number>) => ({ items: ids.map((one) => ({ meeting: one })) });

const query = () => {
	const { path } = hubspot.current.requests[0];
	return Object.fromEntries(new URL(path, hubspot.current.url).searchParams);
};

test('one item takes one GET request for the twelve properties of HubSpot’s guide', async () => {
	const { properties: stored } = hubspot.current.account.record('meetings', INTRO);
	const { error, json, output } = await get();
	expect(error).toBeUndefined();
	expect(sent(hubspot.current)).toEqual([`GET ${api.objects}/meetings/${INTRO}`]);
	expect(query().properties.split(',')).toHaveLength(12);
	expect(output[0].pairedItem).toEqual({ item: 0 });
	expect(json[0]).toEqual({
		id: INTRO,
		hs_meeting_title: 'Intro meeting with Nordhafen',
		hs_meeting_start_time: stored.hs_meeting_start_time,
		hs_meeting_end_time: stored.hs_meeting_end_time,
		hs_timestamp: stored.hs_timestamp,
		hubspot_owner_id: '11349275740',
		hs_meeting_outcome: 'COMPLETED',
		hs_activity_type: 'First Meeting',
		hs_meeting_location: 'Remote',
		hs_meeting_external_url: 'https://Zoom.com/0000',
		hs_meeting_body: '<p>The first meeting to discuss options</p>',
		hs_internal_meeting_notes: expect.stringContaining('Brian decides with Ada'),
		hs_attachment_ids: null,
		hs_createdate: expect.any(String),
		hs_lastmodifieddate: expect.any(String),
		hs_object_id: INTRO,
		createdAt: expect.any(String),
		updatedAt: expect.any(String),
		archived: false,
		url: expect.any(String),
	});
});

test('with Simplify off, the output is HubSpot’s answer unchanged', async () => {
	const { json } = await get({ simplify: false });
	expect(json[0]).toEqual(hubspot.current.requests[0].responseBody);
});

test.each([
	['an ID', id(` ${INTRO} `)],
	['a number', id(`={{ ${INTRO} }}`)],
	['a URL', id(`https://app-eu1.hubspot.com/contacts/99/record/0-47/${INTRO}/`, 'url')],
	['a URL in the ID field', id(`https://app.hubspot.com/contacts/99/record/0-47/${INTRO}`)],
	['a choice from the list', id(INTRO, 'list')],
	['plain text, as an AI agent gives it', INTRO],
])('finds the meeting by %s', async (_, meetingId) => {
	const { error, json } = await get({ meetingId });
	expect(error).toBeUndefined();
	expect(json[0].id).toBe(INTRO);
});

test.each([
	['a blank ID', id(' '), /^'Meeting' is empty/],
	['an empty expression', id('={{ $json.nothing }}'), /^'Meeting' is empty/],
	['text that is not an ID', id('my meeting'), /^Meeting: 'my meeting' is not the ID of a record/],
	['an ID with a path', id('1/../2'), /^Meeting: '1\/\.\.\/2' is not the ID of a record/],
	[
		'the URL of a contact',
		id('https://app.hubspot.com/contacts/99/record/0-1/101'),
		/^Meeting: the URL belongs to another object type \(Contact\)/,
	],
	['an ID shortened by a spreadsheet', id('1.76125E+10'), /spreadsheet/],
])('%s is refused before anything is sent', async (_, meetingId, message) => {
	const { error } = await get({ meetingId });
	expect(error?.message).toMatch(message);
	expect(sent(hubspot.current)).toEqual([]);
});

test.each([
	['a list', ['hs_meeting_title', 'meeting_format']],
	['comma-separated text', 'hs_meeting_title, meeting_format'],
])('properties given as %s are returned, and unknown ones are left out', async (_, properties) => {
	const { json } = await get({ options: { properties } });
	expect(json[0]).toMatchObject({
		hs_meeting_title: expect.any(String),
		meeting_format: 'video',
	});
	expect(json[0]).not.toHaveProperty('hs_meeting_location');
	const { json: unknown } = await get({ options: { properties: ['no_such_property'] } });
	expect(unknown[0]).not.toHaveProperty('no_such_property');
});

describe('by a unique property', () => {
	const options = { idProperty: 'external_booking_id' };

	test('one item takes one GET request', async () => {
		const { error, json } = await get({ meetingId: id('bk-1002'), options });
		expect(error).toBeUndefined();
		expect(json[0].id).toBe(BOOKED);
		expect(sent(hubspot.current)).toEqual([`GET ${api.objects}/meetings/bk-1002`]);
		expect(query()).toMatchObject({ idProperty: 'external_booking_id' });
	});

	test('several items take one batch request, even if the unique property is not selected', async () => {
		const { error, json } = await get(
			{
				meetingId: id('={{ $json.meeting }}'),
				options: { ...options, properties: ['hs_meeting_title'] },
			},
			each('bk-1004', 'bk-1002', 'bk-1003'),
		);
		expect(error).toBeUndefined();
		expect(json.map(({ external_booking_id }) => external_booking_id)).toEqual([
			'bk-1004',
			'bk-1002',
			'bk-1003',
		]);
		expect(sent(hubspot.current)).toEqual([`POST ${api.objects}/meetings/batch/read`]);
	});

	test.each([
		[
			'a value that no meeting has',
			'bk-0',
			'external_booking_id',
			/^HubSpot has no meeting with the external_booking_id bk-0/,
		],
		[
			'a value that several meetings have',
			'COMPLETED',
			'hs_meeting_outcome',
			/^Meeting: \d+ meetings have the hs_meeting_outcome COMPLETED: \d+, \d+.*Enter the ID/,
		],
		['an empty value', '', 'external_booking_id', /^'Meeting' is empty/],
	])('%s fails with an error that says why', async (_, value, idProperty, message) => {
		const { error } = await get({ meetingId: id(`={{ "${value}" }}`), options: { idProperty } });
		expect(error?.message).toMatch(message);
	});
});

describe('a deleted meeting', () => {
	beforeEach(() => hubspot.current.account.archive('meetings', INTRO));

	test('is not found by default, and the error suggests Deleted Only', async () => {
		const { error } = await get();
		expect(error?.message).toMatch(new RegExp(`^HubSpot has no meeting ${INTRO}.*Deleted Only`));
	});

	test.each([1, 2])('is returned with Deleted Only (%i items)', async (count) => {
		const { error, json } = await get(
			{ options: { archived: true } },
			each(...Array<string>(count).fill(INTRO)),
		);
		expect(error).toBeUndefined();
		expect(json).toHaveLength(count);
		expect(json[0]).toMatchObject({ id: INTRO, archived: true, archivedAt: expect.any(String) });
	});
});

describe('property history', () => {
	test('is returned for one meeting', async () => {
		const { error, json } = await get({
			options: { propertiesWithHistory: ['hs_meeting_outcome'] },
		});
		expect(error).toBeUndefined();
		expect(json[0].propertiesWithHistory).toEqual({
			hs_meeting_outcome: [
				expect.objectContaining({ value: 'COMPLETED' }),
				expect.objectContaining({ value: 'SCHEDULED' }),
			],
		});
	});

	test('of 60 meetings takes two batch requests', async () => {
		const { account } = hubspot.current;
		const ids = Array.from(
			{ length: 60 },
			() => account.create('meetings', { hs_timestamp: '2026-11-01T10:00:00Z' }, {}).id,
		);
		const { error, json } = await get(
			{
				meetingId: id('={{ $json.meeting }}'),
				options: { propertiesWithHistory: ['hs_timestamp'] },
			},
			each(...ids),
		);
		expect(error).toBeUndefined();
		expect(json).toHaveLength(60);
		expect(json[59]).toMatchObject({ propertiesWithHistory: { hs_timestamp: [{}] } });
		expect(hubspot.current.requests).toHaveLength(2);
	});
});

describe('associations', () => {
	const options = { associations: ['contacts', 'companies', 'tickets'] };

	test('of several types are returned by the same GET request', async () => {
		const { error, json } = await get({ options });
		expect(error).toBeUndefined();
		expect(json[0].associations).toEqual({
			contacts: ['101', '102'],
			companies: ['301'],
			tickets: [],
		});
		expect(hubspot.current.requests).toHaveLength(1);
	});

	test('of several meetings take one batch request for each object type', async () => {
		const { error, json } = await get(
			{ meetingId: id('={{ $json.meeting }}'), options },
			each(INTRO, SITE_VISIT, BOOKED),
		);
		expect(error).toBeUndefined();
		expect(json.map(({ associations }) => associations)).toEqual([
			{ contacts: ['101', '102'], companies: ['301'], tickets: [] },
			{ contacts: ['101'], companies: ['301'], tickets: [] },
			{ contacts: ['102'], companies: ['301'], tickets: [] },
		]);
		expect(sent(hubspot.current).slice(0, 1)).toEqual([`POST ${api.objects}/meetings/batch/read`]);
		expect(sent(hubspot.current).slice(1).sort()).toEqual([
			`POST ${api.associations}/meetings/companies/batch/read`,
			`POST ${api.associations}/meetings/contacts/batch/read`,
			`POST ${api.associations}/meetings/tickets/batch/read`,
		]);
	});

	test('of a meeting without any are empty lists, without another request', async () => {
		const { id: lonely } = hubspot.current.account.create(
			'meetings',
			{ hs_timestamp: '2026-11-01T10:00:00Z' },
			{},
		);
		const { json } = await get({ meetingId: id(lonely), options });
		expect(json[0].associations).toEqual({ contacts: [], companies: [], tickets: [] });
		expect(hubspot.current.requests).toHaveLength(1);
	});

	test.each([1, 2])(
		'to an object type that the account does not have are refused (%i items)',
		async (n) => {
			const { error } = await get(
				{ options: { associations: ['contacts', 'spaceships'] } },
				each(...Array<number>(n).fill(1)),
			);
			expect(error?.message).toMatch(/^HubSpot has no object type spaceships\. Use contacts/);
		},
	);

	test.each([1, 2])(
		'to a custom object are an empty list if the meeting has none (%i items)',
		async (count) => {
			const { json } = await get(
				{ options: { associations: ['2-34567890'] } },
				each(...Array<number>(count).fill(1)),
			);
			expect(json[0].associations).toEqual({ '2-34567890': [] });
		},
	);

	test.each([1, 2])(
		'to a custom object can be requested by an expression (%i items)',
		async (count) => {
			const { error, json } = await get(
				{ meetingId: id(SITE_VISIT), options: { associations: '={{ "contacts, 2-34567890" }}' } },
				each(...Array<number>(count).fill(1)),
			);
			expect(error).toBeUndefined();
			expect(json[0].associations).toEqual({ contacts: ['101'], '2-34567890': ['9002'] });
		},
	);
});

describe('several items', () => {
	test('take one batch request that has each ID once, and each item has its own output', async () => {
		const { error, output, json } = await get(
			{ meetingId: id('={{ $json.meeting }}') },
			each(BOOKED, INTRO, BOOKED),
		);
		expect(error).toBeUndefined();
		expect(json.map((meeting) => meeting.id)).toEqual([BOOKED, INTRO, BOOKED]);
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
		expect(sent(hubspot.current)).toEqual([`POST ${api.objects}/meetings/batch/read`]);
		const { inputs } = hubspot.current.requests[0].body as { inputs: unknown[] };
		expect(inputs).toHaveLength(2);
	});

	test('with one meeting that HubSpot does not have return the others, and only that item fails', async () => {
		const { output, json } = await get(
			{ meetingId: id('={{ $json.meeting }}') },
			{ ...each(INTRO, 424242, BOOKED), settings: { onError: 'continueRegularOutput' } },
		);
		expect(json.map((meeting) => meeting.id ?? meeting.error)).toEqual([
			INTRO,
			expect.stringMatching(/^HubSpot has no meeting 424242/),
			BOOKED,
		]);
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
	});
});
