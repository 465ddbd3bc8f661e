import type { IDataObject } from 'n8n-workflow';

import { emulatorForTests } from '../../../support/hubspot.mts';
import { countMeetings, operate, sent } from '../../../support/meetings.mts';
import { api } from '../../../support/versions.mts';

const hubspot = emulatorForTests();

const create = async (parameters: IDataObject = {}, more = {}) =>
	await operate(
		hubspot.current,
		'create',
		{ hs_meeting_title: 'Intro', hs_meeting_start_time: '2026-12-01T10:00:00Z', ...parameters },
		more,
	);

interface Sent {
	associations: Array<{
		to: { id: string };
		types: Array<{ associationCategory: string; associationTypeId: number }>;
	}>;
}

/** The associations in the last POST to meetings, as `id: types`. */
const associations = () => {
	const { body } = hubspot.current.requests
		.filter(({ method, path }) => method === 'POST' && path === `${api.objects}/meetings`)
		.at(-1)!;
	return (body as Sent).associations.map(
		({ to, types }) =>
			`${to.id}: ${types.map((type) => `${type.associationCategory} ${type.associationTypeId}`).join(', ')}`,
	);
};

const HUBSPOT = (id: number) => `HUBSPOT_DEFINED ${id}`;

const APP = 'https://app.hubspot.com/contacts/123456';

describe('the fields for contacts, companies, deals and tickets', () => {
	test.each([
		[
			'contacts',
			'101, 102;103',
			['101: HUBSPOT_DEFINED 200', '102: HUBSPOT_DEFINED 200', '103: HUBSPOT_DEFINED 200'],
		],
		['contacts', ' 101 ,, ,101 ', [`101: ${HUBSPOT(200)}`]],
		['contacts', '={{ [101, "102"] }}', [`101: ${HUBSPOT(200)}`, `102: ${HUBSPOT(200)}`]],
		['contacts', '={{ 101 }}', [`101: ${HUBSPOT(200)}`]],
		[
			'contacts',
			'={{ [{ id: "101" }, { hs_object_id: 102 }] }}',
			[`101: ${HUBSPOT(200)}`, `102: ${HUBSPOT(200)}`],
		],
		['contacts', `${APP}/record/0-1/102`, [`102: ${HUBSPOT(200)}`]],
		['contacts', 'Ada.Fischer@nordhafen.example', [`102: ${HUBSPOT(200)}`]],
		[
			'contacts',
			'Ada <ada.fischer@nordhafen.example>, 101',
			[`102: ${HUBSPOT(200)}`, `101: ${HUBSPOT(200)}`],
		],
		['companies', 'nordhafen.example', [`301: ${HUBSPOT(188)}`]],
		[
			'companies',
			'https://www.Nordhafen.example/about, 302',
			[`301: ${HUBSPOT(188)}`, `302: ${HUBSPOT(188)}`],
		],
		['deals', `${APP}/deal/501, 502`, [`501: ${HUBSPOT(212)}`, `502: ${HUBSPOT(212)}`]],
		['tickets', '701', [`701: ${HUBSPOT(226)}`]],
	])('%s %p are associated', async (field, value, expected) => {
		const { error, json } = await create({ [field]: value });
		expect(error).toBeUndefined();
		expect(associations()).toEqual(expected);
		expect(json[0]).not.toHaveProperty('notFound');
	});

	test.each([
		[
			'contacts',
			'Jane',
			/'Jane' is not a valid contact. Enter the ID of the contact, its email address/,
		],
		['deals', 'jane@example.com', /is not a valid deal/],
		['contacts', `${APP}/record/0-2/301`, /URL belongs to another object type \(Company\)/],
		['tickets', '-1', /is not the ID of a record|is not a valid ticket/],
	])('%s %p is refused before anything is sent', async (field, value, message) => {
		const { error } = await create({ [field]: value });
		expect(error?.message).toMatch(message);
		expect(error?.message.toLowerCase()).toContain(field);
		expect(sent(hubspot.current)).toEqual([]);
	});

	test.each([
		['alone', 'ada.private@example.com', ['102']],
		[
			'among others',
			'Ada.Private@example.com, ada.f@example.org, grace.whitman@alder-oak.example',
			['102', '103'],
		],
	])('a contact is found by its secondary email addresses, %s', async (_, contacts, ids) => {
		hubspot.current.account.update('contacts', 102, {
			hs_additional_emails: 'ada.private@example.com;ada.f@example.org',
		});
		const { error, json } = await create({ contacts });
		expect(error).toBeUndefined();
		expect(json[0]).not.toHaveProperty('notFound');
		expect(associations()).toEqual(ids.map((id) => `${id}: ${HUBSPOT(200)}`));
	});

	test('duplicate email addresses and domains are requested once', async () => {
		const { error, output } = await create(
			{ contacts: '={{ $json.guests }}', companies: 'nordhafen.example' },
			{
				items: [
					{ guests: 'ada.fischer@nordhafen.example' },
					{ guests: ['Ada.Fischer@nordhafen.example', 'brian.halvorsen@nordhafen.example'] },
					{ guests: '' },
				],
			},
		);
		expect(error).toBeUndefined();
		expect(output).toHaveLength(3);
		expect(sent(hubspot.current)).toEqual([
			expect.stringMatching(/^POST .*(contacts\/batch\/read|companies\/search)$/),
			expect.stringMatching(/^POST .*(contacts\/batch\/read|companies\/search)$/),
			`POST ${api.objects}/meetings/batch/create`,
		]);
		const read = hubspot.current.requests.find(({ path }) => path.includes('contacts'));
		expect((read?.body as { inputs: unknown[] }).inputs).toHaveLength(2);
	});
});

