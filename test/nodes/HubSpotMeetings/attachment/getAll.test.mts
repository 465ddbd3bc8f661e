import '../../../support/logs.mts';

import type { IDataObject } from 'n8n-workflow';

import { EMULATOR_TOKEN } from '../../../../emulator/index.mts';
import { run, type RunOptions } from '../../../support/engine.mts';
import { credentialsOf, emulatorForTests } from '../../../support/hubspot.mts';
import { sent } from '../../../support/links.mts';

/** ONE has file 1 (private). TWO has files 2 and 3 (3 is hidden). OPEN has file 4 (public). */
const ONE = '17612479146';
const TWO = '17612479145';
const OPEN = '17612479147';

const FILE = '17560000000';
const READER = 'pat-na1-reader';
const NO_FILES = 'pat-na1-no-files';
const MEETINGS = ['crm.objects.contacts.read', 'crm.objects.contacts.write'];

const hubspot = emulatorForTests({
	tokens: {
		[EMULATOR_TOKEN]: 'all',
		[READER]: [...MEETINGS, 'files.read'],
		[NO_FILES]: MEETINGS,
	},
});

const getAll = async (parameters: IDataObject, more: Partial<RunOptions> = {}) =>
	await run({
		parameters: { resource: 'attachment', operation: 'getAll', ...parameters },
		credentials: credentialsOf(hubspot.current),
		...more,
	});

test('a file is returned with its name, type, size and access', async () => {
	const { json, error } = await getAll({ meetingId: ONE });
	expect(error).toBeUndefined();
	expect(json).toEqual([
		{
			id: `${FILE}1`,
			name: 'Minutes Tallgrass',
			extension: 'pdf',
			type: 'DOCUMENT',
			size: expect.any(Number),
			access: 'PRIVATE',
			createdAt: expect.stringMatching(/^\d{4}-/),
			found: true,
			meetingId: ONE,
		},
	]);
});

test('three meetings with four files are read with two requests', async () => {
	const items = [ONE, TWO, OPEN].map((id) => ({ id }));
	const { json } = await getAll({ meetingId: '={{ $json.id }}' }, { items });
	expect(json.map(({ id, meetingId }) => [meetingId, id])).toEqual([
		[ONE, `${FILE}1`],
		[TWO, `${FILE}2`],
		[TWO, `${FILE}3`],
		[OPEN, `${FILE}4`],
	]);
	const lines = sent(hubspot.current);
	expect(lines).toHaveLength(2);
	expect(lines[1]).toContain('/files/search?ids=');
});

test('a meeting without files gives no output and needs no request for files', async () => {
	const { json, error } = await getAll({ meetingId: '17612479134' });
	expect([json, error]).toEqual([[], undefined]);
	expect(hubspot.current.requests).toHaveLength(1);
});

test("without Simplify, a file has HubSpot's structure; its signed URL needs no token", async () => {
	const { json } = await getAll({
		meetingId: ONE,
		simplify: false,
		options: { addSignedUrl: true },
	});
	expect(json).toMatchObject([{ path: '/meetings/Minutes Tallgrass.pdf', meetingId: ONE }]);
	expect(Date.parse(String(json[0].signedUrlExpiresAt))).toBeGreaterThan(0);
	const response = await fetch(String(json[0].signedUrl));
	expect(await response.text()).toContain('Tallgrass chose the cheaper offer.');
});

test('Limit applies to a meeting that is found by a unique property', async () => {
	hubspot.current.account.update('meetings', TWO, {
		external_booking_id: 'bk-files',
	});
	const { json, error } = await getAll({
		meetingId: 'bk-files',
		limit: 1,
		options: { idProperty: 'external_booking_id' },
	});
	expect(error).toBeUndefined();
	expect(json).toMatchObject([{ id: `${FILE}2`, meetingId: TWO }]);
});

test('a meeting is found by a HubSpot property that is not unique', async () => {
	hubspot.current.account.update('meetings', TWO, { hs_i_cal_uid: 'files@example.com' });
	const { json, error } = await getAll({
		meetingId: 'files@example.com',
		options: { idProperty: 'hs_i_cal_uid' },
	});
	expect(error).toBeUndefined();
	expect(json).toMatchObject([
		{ id: `${FILE}2`, meetingId: TWO },
		{ id: `${FILE}3`, meetingId: TWO },
	]);
});

test('a hidden file is returned with only its ID, and a hint names the missing scope', async () => {
	const { json, run: ran } = await getAll(
		{ meetingId: TWO },
		{ credentials: credentialsOf(hubspot.current, { accessToken: READER }) },
	);
	expect(json).toMatchObject([
		{ id: `${FILE}2`, found: true },
		{ id: `${FILE}3`, found: false, name: null },
	]);
	const hints = ran.data.resultData.runData['HubSpot Meetings'][0].hints ?? [];
	expect(hints.map(({ message }) => message)).toEqual([
		expect.stringContaining(`files.ui_hidden.read: ${FILE}3.`),
	]);
});

test('a token without a file scope is refused with the scopes to add', async () => {
	const { error } = await getAll(
		{ meetingId: ONE },
		{ credentials: credentialsOf(hubspot.current, { accessToken: NO_FILES }) },
	);
	expect(error?.message).toBe(
		'The access token lacks a scope that HubSpot requires here: files or files.read or files.ui_hidden.read. Add one of them to the service key or private app in HubSpot, then try again',
	);
});

test('the URL of a meeting in another account is refused before the meeting is read', async () => {
	const { portalId } = hubspot.current.account;
	const url = (portal: number) => `https://app.hubspot.com/contacts/${portal}/record/0-47/${ONE}`;
	const own = await getAll({ meetingId: url(portalId) });
	expect(own.json).toHaveLength(1);
	hubspot.current.reset();
	const { error } = await getAll({ meetingId: url(777) });
	expect(error?.message).toBe(
		`Meeting: the URL belongs to HubSpot account 777, but the access token belongs to account ${portalId}. Enter the URL of a meeting in the token's account, or choose another credential`,
	);
	expect(sent(hubspot.current)).toHaveLength(1);
});

test('a meeting that does not exist is refused', async () => {
	const { error } = await getAll({ meetingId: '999' });
	expect(error?.message).toContain('HubSpot has no meeting 999');
});
