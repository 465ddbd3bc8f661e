import fc from 'fast-check';

import { turnPages } from '../../nodes/api/lists';

/** Turns pages of these keys, and returns the results. */
const turn = async (pages: string[][]) =>
	await turnPages(
		async (after = '0') => {
			const next = Number(after) + 1;
			return {
				results: pages[Number(after)],
				...(next < pages.length && { paging: { next: { after: String(next) } } }),
			};
		},
		{ pageSize: 100, keyOf: (key) => key },
	);

/** Ascending IDs with some that repeat or are out of order, in pages. */
const PAGES = fc
	.array(fc.oneof(fc.nat(30), fc.integer({ min: 8, max: 200 })), { maxLength: 40 })
	.chain((ids) => {
		const sorted = [...ids].sort((a, b) => a - b).map(String);
		const mixed = ids.map(String);
		return fc.tuple(
			fc.constantFrom(sorted, mixed, [...sorted, ...mixed]),
			fc.integer({ min: 3, max: 9 }),
		);
	})
	.map(([ids, size]) =>
		Array.from({ length: Math.ceil(ids.length / size) || 1 }, (_, page) =>
			ids.slice(page * size, (page + 1) * size),
		),
	);

test('a result that HubSpot returns twice is kept once, in any order', async () => {
	await fc.assert(
		fc.asyncProperty(PAGES, async (pages) => {
			expect(await turn(pages)).toEqual([...new Set(pages.flat())]);
		}),
		{ numRuns: 300 },
	);
});

test.each([
	['ascending', ['9', '10', '11', '10', '9', '100']],
	['descending', ['100', '11', '10', '9', '10', '100']],
	['names', ['b', 'a', 'b', 'ab', 'a']],
	['the same ID throughout', ['7', '7', '7']],
	['an empty key', ['', '1', '']],
])('%s', async (_name, keys) => {
	expect(await turn([keys])).toEqual([...new Set(keys)]);
});
