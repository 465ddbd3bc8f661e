import type { IDataObject } from 'n8n-workflow';

import { run, type RunOptions } from '../../../support/engine.mts';
import { credentialsOf, emulatorForTests } from '../../../support/hubspot.mts';
import { labelsOf, sent } from '../../../support/links.mts';
import { API_VERSION } from '../../../support/versions.mts';

/** The first meeting of the seed, with contacts 101 and 102. Contact 102 has the label "Decision maker". */
const INTRO = '17612479134';
/** A meeting with Kestrel Dairy, whose contacts are 105 and 106. */
const DEMO = '17612479141';
const INSTALLATION = '2-34567890';

const hubspot = emulatorForTests();

const create = async (parameters: IDataObject, more: Partial<RunOptions> = {}) =>
	await run({
		parameters: {
			resource: 'association',
			operation: 'create',
			meetingId: INTRO,
			objectType: 'contacts',
			...parameters,
		},
		credentials: credentialsOf(hubspot.current),
		...more,
	});

const guestOf = () =>
	hubspot.current.account.associations
		.between('0-47', '0-1')
		.find(({ label }) => label === 'Guest of')?.typeId;

const labels = (type: string, id: number, meeting = INTRO) =>
	labelsOf(hubspot.current, { meeting, type, id });

test('a single record with the default type is associated with one PUT request', async () => {
	const { json, error } = await create({ records: '105' });
	expect(error).toBeUndefined();
	expect(json).toEqual([{ meetingId: INTRO, objectType: 'contacts', associated: ['105'] }]);
	expect(labels('contacts', 105)).toEqual([null]);
	expect(sent(hubspot.current)).toEqual([
		API_VERSION === 'v3'
			? `PUT /crm/v3/objects/meetings/${INTRO}/associations/contacts/105/200`
			: `PUT /crm/objects/${API_VERSION}/meetings/${INTRO}/associations/default/contacts/105`,
	]);
});

test('Records accepts IDs, URLs and emails together, and associates each record once', async () => {
	const { json } = await create({
		records:
			'105, https://app.hubspot.com/contacts/123456/record/0-1/106; Yuki.Tanaka@tallgrass.example, 105',
	});
	expect(json[0].associated).toEqual(['105', '106', '109']);
	expect(labels('contacts', 109)).toEqual([null]);
	expect(hubspot.current.requests).toHaveLength(2);
});

test('companies are found by their domain', async () => {
	const { json } = await create(
		{ objectType: 'companies', records: '={{ $json.companies }}' },
		{ items: [{ companies: ['www.kestrel-dairy.example', 305] }] },
	);
	expect(json[0].associated).toEqual(['303', '305']);
	expect(labels('companies', 303)).toEqual([null]);
});

test('2,500 records are associated with two requests', async () => {
	const { account } = hubspot.current;
	const ids = Array.from({ length: 2_500 }, (_, n) => 500_000 + n);
	for (const id of ids) account.create('contacts', { firstname: `No. ${id}` }, { id });
	const { json, error } = await create({ records: ids.join() });
	expect(error).toBeUndefined();
	expect(json[0].associated).toEqual(ids.map(String));
	expect(labels('contacts', 502_499)).toEqual([null]);
	expect(hubspot.current.requests).toHaveLength(2);
});

test('several items are sent in one request, each with its own record', async () => {
	const contacts = [103, 104, 105, 106, 107];
	const { json, output } = await create(
		{ records: '={{ $json.contact }}' },
		{ items: contacts.map((contact) => ({ contact })) },
	);
	expect(json.map(({ associated }) => associated)).toEqual(contacts.map((id) => [String(id)]));
	expect(output.map(({ pairedItem }) => pairedItem)).toEqual(contacts.map((_, item) => ({ item })));
	expect(hubspot.current.requests).toHaveLength(1);
});

