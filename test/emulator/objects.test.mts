import { NOW, startClient } from './client.mts';
import type { Client } from './client.mts';

const MEETINGS = '/crm/v3/objects/meetings';

/** The example in HubSpot's meetings guide. */
const GUIDE_BODY = {
	properties: {
		hs_timestamp: '2021-03-23T01:02:44.872Z',
		hubspot_owner_id: '11349275740',
		hs_meeting_title: 'Intro meeting',
		hs_meeting_body: 'The first meeting to discuss options',
		hs_internal_meeting_notes: 'These are the meeting notes',
		hs_meeting_external_url: 'https://Zoom.com/0000',
		hs_meeting_location: 'Remote',
		hs_meeting_start_time: '2021-03-23T01:02:44.872Z',
		hs_meeting_end_time: '2021-03-23T01:52:44.872Z',
		hs_meeting_outcome: 'SCHEDULED',
	},
	associations: [101, 102].map((id) => ({
		to: { id },
		types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 200 }],
	})),
};

describe("the emulator's objects API", () => {
	let client: Client;

	beforeAll(async () => {
		client = await startClient({ now: () => NOW });
	});
	beforeEach(() => client.emulator.reset());
	afterAll(() => client.emulator.close());

	it("creates the meeting from HubSpot's guide with its associations", async () => {
		const { status, body } = await client.post(MEETINGS, GUIDE_BODY);
		expect(status).toBe(201);
		expect(body.properties).toMatchObject(GUIDE_BODY.properties);
		expect(body).not.toHaveProperty('associations');
		const read = await client.get(`${MEETINGS}/${body.id}?associations=contacts`);
		expect(read.body.associations.contacts.results).toEqual([
			{ id: '101', type: 'meeting_event_to_contact' },
			{ id: '102', type: 'meeting_event_to_contact' },
		]);
	});

	it('returns three default properties, null for empty and nothing for unknown ones', async () => {
		const { body } = await client.post(MEETINGS, { properties: { hs_timestamp: '1616461364872' } });
		const plain = await client.get(`${MEETINGS}/${body.id}`);
		expect(Object.keys(plain.body.properties)).toEqual([
			'hs_createdate',
			'hs_lastmodifieddate',
			'hs_object_id',
		]);
		const chosen = await client.get(
			`${MEETINGS}/${body.id}?properties=hs_timestamp,hs_meeting_title&properties=nonsense`,
		);
		expect(chosen.body.properties).toEqual({
			hs_createdate: '2026-11-20T12:00:00Z',
			hs_lastmodifieddate: '2026-11-20T12:00:00Z',
			hs_meeting_title: null,
			hs_object_id: body.id,
			hs_timestamp: '2021-03-23T01:02:44.872Z',
		});
	});

	it('uses the start time as the activity date when it is missing', async () => {
		const { body } = await client.post(MEETINGS, {
			properties: { hs_meeting_start_time: '2026-12-01T09:00:00+01:00' },
		});
		expect(body.properties.hs_timestamp).toBe('2026-12-01T08:00:00Z');
	});

	it('lists every record once, with the ID of the next record as the cursor', async () => {
		const seen: string[] = [];
		let path = `${MEETINGS}?limit=5`;
		for (let page = 0; page < 10 && path; page++) {
			const { body } = await client.get(path);
			seen.push(...body.results.map(({ id }: { id: string }) => id));
			path = body.paging ? String(body.paging.next.link).replace(client.emulator.url, '') : '';
		}
		expect(seen).toHaveLength(14);
		expect(new Set(seen).size).toBe(14);
	});

	it('updates only the sent properties, and clears one with an empty value', async () => {
		const path = `${MEETINGS}/17612479134`;
		const { status, body } = await client.patch(path, {
			properties: { hs_meeting_location: '', hs_meeting_title: 'Other' },
		});
		expect(status).toBe(200);
		expect(Object.keys(body.properties)).toEqual([
			'hs_createdate',
			'hs_lastmodifieddate',
			'hs_meeting_location',
			'hs_meeting_title',
			'hs_object_id',
		]);
		const read = await client.get(`${path}?properties=hs_meeting_location,hs_meeting_outcome`);
		expect(read.body.properties).toMatchObject({
			hs_meeting_location: null,
			hs_meeting_outcome: 'COMPLETED',
		});
	});

	it('moves deleted records to the recycling bin', async () => {
		const path = `${MEETINGS}/17612479134`;
		expect((await client.del(path)).status).toBe(204);
		expect((await client.get(path)).status).toBe(404);
		expect((await client.del(path)).status).toBe(204);
		const bin = await client.get(`${MEETINGS}?archived=true`);
		expect(bin.body.results).toMatchObject([
			{ id: '17612479134', archived: true, archivedAt: '2026-11-20T12:00:00Z' },
		]);
		expect((await client.get(`${path}?archived=true`)).status).toBe(200);
		const found = await client.post(`${MEETINGS}/search`, { query: 'Nordhafen' });
		expect(found.body.total).toBe(0);
	});

	it('reads a record by another unique property', async () => {
		const found = await client.get(`${MEETINGS}/bk-1002?idProperty=external_booking_id`);
		expect(found.body.id).toBe('17612479137');
		const contact = await client.get(
			'/crm/v3/objects/contacts/brian.halvorsen@nordhafen.example?idProperty=email',
		);
		expect(contact.body.id).toBe('101');
		expect((await client.get(`${MEETINGS}/x?idProperty=hs_meeting_title`)).status).toBe(400);
	});

	it('has sample meetings with every outcome and source', async () => {
		const { body } = await client.get(
			`${MEETINGS}?limit=100&properties=hs_meeting_outcome,hs_meeting_source`,
		);
		const records: Array<{ properties: Record<string, string | null> }> = body.results;
		const values = (name: string) => new Set(records.map((one) => one.properties[name]));
		expect(values('hs_meeting_outcome')).toEqual(
			new Set(['COMPLETED', 'RESCHEDULED', 'SCHEDULED', 'NO_SHOW', 'CANCELED', null]),
		);
		expect(values('hs_meeting_source')).toEqual(
			new Set(['CRM_UI', 'MEETINGS_PUBLIC', 'BIDIRECTIONAL_API']),
		);
	});

	it('returns the history of a property, newest first', async () => {
		const path = `${MEETINGS}/17612479134`;
		await client.patch(path, { properties: { hs_meeting_outcome: 'NO_SHOW' } });
		const { body } = await client.get(`${path}?propertiesWithHistory=hs_meeting_outcome`);
		expect(body.propertiesWithHistory.hs_meeting_outcome).toMatchObject([
			{ value: 'NO_SHOW', sourceType: 'INTEGRATION' },
			{ value: 'COMPLETED', sourceType: 'CRM_UI', updatedByUserId: 9586501 },
			{ value: 'SCHEDULED', sourceType: 'CRM_UI' },
		]);
	});

	it('returns to the same state after a reset', async () => {
		const before = await client.post(MEETINGS, GUIDE_BODY);
		client.emulator.reset();
		expect(client.emulator.requests).toHaveLength(0);
		const after = await client.post(MEETINGS, GUIDE_BODY);
		expect(after.body).toEqual(before.body);
	});

	it('records requests with their responses', async () => {
		await client.post(MEETINGS, { properties: { hs_timestamp: '1' } });
		expect(client.emulator.requests).toMatchObject([
			{
				method: 'POST',
				path: MEETINGS,
				body: { properties: { hs_timestamp: '1' } },
				status: 201,
				responseBody: { properties: { hs_timestamp: '1970-01-01T00:00:00.001Z' } },
			},
		]);
	});
});
