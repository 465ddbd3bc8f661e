import type { IDataObject } from 'n8n-workflow';

import { EMULATOR_TOKEN } from '../../../../emulator/index.mts';
import { credentialsOf, emulatorForTests } from '../../../support/hubspot.mts';
import { operate, sent } from '../../../support/meetings.mts';
import { api } from '../../../support/versions.mts';

const NO_CONTACTS = 'pat-na1-no-contacts';

const hubspot = emulatorForTests({
	now: () => Date.parse('2026-11-20T12:00:00Z'),
	tokens: {
		[EMULATOR_TOKEN]: 'all',
		[NO_CONTACTS]: ['crm.objects.companies.read', 'crm.objects.deals.read'],
	},
});

const INTRO = '17612479134';

const ADD = { addRecordDetails: ['contacts', 'companies', 'deals'] };

const ADDED = {
	contacts: [
		{
			id: '101',
			hs_object_id: '101',
			name: 'Brian Halvorsen',
			email: 'brian.halvorsen@nordhafen.example',
		},
		{ id: '102', hs_object_id: '102', name: 'Ada Fischer', email: 'ada.fischer@nordhafen.example' },
	],
	companies: [
		{ id: '301', hs_object_id: '301', name: 'Nordhafen Logistics', domain: 'nordhafen.example' },
	],
	deals: [{ id: '501', hs_object_id: '501', name: 'Nordhafen: heat pumps for hall 4' }],
};

const PARAMETERS: Record<string, IDataObject> = {
	get: { meetingId: INTRO },
	getAll: { limit: 1 },
	getAllOfRecord: { objectType: 'contacts', recordId: '101', returnAll: true },
	search: { quickFilters: { query: 'Intro meeting' } },
};

test.each(Object.entries(PARAMETERS))(
	'%s adds the details of the associated records',
	async (operation, parameters) => {
		const { json, error } = await operate(hubspot.current, operation, {
			...parameters,
			options: ADD,
		});
		expect(error).toBeUndefined();
		const intro = json.find(({ id }) => id === INTRO);
		expect(intro).toMatchObject(ADDED);
		expect(intro?.associations).toEqual({
			contacts: ['101', '102'],
			companies: ['301'],
			deals: ['501'],
		});
		const { json: raw } = await operate(hubspot.current, operation, {
			...parameters,
			simplify: false,
			options: ADD,
		});
		expect(raw.find(({ id }) => id === INTRO)).toMatchObject({ ...ADDED, properties: {} });
	},
);

test('more than 100 records are read in batches of 100', async () => {
	const { account } = hubspot.current;
	for (let n = 0; n < 130; n++) {
		const { id } = account.create('contacts', {
			firstname: `Guest ${n}`,
			email: `guest${n}@example.com`,
		});
		account.associate(
			account.record('meetings', Number(INTRO)),
			account.record('contacts', Number(id)),
			[],
		);
	}
	const { json, error } = await operate(hubspot.current, 'get', {
		meetingId: INTRO,
		options: { addRecordDetails: ['contacts'] },
	});
	expect(error).toBeUndefined();
	expect(json[0].contacts).toHaveLength(132);
	expect(json[0].contacts).toContainEqual({
		id: expect.any(String),
		hs_object_id: expect.any(String),
		name: 'Guest 129',
		email: 'guest129@example.com',
	});
	const reads = sent(hubspot.current).filter((line) => line.endsWith('contacts/batch/read'));
	expect(reads.filter((line) => line.startsWith(`POST ${api.objects}`))).toHaveLength(2);
});

test('several meetings take one request for each object type', async () => {
	const { json } = await operate(
		hubspot.current,
		'get',
		{ meetingId: '={{ $json.id }}', options: { addRecordDetails: ['contacts', 'companies'] } },
		{ items: [INTRO, '17612479135', '17612479136'].map((id) => ({ id })) },
	);
	expect(json).toHaveLength(3);
	expect(json[0]).toMatchObject({ contacts: ADDED.contacts, companies: ADDED.companies });
	expect(sent(hubspot.current).sort()).toEqual(
		[
			`POST ${api.objects}/meetings/batch/read`,
			`POST ${api.associations}/meetings/contacts/batch/read`,
			`POST ${api.associations}/meetings/companies/batch/read`,
			`POST ${api.objects}/contacts/batch/read`,
			`GET ${api.objects}/companies/301`,
		].sort(),
	);
});