describe('labels', () => {
	test('given by name, case-insensitive, are added to the existing labels', async () => {
		const { json, error } = await create({ by: 'label', labels: 'guest OF', records: '102' });
		expect(error).toBeUndefined();
		expect(json[0].associated).toEqual(['102']);
		expect(labels('contacts', 102)).toEqual([null, 'Decision maker', 'Guest of']);
		// One request each for the account's labels, the pair's labels, and the association.
		expect(hubspot.current.requests).toHaveLength(3);
	});

	test.each([
		['a text', 'Buyer, final', ['Buyer, final']],
		['an array', '={{ ["Buyer, final", "Guest of"] }}', ['Buyer, final', 'Guest of']],
		['several', 'Guest of; Decision maker', ['Decision maker', 'Guest of']],
	])('may contain a list separator: %s', async (_, given, expected) => {
		hubspot.current.account.associations.define('0-47', '0-1', {
			name: 'buyer',
			label: 'Buyer, final',
		});
		const { error } = await create({ by: 'label', labels: given, records: '105' });
		expect(error).toBeUndefined();
		expect(labels('contacts', 105)).toEqual([null, ...expected]);
	});

	test('picked from the list need no look-up', async () => {
		await create({ by: 'label', labels: [`USER_DEFINED:${guestOf()}`], records: '105' });
		expect(labels('contacts', 105)).toEqual([null, 'Guest of']);
		expect(sent(hubspot.current).filter((line) => line.startsWith('GET'))).toEqual([]);
	});

	test('are all set on each of several records', async () => {
		await create({ by: 'label', labels: ['Decision maker', 'Guest of'], records: '105,106' });
		for (const id of [105, 106]) {
			expect(labels('contacts', id)).toEqual([null, 'Decision maker', 'Guest of']);
		}
	});

	test.each([1, 2, 6])('of %i items are set without losing existing labels', async (count) => {
		const items = Array.from({ length: count }, (_, n) => ({
			contact: [102, 101, 105][n % 3],
			label: 'Guest of',
		}));
		const { error } = await create(
			{ by: 'label', labels: '={{ $json.label }}', records: '={{ $json.contact }}' },
			{ items },
		);
		expect(error).toBeUndefined();
		expect(labels('contacts', 102)).toEqual([null, 'Decision maker', 'Guest of']);
	});

	test('of several items for the same record are all set', async () => {
		const items = [{ label: 'Decision maker' }, { label: 'Guest of' }];
		const { error } = await create(
			{ by: 'label', labels: '={{ $json.label }}', records: '105' },
			{ items },
		);
		expect(error).toBeUndefined();
		expect(labels('contacts', 105)).toEqual([null, 'Decision maker', 'Guest of']);
	});

	test('of an item are set even if HubSpot refuses another item for the same record', async () => {
		const items = [{ id: guestOf() }, { id: '4711' }];
		const { json } = await create(
			{ by: 'typeId', category: 'USER_DEFINED', typeId: '={{ $json.id }}', records: '105' },
			{ items, settings: { onError: 'continueRegularOutput' } },
		);
		expect(labels('contacts', 105)).toEqual([null, 'Guest of']);
		expect(json[0].associated).toEqual(['105']);
		expect(JSON.stringify(json[1])).toMatch(/Association type 4711 does not exist/);
	});

	test.each([1, 2])(
		'replace existing labels with Replace Other Labels (%i items)',
		async (count) => {
			const contacts = [102, 105].slice(0, count);
			const { error } = await create(
				{
					by: 'label',
					labels: 'Guest of',
					records: '={{ $json.contact }}',
					options: { replaceLabels: true },
				},
				{ items: contacts.map((contact) => ({ contact })) },
			);
			expect(error).toBeUndefined();
			for (const id of contacts) expect(labels('contacts', id)).toEqual([null, 'Guest of']);
		},
	);

	test('are removed if the default type is set with Replace Other Labels', async () => {
		await create({ records: '102', options: { replaceLabels: true } });
		expect(labels('contacts', 102)).toEqual([null]);
	});

	test('are kept if Replace Other Labels is the text "false"', async () => {
		const options = { replaceLabels: '={{ "false" }}' };
		await create({ by: 'label', labels: 'Guest of', records: '102', options });
		expect(labels('contacts', 102)).toEqual([null, 'Decision maker', 'Guest of']);
	});

	test('are kept if the default type is set', async () => {
		await create({ records: '102' });
		expect(labels('contacts', 102)).toEqual([null, 'Decision maker']);
	});
});

