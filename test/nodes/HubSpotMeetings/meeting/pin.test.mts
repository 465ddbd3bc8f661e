import type { IDataObject } from 'n8n-workflow';

import { EMULATOR_TOKEN } from '../../../../emulator/index.mts';
import { run, type RunOptions } from '../../../support/engine.mts';
import { credentialsOf, emulatorForTests } from '../../../support/hubspot.mts';
import { labelsOf, sent } from '../../../support/links.mts';

/** The first meeting of the seed, with contacts 101 and 102, company 301 and deal 501. It is pinned on contact 101. */
const INTRO = '17612479134';
/** Another meeting with contact 101 and deal 501. */
const VISIT = '17612479135';
const INSTALLATION = '2-34567890';
/** A token that can read deals but can't change them. */
const WITHOUT_DEALS = 'pat-na1-00000000-0000-4000-8000-000000000001';

const hubspot = emulatorForTests({
	tokens: {
		[EMULATOR_TOKEN]: 'all',
		[WITHOUT_DEALS]: [
			'crm.objects.contacts.read',
			'crm.objects.contacts.write',
			'crm.objects.deals.read',
		],
	},
});

const operation =
	(name: string) =>
	async (parameters: IDataObject, more: Partial<RunOptions> = {}) =>
		await run({
			parameters: { resource: 'meeting', operation: name, ...parameters },
			credentials: credentialsOf(hubspot.current),
			...more,
		});
const pin = operation('pin');
const unpin = operation('unpin');

const pinned = (type: string, id: number) =>
	hubspot.current.account.record(type, id).properties.hs_pinned_engagement_id || null;

test.each([
	['contacts', 101, VISIT, INTRO],
	['companies', 301, INTRO, null],
	['deals', 501, INTRO, null],
	['tickets', 703, '17612479144', null],
	[INSTALLATION, 9002, VISIT, null],
])('pins the meeting on %s %i', async (objectType, recordId, meetingId, previous) => {
	const { json, error } = await pin({ meetingId, objectType, recordId: String(recordId) });
	expect(error).toBeUndefined();
	expect(json).toEqual([
		{
			pinned: true,
			meetingId,
			objectType,
			recordId: String(recordId),
			previouslyPinned: previous,
			associatedNow: false,
		},
	]);
	expect(pinned(objectType, recordId)).toBe(meetingId);
});

test('the record can be given by email, domain or URL', async () => {
	const { json } = await pin(
		{ meetingId: INTRO, objectType: '={{ $json.type }}', recordId: '={{ $json.record }}' },
		{
			items: [
				{ type: 'contact', record: 'Ada.Fischer@nordhafen.example' },
				{ type: 'Companies', record: 'nordhafen.example' },
				{ type: 'deal', record: 'https://app.hubspot.com/contacts/1/record/0-3/501' },
			],
		},
	);
	expect(json.map(({ recordId }) => recordId)).toEqual(['102', '301', '501']);
	expect(pinned('companies', 301)).toBe(INTRO);
});

test('a record that is not associated is associated first, and the output says so', async () => {
	const { json, error } = await pin({ meetingId: INTRO, objectType: 'deals', recordId: '503' });
	expect(error).toBeUndefined();
	expect(json[0].associatedNow).toBe(true);
	expect(labelsOf(hubspot.current, { meeting: INTRO, type: 'deals', id: 503 })).toEqual([null]);
	expect(pinned('deals', 503)).toBe(INTRO);
});

test.each([false, '={{ "no" }}'])(
	'a record that is not associated is refused with Associate First set to %s',
	async (associateFirst) => {
		const { error } = await pin({
			meetingId: INTRO,
			objectType: 'deals',
			recordId: '503',
			options: { associateFirst },
		});
		expect(error?.message).toMatch(
			/meeting 17612479134 is not associated with the deal 503.*'Associate First'/,
		);
		expect(pinned('deals', 503)).toBeNull();
	},
);

test.each([true, false])(
	'duplicate items both report the new association (Disable Batching: %s)',
	async (oneByOne) => {
		const { json } = await pin(
			{ meetingId: INTRO, objectType: 'deals', recordId: '503', sending: { oneByOne } },
			{ items: [{}, {}] },
		);
		expect(json.map(({ associatedNow }) => associatedNow)).toEqual([true, true]);
	},
);

test('250 records take three batch reads, three batch updates and two requests for associations', async () => {
	const { account } = hubspot.current;
	const ids = Array.from({ length: 250 }, (_, n) => 500_000 + n);
	for (const id of ids) account.create('contacts', { firstname: `No. ${id}` }, { id });
	const { json, error } = await pin(
		{ meetingId: INTRO, objectType: 'contacts', recordId: '={{ $json.contact }}' },
		{ items: ids.map((contact) => ({ contact })) },
	);
	expect(error).toBeUndefined();
	expect(json.map(({ recordId }) => recordId)).toEqual(ids.map(String));
	expect(ids.every((id) => pinned('contacts', id) === INTRO)).toBe(true);
	const lines = sent(hubspot.current);
	const count = (part: string) => lines.filter((line) => line.includes(part)).length;
	expect(count('contacts/batch/update')).toBe(3);
	expect(count('contacts/batch/read')).toBe(4);
	expect(count('associate/default')).toBe(1);
	expect(lines).toHaveLength(8);
});

test('two meetings on one record: the last one stays pinned, and each item has the previous one', async () => {
	const { json } = await pin(
		{ meetingId: '={{ $json.meeting }}', objectType: 'deals', recordId: '501' },
		{ items: [{ meeting: INTRO }, { meeting: VISIT }] },
	);
	expect(json.map(({ previouslyPinned }) => previouslyPinned)).toEqual([null, INTRO]);
	expect(pinned('deals', 501)).toBe(VISIT);
});

