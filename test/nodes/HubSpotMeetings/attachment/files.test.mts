import '../../../support/logs.mts';

import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { BinaryDataService } from 'n8n-core';
import type { IBinaryData, IBinaryKeyData, IDataObject } from 'n8n-workflow';

import { EMULATOR_TOKEN } from '../../../../emulator/index.mts';
import { keepBinaryData } from '../../../support/binaryData.mts';
import { run, type RunOptions } from '../../../support/engine.mts';
import { credentialsOf, emulatorForTests } from '../../../support/hubspot.mts';

const ONE = '17612479146';
const TWO = '17612479145';
const FILE = '17560000000';
const READER = 'pat-na1-reader';

const hubspot = emulatorForTests({
	tokens: {
		[EMULATOR_TOKEN]: 'all',
		[READER]: ['crm.objects.contacts.read', 'crm.objects.contacts.write', 'files.read'],
	},
});

beforeAll(async () => {
	await keepBinaryData();
});

const start = async (parameters: IDataObject, more: Partial<RunOptions> = {}) =>
	await run({
		parameters: { resource: 'attachment', ...parameters },
		credentials: credentialsOf(hubspot.current),
		...more,
	});

const add = async (parameters: IDataObject, more: Partial<RunOptions> = {}) =>
	await start({ operation: 'add', meetingId: ONE, ...parameters }, more);

const download = async (parameters: IDataObject, more: Partial<RunOptions> = {}) =>
	await start({ operation: 'download', meetingId: TWO, ...parameters }, more);

const inMemory = (text: string | Buffer, fileName = 'Notes.txt'): IBinaryData => ({
	data: Buffer.from(text).toString('base64'),
	mimeType: 'text/plain',
	fileName,
	fileExtension: 'txt',
});

const data = (text: string): IBinaryKeyData => ({ data: inMemory(text) });

const filesOf = (meeting: string) =>
	String(
		hubspot.current.account.record('meetings', Number(meeting)).properties.hs_attachment_ids ?? '',
	).split(';');

const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex');

interface SentForm {
	file: { fileName: string; size: number; sha256: string; type: string };
	folderPath: string;
	options: string;
}

const uploads = () =>
	hubspot.current.requests
		.filter(({ method, path }) => method === 'POST' && path.endsWith('/files'))
		.map(({ body }) => body as unknown as SentForm);

const methods = () => hubspot.current.requests.map(({ method }) => method);

test('Add: a file is uploaded as private and attached after the existing ones', async () => {
	const { json, error } = await add({}, { binary: [data('Minutes')] });
	expect(error).toBeUndefined();
	expect(json).toMatchObject([
		{ name: 'Notes', extension: 'txt', access: 'PRIVATE', binaryField: 'data', meetingId: ONE },
	]);
	expect(filesOf(ONE)).toEqual([`${FILE}1`, json[0].id]);
	const [{ file, folderPath, options }] = uploads();
	expect(file).toEqual({
		fileName: 'Notes.txt',
		type: 'text/plain',
		size: 7,
		sha256: sha256('Minutes'),
	});
	expect(folderPath).toBe('/Meeting attachments');
	expect(JSON.parse(options)).toMatchObject({ access: 'PRIVATE' });
});

test('Add: a file in memory whose base64 has line breaks is sent whole', async () => {
	const text = 'Minutes of the meeting. '.repeat(50);
	const wrapped = Buffer.from(text)
		.toString('base64')
		.replace(/(.{76})/g, '$1\r\n');
	const { error } = await add({}, { binary: [{ data: { ...inMemory(''), data: wrapped } }] });
	expect(error).toBeUndefined();
	expect(uploads()[0].file).toMatchObject({ size: text.length, sha256: sha256(text) });
	const blank = await add({}, { binary: [{ data: { ...inMemory(''), data: ' \r\n ' } }] });
	expect(blank.error?.message).toMatch(/the file in the binary field 'data' is empty/);
});

test('Add: three items for one meeting are attached in order, with one read and one write', async () => {
	const texts = ['first', 'second', 'third'];
	// The first upload is the slowest.
	const slow = { method: 'POST', body: new RegExp(sha256(texts[0])) };
	hubspot.current.faults.add({ match: slow, times: 1, then: { delayMs: 100 } });
	const { json, error } = await add(
		{},
		{ items: texts.map((text) => ({ text })), binary: texts.map(data) },
	);
	expect(error).toBeUndefined();
	expect(filesOf(ONE)).toEqual([`${FILE}1`, ...json.map(({ id }) => id)]);
	expect(methods().filter((method) => method !== 'POST')).toEqual(['GET', 'PATCH']);
	expect(uploads()).toHaveLength(3);
});

