import { NODE, run } from '../../../support/engine.mts';
import { credentialsOf, emulatorForTests } from '../../../support/hubspot.mts';

const hubspot = emulatorForTests();

const create = async (parameters: object, more: object = {}) =>
	await run({
		parameters: { resource: 'meeting', operation: 'create', ...parameters },
		credentials: credentialsOf(hubspot.current),
		...more,
	});

test('one item is one POST, as in the guide', async () => {
	const { json, error, output } = await create({
		hs_meeting_title: 'Intro meeting',
		hs_meeting_start_time: '2026-03-23T10:00:00Z',
		duration: 45,
		contacts: '101, 102',
	});
	expect(error).toBeUndefined();
	expect(output[0].pairedItem).toEqual({ item: 0 });
	expect(json[0]).toMatchObject({
		hs_meeting_title: 'Intro meeting',
		hs_meeting_start_time: '2026-03-23T10:00:00Z',
		hs_meeting_end_time: '2026-03-23T10:45:00Z',
		hs_timestamp: '2026-03-23T10:00:00Z',
	});
	expect(hubspot.current.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
		'POST /crm/v3/objects/meetings',
	]);
});

test('250 items are three batches, each item with its own record', async () => {
	const items = Array.from({ length: 250 }, (_, n) => ({ title: `Meeting ${n}` }));
	const { json, error } = await create(
		{ hs_meeting_title: '={{ $json.title }}', hs_meeting_start_time: '2026-03-23T10:00:00Z' },
		{ items },
	);
	expect(error).toBeUndefined();
	expect(json.map(({ hs_meeting_title }) => hs_meeting_title)).toEqual(
		items.map(({ title }) => title),
	);
	expect(hubspot.current.requests).toHaveLength(3);
});

test(`${NODE} is named in the error`, async () => {
	const { error } = await create({ hs_meeting_title: 'No time' });
	expect(error?.message).toMatch(/Start Time/);
});
