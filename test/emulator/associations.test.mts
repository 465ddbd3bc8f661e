import { NOW, startClient } from './client.mts';
import type { Client } from './client.mts';

const INTRO = '17612479134';

const VERSIONS = [
	{
		objects: '/crm/v4/objects',
		associations: '/crm/v4/associations',
		id: Number,
		removed: 204,
		unlabelled: null,
	},
	{
		objects: '/crm/objects/2026-03',
		associations: '/crm/associations/2026-03',
		id: String,
		removed: 200,
		unlabelled: undefined,
	},
	{
		objects: '/crm/objects/2026-09',
		associations: '/crm/associations/2026-09',
		id: String,
		removed: 200,
		unlabelled: undefined,
	},
] as const;

describe.each(VERSIONS)('associations under $objects', (version) => {
	const { objects, associations, id, removed, unlabelled } = version;
	let client: Client;

	beforeAll(async () => {
		client = await startClient({ now: () => NOW });
	});
	beforeEach(() => client.emulator.reset());
	afterAll(() => client.emulator.close());

	const label = async (text: string): Promise<number> => {
		const { body } = await client.get(`${associations}/meetings/contacts/labels`);
		const found = body.results.find((type: { label: string | null }) => type.label === text);
		return found.typeId;
	};

	const user = (associationTypeId: number) => ({
		associationCategory: 'USER_DEFINED',
		associationTypeId,
	});

	const between = async (contact: string) => {
		const { body } = await client.get(`${objects}/meetings/${INTRO}/associations/contacts`);
		type Result = {
			toObjectId: number | string;
			associationTypes: Array<{ label: string | null }>;
		};
		const found = body.results.find((one: Result) => one.toObjectId === id(contact));
		return found?.associationTypes.map((type: { label: string | null }) => type.label);
	};

	it('creates the default association in both directions', async () => {
		const path = `${objects}/meetings/${INTRO}/associations/default/contacts/104901`;
		const { status, body } = await client.put(path);
		expect(status).toBe(200);
		const specs = body.results.map(
			(one: { associationSpec: { associationTypeId: number } }) =>
				one.associationSpec.associationTypeId,
		);
		expect(specs.sort()).toEqual([199, 200]);
		expect(await between('104901')).toEqual([unlabelled]);
		const back = await client.get(`${objects}/contacts/104901/associations/meetings`);
		expect(back.body.results).toHaveLength(2);
	});

	it('replaces the existing label, in a single request and in a batch', async () => {
		const [decides, guest] = [await label('Decision maker'), await label('Guest of')];
		expect(await between('102')).toEqual(['Decision maker', unlabelled]);
		const path = `${objects}/meetings/${INTRO}/associations/contacts/102`;
		const { status, body } = await client.put(path, [user(guest)]);
		expect(status).toBe(201);
		expect(body).toEqual({
			fromObjectTypeId: '0-47',
			fromObjectId: id(INTRO),
			toObjectTypeId: '0-1',
			toObjectId: id('102'),
			labels: ['Guest of'],
		});
		expect(await between('102')).toEqual(['Guest of', unlabelled]);
		const batch = { inputs: [{ from: { id: INTRO }, to: { id: '102' }, types: [user(decides)] }] };
		await client.post(`${associations}/meetings/contacts/batch/create`, batch);
		expect(await between('102')).toEqual(['Decision maker', unlabelled]);
	});

	it('shows the inverse label on the other record', async () => {
		const path = `${objects}/meetings/${INTRO}/associations/contacts/101`;
		await client.put(path, [user(await label('Guest of'))]);
		const { body } = await client.get(`${objects}/contacts/101/associations/meetings?limit=1`);
		expect(body.results[0].associationTypes).toContainEqual(
			expect.objectContaining({ label: 'Hosted' }),
		);
		expect(body.paging.next.after).toBe('17612479135');
	});

	it('removes one label, or the whole association with the unlabeled type', async () => {
		const archive = (type: object) =>
			client.post(`${associations}/meetings/contacts/batch/labels/archive`, {
				inputs: [{ from: { id: INTRO }, to: { id: '102' }, types: [type] }],
			});
		expect((await archive(user(await label('Decision maker')))).status).toBe(removed);
		expect(await between('102')).toEqual([unlabelled]);
		await archive({ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 200 });
		expect(await between('102')).toBeUndefined();
	});

	it('reads a batch and reports records without associations', async () => {
		const { body } = await client.post(`${associations}/meetings/contacts/batch/read`, {
			inputs: [{ id: INTRO }, { id: '5' }],
		});
		expect(body.results).toMatchObject([
			{ from: { id: INTRO }, to: [{ toObjectId: id('101') }, { toObjectId: id('102') }] },
		]);
		expect(body.errors).toMatchObject([
			{
				subCategory: 'crm.associations.NO_ASSOCIATIONS_FOUND',
				message: 'No contact is associated with meeting 5.',
				context: { fromObjectId: ['5'] },
			},
		]);
	});

	it('creates, renames and deletes a label', async () => {
		const path = `${associations}/meetings/deals/labels`;
		const made = await client.post(path, { name: 'won_in', label: 'Won in', inverseLabel: 'Won' });
		const [{ typeId }] = made.body.results;
		const renamed = await client.put(path, { associationTypeId: typeId, label: 'Closed in' });
		expect(renamed.status).toBe(204);
		const labels = async () =>
			(await client.get(path)).body.results.map((type: { label: string | null }) => type.label);
		expect(await labels()).toEqual([unlabelled, 'Negotiation', 'Closed in']);
		expect((await client.del(`${path}/${typeId}`)).status).toBe(204);
		expect(await labels()).toEqual([unlabelled, 'Negotiation']);
	});

	it('deletes a label that is the same in both directions and keeps the others', async () => {
		const path = `${associations}/contacts/contacts/labels`;
		const before = (await client.get(path)).body.results;
		const made = await client.post(path, { name: 'sibling', label: 'Sibling' });
		const [{ typeId }] = made.body.results;
		expect((await client.del(`${path}/${typeId}`)).status).toBe(204);
		expect((await client.get(path)).body.results).toEqual(before);
	});

	it('refuses an association type for a different object type', async () => {
		const path = `${objects}/meetings/${INTRO}/associations/companies/301`;
		const answer = await client.put(path, [
			{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 200 },
		]);
		expect(answer.status).toBe(400);
	});
});

