import type { IDataObject } from 'n8n-workflow';

import { emulatorForTests } from '../../../support/hubspot.mts';
import { operate } from '../../../support/meetings.mts';

const hubspot = emulatorForTests({ seed: 'empty' });

const search = async (parameters: object) =>
	await operate(hubspot.current, 'search', parameters as IDataObject);

interface Body extends IDataObject {
	filterGroups: Array<{ filters: IDataObject[] }>;
	properties: string[];
	after?: string;
	sorts: IDataObject[];
}

const searches = () =>
	hubspot.current.requests
		.filter(({ path }) => path.endsWith('/search'))
		.map(({ body }) => body as Body);

/** Creates meetings 1 to `count`, one minute apart, with the given additional properties. */
function fill(count: number, properties: (n: number) => Record<string, string> = () => ({})): void {
	const { account } = hubspot.current;
	const first = Date.parse('2024-01-01T00:00:00Z');
	for (let n = 1; n <= count; n++) {
		const at = first + n * 60_000;
		account.create(
			'meetings',
			{
				hs_timestamp: new Date(at).toISOString(),
				hs_meeting_title: `M${n}`,
				...properties(n),
			},
			{ id: n, at },
		);
	}
}

const ids = (json: IDataObject[]) => json.map(({ id }) => Number(id));

const sortBy = (propertyName: string, direction: string) => ({
	sort: { by: { propertyName, direction } },
});

const filters = (...given: object[][]) => ({
	filterGroups: { group: given.map((filter) => ({ filters: { filter } })) },
});

const TITLE = { propertyName: 'hs_meeting_title', operator: 'HAS_PROPERTY' };

describe('more than 10,000 matches', () => {
	const COUNT = 10_450;

	// Every 50th meeting has no score. The others have a score from 0 to 88, which would sort differently as text.
	const score = (n: number) => (n % 50 === 0 ? undefined : (n * 37) % 89);

	test('all are returned once, sorted by number; filters with no room for one more are refused', async () => {
		fill(COUNT, (n): Record<string, string> => {
			const value = score(n);
			return value === undefined ? {} : { satisfaction_score: String(value) };
		});
		const { json, error } = await search({
			returnAll: true,
			...filters([TITLE]),
			...sortBy('satisfaction_score', 'DESCENDING'),
			options: { properties: ['hs_meeting_title'] },
		});
		expect(error).toBeUndefined();
		const all = Array.from({ length: COUNT }, (_, n) => n + 1);
		const expected = all.sort((a, b) => (score(b) ?? -1) - (score(a) ?? -1) || a - b);
		expect(ids(json)).toEqual(expected);
		// The score was only read for sorting, so it isn't in the output.
		expect(json[0]).not.toHaveProperty('satisfaction_score');
		expect(searches()).toHaveLength(Math.ceil(COUNT / 200));
		expect(searches()[1].filterGroups).toEqual([
			{ filters: [TITLE, { propertyName: 'hs_object_id', operator: 'GT', value: '200' }] },
		]);
		expect(searches().every(({ after }) => after === undefined)).toBe(true);

		const before = searches().length;
		const full = filters(Array.from({ length: 6 }, () => TITLE));
		const refused = await search({ returnAll: true, ...full });
		expect(refused.error?.message).toMatch(
			/10,450 records match.*the filters leave no room for an ID filter.*Remove one/,
		);
		expect(searches()).toHaveLength(before + 1);
	}, 120_000);
});

describe('up to 10,000 matches', () => {
	beforeEach(() => {
		fill(450);
	});

	test("a Limit is read page by page in HubSpot's own order", async () => {
		const { json } = await search({ limit: 410, ...sortBy('hs_timestamp', 'DESCENDING') });
		expect(ids(json)).toEqual(Array.from({ length: 410 }, (_, n) => 450 - n));
		expect(searches().map(({ after, limit }) => [after, limit])).toEqual([
			[undefined, 200],
			['200', 200],
			['400', 10],
		]);
	});

	test('without filters and sort, a Limit above 10,000 returns every meeting, oldest first', async () => {
		const { json } = await search({ limit: 10_050 });
		expect(ids(json)).toEqual(Array.from({ length: 450 }, (_, n) => n + 1));
		expect(searches()).toHaveLength(3);
	});

	test('a filter group with no room for one more filter is read by offsets', async () => {
		const full = filters(Array.from({ length: 6 }, () => TITLE));
		const { json, error } = await search({ returnAll: true, ...full });
		expect(error).toBeUndefined();
		expect(json).toHaveLength(450);
		expect(searches().map(({ after }) => after)).toEqual([undefined, '199', '398']);
	});

	const listOf = (characters: number) => ({
		propertyName: 'hs_meeting_title',
		operator: 'NOT_IN',
		values: ['x'.repeat(characters)],
	});

	test.each([
		[2_760, ['199', '398']],
		[2_800, ['200', '400']],
	])(
		'filters with no room for one on the ID are read by offsets: %i characters',
		async (length, offsets) => {
			const filterGroupsJson = [{ filters: [listOf(length)] }];
			const { json, error } = await search({
				returnAll: true,
				filterType: 'json',
				filterGroupsJson,
			});
			expect(error).toBeUndefined();
			expect(ids(json)).toEqual(Array.from({ length: 450 }, (_, n) => n + 1));
			expect(searches().map(({ after }) => after)).toEqual([undefined, ...offsets]);
		},
	);

	test('groups that are too long together are searched one by one, and each meeting is returned once', async () => {
		const filterGroupsJson = [{ filters: [listOf(1_300)] }, { filters: [listOf(1_310)] }];
		const { json, error } = await search({ returnAll: true, filterType: 'json', filterGroupsJson });
		expect(error).toBeUndefined();
		expect(ids(json)).toEqual(Array.from({ length: 450 }, (_, n) => n + 1));
		expect(searches().map(({ filterGroups }) => filterGroups.length)).toEqual(Array(6).fill(1));
	});
});

