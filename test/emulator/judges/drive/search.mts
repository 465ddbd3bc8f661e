import { list, meeting, type Hub, type Json, type Version } from './hub.mts';

/** Search of meetings and of other object types. */
export function driveSearch(hub: Hub, version: Version): void {
	const meetings = `${version.objects}/meetings`;
	const search = async (body: Json): Promise<Json> =>
		await hub.ok(200, 'POST', `${meetings}/search`, body);
	const filtered = async (...filters: Json[]): Promise<Json> =>
		await search({ filterGroups: [{ filters }] });
	const title = `Searched ${version.name}`;

	beforeAll(async () => {
		for (const hs_meeting_outcome of ['SCHEDULED', 'COMPLETED', 'SCHEDULED']) {
			await hub.ok(
				201,
				'POST',
				meetings,
				meeting({ hs_meeting_title: title, hs_meeting_outcome }, 101),
			);
		}
	});

	it('accepts every field of the documented request', async () => {
		const found = await search({
			filterGroups: [
				{ filters: [{ propertyName: 'hs_meeting_title', operator: 'EQ', value: title }] },
			],
			sorts: ['-hs_createdate'],
			query: 'Searched',
			properties: ['hs_meeting_title'],
			limit: 2,
			after: '0',
		});
		expect(found.total).toBe(3);
		expect(list(found)).toHaveLength(2);
		expect(found).toHaveProperty('paging.next.after', '2');
	});

	it("accepts the short forms from HubSpot's guide", async () => {
		await search({ filterGroups: [] });
		await search({ query: 'Searched' });
		const sorts = [{ propertyName: 'hs_createdate', direction: 'DESCENDING' }];
		await search({ sorts, limit: 1, after: 1 });
		const filters = [{ propertyName: 'associations.contact', operator: 'EQ', value: '101' }];
		expect((await search({ filters })).total).toBeGreaterThan(2);
	});

	it.each<Json>([
		{ propertyName: 'hs_meeting_outcome', operator: 'NEQ', value: 'CANCELED' },
		{ propertyName: 'hs_meeting_outcome', operator: 'IN', values: ['SCHEDULED', 'NO_SHOW'] },
		{ propertyName: 'hs_meeting_outcome', operator: 'NOT_IN', values: ['SCHEDULED'] },
		{ propertyName: 'hs_meeting_location', operator: 'HAS_PROPERTY' },
		{ propertyName: 'hs_meeting_location', operator: 'NOT_HAS_PROPERTY' },
		{ propertyName: 'hs_meeting_title', operator: 'CONTAINS_TOKEN', value: 'search*' },
		{ propertyName: 'hs_meeting_title', operator: 'NOT_CONTAINS_TOKEN', value: 'search*' },
		{ propertyName: 'hs_meeting_start_time', operator: 'GT', value: '2026-05-04T08:00:00Z' },
		{ propertyName: 'hs_meeting_start_time', operator: 'GTE', value: '1777885200000' },
		{ propertyName: 'hs_meeting_start_time', operator: 'LT', value: '1777885200000' },
		{ propertyName: 'hs_meeting_start_time', operator: 'LTE', value: '1777885200000' },
		{
			propertyName: 'hs_meeting_start_time',
			operator: 'BETWEEN',
			value: '1777852800000',
			highValue: '1777939200000',
		},
	])('filters by $operator', async (filter) => {
		expect(await filtered(filter)).toHaveProperty('total');
	});

	it('finds nothing with an unknown property', async () => {
		const filter = { propertyName: 'lastmodifieddate', operator: 'GT', value: '0' };
		expect(await filtered(filter)).toMatchObject({ total: 0, results: [] });
	});

	it.each(['contacts', 'companies', 'deals', 'tickets', 'leads'])('searches %s', async (type) => {
		await hub.ok(200, 'POST', `${version.objects}/${type}/search`, { limit: 3 });
	});

	it.each<[string, Json]>([
		['an unknown operator', { propertyName: 'hs_meeting_title', operator: 'LIKE', value: '1' }],
		[
			'BETWEEN without a high value',
			{ propertyName: 'hs_timestamp', operator: 'BETWEEN', value: '1' },
		],
		['IN without values', { propertyName: 'hs_meeting_outcome', operator: 'IN', value: 'x' }],
		['a missing value', { propertyName: 'hs_meeting_title', operator: 'EQ' }],
		[
			'an unexpected value',
			{ propertyName: 'hs_meeting_title', operator: 'NOT_HAS_PROPERTY', value: 'x' },
		],
	])('refuses %s', async (_name, filter) => {
		await hub.refused(400, 'POST', `${meetings}/search`, { filterGroups: [{ filters: [filter] }] });
	});

	it('refuses a request beyond the limits', async () => {
		const filter = { propertyName: 'hs_meeting_title', operator: 'EQ', value: 'x' };
		const groups = (number: number, each: number): Json => ({
			filterGroups: Array.from({ length: number }, () => ({ filters: Array(each).fill(filter) })),
		});
		for (const body of [
			groups(6, 1),
			groups(1, 7),
			groups(5, 4),
			{ limit: 201 },
			{ after: '10000' },
			{ query: 'x'.repeat(3001) },
			{ sorts: ['hs_createdate', 'hs_timestamp'] },
		]) {
			await hub.refused(400, 'POST', `${meetings}/search`, body);
		}
	});
}
