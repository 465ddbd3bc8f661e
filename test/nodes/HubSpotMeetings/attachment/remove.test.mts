import '../../../support/logs.mts';

import type { IDataObject } from 'n8n-workflow';

import { EMULATOR_TOKEN } from '../../../../emulator/index.mts';
import { run, type RunOptions } from '../../../support/engine.mts';
import { credentialsOf, emulatorForTests } from '../../../support/hubspot.mts';

const TWO = '17612479145';
const FILE = '17560000000';
const READER = 'pat-na1-reader';

const hubspot = emulatorForTests({
	tokens: {
		[EMULATOR_TOKEN]: 'all',
		[READER]: ['crm.objects.contacts.read', 'crm.objects.contacts.write', 'files.read'],
	},
});

const remove = async (parameters: IDataObject, more: Partial<RunOptions> = {}) =>
	await run({
		parameters: { resource: 'attachment', operation: 'remove', meetingId: TWO, ...parameters },
		credentials: credentialsOf(hubspot.current),
		...more,
	});

const filesOf = (meeting: string) =>
	hubspot.current.account.record('meetings', Number(meeting)).properties.hs_attachment_ids;

const fileIds = () => hubspot.current.account.files.all().map(({ id }) => String(id));

const hintsOf = ({ run: { data } }: Awaited<ReturnType<typeof run>>) =>
	(data.resultData.runData['HubSpot Meetings'].at(-1)?.hints ?? []).map(({ message }) => message);

test('a file is detached from the meeting but not deleted, and the other files stay', async () => {
	const result = await remove({ fileIds: `${FILE}2` });
	expect(result.error).toBeUndefined();
	expect(result.json).toEqual([
		{ removed: true, id: `${FILE}2`, meetingId: TWO, fileDeleted: false },
	]);
	expect(filesOf(TWO)).toBe(`${FILE}3`);
	expect(fileIds()).toContain(`${FILE}2`);
	expect(hintsOf(result)).toEqual([]);
});

test('removing all files leaves the meeting without attachments', async () => {
	await remove({ fileIds: [`${FILE}2`, Number(`${FILE}3`)] });
	expect(filesOf(TWO) || null).toBeNull();
});

test('two items for one meeting both detach their file, with one read and one write', async () => {
	const items = [{ id: `${FILE}2` }, { id: `${FILE}3` }];
	const { json } = await remove({ fileIds: '={{ $json.id }}' }, { items });
	expect(json.map(({ removed }) => removed)).toEqual([true, true]);
	expect(filesOf(TWO) || null).toBeNull();
	expect(hubspot.current.requests.map(({ method }) => method)).toEqual(['GET', 'PATCH']);
});

test('a file that is not attached is not deleted, even with Delete Files', async () => {
	const { json } = await remove({
		fileIds: [`${FILE}2`, `${FILE}1`],
		options: { deleteFiles: true },
	});
	expect(json).toMatchObject([
		{ id: `${FILE}2`, removed: true, fileDeleted: true },
		{ id: `${FILE}1`, removed: false, fileDeleted: false },
	]);
	expect(fileIds()).toContain(`${FILE}1`);
});

test('Delete Files deletes a file after it is detached, and a hint names it', async () => {
	const result = await remove({ fileIds: `${FILE}2`, options: { deleteFiles: true } });
	expect(result.json).toMatchObject([{ removed: true, fileDeleted: true }]);
	expect(fileIds()).not.toContain(`${FILE}2`);
	expect(hubspot.current.requests.map(({ method }) => method)).toEqual(['GET', 'PATCH', 'DELETE']);
	expect(hintsOf(result)).toEqual([
		`Files permanently deleted, also for other records that use them: ${FILE}2.`,
	]);
});

test('the error for a file that may not be deleted says that it was detached', async () => {
	const { error } = await remove(
		{ fileIds: `${FILE}2`, options: { deleteFiles: true } },
		{ credentials: credentialsOf(hubspot.current, { accessToken: READER }) },
	);
	expect(error?.message).toContain(
		`File ${FILE}2 was removed from meeting ${TWO}, but not deleted. The access token lacks a scope that HubSpot requires here: files or files.delete`,
	);
	expect(filesOf(TWO)).toBe(`${FILE}3`);
});

test('Retry On Fail deletes a file that the first try only detached', async () => {
	hubspot.current.faults.add({
		match: { method: 'DELETE' },
		times: 1,
		then: { status: 403, body: { message: 'Not now' } },
	});
	const { json } = await remove(
		{ fileIds: `${FILE}2`, options: { deleteFiles: true } },
		{ settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 } },
	);
	expect(json).toMatchObject([{ removed: true, fileDeleted: true }]);
	expect(fileIds()).not.toContain(`${FILE}2`);
});

test.each([
	['={{ "" }}', "'Files' is empty"],
	['minutes.pdf', "Files: 'minutes.pdf' is not the ID"],
])('Files: %j is refused before anything is sent', async (given, message) => {
	const { error } = await remove({ fileIds: given });
	expect(error?.message).toContain(message);
	expect(hubspot.current.requests).toHaveLength(0);
});
