import { Client } from '@hubspot/api-client';
import { AssociationSpecAssociationCategoryEnum as Category } from '@hubspot/api-client/lib/codegen/crm/objects/meetings';
import { FilterOperatorEnum as Operator } from '@hubspot/api-client/lib/codegen/crm/objects/meetings/models/Filter';

import { createEmulator, EMULATOR_TOKEN, type Emulator } from '../../../emulator/index.mts';
import { mistyped } from './drive/typed.mts';

const TITLE = 'Seen by the official client';
const UNLIMITED = { minTime: 0, maxConcurrent: 10, id: 'judge' };

let emulator: Emulator;
let client: Client;

beforeAll(async () => {
	emulator = await createEmulator({
		tokens: { [EMULATOR_TOKEN]: 'all', 'pat-na1-owners': ['crm.objects.owners.read'] },
	});
	client = connect(EMULATOR_TOKEN);
});
afterAll(async () => {
	await emulator.close();
});

function connect(accessToken: string): Client {
	return new Client({
		accessToken,
		basePath: emulator.url,
		limiterOptions: UNLIMITED,
		numberOfApiCallRetries: 0,
	});
}

/**
 * The answer, after a look at whether it is what the client's types promise. Associations are excused for what
 * HubSpot's own guide shows: ids as numbers, and null for the label of an unlabelled type.
 */
async function content<T>(answer: Promise<T>): Promise<T> {
	const value = await answer;
	const excused = /\.(toObjectId|fromObjectId|label) is no string/;
	expect(mistyped(value).filter((complaint) => !excused.test(complaint))).toEqual([]);
	return value;
}

async function refusal(answer: Promise<unknown>): Promise<unknown> {
	return await answer.then(
		(value) => ({ answered: value }),
		(error: unknown) => error,
	);
}

function properties(changes: Record<string, string> = {}): Record<string, string> {
	return {
		hs_timestamp: '2026-05-04T09:00:00Z',
		hs_meeting_title: TITLE,
		hs_meeting_start_time: '2026-05-04T09:00:00Z',
		hs_meeting_end_time: '2026-05-04T09:30:00Z',
		...changes,
	};
}

const toContact = {
	to: { id: '101' },
	types: [{ associationCategory: Category.HubspotDefined, associationTypeId: 200 }],
};

async function create(): Promise<string> {
	const { basicApi } = client.crm.objects.meetings;
	const made = await basicApi.create({ properties: properties(), associations: [toContact] });
	return made.id;
}

describe('the official client', () => {
	it('creates, reads, updates and archives a meeting', async () => {
		const { basicApi } = client.crm.objects.meetings;
		const before = Date.now();
		const made = await content(
			basicApi.create({ properties: properties(), associations: [toContact] }),
		);
		expect(made.createdAt.getTime()).toBeGreaterThanOrEqual(before);
		expect(made).toMatchObject({ archived: false, properties: { hs_meeting_title: TITLE } });

		const read = await content(
			basicApi.getById(
				made.id,
				['hs_meeting_title', 'hs_meeting_start_time', 'hs_meeting_location'],
				['hs_meeting_title'],
				['contacts'],
			),
		);
		expect(read.properties).toMatchObject({
			hs_meeting_title: TITLE,
			hs_meeting_start_time: expect.stringMatching(/^2026-05-04T09:00:00(\.000)?Z$/),
			hs_meeting_location: null,
		});
		expect(read.associations?.contacts.results.map(({ id }) => id)).toEqual(['101']);
		expect(read.propertiesWithHistory?.hs_meeting_title[0]).toMatchObject({ value: TITLE });

		const changed = await content(
			basicApi.update(made.id, { properties: { hs_meeting_outcome: 'COMPLETED' } }),
		);
		expect(changed.properties.hs_meeting_outcome).toBe('COMPLETED');
		expect(changed.updatedAt.getTime()).toBeGreaterThanOrEqual(made.updatedAt.getTime());

		await basicApi.archive(made.id);
		const archived = await content(basicApi.getById(made.id, [], [], [], true));
		expect(archived.archived).toBe(true);
		expect(archived.archivedAt).toBeInstanceOf(Date);
	});

	it('pages through all meetings, each once', async () => {
		const { basicApi } = client.crm.objects.meetings;
		const ids: string[] = [];
		let after: string | undefined;
		do {
			const page = await content(basicApi.getPage(5, after, ['hs_meeting_title']));
			ids.push(...page.results.map(({ id }) => id));
			after = page.paging?.next?.after;
		} while (after !== undefined);
		expect(new Set(ids).size).toBe(ids.length);
		expect(ids).toContain('17612479134');
		const whole = await basicApi.getPage(100);
		expect(whole.results.map(({ id }) => id)).toEqual(ids.slice(0, 100));
	});

	it('searches', async () => {
		const id = await create();
		const filter = { propertyName: 'hs_object_id', operator: Operator.Eq, value: id };
		const found = await content(
			client.crm.objects.meetings.searchApi.doSearch({
				filterGroups: [{ filters: [filter] }],
				properties: ['hs_meeting_title'],
				sorts: ['hs_createdate'],
				limit: 10,
				after: '0',
			}),
		);
		expect(found.total).toBe(1);
		expect(found.results[0]).toMatchObject({ id, properties: { hs_meeting_title: TITLE } });
	});

	it('reads owners, property definitions and custom object schemas', async () => {
		const owners = await content(client.crm.owners.ownersApi.getPage());
		const owner = owners.results.find(({ id }) => id === '11349275740');
		expect(owner?.createdAt).toBeInstanceOf(Date);
		const one = await content(client.crm.owners.ownersApi.getById(11349275740));
		expect(one.email).toBe(owner?.email);

		const { coreApi } = client.crm.properties;
		const all = await content(coreApi.getAll('meetings'));
		expect(all.results.map(({ name }) => name)).toContain('hs_meeting_outcome');
		const outcome = await content(coreApi.getByName('meetings', 'hs_meeting_outcome'));
		expect(outcome.options.map(({ value }) => value)).toContain('NO_SHOW');
	});

	it('reads contacts and companies around the meetings', async () => {
		const contact = await content(client.crm.contacts.basicApi.getById('101', ['email']));
		expect(contact.properties.email).toMatch(/@/);
		const companies = await content(client.crm.companies.basicApi.getPage(2));
		expect(companies.results).toHaveLength(2);
	});

	it('gets refusals as its ApiException, with code and body', async () => {
		const { basicApi } = client.crm.objects.meetings;
		expect(await refusal(basicApi.getById('999999999999'))).toMatchObject({
			code: 404,
			body: { message: expect.any(String), correlationId: expect.any(String) },
		});
		const unknown = { properties: properties({ no_such_property: 'x' }), associations: [] };
		expect(await refusal(basicApi.create(unknown))).toMatchObject({
			code: 400,
			body: {
				category: 'VALIDATION_ERROR',
				errors: [{ code: 'PROPERTY_DOESNT_EXIST' }],
			},
			headers: { 'x-hubspot-correlation-id': expect.any(String) },
		});
		const stranger = connect('pat-na1-unknown').crm.objects.meetings.basicApi;
		expect(await refusal(stranger.getPage())).toMatchObject({
			code: 401,
			body: { category: 'INVALID_AUTHENTICATION' },
		});
		const narrow = connect('pat-na1-owners').crm.objects.meetings.basicApi;
		expect(await refusal(narrow.getPage())).toMatchObject({
			code: 403,
			body: { category: 'MISSING_SCOPES' },
		});
	});
});
