import type { IDataObject } from 'n8n-workflow';

import { emulatorForTests } from '../../../support/hubspot.mts';
import { operate, sent } from '../../../support/meetings.mts';
import { api } from '../../../support/versions.mts';

const hubspot = emulatorForTests({ now: () => Date.parse('2026-11-20T12:00:00Z') });

/** A booked meeting of the seed: 30 minutes, with contact 102. */
const BOOKED = '17612479137';
/** A meeting with a description and notes. */
const NOTED = '17612479134';

const id = (value: unknown) => ({ __rl: true, mode: 'id', value }) as IDataObject;

const update = async (parameters: IDataObject = {}, more = {}) =>
	await operate(hubspot.current, 'update', { meetingId: id(BOOKED), ...parameters }, more);

const fields = (updateFields: IDataObject) => ({ updateFields });

/** The properties in the last PATCH request. */
const written = () => {
	const { body } = hubspot.current.requests.filter(({ method }) => method === 'PATCH').at(-1)!;
	return (body as { properties: IDataObject }).properties;
};

/** A meeting's properties in the account. */
const stored = (meeting = BOOKED) =>
	hubspot.current.account.record('meetings', Number(meeting)).properties;

test('only the fields with a value are sent', async () => {
	const { error, json, output } = await update(
		fields({ hs_meeting_title: 'New title', hs_meeting_location: '' }),
	);
	expect(error).toBeUndefined();
	expect(sent(hubspot.current)).toEqual([`PATCH ${api.objects}/meetings/${BOOKED}`]);
	expect(hubspot.current.requests[0].body).toEqual({
		properties: { hs_meeting_title: 'New title' },
	});
	expect(Object.keys(json[0])).toEqual([
		'id',
		'hs_meeting_title',
		'hs_createdate',
		'hs_lastmodifieddate',
		'hs_object_id',
		'createdAt',
		'updatedAt',
		'archived',
		'url',
	]);
	expect(json[0]).toMatchObject({ id: BOOKED, hs_meeting_title: 'New title' });
	expect(output[0].pairedItem).toEqual({ item: 0 });
});

test('all twelve properties and a custom property can be changed', async () => {
	const { error } = await update(
		fields({
			hs_meeting_title: 'Title',
			hs_meeting_start_time: '2026-12-01T10:00:00Z',
			hs_meeting_end_time: '2026-12-01T11:00:00Z',
			hs_timestamp: '2026-12-01T09:00:00Z',
			hubspot_owner_id: { __rl: true, mode: 'email', value: 'tom.okafor@brightfield.example' },
			hs_meeting_outcome: 'no show',
			hs_activity_type: 'check-in',
			hs_meeting_location: 'Room 4',
			hs_meeting_external_url: 'https://example.com/42',
			hs_meeting_body: 'a < b',
			hs_internal_meeting_notes: 'x',
			hs_attachment_ids: '1, 2',
			customProperties: { property: [{ name: 'meeting_format', value: 'Phone call' }] },
		}),
	);
	expect(error).toBeUndefined();
	expect(written()).toEqual({
		hs_meeting_title: 'Title',
		hs_meeting_start_time: '2026-12-01T10:00:00.000Z',
		hs_meeting_end_time: '2026-12-01T11:00:00.000Z',
		hs_timestamp: '2026-12-01T09:00:00.000Z',
		hubspot_owner_id: '11349275741',
		hs_meeting_outcome: 'NO_SHOW',
		hs_activity_type: 'Check-in',
		hs_meeting_location: 'Room 4',
		hs_meeting_external_url: 'https://example.com/42',
		hs_meeting_body: 'a &lt; b',
		hs_internal_meeting_notes: 'x',
		hs_attachment_ids: '1;2',
		meeting_format: 'phone',
	});
});

test('an update without changes is refused before anything is sent', async () => {
	const { error } = await update(fields({ hs_meeting_title: '', duration: 0 }));
	expect(error?.message).toMatch(/^Update Fields: there is nothing to change/);
	expect(sent(hubspot.current)).toEqual([]);
});

describe('clearing properties', () => {
	test.each([
		['a list', ['hs_meeting_external_url', 'hs_activity_type']],
		['comma-separated text', 'hs_meeting_external_url, hs_activity_type'],
	])('sends an empty value for each name, given as %s', async (_, clearProperties) => {
		const { error } = await update({ clearProperties });
		expect(error).toBeUndefined();
		expect(written()).toEqual({ hs_meeting_external_url: '', hs_activity_type: '' });
	});

	test('that also have a new value is refused', async () => {
		const { error } = await update({
			clearProperties: ['hs_meeting_location'],
			...fields({ hs_meeting_location: 'Room 4' }),
		});
		expect(error?.message).toMatch(/hs_meeting_location is both cleared and set to a value/);
		expect(sent(hubspot.current)).toEqual([]);
	});
});

