import { NOW, startClient } from './client.mts';
import type { Client } from './client.mts';

const SEARCH = '/crm/v3/objects/meetings/search';

/** The number of meetings in the seed. */
const ALL = 14;

describe("the emulator's search", () => {
	let client: Client;
	let now = NOW;

	beforeAll(async () => {
		client = await startClient({ now: () => now, searchLagMs: 5_000 });
	});
	beforeEach(() => {
		now = NOW;
		client.emulator.reset();
		now += 10_000;
	});
	afterAll(() => client.emulator.close());

	const search = (body: object) => client.post(SEARCH, body);

	const total = async (filter: object) =>
		(await search({ filterGroups: [{ filters: [filter] }] })).body.total;

	const of = (propertyName: string, operator: string, rest: object = {}) => ({
		propertyName,
		operator,
		...rest,
	});

	it.each([
		[of('hs_meeting_title', 'EQ', { value: 'PRICING call' }), 1],
		[of('hs_meeting_title', 'NEQ', { value: 'pricing call' }), ALL - 1],
		[of('hs_meeting_title', 'IN', { values: ['pricing call', 'campus walk'] }), 2],
		[of('hs_meeting_title', 'IN', { values: ['Pricing call'] }), 0],
		[of('hs_meeting_title', 'NOT_IN', { values: ['pricing call'] }), ALL - 1],
		[of('hs_meeting_title', 'CONTAINS_TOKEN', { value: 'kestrel' }), 2],
		[of('hs_meeting_title', 'CONTAINS_TOKEN', { value: 'kest*' }), 2],
		[of('hs_meeting_title', 'CONTAINS_TOKEN', { value: 'kest' }), 0],
		[of('hs_meeting_title', 'NOT_CONTAINS_TOKEN', { value: 'kestrel' }), ALL - 2],
		[of('hs_meeting_outcome', 'EQ', { value: 'NO_SHOW' }), 1],
		[of('hs_meeting_outcome', 'EQ', { value: 'no_show' }), 0],
		[of('hs_meeting_outcome', 'IN', { values: ['NO_SHOW', 'CANCELED'] }), 2],
		[of('hs_meeting_outcome', 'NOT_HAS_PROPERTY'), 1],
		[of('hs_meeting_outcome', 'HAS_PROPERTY'), ALL - 1],
		[of('satisfaction_score', 'GTE', { value: '7.5' }), 1],
		[of('satisfaction_score', 'LT', { value: '8' }), 0],
		[of('hs_meeting_start_time', 'GT', { value: String(NOW) }), 5],
		[of('hs_meeting_start_time', 'LTE', { value: '2026-11-20T12:00:00Z' }), ALL - 5],
		[of('hs_timestamp', 'BETWEEN', { value: '2026-11-21', highValue: '2026-11-26' }), 3],
		[of('follow_up_date', 'EQ', { value: '2026-12-01' }), 1],
		[of('follow_up_required', 'EQ', { value: 'true' }), 1],
		[of('topics_covered', 'EQ', { value: 'technical' }), 1],
		[of('hs_object_id', 'GT', { value: '17612479140' }), 7],
		[of('associations.contact', 'EQ', { value: '101' }), 2],
		[of('associations.deals', 'IN', { values: ['501', '502'] }), 6],
		[of('lastmodifieddate', 'GT', { value: '0' }), 0],
	])('finds meetings with %j', async (filter, expected) => {
		expect(await total(filter)).toBe(expected);
	});

	it.each([
		of('hs_meeting_title', 'EQ'),
		of('hs_meeting_title', 'EQ', { value: '' }),
		of('hs_meeting_title', 'IN', { values: [] }),
		of('hs_meeting_outcome', 'NOT_HAS_PROPERTY', { value: 'x' }),
		of('hs_timestamp', 'BETWEEN', { value: '1' }),
		of('hs_timestamp', 'GT', { value: 'yesterday' }),
		of('satisfaction_score', 'GT', { value: 'high' }),
		of('satisfaction_score', 'CONTAINS_TOKEN', { value: '8' }),
		of('hs_meeting_outcome', 'GT', { value: 'A' }),
		of('hs_meeting_title', 'LIKE', { value: 'x' }),
		of('associations.unicorn', 'EQ', { value: '1' }),
		of('associations.installation', 'EQ', { value: '1' }),
	])('refuses %j', async (filter) => {
		const answer = await search({ filterGroups: [{ filters: [filter] }] });
		expect(answer.status).toBe(400);
		expect(answer.body.category).toBe('VALIDATION_ERROR');
	});

	it('combines filters with AND and groups with OR', async () => {
		const { body } = await search({
			filterGroups: [
				{
					filters: [
						of('hs_meeting_outcome', 'EQ', { value: 'COMPLETED' }),
						of('hubspot_owner_id', 'EQ', { value: '11349275740' }),
					],
				},
				{ filters: [of('hs_meeting_outcome', 'EQ', { value: 'NO_SHOW' })] },
			],
		});
		expect(body.total).toBe(4);
	});

	it('searches for words in the title and description', async () => {
		expect((await search({ query: 'kestr demo' })).body.total).toBe(2);
		expect((await search({ query: 'warranty' })).body.total).toBe(1);
		expect((await search({ query: 'plant louder' })).body.total).toBe(0);
	});

	it.each([
		[{ filterGroups: Array(6).fill({ filters: [of('hs_meeting_title', 'HAS_PROPERTY')] }) }],
		[{ filterGroups: [{ filters: Array(7).fill(of('hs_meeting_title', 'HAS_PROPERTY')) }] }],
		[
			{
				filterGroups: Array(4).fill({
					filters: Array(5).fill(of('hs_meeting_title', 'HAS_PROPERTY')),
				}),
			},
		],
		[{ limit: 201 }],
		[{ after: 9_990, limit: 11 }],
		[{ query: 'x'.repeat(3_000) }],
		[{ sorts: ['hs_timestamp', 'hs_meeting_title'] }],
	])('refuses a request beyond its limits (%#)', async (body) => {
		expect((await search(body)).status).toBe(400);
	});

	it('pages by offset, in order of creation or sorted as requested', async () => {
		const first = await search({ limit: 10 });
		expect(first.body.paging).toEqual({ next: { after: '10' } });
		const second = await search({ limit: 10, after: '10' });
		expect(second.body.results).toHaveLength(4);
		expect(second.body).not.toHaveProperty('paging');
		const sorted = await search({
			sorts: [{ propertyName: 'hs_timestamp', direction: 'DESCENDING' }],
			properties: ['hs_timestamp'],
			limit: 100,
		});
		type Result = { properties: { hs_timestamp: string } };
		const times = sorted.body.results.map((one: Result) => one.properties.hs_timestamp);
		expect(times).toEqual([...times].sort().reverse());
	});

	it('shows writes after the lag and deletions immediately', async () => {
		const made = await client.post('/crm/v3/objects/meetings', {
			properties: { hs_timestamp: '1', hs_meeting_title: 'Fresh' },
		});
		const fresh = async () => (await search({ query: 'Fresh' })).body.total;
		expect(await fresh()).toBe(0);
		now += 4_999;
		expect(await fresh()).toBe(0);
		now += 1;
		expect(await fresh()).toBe(1);
		await client.patch(`/crm/v3/objects/meetings/${made.body.id}`, {
			properties: { hs_meeting_title: 'Stale' },
		});
		const { body } = await search({ query: 'Fresh', properties: ['hs_meeting_title'] });
		expect(body.results[0].properties.hs_meeting_title).toBe('Fresh');
		await client.del(`/crm/v3/objects/meetings/${made.body.id}`);
		expect(await fresh()).toBe(0);
	});
});

describe('search with a random lag', () => {
	it('can show later writes before earlier ones', async () => {
		let now = NOW;
		const client = await startClient({
			now: () => now,
			seed: 'empty',
			searchLagMs: { min: 0, max: 30_000 },
		});
		const { account } = client.emulator;
		for (let n = 0; n < 30; n++) account.create('meetings', { hs_timestamp: '1' });
		const orders: string[] = [];
		const seen = new Set<string>();
		for (let step = 0; step <= 30; step++, now += 1_000) {
			const { body } = await client.post(SEARCH, { limit: 100 });
			for (const { id } of body.results) if (!seen.has(id)) seen.add(id) && orders.push(id);
		}
		await client.emulator.close();
		expect(orders).toHaveLength(30);
		expect(orders).not.toEqual([...orders].sort());
	});
});
