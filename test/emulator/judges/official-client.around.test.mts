import { content, Session, TO_CONTACT } from './drive/client.mts';

let session: Session;

beforeAll(async () => {
	session = await Session.start();
});
afterAll(async () => {
	await session.close();
});

describe("HubSpot's official client with associations, owners and other records", () => {
	it('creates, reads and deletes v4 associations', async () => {
		const { basicApi, batchApi } = session.client.crm.associations.v4;
		const id = await session.create();
		const made = await content(basicApi.createDefault('meetings', id, 'contacts', '102'));
		expect(made.status).toBe('COMPLETE');
		const spec = TO_CONTACT.types;
		await content(basicApi.create('meetings', id, 'contacts', '104901', spec));
		const page = await content(basicApi.getPage('meetings', id, 'contacts'));
		const listed = page.results.map(({ toObjectId }) => String(toObjectId));
		expect(listed.sort()).toEqual(['101', '102', '104901']);
		expect(page.results[0].associationTypes).toContainEqual(
			expect.objectContaining({ category: 'HUBSPOT_DEFINED', typeId: 200 }),
		);
		await basicApi.archive('meetings', id, 'contacts', '102');

		const batch = await content(batchApi.getPage('meetings', 'contacts', { inputs: [{ id }] }));
		expect(batch.results[0].to.map(({ toObjectId }) => String(toObjectId)).sort()).toEqual([
			'101',
			'104901',
		]);
		const _from = { id };
		await batchApi.archive('meetings', 'contacts', { inputs: [{ _from, to: [{ id: '101' }] }] });
		await content(
			batchApi.create('meetings', 'contacts', {
				inputs: [{ _from, to: { id: '102' }, types: spec }],
			}),
		);
		const { results } = await basicApi.getPage('meetings', id, 'contacts');
		expect(results.map(({ toObjectId }) => String(toObjectId)).sort()).toEqual(['102', '104901']);
	});

	it('reads the labels between two object types', async () => {
		const { definitionsApi } = session.client.crm.associations.v4.schema;
		const { results } = await content(definitionsApi.getAll('meetings', 'contacts'));
		expect(results).toContainEqual(expect.objectContaining({ typeId: 200 }));
	});

	it('reads owners, property definitions and custom object schemas', async () => {
		const owners = await content(session.client.crm.owners.ownersApi.getPage());
		const owner = owners.results.find(({ id }) => id === '11349275740');
		expect(owner?.createdAt).toBeInstanceOf(Date);
		const one = await content(session.client.crm.owners.ownersApi.getById(11349275740));
		expect(one.email).toBe(owner?.email);

		const { coreApi } = session.client.crm.properties;
		const all = await content(coreApi.getAll('meetings'));
		expect(all.results.map(({ name }) => name)).toContain('hs_meeting_outcome');
		const outcome = await content(coreApi.getByName('meetings', 'hs_meeting_outcome'));
		expect(outcome.options.map(({ value }) => value)).toContain('NO_SHOW');

		const schemas = await content(session.client.crm.schemas.coreApi.getAll());
		expect(schemas.results[0].objectTypeId).toMatch(/^2-\d+$/);
		const pipelines = await content(session.client.crm.pipelines.pipelinesApi.getAll('deals'));
		expect(pipelines.results[0].stages.length).toBeGreaterThan(1);
	});

	it('reads contacts and companies', async () => {
		const contact = await content(session.client.crm.contacts.basicApi.getById('101', ['email']));
		expect(contact.properties.email).toMatch(/@/);
		const companies = await content(session.client.crm.companies.basicApi.getPage(2));
		expect(companies.results).toHaveLength(2);
	});

	// Must stay the last test, because it judges the requests of all the others.
	it('exchanged only requests and responses that match the OpenAPI documents', () => {
		expect(session.disagreements()).toEqual([]);
	});
});
