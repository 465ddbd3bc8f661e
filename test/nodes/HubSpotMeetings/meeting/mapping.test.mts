import type { IDataObject } from 'n8n-workflow';

import { emulatorForTests } from '../../../support/hubspot.mts';
import { countMeetings, operate, sent } from '../../../support/meetings.mts';
import { api } from '../../../support/versions.mts';

const hubspot = emulatorForTests();

const MAP = { dataToSend: 'autoMapInputData' };
const INTRO = '17612479134';
const BOOKED = '17612479137';

const map = async (operation: string, items: IDataObject[], options: IDataObject = {}, more = {}) =>
	await operate(hubspot.current, operation, { ...MAP, options }, { items, ...more });

interface Write {
	properties: IDataObject;
	associations?: Array<{ to: { id: string }; types: Array<{ associationTypeId: number }> }>;
}

/** The body of the last write to a single meeting. */
const written = () =>
	hubspot.current.requests
		.filter(({ method, path }) => /POST|PATCH/.test(method) && /\/meetings(\/\d+)?$/.test(path))
		.at(-1)?.body as Write;

const stored = (meeting: string) =>
	hubspot.current.account.record('meetings', Number(meeting)).properties;

describe('Create', () => {
	test('takes properties, records and a duration from the item’s keys', async () => {
		const { error } = await map('create', [
			{
				hs_meeting_title: 'Intro',
				hs_meeting_start_time: '2026-12-01T10:00:00Z',
				duration: 45,
				hubspot_owner_id: 'tom.okafor@brightfield.example',
				hs_meeting_outcome: 'no show',
				meeting_format: 'Video call',
				follow_up_required: false,
				satisfaction_score: 0,
				hs_meeting_location: null,
				contacts: ['101', { email: 'ada.fischer@nordhafen.example' }],
				companies: 'nordhafen.example',
			},
		]);
		expect(error).toBeUndefined();
		expect(written().properties).toEqual({
			hs_meeting_title: 'Intro',
			hs_meeting_start_time: '2026-12-01T10:00:00.000Z',
			hs_meeting_end_time: '2026-12-01T10:45:00.000Z',
			hs_timestamp: '2026-12-01T10:00:00.000Z',
			hubspot_owner_id: '11349275741',
			hs_meeting_outcome: 'NO_SHOW',
			meeting_format: 'video',
			follow_up_required: 'false',
			satisfaction_score: '0',
		});
		expect(
			written().associations?.map(({ to, types }) => [to.id, types[0].associationTypeId]),
		).toEqual([
			['101', 200],
			['102', 200],
			['301', 188],
		]);
	});

	test('takes the guide’s own request body', async () => {
		const { error } = await map('create', [
			{
				properties: {
					hs_timestamp: '2021-03-23T01:02:44.872Z',
					hubspot_owner_id: '11349275740',
					hs_meeting_title: 'Intro meeting',
					hs_meeting_body: 'The first meeting to discuss options',
					hs_internal_meeting_notes: 'These are the meeting notes',
					hs_meeting_external_url: 'https://Zoom.com/0000',
					hs_meeting_location: 'Remote',
					hs_meeting_start_time: '2021-03-23T01:02:44.872Z',
					hs_meeting_end_time: '2021-03-23T01:52:44.872Z',
					hs_meeting_outcome: 'SCHEDULED',
				},
				associations: [
					{
						to: { id: 101 },
						types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 200 }],
					},
					{
						to: { id: 102 },
						types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 200 }],
					},
				],
			},
		]);
		expect(error).toBeUndefined();
		expect(written().properties).toMatchObject({
			hs_meeting_title: 'Intro meeting',
			hs_meeting_start_time: '2021-03-23T01:02:44.872Z',
			hs_meeting_body: 'The first meeting to discuss options',
		});
		expect(written().associations).toHaveLength(2);
	});

	test('needs no look at the account for what the guide documents', async () => {
		const { json } = await map('create', [
			{ hs_meeting_title: 'A', hs_timestamp: 1_773_050_400 },
			{ hs_meeting_title: 'B', hs_timestamp: 1_773_050_400_000 },
		]);
		expect(json.map(({ hs_timestamp }) => hs_timestamp)).toEqual([
			'2026-03-09T10:00:00Z',
			'2026-03-09T10:00:00Z',
		]);
		expect(sent(hubspot.current)).toEqual([`POST ${api.objects}/meetings/batch/create`]);
	});

	test('copies a meeting that was read', async () => {
		const { json: read } = await operate(hubspot.current, 'get', {
			meetingId: INTRO,
			options: { associations: ['contacts', 'companies'] },
		});
		const { error, json } = await map('create', read);
		expect(error).toBeUndefined();
		const copy = stored(String(json[0].id));
		for (const name of [
			'hs_meeting_title',
			'hs_meeting_body',
			'hs_internal_meeting_notes',
			'hs_timestamp',
			'hs_meeting_end_time',
		]) {
			expect(copy[name]).toBe(stored(INTRO)[name]);
		}
		expect(written().associations?.map(({ to }) => to.id)).toEqual(['101', '102', '301']);
	});
});