describe('v3 associations and pinned meetings', () => {
	let client: Client;

	beforeAll(async () => {
		client = await startClient({ now: () => NOW });
	});
	beforeEach(() => client.emulator.reset());
	afterAll(() => client.emulator.close());

	it("accepts the path from HubSpot's guide, with the type's ID or name", async () => {
		const path = `/crm/v3/objects/meetings/${INTRO}/associations/contact/104901`;
		const { status, body } = await client.put(`${path}/200`);
		expect(status).toBe(200);
		expect(body.associations.contacts.results).toContainEqual({
			id: '104901',
			type: 'meeting_event_to_contact',
		});
		expect((await client.del(`${path}/MEETING_EVENT_TO_CONTACT`)).status).toBe(204);
		const left = await client.get(`/crm/v3/objects/meetings/${INTRO}/associations/contacts`);
		expect(left.body.results.map((one: { id: string }) => one.id)).toEqual(['101', '102', '102']);
		expect((await client.put(`${path}/199`)).status).toBe(400);
	});

	const pin = (type: string, record: number | string, meeting: string) =>
		client.patch(`/crm/v3/objects/${type}/${record}`, {
			properties: { hs_pinned_engagement_id: meeting },
		});

	it('pins an associated meeting on every type of record', async () => {
		for (const [type, record] of [
			['contacts', 101],
			['companies', 301],
			['deals', 501],
		] as const) {
			expect((await pin(type, record, INTRO)).status).toBe(200);
			expect(client.emulator.account.record(type, record).properties).toMatchObject({
				hs_pinned_engagement_id: INTRO,
			});
		}
		expect((await pin('2-34567890', 9002, '17612479135')).status).toBe(200);
		expect((await pin('contacts', 101, '')).status).toBe(200);
	});

	it('refuses to pin a meeting that is not associated or was deleted', async () => {
		expect((await pin('contacts', 104901, INTRO)).status).toBe(400);
		await client.del(`/crm/v3/objects/meetings/${INTRO}`);
		expect((await pin('contacts', 101, INTRO)).status).toBe(400);
	});
});
