import type { AccountRule } from '../../emulator/index.mts';
import { judgeAll } from '../support/openapi.mts';
import { NOW, startClient } from './client.mts';
import type { Client } from './client.mts';

/** Rules with and without a condition, for each object type that the nodes write. */
const RULES: AccountRule[] = [
	{ objectType: 'meetings', property: 'hs_activity_type' },
	{
		objectType: 'meetings',
		property: 'hs_internal_meeting_notes',
		when: { property: 'hs_meeting_outcome', is: ['COMPLETED', 'NO_SHOW'] },
	},
	{ objectType: 'contacts', property: 'lastname' },
	{ objectType: '0-2', property: 'domain' },
	{
		objectType: 'deal',
		property: 'amount',
		when: { property: 'dealstage', is: 'closedwon' },
	},
	{ objectType: 'TICKET', property: 'content' },
];

const MEETING = '17612479134';

const detail = (property: string, because?: string) => ({
	message: because
		? `${property} is required because of a conditional property rule based on [${because}]`
		: `A value for ${property} must be provided`,
	code: because ? 'MISSING_CONDITIONAL_REQUIRED_PROPERTY' : 'MISSING_REQUIRED_PROPERTY',
	context: { propertyName: [property] },
});

describe("the account's rules for required properties", () => {
	let client: Client;
	let objects = '/crm/objects/2026-09';

	beforeAll(async () => {
		client = await startClient({ now: () => NOW, rules: RULES });
	});
	beforeEach(() => {
		objects = '/crm/objects/2026-09';
		client.emulator.reset();
	});
	afterEach(() => expect(judgeAll(client.emulator.requests)).toEqual([]));
	afterAll(() => client.emulator.close());

	const create = (type: string, properties: object) =>
		client.post(`${objects}/${type}`, { properties });

	const refused = (...errors: object[]) => ({
		status: 400,
		body: {
			status: 'error',
			category: 'VALIDATION_ERROR',
			message: 'The property values provided are invalid',
			errors,
		},
	});

	const STARTS = { hs_timestamp: '2026-12-01T10:00:00Z' };

	it.each([
		['meetings', STARTS, 'hs_activity_type', 'Check-in'],
		['contacts', { email: 'rules@example.com' }, 'lastname', 'Lee'],
		['companies', { name: 'Rules Inc' }, 'domain', 'rules.example'],
		['tickets', { subject: 'Rules', hs_pipeline_stage: '1' }, 'content', 'Text'],
	])('refuse new %s without a required property', async (type, properties, name, value) => {
		const count = client.emulator.account.store(type).count();
		expect(await create(type, properties)).toMatchObject(refused(detail(name)));
		expect(await create(type, { ...properties, [name]: '' })).toMatchObject(refused(detail(name)));
		expect(client.emulator.account.store(type).count()).toBe(count);
		expect((await create(type, { ...properties, [name]: value })).status).toBe(201);
	});

	it('require a property when another one has a certain value', async () => {
		const deal = { dealname: 'Won', dealstage: 'closedwon' };
		const answer = await create('deals', deal);
		expect(answer).toMatchObject(refused(detail('amount', 'dealstage')));
		expect((await create('deals', { ...deal, amount: '5' })).status).toBe(201);
		expect((await create('deals', { ...deal, dealstage: 'closedlost' })).status).toBe(201);
	});

	it('report all missing properties at once', async () => {
		expect(await create('meetings', { ...STARTS, hs_meeting_outcome: 'NO_SHOW' })).toMatchObject(
			refused(
				detail('hs_activity_type'),
				detail('hs_internal_meeting_notes', 'hs_meeting_outcome'),
			),
		);
	});

	it('apply to updates of the condition or the required property, not of others', async () => {
		const { account } = client.emulator;
		account.update('meetings', MEETING, { hs_internal_meeting_notes: '' });
		const change = (properties: object) =>
			client.patch(`${objects}/meetings/${MEETING}`, { properties });
		const missing = refused(detail('hs_internal_meeting_notes', 'hs_meeting_outcome'));
		expect((await change({ hs_meeting_title: 'New' })).status).toBe(200);
		expect((await change({ hs_activity_type: '' })).status).toBe(200);
		expect(await change({ hs_meeting_outcome: 'NO_SHOW' })).toMatchObject(missing);
		expect(account.record('meetings', MEETING).properties.hs_meeting_outcome).toBe('COMPLETED');
		expect((await change({ hs_meeting_outcome: 'SCHEDULED' })).status).toBe(200);
		const both = { hs_meeting_outcome: 'NO_SHOW', hs_internal_meeting_notes: 'Nobody came' };
		expect((await change(both)).status).toBe(200);
		expect(await change({ hs_internal_meeting_notes: '' })).toMatchObject(missing);
	});

	it('refuse only the bad input of a batch with trace IDs, otherwise the batch', async () => {
		const inputs = [
			{ properties: STARTS, objectWriteTraceId: 'a' },
			{ properties: { ...STARTS, hs_activity_type: 'Check-in' }, objectWriteTraceId: 'b' },
		];
		const path = `${objects}/meetings/batch/create`;
		expect(await client.post(path, { inputs })).toMatchObject({
			status: 201,
			body: {
				numErrors: 1,
				results: [{ objectWriteTraceId: 'b' }],
				errors: [
					{
						message: 'The property values provided are invalid',
						errors: [detail('hs_activity_type')],
						context: { objectWriteTraceId: ['a'] },
					},
				],
			},
		});
		const untraced = inputs.map(({ properties }) => ({ properties }));
		expect(await client.post(path, { inputs: untraced })).toMatchObject(
			refused(detail('hs_activity_type')),
		);
	});

	it('apply to batch updates and upserts', async () => {
		const properties = { hs_meeting_outcome: 'NO_SHOW' };
		const { account } = client.emulator;
		account.update('meetings', MEETING, { hs_internal_meeting_notes: '' });
		const missing = detail('hs_internal_meeting_notes', 'hs_meeting_outcome');
		expect(
			await client.post(`${objects}/meetings/batch/update`, {
				inputs: [{ id: MEETING, properties }],
			}),
		).toMatchObject(refused(missing));
		const upsert = (id: string, given: object) =>
			client.post(`${objects}/meetings/batch/upsert`, {
				inputs: [{ id, idProperty: 'external_booking_id', properties: given }],
			});
		account.update('meetings', MEETING, { external_booking_id: 'bk-1' });
		expect(await upsert('bk-1', properties)).toMatchObject(refused(missing));
		expect((await upsert('bk-1', { hs_meeting_title: 'New' })).status).toBe(200);
		expect(await upsert('bk-new', STARTS)).toMatchObject(refused(detail('hs_activity_type')));
		expect((await upsert('bk-new', { ...STARTS, hs_activity_type: 'Check-in' })).status).toBe(200);
	});

	it.each(['/crm/v3/objects', '/crm/objects/2026-03'])('do not apply under %s', async (older) => {
		objects = older;
		const won = { ...STARTS, hs_meeting_outcome: 'NO_SHOW' };
		expect((await create('meetings', won)).status).toBe(201);
		const inputs = [{ properties: won }];
		expect((await client.post(`${objects}/meetings/batch/create`, { inputs })).status).toBe(201);
		const path = `${objects}/meetings/${MEETING}`;
		const properties = { hs_meeting_outcome: 'NO_SHOW', hs_internal_meeting_notes: '' };
		expect((await client.patch(path, { properties })).status).toBe(200);
	});

	it('can be added and removed at any time, and a reset restores the initial ones', async () => {
		const remove = client.emulator.account.rules.add({
			objectType: 'contacts',
			property: 'phone',
		});
		const contact = { email: 'rules@example.com', lastname: 'Lee' };
		expect(await create('contacts', contact)).toMatchObject(refused(detail('phone')));
		remove();
		expect((await create('contacts', contact)).status).toBe(201);
		client.emulator.account.rules.clear();
		expect((await create('meetings', STARTS)).status).toBe(201);
		client.emulator.reset();
		expect((await create('meetings', STARTS)).status).toBe(400);
	});
});
