import { EMULATOR_TOKEN } from '../../../emulator/index.mts';
import { INSTALLATION } from '../../../emulator/seed/definitions.mts';
import { credentialsOf, emulatorForTests } from '../../support/hubspot.mts';
import { loadOptions } from '../../support/picker.mts';

const READER = 'pat-na1-reader-of-contacts';

const hubspot = emulatorForTests({
	tokens: { [EMULATOR_TOKEN]: 'all', [READER]: ['crm.objects.contacts.read'] },
});

type Method = Parameters<typeof loadOptions>[0];

const load = async (method: Method, accessToken = EMULATOR_TOKEN) =>
	await loadOptions(method, { credentials: credentialsOf(hubspot.current, { accessToken }) });

test('owners: active ones are listed first, then deactivated ones', async () => {
	const names = (await load('getOwners')).map(({ name }) => name);
	expect(names).toHaveLength(6);
	expect(names.slice(0, 5)).toEqual([...names.slice(0, 5)].sort((a, b) => a.localeCompare(b)));
	expect(names[5]).toMatch(/^Elena Duarte \(elena\.duarte@brightfield\.example\).*deactivated$/);
	expect(hubspot.current.requests.map(({ path }) => path)).toEqual([
		expect.stringContaining('archived=false'),
		expect.stringContaining('archived=true'),
	]);
});

test('owners: all pages are listed', async () => {
	const [model] = hubspot.current.account.owners;
	for (let n = 0; n < 1_100; n++) {
		hubspot.current.account.owners.push({
			...model,
			id: String(5_000 + n),
			email: `o${n}@x.example`,
		});
	}
	expect(await load('getOwners')).toHaveLength(1_106);
	expect(hubspot.current.requests).toHaveLength(4);
});

test("properties are sorted by group and have HubSpot's descriptions", async () => {
	const { definitions } = hubspot.current.account.store('meetings');
	definitions.get('meeting_format')!.groupName = 'a_group_of_ours';
	const options = await load('getProperties');
	expect(options[0]).toEqual({
		name: 'Meeting format (meeting_format)',
		value: 'meeting_format',
		description: 'A group of ours',
	});
	const title = options.find(({ value }) => value === 'hs_meeting_title');
	expect(title?.description).toBe('Engagement: The title of the meeting');
	const inGroup = options
		.filter(({ description }) => description?.startsWith('Engagement'))
		.map(({ name }) => name);
	expect(inGroup).toEqual([...inGroup].sort((a, b) => a.localeCompare(b)));
});

test('filterable properties include associated records', async () => {
	const values = (await load('getFilterableProperties')).map(({ value }) => value);
	expect(values).toEqual(
		expect.arrayContaining(['hs_createdate', 'days_since_booking', 'associations.contact']),
	);
});

test('unique properties: the list says how to create one, also if there is none', async () => {
	const { definitions } = hubspot.current.account.store('meetings');
	definitions.get('external_booking_id')!.hasUniqueValue = false;
	expect(await load('getUniqueProperties')).toEqual([
		{
			name: expect.stringMatching(/No meeting property .* unique/),
			value: '',
			description: expect.stringMatching(/Require unique values/),
		},
	]);
	definitions.get('external_booking_id')!.hasUniqueValue = true;
	expect(await load('getUniqueProperties')).toMatchObject([
		{ value: 'external_booking_id' },
		{
			name: 'How to create another one',
			value: '',
			description: expect.stringMatching(/Require unique values/),
		},
	]);
});

test("object types: standard ones are listed first, then the account's custom ones", async () => {
	const options = await load('getObjectTypes');
	expect(options.map(({ value }) => value)).toEqual(
		expect.arrayContaining(['contacts', 'companies', 'deals', 'tickets', 'leads']),
	);
	expect(options.at(-1)).toMatchObject({ name: 'Installations', value: INSTALLATION });
});

test('object types: a token without the scope for custom objects sees the others and a note', async () => {
	const options = await load('getObjectTypes', READER);
	expect(options[0].value).not.toBe('');
	expect(options.at(-1)).toMatchObject({
		value: '',
		description: expect.stringMatching(/crm\.schemas\.custom\.read/),
	});
});
