import type { IDataObject } from 'n8n-workflow';

import { emulatorForTests } from '../../../support/hubspot.mts';
import { countMeetings, operate, sent } from '../../../support/meetings.mts';
import { api } from '../../../support/versions.mts';

const hubspot = emulatorForTests();

const getAll = async (parameters: IDataObject = {}, more = {}) =>
	await operate(hubspot.current, 'getAll', parameters, more);

/** Adds meetings to the account, so that there are several pages. */
function add(count: number) {
	for (let n = 0; n < count; n++) {
		hubspot.current.account.create('meetings', { hs_timestamp: '2026-11-01T10:00:00Z' }, {});
	}
}

const limits = () =>
	hubspot.current.requests.map(({ path }) =>
		new URL(path, hubspot.current.url).searchParams.get('limit'),
	);

test('a Limit within one page takes one request, and each meeting is an item', async () => {
	const { error, json, output } = await getAll({ limit: 3 });
	expect(error).toBeUndefined();
	expect(json).toHaveLength(3);
	expect(json[0]).toMatchObject({ id: '17612479134', hs_meeting_title: expect.any(String) });
	expect(output.map(({ pairedItem }) => pairedItem)).toEqual(Array(3).fill({ item: 0 }));
	expect(sent(hubspot.current)).toEqual([`GET ${api.objects}/meetings`]);
	expect(limits()).toEqual(['3']);
});

test('with Simplify off, the output is HubSpot’s answer unchanged', async () => {
	const { json } = await getAll({ limit: 2, simplify: false });
	expect(json).toEqual((hubspot.current.requests[0].responseBody as IDataObject).results);
});

test('Limit 250 makes three requests, of 100, 100 and 50', async () => {
	add(300);
	const { error, json } = await getAll({ limit: 250 });
	expect(error).toBeUndefined();
	expect(json).toHaveLength(250);
	expect(limits()).toEqual(['100', '100', '50']);
});

test('Return All reads every page and returns each meeting once', async () => {
	add(300);
	const { json } = await getAll({ returnAll: true });
	const all = countMeetings(hubspot.current);
	expect(json).toHaveLength(all);
	expect(new Set(json.map(({ id }) => id)).size).toBe(all);
	expect(limits()).toEqual(['100', '100', '100', '100']);
});

test('several input items each return their own list, paired with the item', async () => {
	add(200);
	const { error, json, output } = await getAll(
		{ limit: '={{ $json.wanted }}' },
		{ items: [{ wanted: 2 }, { wanted: 150 }, { wanted: 1 }] },
	);
	expect(error).toBeUndefined();
	expect(json).toHaveLength(153);
	const pairs = output.map(({ pairedItem }) => (pairedItem as { item: number }).item);
	expect(pairs).toEqual([0, 0, ...Array<number>(150).fill(1), 2]);
});

test('the options of Get work: properties, associations and property history', async () => {
	const { error, json } = await getAll({
		limit: 1,
		options: {
			properties: ['hs_meeting_title'],
			associations: ['contacts', 'deals', 'tickets'],
			propertiesWithHistory: 'hs_meeting_outcome',
		},
	});
	expect(error).toBeUndefined();
	expect(json[0]).toMatchObject({
		associations: { contacts: ['101', '102'], deals: ['501'], tickets: [] },
		propertiesWithHistory: { hs_meeting_outcome: [{}, {}] },
	});
	expect(json[0]).not.toHaveProperty('hs_meeting_location');
	expect(hubspot.current.requests).toHaveLength(1);
});

test('associations with custom objects are returned, and an unknown object type is refused', async () => {
	const { json } = await getAll({ limit: 2, options: { associations: ['2-34567890'] } });
	expect(json.map(({ associations }) => associations)).toEqual([
		{ '2-34567890': [] },
		{ '2-34567890': ['9002'] },
	]);
	const { error } = await getAll({ limit: 2, options: { associations: ['spaceships'] } });
	expect(error?.message).toMatch(/^HubSpot has no object type spaceships\. Use contacts/);
});

test('pages with property history have at most 50 meetings', async () => {
	add(80);
	await getAll({ limit: 70, options: { propertiesWithHistory: ['hs_timestamp'] } });
	expect(limits()).toEqual(['50', '20']);
});

test('Deleted Only lists the recycling bin', async () => {
	hubspot.current.account.archive('meetings', '17612479135');
	const { json } = await getAll({ returnAll: true, options: { archived: true } });
	expect(json).toHaveLength(1);
	expect(json[0]).toMatchObject({
		id: '17612479135',
		archived: true,
		archivedAt: expect.any(String),
	});
});

test('Deleted Only with an empty recycling bin returns no items and no error', async () => {
	const { error, json } = await getAll({ returnAll: true, options: { archived: true } });
	expect(error).toBeUndefined();
	expect(json).toEqual([]);
});

test.each(['={{ 0 }}', '={{ -1 }}', '={{ 1.5 }}', '={{ "many" }}', '={{ $json.nothing }}'])(
	'a Limit of %s is refused before anything is sent',
	async (limit) => {
		const { error } = await getAll({ limit });
		expect(error?.message).toMatch(/^'Limit' is not a positive whole number/);
		expect(sent(hubspot.current)).toEqual([]);
	},
);
