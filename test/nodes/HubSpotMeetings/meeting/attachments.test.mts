import '../../../support/logs.mts';

import type { IBinaryData, IDataObject } from 'n8n-workflow';

import { keepBinaryData } from '../../../support/binaryData.mts';
import type { RunOptions } from '../../../support/engine.mts';
import { emulatorForTests } from '../../../support/hubspot.mts';
import { countMeetings, operate, sent } from '../../../support/meetings.mts';
import { api } from '../../../support/versions.mts';

const MEETING = '17612479146';
const THERE = '17560000001';
const NEW = { hs_meeting_title: 'Form', hs_meeting_start_time: '2026-12-01T10:00:00Z' };
const MEETINGS = `${api.objects}/meetings`;
const KEY = { idProperty: 'external_booking_id', idValue: 'form-1' };

const hubspot = emulatorForTests();

beforeAll(async () => {
	await keepBinaryData();
});

const file = (text: string, fileName = 'Form.txt'): IBinaryData => ({
	data: Buffer.from(text).toString('base64'),
	mimeType: 'text/plain',
	fileName,
	fileExtension: 'txt',
});

const write = async (
	operation: string,
	hs_attachment_ids: unknown,
	parameters: IDataObject = {},
	more: Partial<RunOptions> = {},
) => {
	const collection = operation === 'update' ? 'updateFields' : 'additionalFields';
	const which = { update: { meetingId: MEETING }, upsert: { ...KEY, ...NEW } }[operation] ?? NEW;
	return await operate(
		hubspot.current,
		operation,
		{ ...which, ...parameters, [collection]: { hs_attachment_ids } } as IDataObject,
		{ binary: [{ data: file('Filled in'), photo: file('A photo', 'Photo.txt') }], ...more },
	);
};

const filesOf = (id: unknown) =>
	String(hubspot.current.account.record('meetings', Number(id)).properties.hs_attachment_ids).split(
		';',
	);

const stored = (id: string) => hubspot.current.account.files.get(id);

const uploads = () => sent(hubspot.current).filter((line) => line.endsWith('/files'));

const REFUSED = {
	status: 400,
	body: { status: 'error', category: 'VALIDATION_ERROR', message: 'no' },
};

describe.each(['create', 'update', 'upsert'])('%s', (operation) => {
	const path = operation === 'upsert' ? `${MEETINGS}/batch/upsert` : MEETINGS;
	const match = {
		method: operation === 'update' ? 'PATCH' : 'POST',
		path: operation === 'update' ? `${MEETINGS}/${MEETING}` : path,
	};

	test('uploads the named binary fields and keeps the given file IDs', async () => {
		const { json, error } = await write(operation, `data; ${THERE}, photo`);
		expect(error).toBeUndefined();
		const [known, form, photo, ...others] = filesOf(json[0].id);
		expect([known, ...others]).toEqual([THERE]);
		expect(json[0].hs_attachment_ids).toBe([known, form, photo].join(';'));
		expect(stored(form)).toMatchObject({ name: 'Form', access: 'PRIVATE' });
		expect(stored(photo)).toMatchObject({ name: 'Photo', access: 'PRIVATE' });
	});

	test('an error after the upload says which file is in HubSpot', async () => {
		hubspot.current.faults.add({ match, times: 1, then: REFUSED });
		const { error } = await write(operation, 'data');
		expect(error?.message).toMatch(
			/^The file was uploaded \(file ID \d+\), but not attached to the meeting\. .*no/,
		);
	});

	test('Retry On Fail uploads a file once', async () => {
		hubspot.current.faults.add({ match, times: 1, then: REFUSED });
		const before = countMeetings(hubspot.current);
		const { json, error } = await write(
			operation,
			'data',
			{},
			{ settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 } },
		);
		expect(error).toBeUndefined();
		expect(uploads()).toHaveLength(1);
		expect(filesOf(json[0].id)).toHaveLength(1);
		expect(countMeetings(hubspot.current)).toBe(before + (operation === 'update' ? 0 : 1));
	});

	test.each<[string, unknown, RegExp]>([
		['a missing binary field', 'data, scan', /^Attachments: .* no binary field 'scan'\. Its/],
		['an empty file', 'data; empty', /Attachments: the file in the binary field 'empty' is empty/],
		[
			'a file instead of a field name',
			'={{ $binary.data }}',
			/^'Attachments' is a file, not a name. Enter the name/,
		],
		['an ID shortened by a spreadsheet', '2.4E+10', /A spreadsheet has shortened it/],
	])('%s is refused before anything is sent', async (_, value, message) => {
		const binary = [{ data: file('x'), empty: file('') }];
		const { error } = await write(operation, value, { contacts: 'new@example.com' }, { binary });
		expect(error?.message).toMatch(message);
		expect(sent(hubspot.current)).toEqual([]);
	});
});