test.each([
	[20, 1],
	[60, 3],
	[200, 8],
])(
	'company domains of %i characters are searched in parts, so that no search is too long',
	async (length, searches) => {
		const items = Array.from({ length: 100 }, (_, n) => ({
			domain: `${`d${n}`.padEnd(length - '.example'.length, 'y')}.example`,
		}));
		for (const { domain } of items) hubspot.current.account.create('companies', { domain });
		const { error, json } = await create({ companies: '={{ $json.domain }}' }, { items });
		expect(error).toBeUndefined();
		expect(json.filter(({ notFound }) => notFound)).toEqual([]);
		expect(sent(hubspot.current).filter((line) => line.endsWith('/search'))).toHaveLength(searches);
	},
);

describe('a record that HubSpot does not have', () => {
	test.each([
		['an email address', { contacts: 'nobody@example.com, 101' }, ['nobody@example.com']],
		['a domain', { companies: 'nowhere.example', contacts: '101' }, ['nowhere.example']],
		['an ID', { contacts: '424242, 101' }, ['424242']],
		['IDs of several types', { contacts: '424242, 101', deals: '777' }, ['424242', '777']],
	])('given by %s is left out and listed', async (_, parameters, notFound) => {
		const { error, json } = await create(parameters);
		expect(error).toBeUndefined();
		expect(associations()).toEqual(['101: HUBSPOT_DEFINED 200']);
		expect(json[0].notFound).toEqual(notFound);
	});

	test.each([
		['an email address', { contacts: 'nobody@example.com, 101' }, /nobody@example\.com/],
		['an ID', { contacts: '424242, 101' }, /HubSpot has no contact 424242/],
	])('given by %s fails the item if Records Not Found says so', async (_, parameters, message) => {
		const before = countMeetings(hubspot.current);
		const { error } = await create({ ...parameters, options: { notFound: 'fail' } });
		expect(error?.message).toMatch(message);
		expect(countMeetings(hubspot.current)).toBe(before);
	});

	test('does not affect the other items of its batch', async () => {
		const before = countMeetings(hubspot.current);
		const { error, json } = await create(
			{ contacts: '={{ $json.contact }}' },
			{ items: [{ contact: 101 }, { contact: 424242 }, { contact: 102 }] },
		);
		expect(error).toBeUndefined();
		expect(json.map(({ notFound }) => notFound)).toEqual([undefined, ['424242'], undefined]);
		expect(countMeetings(hubspot.current)).toBe(before + 3);
	});
});