describe('unknown keys', () => {
	const items = [{ hs_timestamp: '2026-12-01', Titel: 'x', rating: 3 }];

	test('fail the item by name, before anything is written', async () => {
		const before = countMeetings(hubspot.current);
		const { error } = await map('create', items);
		expect(error?.message).toMatch(
			/^Map Automatically: the keys Titel, rating of the item are no properties/,
		);
		expect(countMeetings(hubspot.current)).toBe(before);
	});

	test('a single one is spoken of as one', async () => {
		const { error } = await map('create', [{ hs_timestamp: '2026-12-01', Titel: 'x' }]);
		expect(error?.message).toMatch(
			/: the key Titel of the item is no property .* remove it before/,
		);
	});

	test('are left out where that is wanted', async () => {
		const { error } = await map('create', items, { unknownKeys: 'ignore' });
		expect(error).toBeUndefined();
		expect(written().properties).toEqual({ hs_timestamp: expect.any(String) });
	});

	test('are asked about once for all items', async () => {
		await map('create', [...items, ...items, ...items], { unknownKeys: 'ignore' });
		expect(sent(hubspot.current)).toEqual([
			`GET ${api.properties}/meetings`,
			`POST ${api.objects}/meetings/batch/create`,
		]);
	});
});

describe('Update', () => {
	test('Get, edit, Update changes what was edited and nothing else', async () => {
		const before = { ...stored(INTRO) };
		const { json: read } = await operate(hubspot.current, 'get', {
			meetingId: INTRO,
			options: { associations: ['contacts', 'deals'], addOwnerDetails: true },
		});
		const { error, json } = await map('update', [{ ...read[0], hs_meeting_title: 'Edited' }]);
		expect(error).toBeUndefined();
		expect(json[0]).toMatchObject({ id: INTRO, hs_meeting_title: 'Edited' });
		expect(Object.keys(written().properties)).not.toContain('hs_object_id');
		const after = stored(INTRO);
		const changed = Object.keys(after).filter((name) => after[name] !== before[name]);
		expect(
			changed.filter(
				(name) => !/^hs_(lastmodifieddate|updated_by|object_source|modified_by)/.test(name),
			),
		).toEqual(['hs_meeting_title']);
	});

	test('the raw output of Get will do as well', async () => {
		const { json: read } = await operate(hubspot.current, 'get', {
			meetingId: INTRO,
			simplify: false,
			options: { associations: ['contacts'] },
		});
		const { error } = await map('update', read);
		expect(error).toBeUndefined();
		expect(written().properties.hs_meeting_body).toBe(stored(INTRO).hs_meeting_body);
	});

	test('the raw output is found by another property and updated, or created', async () => {
		const { json: read } = await operate(hubspot.current, 'get', {
			meetingId: BOOKED,
			simplify: false,
			options: { properties: ['external_booking_id', 'hs_meeting_title'] },
		});
		const idProperty = 'external_booking_id';
		const updated = await map('update', read, { idProperty });
		expect(updated.json).toMatchObject([{ id: BOOKED }]);
		const upserted = await operate(
			hubspot.current,
			'upsert',
			{ ...MAP, idProperty },
			{ items: read },
		);
		expect(upserted.json).toMatchObject([{ id: BOOKED, new: false }]);
	});

	test('what Create answers can be sent again', async () => {
		const { json: made } = await operate(hubspot.current, 'create', {
			hs_meeting_title: 'x',
			hs_meeting_start_time: '2026-12-01',
			contacts: 'nobody@example.com',
		});
		expect(made[0]).toHaveProperty('notFound');
		const { error } = await map('update', made);
		expect(error).toBeUndefined();
	});

	test.each([
		['leave', undefined, { hs_meeting_title: 'x' }],
		['leave', 'leave', { hs_meeting_title: 'x' }],
		['clear', 'clear', { hs_meeting_title: 'x', hs_meeting_location: '', hs_activity_type: '' }],
	])('blanks %s their properties (%s)', async (_, blankValues, expected) => {
		const { error } = await map(
			'update',
			[{ id: BOOKED, hs_meeting_title: 'x', hs_meeting_location: ' ', hs_activity_type: null }],
			{ ...(blankValues && { blankValues }) },
		);
		expect(error).toBeUndefined();
		expect(written().properties).toEqual(expected);
	});

	test('the ID can stand in another column', async () => {
		const { error, json } = await map(
			'update',
			[{ id: 'of my own system', meeting: BOOKED, hs_meeting_title: 'x' }],
			{ idColumn: 'meeting' },
		);
		expect(error).toBeUndefined();
		expect(json[0].id).toBe(BOOKED);
		expect(written().properties).toEqual({ hs_meeting_title: 'x' });
	});

	test('the meeting can be found by a unique property', async () => {
		const { error, json } = await map(
			'update',
			[{ external_booking_id: 'bk-1002', hs_meeting_title: 'x' }],
			{ idProperty: 'external_booking_id' },
		);
		expect(error).toBeUndefined();
		expect(json[0].id).toBe(BOOKED);
		expect(hubspot.current.requests.at(-1)?.path).toBe(
			`${api.objects}/meetings/bk-1002?idProperty=external_booking_id`,
		);
	});

	test.each([[{}], [{ id: '' }], [{ id: null }]])(
		'an item without an ID (%j) fails before anything is sent',
		async (item) => {
			const { error } = await map('update', [{ ...item, hs_meeting_title: 'x' }]);
			expect(error?.message).toMatch(/^Key 'id' of the item: is empty/);
			expect(sent(hubspot.current)).toEqual([]);
		},
	);

	test('adds associations', async () => {
		const { error } = await map('update', [
			{ id: BOOKED, contacts: ['101'], associations: { companies: ['302'] } },
		]);
		expect(error).toBeUndefined();
		const { json } = await operate(hubspot.current, 'get', {
			meetingId: BOOKED,
			options: { associations: ['contacts', 'companies'] },
		});
		expect(json[0].associations).toEqual({
			contacts: expect.arrayContaining(['101', '102']),
			companies: expect.arrayContaining(['301', '302']),
		});
	});
});

describe('texts', () => {
	test.each([
		['plain text', 'a < b & c\nd', 'a &lt; b &amp; c<br>d'],
		['HTML, as HubSpot gives it', '<p>a &lt; b</p>', '<p>a &lt; b</p>'],
		['escaped text, as HubSpot gives it', 'a &amp; b', 'a &amp; b'],
		['an address in angle brackets', 'Jane <jane@example.com>', 'Jane &lt;jane@example.com&gt;'],
	])('%s', async (_, given, expected) => {
		await map('update', [{ id: BOOKED, hs_meeting_body: given }]);
		expect(written().properties.hs_meeting_body).toBe(expected);
	});

	test('are what the option says', async () => {
		await map('update', [{ id: BOOKED, hs_meeting_body: '<b>' }], { textFormat: 'plain' });
		expect(written().properties.hs_meeting_body).toBe('&lt;b&gt;');
	});
});