describe('type IDs', () => {
	test('200 is the default type and is set with one request', async () => {
		await create({ by: 'typeId', typeId: '200', records: '105' });
		expect(labels('contacts', 105)).toEqual([null]);
		expect(hubspot.current.requests).toHaveLength(1);
	});

	test('the category of any other type ID is looked up', async () => {
		const { json } = await create({ by: 'typeId', typeId: guestOf(), records: '105' });
		expect(json[0].types).toEqual([
			{ associationCategory: 'USER_DEFINED', associationTypeId: guestOf() },
		]);
		expect(labels('contacts', 105)).toEqual([null, 'Guest of']);
	});
});

describe('a custom object', () => {
	test('is associated by its full name and with its default type, which is looked up', async () => {
		const objectType = `p${hubspot.current.account.portalId}_installation`;
		const { error } = await create({ objectType, records: '9003' });
		expect(error).toBeUndefined();
		expect(labels(INSTALLATION, 9003)).toEqual([null]);
	});

	test('is associated with a label', async () => {
		await create({ objectType: INSTALLATION, by: 'label', labels: 'inspected', records: '9003' });
		expect(labels(INSTALLATION, 9003)).toEqual([null, 'Inspected']);
	});
});

describe('Also Associate', () => {
	test('associates the primary company of the contacts and no other company', async () => {
		const { account } = hubspot.current;
		account.associate(account.record('contacts', 105), account.record('companies', 305), []);
		const { json } = await create({
			records: '105',
			options: { alsoAssociate: ['primaryCompany'] },
		});
		expect(json[0].alsoAssociated).toEqual({ companies: ['303'] });
		expect(labels('companies', 303)).toEqual([null]);
		expect(labels('companies', 305)).toEqual([]);
	});

	test('associates all companies and the open deals of the contacts', async () => {
		const { account } = hubspot.current;
		account.associate(account.record('contacts', 103), account.record('companies', 305), []);
		const { json } = await create({
			records: '103',
			options: { alsoAssociate: ['companies', 'openDeals'] },
		});
		// Deal 505 of this contact is closed (won).
		expect(json[0].alsoAssociated).toEqual({ companies: ['302', '305'], deals: ['502'] });
		expect(labels('deals', 502)).toEqual([null]);
		expect(labels('deals', 505)).toEqual([]);
	});

	test.each(['primaryCompany, openDeals', '["primaryCompany", "openDeals"]'])(
		'accepts an expression: %s',
		async (text) => {
			const { json } = await create({
				records: '103',
				options: { alsoAssociate: `={{ '${text}' }}` },
			});
			expect(json[0].alsoAssociated).toEqual({ companies: ['302'], deals: ['502'] });
		},
	);

	test('associates nothing more if its expression is empty', async () => {
		const { json, error } = await create({
			records: '103',
			options: { alsoAssociate: '={{ null }}' },
		});
		expect(error).toBeUndefined();
		expect(json[0]).not.toHaveProperty('alsoAssociated');
	});

	test('refuses an unknown value', async () => {
		const { error } = await create({ records: '103', options: { alsoAssociate: ['deals'] } });
		expect(error?.message).toBe(
			"Also Associate: 'deals' is not a valid value. Use one of: primaryCompany, companies, openDeals",
		);
		expect(sent(hubspot.current)).toEqual([]);
	});

	test('reads the companies of ten contacts with one request', async () => {
		const items = Array.from({ length: 10 }, (_, n) => ({ contact: 101 + n }));
		const { error } = await create(
			{ records: '={{ $json.contact }}', options: { alsoAssociate: ['primaryCompany'] } },
			{ items },
		);
		expect(error).toBeUndefined();
		const reads = sent(hubspot.current).filter((line) => line.endsWith('/batch/read'));
		expect(reads).toHaveLength(1);
	});
});

