import type { BatchResponseSimplePublicObjectWithErrors as PartialBatch } from '@hubspot/api-client/lib/codegen/crm/objects/meetings';
import { FilterOperatorEnum as Operator } from '@hubspot/api-client/lib/codegen/crm/objects/meetings/models/Filter';

import { content, properties, failure, Session, TITLE, TO_CONTACT } from './drive/client.mts';

let session: Session;

beforeAll(async () => {
	session = await Session.start();
});
afterAll(async () => {
	await session.close();
});

describe("HubSpot's official client with meetings", () => {
	it('creates, reads, updates and archives a meeting', async () => {
		const { basicApi } = session.client.crm.objects.meetings;
		const before = Date.now();
		const made = await content(
			basicApi.create({ properties: properties(), associations: [TO_CONTACT] }),
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

	it('lists every meeting once, page by page', async () => {
		const { basicApi } = session.client.crm.objects.meetings;
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

	it('searches for a meeting', async () => {
		const id = await session.create();
		const filter = { propertyName: 'hs_object_id', operator: Operator.Eq, value: id };
		const found = await content(
			session.client.crm.objects.meetings.searchApi.doSearch({
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

	it('creates, reads, updates and archives in batches', async () => {
		const { batchApi } = session.client.crm.objects.meetings;
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

	it('gets the results and the errors of a batch that fails in part', async () => {
		const id = await session.create();
		const inputs = [{ id }, { id: '999999999999' }];
		const read = (await content(
			session.client.crm.objects.meetings.batchApi.read({
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
				session.client.crm.objects.meetings.batchApi.upsert({
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

	it('throws its ApiException with code and body for an error', async () => {
		const { basicApi } = session.client.crm.objects.meetings;
		expect(await failure(basicApi.getById('999999999999'))).toMatchObject({
			code: 404,
			body: { message: expect.any(String), correlationId: expect.any(String) },
		});
		const unknown = { properties: properties({ no_such_property: 'x' }), associations: [] };
		expect(await failure(basicApi.create(unknown))).toMatchObject({
			code: 400,
			body: {
				category: 'VALIDATION_ERROR',
				errors: [{ code: 'PROPERTY_DOESNT_EXIST' }],
			},
			headers: { 'x-hubspot-correlation-id': expect.any(String) },
		});
		const stranger = session.as('pat-na1-unknown').crm.objects.meetings.basicApi;
		expect(await failure(stranger.getPage())).toMatchObject({
			code: 401,
			body: { category: 'INVALID_AUTHENTICATION' },
		});
		const narrow = session.as('pat-na1-owners').crm.objects.meetings.basicApi;
		expect(await failure(narrow.getPage())).toMatchObject({
			code: 403,
			body: { category: 'MISSING_SCOPES' },
		});
	});

	// Must stay the last test, because it judges the requests of all the others.
	it('exchanged only requests and responses that match the OpenAPI documents', () => {
		expect(session.disagreements()).toEqual([]);
	});
});