describe('existing text', () => {
	const before = '<p>Brian decides with Ada. Budget is <strong>approved</strong>.</p>';

	test.each([
		['append', `${before}Called again &amp; agreed`],
		['prepend', `Called again &amp; agreed${before}`],
		['replace', 'Called again &amp; agreed'],
	])('is kept or replaced as the mode %s says', async (existingText, expected) => {
		const { error } = await update({
			meetingId: id(NOTED),
			...fields({ hs_internal_meeting_notes: 'Called again & agreed' }),
			options: { existingText },
		});
		expect(error).toBeUndefined();
		expect(written()).toEqual({ hs_internal_meeting_notes: expected });
	});

	test('of many meetings is read in one request', async () => {
		const { error, output } = await update(
			{
				meetingId: id('={{ $json.id }}'),
				...fields({ hs_internal_meeting_notes: '={{ $json.note }}' }),
				options: { existingText: 'append' },
			},
			{
				items: [
					{ id: NOTED, note: 'one' },
					{ id: BOOKED, note: 'two' },
				],
			},
		);
		expect(error).toBeUndefined();
		expect(output).toHaveLength(2);
		expect(sent(hubspot.current)).toEqual([
			`POST ${api.objects}/meetings/batch/read`,
			`POST ${api.objects}/meetings/batch/update`,
		]);
		expect(stored(NOTED).hs_internal_meeting_notes).toBe(`${before}one`);
		expect(stored(BOOKED).hs_internal_meeting_notes).toBe('two');
	});
});

describe('moving a meeting', () => {
	const [START, END, DATE] = ['hs_meeting_start_time', 'hs_meeting_end_time', 'hs_timestamp'];

	test('by its start keeps its length and moves the activity date', async () => {
		const { error } = await update(fields({ [START]: '2026-12-24T09:00:00Z' }));
		expect(error).toBeUndefined();
		expect(sent(hubspot.current)).toEqual([
			`GET ${api.objects}/meetings/${BOOKED}`,
			`PATCH ${api.objects}/meetings/${BOOKED}`,
		]);
		expect(written()).toEqual({
			[START]: '2026-12-24T09:00:00.000Z',
			[END]: '2026-12-24T09:30:00.000Z',
			[DATE]: '2026-12-24T09:00:00.000Z',
		});
	});

	test('by its start reads the current times of several meetings in one request', async () => {
		const { json } = await update(
			{ meetingId: id('={{ $json.id }}'), ...fields({ [START]: '2026-12-24T09:00:00Z' }) },
			{ items: [{ id: BOOKED }, { id: NOTED }] },
		);
		expect(json.map((meeting) => meeting[END])).toEqual([
			'2026-12-24T09:30:00Z',
			'2026-12-24T09:50:00Z',
		]);
		expect(hubspot.current.requests).toHaveLength(2);
	});

	test('by start and end does not read the meeting first', async () => {
		await update(fields({ [START]: '2026-12-24T09:00:00Z', [END]: '2026-12-24T10:00:00Z' }));
		expect(sent(hubspot.current)).toEqual([`PATCH ${api.objects}/meetings/${BOOKED}`]);
	});

	test('by start and duration calculates the end', async () => {
		await update(fields({ [START]: '2026-12-24T09:00:00Z', duration: 15 }));
		expect(written()).toMatchObject({ [END]: '2026-12-24T09:15:00.000Z' });
		expect(hubspot.current.requests).toHaveLength(1);
	});

	test('by the duration alone changes only the end', async () => {
		await update(fields({ duration: 15 }));
		expect(written()).toEqual({ [END]: '2026-11-22T14:15:00.000Z' });
	});

	test('by its start while the end is cleared sends an empty end', async () => {
		await update({ ...fields({ [START]: '2026-12-24T09:00:00Z' }), clearProperties: [END] });
		expect(written()).toEqual({
			[START]: '2026-12-24T09:00:00.000Z',
			[END]: '',
			[DATE]: '2026-12-24T09:00:00.000Z',
		});
		expect(hubspot.current.requests).toHaveLength(1);
	});

	test.each([
		[
			'an end before the new start',
			{ [START]: '2026-12-24T09:00:00Z', [END]: '2026-12-24T08:00:00Z' },
		],
		['an end before the current start', { [END]: '2026-11-22T13:59:00Z' }],
	])('%s is refused before anything is written', async (_, updateFields) => {
		const { error } = await update(fields(updateFields));
		expect(error?.message).toMatch(/^End Time: the end .* is before the start/);
		expect(sent(hubspot.current).filter((line) => !line.startsWith('GET'))).toEqual([]);
	});
});

