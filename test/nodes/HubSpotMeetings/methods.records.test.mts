import { EMULATOR_TOKEN } from '../../../emulator/index.mts';
import { credentialsOf, emulatorForTests } from '../../support/hubspot.mts';
import { loadOptions, searchList } from '../../support/picker.mts';

const INSTALLATION = '2-34567890';
/** A token that can only read contacts and meetings. */
const CONTACTS_ONLY = 'pat-na1-00000000-0000-4000-8000-000000000002';

const hubspot = emulatorForTests({
	tokens: { [EMULATOR_TOKEN]: 'all', [CONTACTS_ONLY]: ['crm.objects.contacts.read'] },
});
const credentials = () => credentialsOf(hubspot.current);
const contactsOnly = () => credentialsOf(hubspot.current, { accessToken: CONTACTS_ONLY });

describe('records', () => {
	const records = async (objectType: string, filter?: string) =>
		(
			await searchList('searchRecords', {
				credentials: credentials(),
				parameters: { objectType },
				filter,
			})
		).results;

	test.each([
		['contacts', 'ada', 'Ada Fischer (ada.fischer@nordhafen.example)', '102'],
		['companies', 'kestrel', 'Kestrel Dairy Co-op (kestrel-dairy.example)', '303'],
		['deals', 'hall', 'Nordhafen: heat pumps for hall 4', '501'],
		['tickets', 'noise', 'Noise from outdoor unit 3', '701'],
		[INSTALLATION, 'salem', 'Salem rooftop array', '9001'],
	])('of type %s are found by words: %s', async (objectType, words, name, value) => {
		expect(await records(objectType, words)).toEqual([expect.objectContaining({ name, value })]);
	});

	test('are sorted by name', async () => {
		const names = (await records('companies')).map(({ name }) => name);
		expect(names).toHaveLength(5);
		expect(names).toEqual([...names].sort());
	});

	test('with the same name are listed with their IDs', async () => {
		const deal = { dealname: 'Renewal', pipeline: 'default', dealstage: 'contractsent' };
		for (const id of [5001, 5002]) hubspot.current.account.create('deals', deal, { id });
		const names = (await records('deals', 'renewal')).map(({ name }) => name);
		expect(names.sort()).toEqual(['Renewal – 5001', 'Renewal – 5002']);
	});

	test('are listed on several pages, each record once', async () => {
		for (let n = 0; n < 150; n++) {
			hubspot.current.account.create('deals', {
				dealname: `Deal ${String(n).padStart(3, '0')}`,
				pipeline: 'default',
				dealstage: 'contractsent',
			});
		}
		const parameters = { objectType: 'deals' };
		const first = await searchList('searchRecords', { credentials: credentials(), parameters });
		const second = await searchList('searchRecords', {
			credentials: credentials(),
			parameters,
			page: String(first.paginationToken),
		});
		const names = [...first.results, ...second.results].map(({ name }) => name);
		expect(names).toHaveLength(156);
		expect(new Set(names).size).toBe(156);
		expect(second.paginationToken).toBeUndefined();
	});

	test("have no page after the limit of HubSpot's search", async () => {
		const [record] = await records('deals');
		const results = [{ id: record.value, properties: { dealname: record.name } }];
		hubspot.current.faults.add({
			match: { path: /search/ },
			times: 2,
			then: { status: 200, body: { total: 12_000, results, paging: { next: { after: '9900' } } } },
		});
		const page = async (method: 'searchRecords' | 'searchMeetings') =>
			(
				await searchList(method, {
					credentials: credentials(),
					parameters: { objectType: 'deals' },
					page: '9800',
				})
			).paginationToken;
		expect([await page('searchRecords'), await page('searchMeetings')]).toEqual(['9900', '9900']);
		hubspot.current.faults.add({
			match: { path: /search/ },
			times: 2,
			then: { status: 200, body: { total: 12_000, results, paging: { next: { after: '10000' } } } },
		});
		expect([await page('searchRecords'), await page('searchMeetings')]).toEqual([
			undefined,
			undefined,
		]);
	});

	test('give an error that names the missing scope', async () => {
		const refused = searchList('searchRecords', {
			credentials: contactsOnly(),
			parameters: { objectType: 'deals' },
		});
		await expect(refused).rejects.toThrow(/crm\.objects\.deals\.read/);
	});

	test('give an error for an object type that does not exist', async () => {
		await expect(records('spaceships')).rejects.toThrow(
			/HubSpot has no object type spaceships\. Use contacts/,
		);
	});
});

describe('labels', () => {
	const names = async (parameters: object, path: string) =>
		(
			await loadOptions('getAssociationTypes', {
				credentials: credentials(),
				parameters: { ...parameters },
				path,
			})
		).map(({ name }) => name.replace(/\d+/, 'N'));

	test('are those of the chosen object type, before No label', async () => {
		expect(await names({ objectType: 'contacts' }, 'parameters.labels')).toEqual([
			'Decision maker (N)',
			'Guest of (N)',
			'No label (N)',
		]);
	});

	test('are those of the chosen object type for a field in Options', async () => {
		const parameters = { objectType: INSTALLATION, options: {} };
		expect(await names(parameters, 'parameters.options.labels')).toEqual([
			'Inspected (N)',
			'No label (N)',
		]);
	});

	test('are those of the object type of the same entry for a field in a list', async () => {
		const parameters = {
			associations: { association: [{ objectType: 'contacts' }, { objectType: 'deals' }] },
		};
		const path = 'parameters.associations.association[1].labels';
		expect(await names(parameters, path)).toEqual(['Negotiation (N)', 'No label (N)']);
	});

	test('have their category in the value and in the description', async () => {
		const [label] = await loadOptions('getAssociationTypes', {
			credentials: credentials(),
			parameters: { objectType: 'deals' },
		});
		expect(label).toMatchObject({
			value: expect.stringMatching(/^USER_DEFINED:\d+$/),
			description: 'Defined in the Account',
		});
	});
});

describe('object types', () => {
	test('for pins are those on which HubSpot can pin activities', async () => {
		const types = await loadOptions('getPinningTypes', { credentials: credentials() });
		expect(types.map(({ value }) => value)).toEqual([
			'contacts',
			'companies',
			'deals',
			'tickets',
			INSTALLATION,
		]);
	});

	test('give an error for a wrong token', async () => {
		const wrong = credentialsOf(hubspot.current, { accessToken: 'wrong' });
		await expect(loadOptions('getObjectTypes', { credentials: wrong })).rejects.toThrow(
			/access token/,
		);
	});
});

test('record properties are those of the chosen object type', async () => {
	const properties = await loadOptions('getRecordProperties', {
		credentials: credentials(),
		parameters: { objectType: 'deals' },
	});
	expect(properties.map(({ value }) => value)).toEqual(
		expect.arrayContaining(['dealname', 'dealstage', 'hs_is_closed']),
	);
});
