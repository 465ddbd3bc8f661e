import fc from 'fast-check';

import {
	advance,
	SETTLED_MS,
	type Position,
	type Tools,
} from '../../../nodes/HubSpotMeetingsTrigger/cursor.ts';
import { detectByTimestamp } from '../../../nodes/HubSpotMeetingsTrigger/events/byTimestamp.ts';
import * as Prop from '../../../nodes/hubspot/propertyNames.ts';
import type { HubSpotObject } from '../../../nodes/hubspot/types.ts';
import type { HubSpotClient } from '../../../nodes/transport/client.ts';

/** One version of a meeting. Search shows it `lag` milliseconds after `stamp`. */
interface Version {
	id: number;
	stamp: number;
	lag: number;
}

/** Results per page of the search. */
const PAGE = 3;
const record = ({ id, stamp }: Version): HubSpotObject => ({
	id: String(id),
	properties: { hs_object_id: String(id), [Prop.MODIFIED]: new Date(stamp).toISOString() },
});

/** What search shows at a given time: the latest visible version of each meeting. */
function shownAt(versions: Version[], now: number): Version[] {
	const latest = new Map<number, Version>();
	for (const version of versions) {
		const known = latest.get(version.id);
		const isVisible = version.stamp + version.lag <= now;
		if (isVisible && (!known || known.stamp <= version.stamp)) latest.set(version.id, version);
	}
	return [...latest.values()].sort((a, b) => a.id - b.id);
}

test('random changes and failing polls: each last version is emitted, and no version twice', async () => {
	const version = fc.record({
		id: fc.integer({ min: 1, max: 25 }),
		stamp: fc.integer({ min: 0, max: 600 }).map((seconds) => seconds * 1_000),
		lag: fc.integer({ min: 0, max: 30_000 }),
	});
	const poll = fc.record({
		wait: fc.integer({ min: 1_000, max: 90_000 }),
		/** The number of pages that succeed. Then the next page fails, or the poll runs out of time. */
		pages: fc.integer({ min: 0, max: 6 }),
		fails: fc.boolean(),
		behind: fc.integer({ min: 0, max: 300_000 }),
	});
	await fc.assert(
		fc.asyncProperty(
			fc.array(version, { maxLength: 60 }),
			fc.array(poll, { maxLength: 15 }),
			async (given, polls) => {
				const versions = [...new Map(given.map((one) => [`${one.id} ${one.stamp}`, one])).values()];
				let now = 0;
				const client = {
					account: { apiVersion: 'v3' },
					// Only search lags. A read returns the newest version.
					batch: async (_: unknown, id: string) => {
						const made = versions.filter((one) => one.id === Number(id) && one.stamp <= now);
						return record(made.sort((a, b) => b.stamp - a.stamp)[0]);
					},
				} as unknown as HubSpotClient;
				const detector = detectByTimestamp(
					Prop.MODIFIED,
					({ stamp }) => ({ type: 'updated', at: stamp }),
					{ accepts: () => true, searchFilters: [], properties: [] },
					client,
				);
				const came: string[] = [];
				let position: Position = { from: 0, seen: {} };
				const settle = Array.from({ length: 12 }, () => ({
					wait: SETTLED_MS,
					pages: Infinity,
					fails: false,
					behind: 0,
				}));
				for (const { wait, pages, fails, behind } of [...polls, ...settle]) {
					now += wait;
					let turned = 0;
					const tools: Tools = {
						now: () => now,
						goOn: () => turned < pages,
						page: async ([{ filters }], afterId) => {
							if (fails && turned >= pages) throw new Error('HubSpot is away');
							turned += 1;
							// Time passes during each request, and meetings change in that time.
							now += 700;
							const [{ value }] = filters;
							const found = shownAt(versions, now).filter(
								({ id, stamp }) => stamp >= Number(value) && id > Number(afterId ?? 0),
							);
							const results = found.slice(0, PAGE).map(record);
							const more = found.length > PAGE ? results.at(-1)?.id : undefined;
							const page = { results, total: found.length, ...(more && { more }) };
							// The known HubSpot time may be up to five minutes behind.
							return { page, present: now - 700 - behind };
						},
					};
					const progress = await advance(position, detector, tools);
					position = JSON.parse(JSON.stringify(progress.position)) as Position;
					came.push(...progress.events.map(({ record: { id }, at }) => `${id} ${at}`));
				}
				expect(new Set(came).size).toBe(came.length);
				const last = shownAt(versions, Infinity).map(({ id, stamp }) => `${id} ${stamp}`);
				expect(came).toEqual(expect.arrayContaining(last));
				const all = versions.map(({ id, stamp }) => `${id} ${stamp}`);
				expect(all).toEqual(expect.arrayContaining(came));
				expect(position.round).toBeUndefined();
			},
		),
		{ numRuns: 300 },
	);
});