describe('the meeting', () => {
	test.each([
		['a blank', '  '],
		['an empty expression', '={{ $json.nothing }}'],
		['null', '={{ null }}'],
	])('given as %s fails the item before anything is sent', async (_, value) => {
		const { error } = await update({ meetingId: id(value), ...fields({ hs_meeting_title: 'x' }) });
		expect(error?.message).toMatch(/^'Meeting' is empty/);
		expect(sent(hubspot.current)).toEqual([]);
	});

	test('can be given by its URL', async () => {
		await update({
			meetingId: {
				__rl: true,
				mode: 'url',
				value: `https://app.hubspot.com/contacts/123/record/0-47/${BOOKED}`,
			},
			...fields({ hs_meeting_title: 'x' }),
		});
		expect(sent(hubspot.current)).toEqual([`PATCH ${api.objects}/meetings/${BOOKED}`]);
	});

	test.each([1, 3])('can be found by a unique property (%i items)', async (count) => {
		const items = ['bk-1002', 'bk-1003', 'bk-1004'].slice(0, count).map((booking) => ({ booking }));
		const { error, json } = await update(
			{
				meetingId: id('={{ $json.booking }}'),
				...fields({ hs_meeting_start_time: '2026-12-24T09:00:00Z' }),
				options: { idProperty: 'external_booking_id' },
			},
			{ items },
		);
		expect(error).toBeUndefined();
		expect(json[0]).toMatchObject({ id: BOOKED, hs_meeting_end_time: '2026-12-24T09:30:00Z' });
		expect(json).toHaveLength(count);
		expect(hubspot.current.requests).toHaveLength(2);
	});

	test('that HubSpot does not have is refused with its ID', async () => {
		const { error } = await update({
			meetingId: id('424242'),
			...fields({ hs_meeting_title: 'x' }),
		});
		expect(error?.message).toMatch(/^HubSpot has no meeting 424242\. Check the ID/);
	});
});

describe('associations', () => {
	test('are added without removing the existing ones', async () => {
		const { error, json } = await update({ contacts: '101, ada.fischer@nordhafen.example' });
		expect(error).toBeUndefined();
		expect(json[0]).toMatchObject({ id: BOOKED });
		const { json: read } = await operate(hubspot.current, 'get', {
			meetingId: id(BOOKED),
			options: { associations: ['contacts'] },
		});
		expect(read[0].associations).toEqual({ contacts: expect.arrayContaining(['101', '102']) });
	});

	test('can be added together with property changes', async () => {
		const { error } = await update({
			...fields({ hs_meeting_title: 'New title' }),
			companies: 'alder-oak.example',
		});
		expect(error).toBeUndefined();
		expect(stored().hs_meeting_title).toBe('New title');
	});

	test.each([
		['an email address', 'nobody@example.com, 101', ['nobody@example.com']],
		['an ID', '424242, 101', ['424242']],
	])(
		'with a record that HubSpot does not have, given by %s, leave it out and list it',
		async (_, value, notFound) => {
			const { error, json } = await update({ contacts: value });
			expect(error).toBeUndefined();
			expect(json[0].notFound).toEqual(notFound);
		},
	);

	test('can be given in the format of HubSpot’s API', async () => {
		const { error } = await update(
			fields({
				associationsJson: [
					{
						to: { id: 101 },
						types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 200 }],
					},
				],
			}),
		);
		expect(error).toBeUndefined();
		const { json } = await operate(hubspot.current, 'get', {
			meetingId: id(BOOKED),
			options: { associations: ['contacts'] },
		});
		expect(json[0].associations).toEqual({ contacts: expect.arrayContaining(['101', '102']) });
	});

	test('of a user-defined type need the object type in that format', async () => {
		const { associations } = hubspot.current.account;
		const { typeId } = associations.between('0-47', '0-2').find(({ label }) => label === 'Venue')!;
		const venue = {
			to: { id: 302 },
			types: [{ associationCategory: 'USER_DEFINED', associationTypeId: typeId }],
		};
		const { error } = await update(fields({ hs_meeting_title: 'New', associationsJson: [venue] }));
		expect(error?.message).toMatch(
			/^Associations \(JSON\): the object type of record 302 can't be determined.*"toObjectType"/,
		);
		expect(stored().hs_meeting_title).not.toBe('New');
		const { error: none } = await update(
			fields({ associationsJson: [{ ...venue, toObjectType: 'companies' }] }),
		);
		expect(none).toBeUndefined();
	});

	test('that HubSpot refuses cause an error that says the meeting was updated', async () => {
		const { error } = await update({
			...fields({ hs_meeting_title: 'New title' }),
			contacts: '424242',
			options: { notFound: 'fail' },
		});
		expect(error?.message).toMatch(/424242/);
		expect(error?.message).toMatch(/The meeting itself was updated/);
		expect(stored().hs_meeting_title).toBe('New title');
	});
});

test('250 items take three batch requests, and each item has its own result', async () => {
	const account = hubspot.current.account;
	const items = Array.from({ length: 250 }, (_, n) => {
		const record = account.create('meetings', { hs_timestamp: '2026-11-01T10:00:00Z' }, {});
		return { id: String(record.id), title: `M${n}` };
	});
	const { error, json, output } = await update(
		{
			meetingId: id('={{ $json.id }}'),
			...fields({ hs_meeting_title: '={{ $json.title }}' }),
		},
		{ items },
	);
	expect(error).toBeUndefined();
	expect(
		json.map(({ id: meeting, hs_meeting_title }) => ({ id: meeting, title: hs_meeting_title })),
	).toEqual(items);
	expect(output.map(({ pairedItem }) => pairedItem)).toEqual(items.map((_, item) => ({ item })));
	expect(hubspot.current.requests).toHaveLength(3);
});