describe('while meetings change in HubSpot', () => {
	/** Calls `work` before each page is returned, with the number of the page (from 1). */
	function beforeEachPage(work: (page: number) => void): void {
		let page = 0;
		const body = () => {
			page += 1;
			work(page);
			return false;
		};
		hubspot.current.faults.add({ match: { path: /search/, body }, then: { status: 500 } });
	}

	test('a meeting that matches throughout is returned once while others are created and deleted', async () => {
		fill(600);
		const { account } = hubspot.current;
		let asked = 0;
		const gone = new Set<number>();
		// Before each further page: delete a meeting that was read and one that wasn't, and create a new one.
		beforeEachPage((page) => {
			asked = page;
			if (page === 1) return;
			for (const id of [page, 600 - page]) {
				account.archive('meetings', id);
				gone.add(id);
			}
			account.create('meetings', { hs_timestamp: '2020-01-01T00:00:00Z' });
		});
		const { json } = await search({ returnAll: true });
		const seen = ids(json);
		expect(new Set(seen).size).toBe(seen.length);
		const throughout = Array.from({ length: 600 }, (_, n) => n + 1).filter((id) => !gone.has(id));
		expect(seen).toEqual(expect.arrayContaining(throughout));
		expect(asked).toBeGreaterThanOrEqual(3);
	});

	test('a meeting that matches throughout is returned once, even if a full group is read by offsets', async () => {
		fill(600);
		const { account } = hubspot.current;
		const gone = new Set<number>();
		// Delete records that were already read, so that the records behind them move up.
		beforeEachPage((page) => {
			for (let n = 1; page > 1 && page < 5 && n <= 5; n++) {
				account.archive('meetings', page * 10 + n);
				gone.add(page * 10 + n);
			}
		});
		const { json, error } = await search({
			returnAll: true,
			...filters(Array.from({ length: 6 }, () => TITLE)),
			...sortBy('hs_meeting_title', 'DESCENDING'),
		});
		expect(error).toBeUndefined();
		const seen = ids(json);
		expect(new Set(seen).size).toBe(seen.length);
		const throughout = Array.from({ length: 600 }, (_, n) => n + 1).filter((id) => !gone.has(id));
		expect(seen).toEqual(expect.arrayContaining(throughout));
		expect(json[0].hs_meeting_title).toBe('M99');
	});

	test('a server that repeats the same page causes an error, not an endless loop', async () => {
		fill(1);
		const results = [{ id: '1', properties: {}, createdAt: '', updatedAt: '', archived: false }];
		hubspot.current.faults.add({
			match: { path: /search/ },
			times: Infinity,
			then: { status: 200, body: { total: 9, results, paging: { next: { after: '1' } } } },
		});
		const all = await search({ returnAll: true });
		expect(all.error?.message).toMatch(/would never end/);
		expect(searches()).toHaveLength(2);
		const full = await search({
			returnAll: true,
			...filters(Array.from({ length: 6 }, () => TITLE)),
		});
		expect(full.error?.message).toMatch(/would never end/);
		const some = await search({ limit: 300 });
		expect(some.error?.message).toMatch(/same page twice|would never end/);
	});

	test('more than 100,000 matches are refused after the first request', async () => {
		hubspot.current.faults.add({
			match: { path: /search/ },
			then: { status: 200, body: { total: 250_000, results: [] } },
		});
		const { error } = await search({ returnAll: true });
		expect(error?.message).toMatch(/more than 100,000 results, the maximum for one item/);
		expect(searches()).toHaveLength(1);
	});
});

describe('searches that do not fit into one request', () => {
	test('groups with no room for one more filter are searched in parts; meetings are returned once', async () => {
		fill(500, (n) => ({ hs_meeting_location: `place ${n % 3}` }));
		const at = (place: number) => [
			{ propertyName: 'hs_meeting_location', operator: 'EQ', value: `place ${place}` },
			TITLE,
			TITLE,
		];
		// Five groups of three filters are 15. A filter on the ID in each group would make 20, and HubSpot allows 18.
		const five = filters(at(0), at(1), at(0), at(1), at(0));
		const { json, error } = await search({ returnAll: true, ...five });
		expect(error).toBeUndefined();
		const expected = Array.from({ length: 500 }, (_, n) => n + 1).filter((n) => n % 3 !== 2);
		expect(ids(json)).toEqual(expected);
		for (const { filterGroups } of searches()) {
			const count = filterGroups.reduce((sum, group) => sum + group.filters.length, 0);
			expect(count).toBeLessThanOrEqual(18);
		}
	});

	test('many properties are read in batches after the search', async () => {
		fill(250);
		const properties = [
			'hs_meeting_title',
			...Array.from({ length: 150 }, (_, n) => `a_property_with_a_long_name_${n}`),
		];
		const limited = await search({ limit: 210, options: { properties } });
		expect(limited.json.map(({ hs_meeting_title }) => hs_meeting_title)).toEqual(
			Array.from({ length: 210 }, (_, n) => `M${n + 1}`),
		);
		const paths = hubspot.current.requests.map(({ path }) => path.split('/').at(-1));
		expect(paths).toEqual(['search', 'search', 'read', 'read', 'read']);
		expect(searches()[0].properties).toEqual([]);
		const all = await search({ returnAll: true, options: { properties } });
		expect(all.json).toHaveLength(250);
		expect(all.json[249]).toMatchObject({ hs_meeting_title: 'M250' });
	});
});