describe('the Associations field', () => {
	const row = (association: IDataObject) => ({ associations: { association: [association] } });

	test.each([
		[
			'the default type',
			{ objectType: 'contacts', records: '101,102', by: 'default' },
			['101: HUBSPOT_DEFINED 200', '102: HUBSPOT_DEFINED 200'],
		],
		[
			'an object type in the singular',
			{ objectType: 'Deal', records: '501', by: 'default' },
			['501: HUBSPOT_DEFINED 212'],
		],
		[
			'an object type ID',
			{ objectType: '0-5', records: '701', by: 'default' },
			['701: HUBSPOT_DEFINED 226'],
		],
		[
			'a HubSpot-defined type ID',
			{
				objectType: 'contacts',
				records: '101',
				by: 'typeId',
				category: 'HUBSPOT_DEFINED',
				typeId: '200',
			},
			['101: HUBSPOT_DEFINED 200'],
		],
	])('associates by %s', async (_, association, expected) => {
		const { error } = await create(row(association));
		expect(error).toBeUndefined();
		expect(associations()).toEqual(expected);
	});

	test('associates with a custom object, whose default type is looked up once', async () => {
		const { error } = await create(row({ objectType: '2-34567890', records: '9001' }), {
			items: [{}, {}],
		});
		expect(error).toBeUndefined();
		expect(sent(hubspot.current)).toEqual([
			`GET ${api.associations}/meetings/2-34567890/labels`,
			`POST ${api.objects}/meetings/batch/create`,
		]);
	});

	test('associates by a user-defined type', async () => {
		const type = hubspot.current.account.associations
			.between('0-47', '0-1')
			.find(({ label }) => label === 'Decision maker')!;
		const { error } = await create({
			...row({
				objectType: 'contacts',
				records: '101',
				by: 'typeId',
				category: 'USER_DEFINED',
				typeId: type.typeId,
			}),
		});
		expect(error).toBeUndefined();
		expect(associations()).toEqual([`101: USER_DEFINED ${type.typeId}`]);
	});

	test('and a contacts field with the same record make one association, with the label', async () => {
		const type = hubspot.current.account.associations
			.between('0-47', '0-1')
			.find(({ label }) => label === 'Decision maker')!;
		const { error } = await create({
			contacts: '101',
			...row({
				objectType: 'contacts',
				records: '101',
				by: 'typeId',
				category: 'USER_DEFINED',
				typeId: type.typeId,
			}),
		});
		expect(error).toBeUndefined();
		expect(associations()).toEqual([`101: USER_DEFINED ${type.typeId}`]);
	});

	test.each([
		[
			'an empty list of records',
			{ objectType: 'contacts', records: '' },
			/^'Records' are empty\. Enter at least one contact/,
		],
		['an empty object type', { objectType: '={{ "" }}', records: '101' }, /'Object Type' is empty/],
		[
			'an invalid type ID',
			{ objectType: 'contacts', records: '101', by: 'typeId', typeId: 'x' },
			/^Type ID: 'x' is not/,
		],
	])('with %s is refused before anything is sent', async (_, association, message) => {
		const { error } = await create(row(association));
		expect(error?.message).toMatch(message);
		expect(sent(hubspot.current)).toEqual([]);
	});

	test('with a type of the opposite direction is refused, and the error names the right type', async () => {
		const { error } = await create(
			row({
				objectType: 'contacts',
				records: '101',
				by: 'typeId',
				category: 'HUBSPOT_DEFINED',
				typeId: '199',
			}),
		);
		expect(error?.message).toBe(
			'Association type 199 is for contacts to meetings. For meetings to contacts, use 200',
		);
	});
});

describe('Associations (JSON)', () => {
	const json = (associationsJson: unknown) => ({ additionalFields: { associationsJson } });
	const guides = [
		{
			to: { id: 101 },
			types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 200 }],
		},
	];

	test.each([
		['as text', JSON.stringify(guides)],
		['as a list', `={{ ${JSON.stringify(guides)} }}`],
	])('given %s is sent as in HubSpot’s guide', async (_, value) => {
		const { error } = await create(json(value));
		expect(error).toBeUndefined();
		expect(associations()).toEqual(['101: HUBSPOT_DEFINED 200']);
	});

	test.each(['{"to": 1}', 'not JSON', '[{"to": {"id": 101}}]'])(
		'%s is refused with an example',
		async (value) => {
			const { error } = await create(json(value));
			expect(error?.message).toMatch(
				/^'Associations' are not in HubSpot's API format\. Enter a list/,
			);
			expect(sent(hubspot.current)).toEqual([]);
		},
	);
});