test('Add: three items for three meetings share one batch read and one batch update', async () => {
	const items = [{ id: ONE }, { id: TWO }, { id: '17612479147' }];
	const { error } = await add(
		{ meetingId: '={{ $json.id }}' },
		{ items, binary: items.map(({ id }) => data(`Minutes of ${id}`)) },
	);
	expect(error).toBeUndefined();
	expect(uploads()).toHaveLength(3);
	expect(methods()).toEqual(['POST', 'POST', 'POST', 'POST', 'POST']);
	expect(items.map(({ id }) => filesOf(id).length)).toEqual([2, 3, 2]);
});

test('Add: all binary fields of an item are uploaded with the chosen folder and access', async () => {
	const { json } = await add(
		{ binaryFields: '*', options: { folderPath: '/calls', access: 'PUBLIC_NOT_INDEXABLE' } },
		{ binary: [{ one: inMemory('1'), two: inMemory('2', 'Two.txt') }] },
	);
	expect(json.map(({ binaryField, access }) => [binaryField, access])).toEqual([
		['one', 'PUBLIC_NOT_INDEXABLE'],
		['two', 'PUBLIC_NOT_INDEXABLE'],
	]);
	expect(uploads().map(({ folderPath }) => folderPath)).toEqual(['/calls', '/calls']);
});

test('Use Existing File reuses the same file, unless more people can see it than chosen', async () => {
	const options = { useExisting: true };
	const first = await add({ options }, { binary: [data('same')] });
	const again = await add({ meetingId: TWO, options }, { binary: [data('same')] });
	expect(again.json[0].id).toBe(first.json[0].id);
	const open = { ...options, access: 'PUBLIC_INDEXABLE', folderPath: '/open' };
	const shown = await add({ options: open }, { binary: [data('open')] });
	const own = await add(
		{ options: { ...options, folderPath: '/open' } },
		{ binary: [data('open')] },
	);
	expect(own.json[0].id).not.toBe(shown.json[0].id);
	expect(own.json[0].access).toBe('PRIVATE');
});

test('an upload that breaks off is not sent again, an upload refused with status 429 is', async () => {
	hubspot.current.faults.add({ match: { method: 'POST' }, times: 1, then: { reset: 'after' } });
	const { error } = await add({}, { binary: [data('once')] });
	expect(error?.message).toContain('The record may already exist');
	expect(uploads()).toHaveLength(1);
	hubspot.current.reset();
	hubspot.current.faults.add({ match: { method: 'POST' }, times: 1, then: { status: 429 } });
	const second = await add({}, { binary: [data('twice')] });
	expect(second.error).toBeUndefined();
	expect(uploads().map(({ file }) => file.sha256)).toEqual([sha256('twice'), sha256('twice')]);
});

test('Add: the error for a meeting that does not exist names the uploaded file', async () => {
	const { error } = await add({ meetingId: '999' }, { binary: [data('lost')] });
	expect(error?.message).toMatch(
		/^The file was uploaded \(file ID \d+\), but not attached to the meeting\. HubSpot has no meeting 999/,
	);
});

test.each([
	[
		'a binary field that does not exist',
		{ binaryFields: 'recording' },
		data('x'),
		"no binary field 'recording'. Its binary fields are data",
	],
	['an item without binary fields', {}, undefined, 'It has no binary fields'],
	['an empty file', {}, data(''), "the file in the binary field 'data' is empty"],
])('%s is refused before anything is sent', async (_, parameters, binary, message) => {
	const { error } = await add(parameters, { binary: binary && [binary] });
	expect(error?.message).toContain(message);
	expect(hubspot.current.requests).toHaveLength(0);
});

test('Add: a token without write access to files is refused with the missing scope', async () => {
	const credentials = credentialsOf(hubspot.current, { accessToken: READER });
	const { error } = await add({}, { binary: [data('x')], credentials });
	expect(error?.message).toContain('files or files.write');
});