test('items that name one record by email address and by ID pin in the order of the items', async () => {
	const { json } = await pin(
		{ meetingId: '={{ $json.meeting }}', objectType: 'contacts', recordId: '={{ $json.record }}' },
		{
			items: [
				{ meeting: VISIT, record: 'ada.fischer@nordhafen.example' },
				{ meeting: INTRO, record: '102' },
			],
		},
	);
	expect(json.map(({ previouslyPinned }) => previouslyPinned)).toEqual([null, VISIT]);
	expect(pinned('contacts', 102)).toBe(INTRO);
});

test('Retry On Fail still returns what was pinned before the first try', async () => {
	hubspot.current.faults.add({
		match: { method: 'PATCH', path: '/contacts/102' },
		times: 1,
		then: { status: 502 },
	});
	const { json, error } = await pin(
		{
			meetingId: VISIT,
			objectType: 'contacts',
			recordId: '={{ $json.contact }}',
			sending: { oneByOne: true, retry: false },
		},
		{
			items: [{ contact: 101 }, { contact: 102 }],
			settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 },
		},
	);
	expect(error).toBeUndefined();
	expect(json.map(({ previouslyPinned }) => previouslyPinned)).toEqual([INTRO, null]);
	const patches = sent(hubspot.current).filter((line) => /^PATCH .*101$/.test(line));
	expect(patches).toHaveLength(1);
});

describe('unpin', () => {
	test('removes whatever meeting is pinned', async () => {
		const { json, error } = await unpin({ objectType: 'contacts', recordId: '101' });
		expect(error).toBeUndefined();
		expect(json).toEqual([
			{
				unpinned: true,
				objectType: 'contacts',
				recordId: '101',
				previouslyPinned: INTRO,
				pinned: null,
			},
		]);
		expect(pinned('contacts', 101)).toBeNull();
	});

	test('succeeds if no meeting is pinned, and nothing is written', async () => {
		const { json } = await unpin({ objectType: 'contacts', recordId: '102' });
		expect(json[0]).toMatchObject({ unpinned: false, previouslyPinned: null });
		expect(hubspot.current.requests).toHaveLength(1);
	});

	test.each([
		[VISIT, false],
		[INTRO, true],
		[`https://app.hubspot.com/contacts/1/record/0-47/${INTRO}`, true],
	])(
		'with Only This Meeting set removes the pin only if %s is pinned',
		async (onlyMeeting, unpinned) => {
			const { json } = await unpin({
				objectType: 'contacts',
				recordId: '101',
				options: { onlyMeeting },
			});
			expect(json[0]).toMatchObject({ unpinned, pinned: unpinned ? null : INTRO });
			expect(pinned('contacts', 101)).toBe(unpinned ? null : INTRO);
		},
	);

	test('with an empty Only This Meeting is refused, and the pin stays', async () => {
		const { error } = await unpin({
			objectType: 'contacts',
			recordId: '101',
			options: { onlyMeeting: '={{ $json.nothing }}' },
		});
		expect(error?.message).toMatch(/^'Only This Meeting' is empty/);
		expect(pinned('contacts', 101)).toBe(INTRO);
	});
});

describe('pin errors', () => {
	const failure = async (parameters: IDataObject, more: Partial<RunOptions> = {}) => {
		const { error } = await pin({ objectType: 'deals', recordId: '501', ...parameters }, more);
		return error?.message ?? '';
	};

	test.each([true, false])(
		'a deleted meeting is refused (Associate First: %s)',
		async (associateFirst) => {
			hubspot.current.account.archive('meetings', Number(INTRO));
			const message = await failure({ meetingId: INTRO, options: { associateFirst } });
			expect(message).toMatch(/meeting 17612479134/);
			expect(message).toMatch(/deleted/);
			expect(pinned('deals', 501)).toBeNull();
		},
	);

	test('an unknown record ID is refused', async () => {
		expect(await failure({ meetingId: INTRO, recordId: '4711' })).toMatch(/HubSpot has no/);
	});

	test('a contact with an unknown email address is refused', async () => {
		const parameters = { meetingId: INTRO, objectType: 'contacts', recordId: 'no@example.com' };
		expect(await failure(parameters)).toMatch(/HubSpot has no contact for no@example\.com/);
	});

	test('a token that cannot change deals: the error names the scope, and nothing is pinned', async () => {
		const credentials = credentialsOf(hubspot.current, {
			accessToken: WITHOUT_DEALS,
		});
		expect(await failure({ meetingId: INTRO }, { credentials })).toMatch(
			/crm\.objects\.deals\.write/,
		);
		expect(pinned('deals', 501)).toBeNull();
	});

	test('an object type that meetings cannot be pinned on is refused', async () => {
		expect(await failure({ meetingId: INTRO, objectType: 'leads' })).toMatch(
			/HubSpot can't pin meetings on leads. Choose contacts, companies, deals, tickets or a custom object/,
		);
	});

	test('one bad item fails alone, and the others are pinned', async () => {
		const { json } = await pin(
			{ meetingId: INTRO, objectType: 'deals', recordId: '={{ $json.deal }}' },
			{
				items: [{ deal: 501 }, { deal: 4711 }, { deal: 502 }],
				settings: { onError: 'continueRegularOutput' },
			},
		);
		expect(json.map((each) => each.pinned)).toEqual([true, undefined, true]);
		expect(pinned('deals', 502)).toBe(INTRO);
	});
});