test.each(['create', 'update', 'upsert'])(
	'%s refuses * for an item without binary fields',
	async (operation) => {
		const { error } = await write(operation, '*', {}, { binary: [{}] });
		expect(error?.message).toMatch(/^Attachments: the item has no binary field\. Enter the name/);
		expect(sent(hubspot.current)).toEqual([]);
	},
);

test('after Retry On Fail, the error still names the file that the first try uploaded', async () => {
	const { error } = await write(
		'create',
		'={{ $json.n === 0 ? "data" : "" }}',
		{ hs_meeting_start_time: '={{ $json.start }}' },
		{
			items: [
				{ n: 0, start: NEW.hs_meeting_start_time },
				{ n: 1, start: 'never' },
			],
			binary: [{ data: file('Filled in') }, {}],
			settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 },
		},
	);
	expect(uploads()).toHaveLength(1);
	expect(`${error?.message} ${error?.description}`).toMatch(
		/Already created: .*\b1756000000\d\d\b/,
	);
});

test('an update by a property that is not unique uploads a file once', async () => {
	hubspot.current.account.update('meetings', MEETING, { satisfaction_score: '4711' });
	const { json, error } = await write('update', 'data', {
		meetingId: '4711',
		options: { idProperty: 'satisfaction_score' },
	});
	expect(error).toBeUndefined();
	expect(json[0].id).toBe(MEETING);
	expect(uploads()).toHaveLength(1);
	expect(filesOf(MEETING)).toHaveLength(1);
});

test('items with files are created in one batch, and a bad item fails alone', async () => {
	const { json, error } = await write(
		'create',
		'={{ $json.field }}',
		{},
		{
			items: [{ field: '*' }, { field: 'scan' }, { field: 'data' }],
			binary: [{ data: file('1'), more: file('2') }, { data: file('3') }, { data: file('4') }],
			settings: { onError: 'continueRegularOutput' },
		},
	);
	expect(error).toBeUndefined();
	expect(json.map((one) => (one.error ? 'failed' : filesOf(one.id).length))).toEqual([
		2,
		'failed',
		1,
	]);
	expect(uploads()).toHaveLength(3);
	expect(sent(hubspot.current).filter((line) => line.includes('/meetings'))).toEqual([
		`POST ${MEETINGS}/batch/create`,
	]);
});

test('an error for an unknown option after the upload says that the file is in HubSpot', async () => {
	const { error } = await write(
		'create',
		'data',
		{
			additionalFields: {},
			hs_meeting_title: 'x',
			dataToSend: 'autoMapInputData',
		},
		{
			items: [{ ...NEW, hs_attachment_ids: 'data', hs_meeting_outcome: 'Vanished' }],
		},
	);
	expect(error?.message).toMatch(/^The file was uploaded \(file ID \d+\).*'Vanished' is not one/);
});

test('an interrupted upload is not sent again, and the meeting is not created', async () => {
	const before = countMeetings(hubspot.current);
	hubspot.current.faults.add({ match: { path: /\/files$/ }, times: 1, then: { reset: 'after' } });
	const { error } = await write(
		'create',
		'data',
		{},
		{ settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 } },
	);
	expect(error?.message).toContain('The record may already exist');
	expect(uploads()).toHaveLength(1);
	expect(countMeetings(hubspot.current)).toBe(before);
});

test('Map Automatically reads attachments from a column and skips files inside the JSON', async () => {
	const call = file('combined') as unknown as IDataObject;
	const { json, error } = await operate(
		hubspot.current,
		'create',
		{ dataToSend: 'autoMapInputData' },
		{
			items: [{ ...NEW, call, hs_attachment_ids: ['call', Number(THERE)] }],
			workflowSettings: { binaryMode: 'combined' } as never,
		},
	);
	expect(error).toBeUndefined();
	const [known, uploaded] = filesOf(json[0].id);
	expect(known).toBe(THERE);
	expect(stored(uploaded)).toMatchObject({ name: 'Form', access: 'PRIVATE' });
});

test('an update with empty attachments leaves the meeting’s files unchanged', async () => {
	const before = filesOf(MEETING);
	const { error } = await operate(hubspot.current, 'update', {
		meetingId: MEETING,
		updateFields: { hs_attachment_ids: '', hs_meeting_title: 'x' },
	});
	expect(error).toBeUndefined();
	expect(hubspot.current.account.record('meetings', MEETING).properties.hs_meeting_title).toBe('x');
	expect(filesOf(MEETING)).toEqual(before);
});
