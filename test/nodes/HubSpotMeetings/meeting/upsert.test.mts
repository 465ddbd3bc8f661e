import type { IDataObject } from 'n8n-workflow';

import type { RunOptions } from '../../../support/engine.mts';
import { emulatorForTests } from '../../../support/hubspot.mts';
import { countMeetings, operate, sent } from '../../../support/meetings.mts';
import { api } from '../../../support/versions.mts';

const hubspot = emulatorForTests();

const BY = { idProperty: 'external_booking_id', idValue: '={{ $json.booking }}' };

/** Start and end are both given, so the node doesn't have to read the meeting first. */
const TIMES = {
	hs_meeting_start_time: '2026-12-01T10:00:00Z',
	hs_meeting_end_time: '2026-12-01T10:30:00Z',
};

const upsert = async (
	parameters: object,
	items: object[] = [{ booking: 'bk-1001' }],
	more: Partial<RunOptions> = {},
) =>
	await operate(hubspot.current, 'upsert', parameters as IDataObject, {
		items: items as IDataObject[],
		...more,
	});

const meeting = (id: unknown) => hubspot.current.account.record('meetings', String(id)).properties;

const UPSERT = `POST ${api.objects}/meetings/batch/upsert`;

test('updates the meeting with the value, creates one if there is none, and reports which', async () => {
	const before = countMeetings(hubspot.current);
	const { json, error, output } = await upsert({ ...BY, ...TIMES, hs_meeting_title: 'Booked' }, [
		{ booking: 'bk-1001' },
		{ booking: 'bk-9001' },
	]);
	expect(error).toBeUndefined();
	expect(json).toMatchObject([
		{ id: '17612479136', new: false, hs_meeting_title: 'Booked' },
		{ new: true, hs_meeting_title: 'Booked', external_booking_id: 'bk-9001' },
	]);
	expect(output.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
	expect(countMeetings(hubspot.current)).toBe(before + 1);
	expect(meeting('17612479136')).toMatchObject({
		hs_meeting_title: 'Booked',
		hs_timestamp: '2026-12-01T10:00:00Z',
		external_booking_id: 'bk-1001',
	});
	expect(sent(hubspot.current)).toEqual([UPSERT]);
	for (const name of json.flatMap((meeting) => Object.keys(meeting))) {
		expect(name).not.toMatch(/^hs_(?:object_source|outcome_|all_|engagement_)|_source$/);
	}
});

test('one item is sent as a batch of one', async () => {
	const { json } = await upsert({ ...BY, ...TIMES });
	expect(json).toMatchObject([{ id: '17612479136', new: false }]);
	expect(sent(hubspot.current)).toEqual([UPSERT]);
});

test('250 items take three batch requests, and each item has its own meeting', async () => {
	const items = Array.from({ length: 250 }, (_, n) => ({ booking: `new-${n}` }));
	const { json } = await upsert({ ...BY, ...TIMES }, items);
	expect(json.map(({ external_booking_id }) => external_booking_id)).toEqual(
		items.map(({ booking }) => booking),
	);
	expect(sent(hubspot.current)).toEqual([UPSERT, UPSERT, UPSERT]);
});

test('the same value twice: the second item updates the meeting that the first created', async () => {
	const { json, error } = await upsert(
		{ ...BY, ...TIMES, hs_meeting_title: '={{ $json.title }}' },
		[
			{ booking: 'bk-9001', title: 'First' },
			{ booking: 'bk-9001', title: 'Second' },
		],
	);
	expect(error).toBeUndefined();
	expect(json).toMatchObject([{ new: true }, { new: false }]);
	expect(json[0].id).toBe(json[1].id);
	expect(meeting(json[0].id)).toMatchObject({ hs_meeting_title: 'Second' });
});

test("Map Automatically takes the value from the property's own key or from Value Column", async () => {
	const mapped = { dataToSend: 'autoMapInputData', idProperty: 'external_booking_id' };
	const { json } = await upsert(mapped, [
		{ external_booking_id: 'bk-1001', hs_meeting_location: 'Remote' },
	]);
	expect(json[0]).toMatchObject({ id: '17612479136', new: false });
	expect(meeting('17612479136')).toMatchObject({ hs_meeting_location: 'Remote' });
	const column = await upsert({ ...mapped, options: { idColumn: 'Booking' } }, [
		{ Booking: 'bk-1002', hs_meeting_location: 'Here' },
	]);
	expect(column.json[0]).toMatchObject({ id: '17612479137', new: false });
	expect(column.error).toBeUndefined();
});

test('a new start keeps the length of an existing meeting, and a new meeting gets no end', async () => {
	const { json } = await upsert({ ...BY, hs_meeting_start_time: '2026-12-01T10:00:00Z' }, [
		{ booking: 'bk-1001' },
		{ booking: 'bk-9001' },
	]);
	expect(json).toMatchObject([
		{ hs_meeting_end_time: '2026-12-01T10:30:00Z', hs_timestamp: '2026-12-01T10:00:00Z' },
		{ new: true, hs_timestamp: '2026-12-01T10:00:00Z' },
	]);
	expect(json[1]).not.toHaveProperty('hs_meeting_end_time');
	expect(sent(hubspot.current)).toEqual([`POST ${api.objects}/meetings/batch/read`, UPSERT]);
});

test('a new meeting without a time fails only its own item', async () => {
	const { json, error } = await upsert(
		{ ...BY, hs_meeting_title: 'No time' },
		[{ booking: 'bk-1001' }, { booking: 'bk-9001' }],
		{ settings: { onError: 'continueRegularOutput' } },
	);
	expect(error).toBeUndefined();
	expect(json[0]).toMatchObject({ id: '17612479136', new: false });
	expect(json[1].error).toMatch(/hs_timestamp/);
});

describe('associations', () => {
	test('take one batch per object type for all items, even without other fields', async () => {
		const { json, error } = await upsert(
			{ ...BY, contacts: '101, hannah.moss@kestrel-dairy.example' },
			[{ booking: 'bk-1001' }, { booking: 'bk-1003' }],
		);
		expect(error).toBeUndefined();
		expect(json).toMatchObject([{ new: false }, { new: false }]);
		expect(json[0]).not.toHaveProperty('associationsFailed');
		const { json: read } = await operate(hubspot.current, 'get', {
			meetingId: '17612479136',
			options: { associations: ['contacts'] },
		});
		expect(read[0].associations).toEqual({ contacts: expect.arrayContaining(['101', '105']) });
		expect(sent(hubspot.current).slice(0, -1)).toEqual([
			`GET ${api.objects}/contacts/hannah.moss%40kestrel-dairy.example`,
			UPSERT,
			`POST ${api.associations}/meetings/contacts/batch/associate/default`,
		]);
	});

	test('with a record that HubSpot does not have leave it out and list it', async () => {
		const { json } = await upsert({ ...BY, ...TIMES, contacts: '101, 424242' });
		expect(json[0]).toMatchObject({ id: '17612479136', notFound: ['424242'] });
	});

	test('that fail are reported in the output, and the meeting is kept', async () => {
		hubspot.current.faults.add({
			match: { path: /associate\/default/ },
			times: Infinity,
			then: {
				status: 403,
				body: {
					status: 'error',
					message: 'This app does not have the required scopes',
					category: 'MISSING_SCOPES',
				},
			},
		});
		const { json, error } = await upsert({ ...BY, ...TIMES, contacts: '101, 102' });
		expect(error).toBeUndefined();
		expect(json[0]).toMatchObject({
			id: '17612479136',
			new: false,
			associationsFailed: expect.stringMatching(/scope/),
		});
		expect(meeting('17612479136')).toMatchObject({ hs_timestamp: '2026-12-01T10:00:00Z' });
	});
});

describe('bad input', () => {
	test.each([
		[
			'an empty Find By',
			{ idProperty: '={{ $json.no }}', idValue: 'x' },
			/'Find By' is empty.*Require unique values/,
		],
		[
			'an empty Value to Find',
			{ ...BY, idValue: '={{ $json.no }}', ...TIMES },
			/'Value to Find' is empty/,
		],
		['a list as the value', { ...BY, idValue: '={{ ["a", "b"] }}' }, /not a single value/],
		[
			'an item without the value',
			{ idProperty: 'external_booking_id', dataToSend: 'autoMapInputData' },
			/'external_booking_id' is empty/,
		],
	])('%s is refused before anything is sent', async (_, parameters, message) => {
		const { error } = await upsert(parameters, [{}]);
		expect(error?.message).toMatch(message);
		expect(sent(hubspot.current)).toEqual([]);
	});

	test('a property that is not unique is refused, and no meeting is created', async () => {
		const { error } = await upsert({ ...BY, idProperty: 'hs_meeting_title', ...TIMES }, [
			{ booking: 'a' },
			{ booking: 'b' },
		]);
		expect(error?.message).toMatch(
			/not a unique property.*Find By accepts only properties with unique values/,
		);
		expect(countMeetings(hubspot.current)).toBe(14);
	});

	test('a property that does not exist is named in the error', async () => {
		const { error } = await upsert({ ...BY, idProperty: 'nope', ...TIMES });
		expect(error?.message).toMatch(/nope/);
	});

	test('one bad value fails only its own item', async () => {
		const { json, error } = await upsert(
			{
				...BY,
				...TIMES,
				additionalFields: {
					customProperties: {
						property: [{ name: 'satisfaction_score', value: '={{ $json.score }}' }],
					},
				},
			},
			[
				{ booking: 'bk-1001', score: 5 },
				{ booking: 'bk-1002', score: 'five' },
				{ booking: 'bk-1003', score: 7 },
			],
			{ settings: { onError: 'continueRegularOutput' } },
		);
		expect(error).toBeUndefined();
		expect(json[1].error).toMatch(/Satisfaction score: 'five' is not a number/);
		expect([json[0].id, json[2].id]).toEqual(['17612479136', '17612479141']);
	});

	test('an option is found by its label in lower case; the error for an unknown one lists the options', async () => {
		const type = { additionalFields: { hs_activity_type: '={{ $json.type }}' } };
		const { json } = await upsert(
			{ ...BY, ...TIMES, ...type },
			[
				{ booking: 'bk-1001', type: 'product demo' },
				{ booking: 'bk-1002', type: 'Sprint' },
			],
			{ settings: { onError: 'continueRegularOutput' } },
		);
		expect(meeting('17612479136')).toMatchObject({ hs_activity_type: 'Product Demo' });
		expect(json[1].error).toMatch(/'Sprint' is not one of its options.*Site Visit/);
	});
});