describe('errors', () => {
	const failure = async (parameters: IDataObject) => {
		const { error, json } = await create(parameters);
		expect(json).toEqual([]);
		return error?.message ?? '';
	};

	test('an empty Records field is refused', async () => {
		expect(await failure({ records: '={{ $json.nothing }}' })).toMatch(/^'Records' are empty/);
		expect(hubspot.current.requests).toEqual([]);
	});

	test.each([
		['12/34', /Records: '12\/34' is not a valid contact/],
		['../5', /Records: '\.\.\/5' is not a valid contact/],
		['1 0 1', /Records/],
		['https://app.hubspot.com/contacts/1/record/0-3/501', /another object type \(Deal\)/],
	])('Records: %s is refused', async (records, message) => {
		expect(await failure({ records })).toMatch(message);
		expect(hubspot.current.requests).toEqual([]);
	});

	test('an email that no contact has is refused', async () => {
		expect(await failure({ records: 'nobody@example.com' })).toMatch(
			/HubSpot has no record for nobody@example\.com/,
		);
	});

	test('unknown emails and IDs are skipped and listed if Records Not Found is Skip', async () => {
		const { json, error } = await create({
			records: 'nobody@example.com, 424242, 105',
			options: { notFound: 'skip' },
		});
		expect(error).toBeUndefined();
		expect(json[0]).toMatchObject({
			associated: ['105'],
			notFound: ['nobody@example.com', '424242'],
		});
		expect(labels('contacts', 105)).toEqual([null]);
	});

	test('a contact that does not exist is refused', async () => {
		expect(await failure({ records: '424242' })).toMatch(
			/HubSpot has no contact 424242 to associate with.*Check the ID/,
		);
	});

	test('if one of several contacts does not exist, the error lists those already associated', async () => {
		expect(await failure({ records: '105, 424242, 106' })).toMatch(
			/contact 424242 .*Already associated: contact 105, contact 106/,
		);
		expect(labels('contacts', 106)).toEqual([null]);
	});

	test('one failing item of three does not stop the others', async () => {
		const { json } = await create(
			{ records: '={{ $json.contact }}' },
			{
				items: [{ contact: 105 }, { contact: 424242 }, { contact: 106 }],
				settings: { onError: 'continueRegularOutput' },
			},
		);
		expect(json[0].associated).toEqual(['105']);
		expect(json[2].associated).toEqual(['106']);
		expect(JSON.stringify(json[1])).toMatch(/HubSpot has no contact 424242/);
	});

	test('a meeting that does not exist is refused', async () => {
		expect(await failure({ meetingId: '4711', records: '105' })).toMatch(
			/HubSpot has no meeting 4711/,
		);
	});

	test('an unknown label is refused with the list of labels that exist', async () => {
		expect(await failure({ by: 'label', labels: 'Best friend', records: '105' })).toMatch(
			/Labels: 'Best friend' is not an association type or label from meetings to contacts.*Decision maker \(\d+\), Guest of/,
		);
	});

	test('an empty Labels field is refused', async () => {
		expect(await failure({ by: 'label', records: '105' })).toMatch(/'Labels' are empty/);
	});

	test('a type ID of the other direction is refused with the right one', async () => {
		const right = /199 is for contacts to meetings.*for meetings to contacts, use 200/i;
		expect(await failure({ by: 'typeId', typeId: '199', records: '105' })).toMatch(right);
		expect(
			await failure({
				by: 'typeId',
				typeId: '199',
				category: 'HUBSPOT_DEFINED',
				records: '105',
			}),
		).toMatch(right);
	});

	test.each([
		['', /'Type ID' is empty/],
		['two hundred', /Type ID: 'two hundred' is not the ID/],
		['4711', /Type ID: '4711' is not an association type/],
	])("the type ID '%s' is refused", async (typeId, message) => {
		expect(await failure({ by: 'typeId', typeId, records: '105' })).toMatch(message);
	});

	test('an object type that does not exist is refused', async () => {
		expect(await failure({ objectType: 'spaceships', records: '105' })).toMatch(
			/HubSpot has no object type spaceships/,
		);
		expect(await failure({ objectType: 'con/tacts', records: '105' })).toMatch(
			/Object Type: 'con\/tacts' is not an object type/,
		);
	});
});