test('Download: files have their name and type, and the storage does not receive the token', async () => {
	const { output, json, error } = await download({});
	expect(error).toBeUndefined();
	expect(json).toMatchObject([
		{
			meetingId: TWO,
			attachments: [
				{ id: `${FILE}2`, fileName: 'Noise log unit 3.csv', binaryField: 'attachment_0' },
				{ id: `${FILE}3`, fileName: 'Photo list.txt', binaryField: 'attachment_1' },
			],
		},
	]);
	const { attachment_0: log } = output[0].binary ?? {};
	expect(log).toMatchObject({ mimeType: 'text/csv', fileName: 'Noise log unit 3.csv' });
	expect(Buffer.from(log.data, 'base64').toString()).toContain('13:05,61');
	const { requests } = hubspot.current.storage;
	expect(requests).toHaveLength(2);
	expect(requests.map(({ headers }) => headers.authorization)).toEqual([undefined, undefined]);
});

test("Download: the credential's allowed domains do not restrict the file storage", async () => {
	const { hostname } = new URL(hubspot.current.url);
	const { error } = await download(
		{ options: { fileIds: `${FILE}2` } },
		{
			credentials: credentialsOf(hubspot.current, {
				allowedHttpRequestDomains: 'domains',
				allowedDomains: hostname,
			}),
		},
	);
	expect(error).toBeUndefined();
});

test('Download: the error for a hidden file names the scope that it needs', async () => {
	const credentials = credentialsOf(hubspot.current, { accessToken: READER });
	const { error } = await download({}, { credentials });
	expect(error?.message).toContain(`File ${FILE}3 is hidden`);
	expect(error?.message).toContain('files.ui_hidden.read');
});

test('Download: a file that no longer exists is an error', async () => {
	const { files } = hubspot.current.account;
	files.remove(files.get(`${FILE}2`)!);
	const { error } = await download({});
	expect(error?.message).toContain(`HubSpot has no file ${FILE}2 that this token can see`);
});

test.each([
	['status 503 from the storage is retried', { status: 503 }, 1, undefined],
	['an incomplete file is retried', { truncate: true }, 1, undefined],
	[
		'a redirect is refused',
		{ status: 302, headers: { location: 'http://127.0.0.1:9/' } },
		1,
		'The redirect was not followed',
	],
	['an expired URL is an error', { status: 403 }, 1, '(status 403)'],
] as const)('Download: %s', async (_, then, times, message) => {
	hubspot.current.faults.add({ match: { path: /^\/signed\// }, times, then } as never);
	const { error } = await download({ options: { fileIds: `${FILE}2` } });
	if (message === undefined) expect(error).toBeUndefined();
	else expect(error?.message).toContain(message);
	expect(hubspot.current.storage.requests).toHaveLength(message === undefined ? 2 : 1);
});

test('Download: a file that is not attached to the meeting is refused', async () => {
	const { error } = await download({ options: { fileIds: `${FILE}1` } });
	expect(error?.message).toContain(`file ${FILE}1 is not attached to meeting ${TWO}`);
});

describe('if n8n keeps files on disk', () => {
	const folder = mkdtempSync(join(tmpdir(), 'n8n-files-'));
	let service: BinaryDataService;

	beforeAll(async () => {
		service = await keepBinaryData(folder);
	});
	afterAll(async () => {
		await keepBinaryData();
		rmSync(folder, { recursive: true, force: true });
	});

	test('a 3 MB file is unchanged after upload and download', async () => {
		const bytes = randomBytes(3_000_000);
		const stored = await service.store(
			{ type: 'execution', workflowId: 'workflow', executionId: 'execution' },
			bytes,
			{ mimeType: 'video/mp4', fileName: 'Call.mp4', data: '' },
		);
		const { json, error } = await add({}, { binary: [{ data: stored }] });
		expect(error).toBeUndefined();
		expect(uploads()[0].file).toMatchObject({ size: 3_000_000, sha256: sha256(bytes) });
		const back = await download({ meetingId: ONE, options: { fileIds: json[0].id } });
		const { attachment_0: binary } = back.output[0].binary ?? {};
		expect(binary.id).toMatch(/^filesystem-v2:/);
		expect(sha256(await service.getAsBuffer(binary))).toBe(sha256(bytes));
	});
});

test("Add: a file inside the JSON is uploaded, as in n8n's combined binary mode", async () => {
	const { json, error } = await add(
		{ binaryFields: '*' },
		{
			items: [{ call: inMemory('combined') as unknown as IDataObject }],
			workflowSettings: { binaryMode: 'combined' } as never,
		},
	);
	expect(error).toBeUndefined();
	expect(json).toMatchObject([{ binaryField: 'call' }]);
	expect(uploads()[0].file.sha256).toBe(sha256('combined'));
});