test('a contact without a name has its email address as name, and a deleted one is left out', async () => {
	const { account } = hubspot.current;
	account.update('contacts', 101, { firstname: '', lastname: '' });
	hubspot.current.faults.add({
		match: {
			path: /objects.*contacts\/batch\/read/,
			body: () => {
				account.archive('contacts', 102);
				return false;
			},
		},
		then: { status: 500 },
	});
	const { json } = await operate(hubspot.current, 'get', {
		meetingId: INTRO,
		options: { addRecordDetails: ['contacts'] },
	});
	const email = 'brian.halvorsen@nordhafen.example';
	expect(json[0].contacts).toEqual([{ id: '101', hs_object_id: '101', name: email, email }]);
});

test('a custom object gets its name from the property that the account defines', async () => {
	const { account } = hubspot.current;
	const [installation] = account.store('2-34567890').all();
	const intro = account.record('meetings', Number(INTRO));
	account.associate(intro, account.record('2-34567890', installation.id), []);
	const { json, error } = await operate(hubspot.current, 'get', {
		meetingId: INTRO,
		options: { addRecordDetails: '={{ ["2-34567890"] }}' },
	});
	expect(error).toBeUndefined();
	const id = String(installation.id);
	expect(json[0]['2-34567890']).toEqual([
		{ id, hs_object_id: id, name: installation.properties.installation_name },
	]);
});

test('a missing scope is named in the error', async () => {
	const credentials = credentialsOf(hubspot.current, { accessToken: NO_CONTACTS });
	const { error } = await operate(
		hubspot.current,
		'get',
		{ meetingId: INTRO, options: { addRecordDetails: ['contacts'] } },
		{ credentials },
	);
	expect(error?.message).toMatch(/crm\.objects\.contacts\.read/);
});

test('an invalid object type is refused before anything is sent', async () => {
	const { error } = await operate(hubspot.current, 'get', {
		meetingId: INTRO,
		options: { addRecordDetails: '={{ ["no type!"] }}' },
	});
	expect(error?.message).toMatch(/^Add Record Details: 'no type!' is not an object type/);
	expect(sent(hubspot.current)).toEqual([]);
});

test.each([true, false])(
	'Map Automatically accepts the output with record details (Simplify: %s)',
	async (simplify) => {
		const { json: read } = await operate(hubspot.current, 'get', {
			meetingId: INTRO,
			simplify,
			options: ADD,
		});
		hubspot.current.account.update('companies', 302, { domain: 'nordhafen.example' });
		const { json, error } = await operate(
			hubspot.current,
			'create',
			{ dataToSend: 'autoMapInputData' },
			{ items: read },
		);
		expect(error).toBeUndefined();
		const copy = hubspot.current.account.record('meetings', Number(json[0].id));
		expect([...copy.linked('0-1').keys()].map(String).sort()).toEqual(['101', '102']);
		expect([...copy.linked('0-2').keys()].map(String)).toEqual(['301']);
		expect([...copy.linked('0-3').keys()].map(String)).toEqual(['501']);
	},
);

test('each list can be used in a field, even with an empty email address or a shared domain', async () => {
	const { account } = hubspot.current;
	account.update('contacts', 101, { email: '' });
	account.update('companies', 302, { domain: 'nordhafen.example' });
	const { json: read } = await operate(hubspot.current, 'get', { meetingId: INTRO, options: ADD });
	const { json, error } = await operate(
		hubspot.current,
		'create',
		{
			hs_meeting_title: 'Next',
			hs_meeting_start_time: '2026-12-01T10:00:00Z',
			hs_meeting_end_time: '2026-12-01T11:00:00Z',
			contacts: '={{ $json.contacts }}',
			companies: '={{ $json.companies }}',
			deals: '={{ $json.deals }}',
		},
		{ items: read },
	);
	expect(error).toBeUndefined();
	expect(json[0].notFound).toBeUndefined();
	const next = account.record('meetings', Number(json[0].id));
	expect([...next.linked('0-1').keys()].map(String).sort()).toEqual(['101', '102']);
	expect([...next.linked('0-2').keys()].map(String)).toEqual(['301']);
	expect([...next.linked('0-3').keys()].map(String)).toEqual(['501']);
});