test.each([
	['a connection reset', { reset: 'after' as const }, /connection to HubSpot was lost/],
	['status 502', { status: 502 }, /HubSpot is not available/],
	['an incomplete response', { truncate: true as const }, /cut off or is unreadable/],
])('a batch with an unknown outcome is not sent again: %s', async (_, then, what) => {
	const batch = { method: 'POST', path: /associat.*\/batch\// };
	hubspot.current.faults.add({ match: batch, times: 1, then });
	const { error } = await create(
		{ records: '105,106' },
		{ settings: { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 } },
	);
	expect(error?.message).toMatch(what);
	expect(error?.message).toMatch(/may already be associated. Check HubSpot/);
	expect(sent(hubspot.current).filter((each) => /^POST .*\/batch\//.test(each))).toHaveLength(1);
});

test('Retry On Fail sends only the associations that were not written', async () => {
	hubspot.current.faults.add({
		match: { method: 'PUT', path: '/106' },
		times: 3,
		then: { status: 502 },
	});
	const { error, json } = await create(
		{ records: '105,106', objectType: 'contacts', sending: { oneByOne: true, retry: false } },
		{ settings: { retryOnFail: true, maxTries: 4, waitBetweenTries: 0 } },
	);
	expect(error).toBeUndefined();
	expect(json[0].associated).toEqual(['105', '106']);
	const to105 = hubspot.current.requests.filter(({ path }) => /105/.test(path));
	expect(to105).toHaveLength(1);
});

test('Create Meeting: sets labels and associates the primary companies of the contacts', async () => {
	const { json, error } = await run({
		parameters: {
			resource: 'meeting',
			operation: 'create',
			hs_meeting_title: 'Labelled',
			hs_meeting_start_time: '2026-03-23T10:00:00Z',
			contacts: '107',
			associations: {
				association: [
					{
						objectType: 'contacts',
						by: 'label',
						labels: ['decision maker'],
						records: 'grace.whitman@alder-oak.example, 104',
					},
					{ objectType: INSTALLATION, by: 'default', records: '9001' },
					{ objectType: 'deals', by: 'typeId', typeId: '212', records: '503' },
				],
			},
			options: { alsoAssociate: ['primaryCompany'] },
		},
		credentials: credentialsOf(hubspot.current),
	});
	expect(error).toBeUndefined();
	const meeting = String(json[0].id);
	expect(json[0].alsoAssociated).toEqual({ companies: ['304', '302'] });
	expect(labels('contacts', 107, meeting)).toEqual([null]);
	expect(labels('contacts', 103, meeting)).toEqual([null, 'Decision maker']);
	expect(labels('contacts', 104, meeting)).toEqual([null, 'Decision maker']);
	expect(labels(INSTALLATION, 9001, meeting)).toEqual([null]);
	expect(labels('deals', 503, meeting)).toEqual([null]);
	expect(labels('companies', 302, meeting)).toEqual([null]);
});

test('Update Meeting: sets two labels for the same contact', async () => {
	const { error } = await run({
		parameters: {
			resource: 'meeting',
			operation: 'update',
			meetingId: DEMO,
			associations: {
				association: [
					{ objectType: 'contacts', by: 'label', labels: 'Guest of', records: '105' },
					{ objectType: 'contacts', by: 'label', labels: 'Decision maker', records: '105' },
				],
			},
		},
		credentials: credentialsOf(hubspot.current),
	});
	expect(error).toBeUndefined();
	expect(labels('contacts', 105, DEMO)).toEqual([null, 'Decision maker', 'Guest of']);
});
