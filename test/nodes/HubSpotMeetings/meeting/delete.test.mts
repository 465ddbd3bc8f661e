import type { IDataObject } from 'n8n-workflow';

import { emulatorForTests } from '../../../support/hubspot.mts';
import { countMeetings, operate, sent } from '../../../support/meetings.mts';
import { api } from '../../../support/versions.mts';

const hubspot = emulatorForTests();

const INTRO = '17612479134';

const id = (value: unknown, mode = 'id') => ({ __rl: true, mode, value }) as IDataObject;

const remove = async (meetingId: IDataObject, more = {}) =>
	await operate(hubspot.current, 'delete', { meetingId }, more);

test('one item takes one DELETE request and returns the ID', async () => {
	const { error, json, output } = await remove(id(INTRO));
	expect(error).toBeUndefined();
	expect(sent(hubspot.current)).toEqual([`DELETE ${api.objects}/meetings/${INTRO}`]);
	expect(json).toEqual([{ deleted: true, id: INTRO }]);
	expect(output[0].pairedItem).toEqual({ item: 0 });
	const { json: found } = await operate(hubspot.current, 'get', {
		meetingId: id(INTRO),
		options: { archived: true },
	});
	expect(found[0]).toMatchObject({ id: INTRO, archived: true });
});

test('the meeting can be given by its URL', async () => {
	const { json } = await remove(
		id(`https://app.hubspot.com/contacts/1/record/0-47/${INTRO}`, 'url'),
	);
	expect(json).toEqual([{ deleted: true, id: INTRO }]);
});

test('several items take one batch request, and each item has its own output', async () => {
	const before = countMeetings(hubspot.current);
	const ids = ['17612479136', INTRO, '17612479135'];
	const { error, json, output } = await remove(id('={{ $json.id }}'), {
		items: ids.map((one) => ({ id: one })),
	});
	expect(error).toBeUndefined();
	expect(json).toEqual(ids.map((one) => ({ deleted: true, id: one })));
	expect(output.map(({ pairedItem }) => pairedItem)).toEqual([
		{ item: 0 },
		{ item: 1 },
		{ item: 2 },
	]);
	expect(sent(hubspot.current)).toEqual([`POST ${api.objects}/meetings/batch/archive`]);
	expect(countMeetings(hubspot.current)).toBe(before - 3);
});

test('a meeting that was already deleted counts as deleted', async () => {
	await remove(id(INTRO));
	const { error, json } = await remove(id(INTRO));
	expect(error).toBeUndefined();
	expect(json).toEqual([{ deleted: true, id: INTRO }]);
});

test.each([
	'',
	' ',
	'={{ $json.nothing }}',
	'={{ null }}',
	'={{ [] }}',
	'={{ {} }}',
	'*',
	'={{ 0 }}',
])('%p as the meeting is refused, and nothing is deleted', async (value) => {
	const before = countMeetings(hubspot.current);
	const { error } = await remove(id(`${value}`.startsWith('=') ? value : `={{ "${value}" }}`));
	expect(error?.message).toMatch(/^(Meeting: |'Meeting' is )/);
	expect(sent(hubspot.current)).toEqual([]);
	expect(countMeetings(hubspot.current)).toBe(before);
});

test('an empty ID among others fails only its own item', async () => {
	const { json } = await remove(id('={{ $json.id }}'), {
		items: [{ id: INTRO }, { id: '' }, { id: '17612479135' }],
		settings: { onError: 'continueRegularOutput' },
	});
	expect(json).toEqual([
		{ deleted: true, id: INTRO },
		{
			error: expect.stringMatching(/^'Meeting' is empty/),
			details: { category: 'INVALID_INPUT' },
		},
		{ deleted: true, id: '17612479135' },
	]);
});
