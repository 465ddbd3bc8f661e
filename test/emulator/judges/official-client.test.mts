import { Client } from '@hubspot/api-client';
import {
	AssociationSpecAssociationCategoryEnum as Category,
	type BatchResponseSimplePublicObjectWithErrors as PartialBatch,
} from '@hubspot/api-client/lib/codegen/crm/objects/meetings';
import { FilterOperatorEnum as Operator } from '@hubspot/api-client/lib/codegen/crm/objects/meetings/models/Filter';

import { createEmulator, EMULATOR_TOKEN, type Emulator } from '../../../emulator/index.mts';
import { judgeAll } from '../../support/openapi.mts';
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

	it('works in batches', async () => {
		const { batchApi } = client.crm.objects.meetings;
		const made = await content(
			batchApi.create({
				inputs: ['a', 'b', 'c'].map((objectWriteTraceId) => ({
					properties: properties({ hs_meeting_title: objectWriteTraceId }),
					associations: [],
					objectWriteTraceId,
				})),
			}),
		);
		expect(made.startedAt).toBeInstanceOf(Date);
		for (const { objectWriteTraceId, properties: written } of made.results) {
			expect(written.hs_meeting_title).toBe(objectWriteTraceId);
		}
		const inputs = made.results.map(({ id }) => ({ id }));
		const read = await content(
			batchApi.read({ inputs, properties: ['hs_meeting_title'], propertiesWithHistory: [] }),
		);
		expect(read.results.map((result) => result.properties.hs_meeting_title).sort()).toEqual([
			'a',
			'b',
			'c',
		]);
		const changes = { hs_meeting_outcome: 'NO_SHOW' };
		const changed = await content(
			batchApi.update({ inputs: inputs.map(({ id }) => ({ id, properties: changes })) }),
		);
		expect(changed.results).toHaveLength(3);
		await batchApi.archive({ inputs });
		const gone = await content(
			batchApi.read({ inputs, properties: [], propertiesWithHistory: [] }, true),
		);
		expect(gone.results.every(({ archived }) => archived)).toBe(true);
	});

	it('gets the good part of a batch and the reasons for the rest', async () => {
		const id = await create();
		const inputs = [{ id }, { id: '999999999999' }];
		const read = (await content(
			client.crm.objects.meetings.batchApi.read({
				inputs,
				properties: [],
				propertiesWithHistory: [],
			}),
		)) as PartialBatch;
		expect(read.results.map((result) => result.id)).toEqual([id]);
		expect(read.numErrors).toBe(1);
		expect(read.errors?.[0]).toMatchObject({
			category: 'OBJECT_NOT_FOUND',
			context: { ids: ['999999999999'] },
		});
	});

	it('creates or updates by a unique property', async () => {
		const upsert = async (title: string) =>
			await content(
				client.crm.objects.meetings.batchApi.upsert({
					inputs: [
						{
							id: 'client-1',
							idProperty: 'external_booking_id',
							properties: properties({ hs_meeting_title: title }),
						},
					],
				}),
			);
		const [first] = (await upsert('one')).results;
		const [second] = (await upsert('two')).results;
		expect(first).toMatchObject({ _new: true });
		expect(second).toMatchObject({ _new: false, id: first.id });
	});

	it('associates in the v4 way', async () => {
		const { basicApi, batchApi } = client.crm.associations.v4;
		const id = await create();
		const made = await content(basicApi.createDefault('meetings', id, 'contacts', '102'));
		expect(made.status).toBe('COMPLETE');
		const spec = [{ associationCategory: Category.HubspotDefined, associationTypeId: 200 }];
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
		const { definitionsApi } = client.crm.associations.v4.schema;
		const { results } = await content(definitionsApi.getAll('meetings', 'contacts'));
		expect(results).toContainEqual(expect.objectContaining({ typeId: 200 }));
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

		const schemas = await content(client.crm.schemas.coreApi.getAll());
		expect(schemas.results[0].objectTypeId).toMatch(/^2-\d+$/);
		const pipelines = await content(client.crm.pipelines.pipelinesApi.getAll('deals'));
		expect(pipelines.results[0].stages.length).toBeGreaterThan(1);
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

	// The last test: it looks back at all the others.
	it('has the other judge agree with all that was said', () => {
		expect(emulator.requests.length).toBeGreaterThan(30);
		const answered = emulator.requests.filter(({ status }) => status < 300);
		const refused = emulator.requests.filter(({ status }) => status >= 300);
		expect([...judgeAll(answered), ...judgeAll(refused, 'response')]).toEqual([]);
	});
});
