import type { IDataObject } from 'n8n-workflow';

import { run, type RunOptions } from '../../../support/engine.mts';
import { credentialsOf, emulatorForTests } from '../../../support/hubspot.mts';
import { sent } from '../../../support/links.mts';

/** The first meeting of the seed, with contacts 101 and 102. Contact 102 has the label "Decision maker". */
const INTRO = '17612479134';

const hubspot = emulatorForTests();

const getAll = async (parameters: IDataObject, more: Partial<RunOptions> = {}) =>
	await run({
		parameters: {
			resource: 'association',
			operation: 'getAll',
			meetingId: INTRO,
			objectType: 'contacts',
			...parameters,
		},
		credentials: credentialsOf(hubspot.current),
		...more,
	});

const addContacts = (count: number) => {
	const { account } = hubspot.current;
	const meeting = account.record('meetings', Number(INTRO));
	for (let n = 0; n < count; n++) {
		const id = 500_000 + n;
		account.create('contacts', { firstname: `No. ${n}` }, { id });
		account.associate(meeting, account.record('contacts', id), []);
	}
};

test('the IDs and labels of the records are read with one request', async () => {
	const { json, error } = await getAll({});
	expect(error).toBeUndefined();
	expect(json).toMatchObject([
		{ id: '101', objectType: 'contacts', labels: [] },
		{ id: '102', objectType: 'contacts', labels: ['Decision maker'] },
	]);
	expect(json[0].associationTypes).toEqual([
		{ category: 'HUBSPOT_DEFINED', typeId: 200, label: null },
	]);
	expect(hubspot.current.requests).toHaveLength(1);
});

test("the records' own properties need one more request", async () => {
	const { json } = await getAll({ options: { recordProperties: ['email', 'jobtitle'] } });
	expect(json[1]).toMatchObject({
		id: '102',
		email: 'ada.fischer@nordhafen.example',
		jobtitle: 'Chief Financial Officer',
		labels: ['Decision maker'],
	});
	expect(hubspot.current.requests).toHaveLength(2);
});

test("without Simplify, an item has HubSpot's structure", async () => {
	const { json } = await getAll({ simplify: false, options: { recordProperties: 'email' } });
	expect(json[0]).toMatchObject({
		toObjectId: '101',
		associationTypes: [{ typeId: 200 }],
		record: { id: '101', properties: { email: 'brian.halvorsen@nordhafen.example' } },
	});
});

test('Return All reads 1,102 records with three requests, and their properties with twelve', async () => {
	addContacts(1_100);
	const { json } = await getAll({
		returnAll: true,
		options: { recordProperties: 'firstname' },
	});
	expect(json).toHaveLength(1_102);
	expect(new Set(json.map(({ id }) => id)).size).toBe(1_102);
	expect(json[1_101].firstname).toBe('No. 1099');
	const reads = sent(hubspot.current);
	expect(reads.filter((line) => line.includes('associations'))).toHaveLength(3);
	expect(reads.filter((line) => line.includes('objects'))).toHaveLength(12);
});

test('a limit of 500 reads only one page', async () => {
	addContacts(600);
	const { json } = await getAll({ limit: 500 });
	expect(json).toHaveLength(500);
	expect(hubspot.current.requests).toHaveLength(1);
});

test('Only Labels returns only records with the label, and an empty value is refused', async () => {
	const { json } = await getAll({ options: { labels: 'decision maker' } });
	expect(json.map(({ id }) => id)).toEqual(['102']);
	const { error } = await getAll({ options: { labels: '={{ $json.nothing }}' } });
	expect(error?.message).toMatch(/^'Only Labels' are empty/);
});

test('a label that was picked for another object type is refused', async () => {
	const { error } = await getAll({ options: { labels: ['USER_DEFINED:9999'] } });
	expect(error?.message).toMatch(
		/^Only Labels: 'USER_DEFINED=9999' is not an association type or label from meetings to contacts.*Available: .*Decision maker/,
	);
	const none = await getAll({ options: { labels: 'Guest of' } });
	expect([none.json, none.error]).toEqual([[], undefined]);
});

test('several meetings are read with one request, and each item gets its own records', async () => {
	const items = [INTRO, '17612479135', '17612479138', INTRO].map((meeting) => ({ meeting }));
	const { json, output } = await getAll({ meetingId: '={{ $json.meeting }}' }, { items });
	expect(json.map(({ id }) => id)).toEqual(['101', '102', '101', '103', '104', '101', '102']);
	expect(output.map(({ pairedItem }) => pairedItem)).toEqual(
		[0, 0, 1, 2, 2, 3, 3].map((item) => ({ item })),
	);
	expect(hubspot.current.requests).toHaveLength(1);
});

test('a meeting without associated records gives no output', async () => {
	const { json, error } = await getAll({ objectType: 'tickets' });
	expect(error).toBeUndefined();
	expect(json).toEqual([]);
});

test('a meeting that does not exist is refused', async () => {
	const { error } = await getAll({ meetingId: '4711' });
	expect(error?.message).toMatch(/4711|meeting/);
	expect(error?.message).toMatch(/HubSpot has no/);
});

test('an object type that does not exist is refused', async () => {
	const { error } = await getAll({ objectType: 'spaceships' });
	expect(error?.message).toMatch(/HubSpot has no object type spaceships/);
});
