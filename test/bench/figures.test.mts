import { chart } from '../../bench/chart.mts';
import { goals } from '../../bench/goals.mts';
import { interleaved, median } from '../../bench/measure.mts';
import { asMarkdown, asText } from '../../bench/table.mts';
import type { Create1000, Figures, Large, LargeRun, Limited } from '../../bench/types.mts';

const machine: Figures['machine'] = {
	node: 'v20',
	cpu: 'any',
	cores: 2,
	load: [0, 0],
	rounds: 5,
	items: 1_000,
	quick: false,
};

const create1000: Create1000 = {
	autoMapSeconds: 0.5,
	mappedSeconds: 4,
	oneByOneSeconds: 2,
	engineFloorSeconds: 0.3,
	axiosBatchSeconds: 0.1,
	sdkBatchSeconds: 0.2,
	builtinSeconds: null,
	calls: 10,
	oneByOneCalls: 1_000,
	builtinCalls: null,
	before: null,
};

const limit: Limited = {
	sent: 2_000,
	succeeded: 2_000,
	failed: 0,
	duplicates: 0,
	seconds: 200,
	idealSeconds: 190,
	refused429: 0,
};

const largeRun: LargeRun = {
	items: 10_000,
	seconds: 5,
	longestStallMs: 60,
	evaluations: 120_000,
	requests: 100,
	peakRssMb: 400,
};

const large: Large = { mapped: largeRun, autoMap: largeRun, before: null };

const missed = (figures: Partial<Figures>) =>
	goals({ machine, ...figures })
		.filter(({ met }) => !met)
		.map(({ what }) => what);

test('the median does not depend on the order', () => {
	expect(median([3, 1, 2])).toBe(2);
	expect(median([10, 1, 2, 3])).toBe(2.5);
});

test('each thing is measured once per round, in an order that changes', async () => {
	const order: string[] = [];
	const taken = await interleaved(['a', 'b'], 40, async (name) => order.push(name));
	const rounds = Array.from({ length: 40 }, (_, round) =>
		order.slice(round * 2, round * 2 + 2).join(),
	);
	expect(new Set(rounds)).toEqual(new Set(['a,b', 'b,a']));
	expect(taken.a).toHaveLength(40);
	expect(taken.b).toHaveLength(40);
});

test('a goal is met up to its limit and missed beyond it', () => {
	expect(missed({ create1000 })).toEqual([]);
	expect(missed({ create1000: { ...create1000, autoMapSeconds: 0.51 } })).toEqual([
		'1,000 items mapped automatically ÷ (engine floor + axios)',
	]);
	expect(missed({ create1000: { ...create1000, calls: 11 } })).toEqual([
		'requests for 1,000 items',
	]);
});

test('a long stall, repeated evaluations or more memory than before miss a goal', () => {
	expect(missed({ large })).toEqual([]);
	const slow = { ...largeRun, longestStallMs: 101, evaluations: 240_000 };
	expect(missed({ large: { ...large, mapped: slow } })).toEqual([
		'evaluations per item with twelve expressions',
		'longest stall of the event loop',
	]);
	const before = { ...large, autoMap: { ...largeRun, peakRssMb: 399 } };
	expect(missed({ large: { ...large, before } })).toEqual([
		'memory of many items ÷ the earlier version',
	]);
});

test('a file transfer may use 64 MB of additional memory', () => {
	const transfer = { seconds: 1, addedRssMb: 64 };
	const files = { megabytes: 200, upload: transfer, download: transfer };
	expect(missed({ files })).toEqual([]);
	expect(missed({ files: { ...files, upload: { seconds: 1, addedRssMb: 65 } } })).toEqual([
		'additional memory of an upload',
	]);
});

test('the goal of Return All applies to later lists', () => {
	const listed = { firstSeconds: 3, seconds: 2, peakRssMb: 300 };
	const list50000 = { node: { ...listed, seconds: 2.3 }, helper: listed, axios: listed };
	expect(missed({ list50000 })).toEqual([]);
	const slow = { ...listed, seconds: 2.31 };
	expect(missed({ list50000: { ...list50000, node: slow } })).toEqual([
		"Return All ÷ a node that only requests pages with n8n's helper",
	]);
});

test('a lost item or a low request rate under a rate limit misses a goal', () => {
	const window = { perInterval: 100, intervalMs: 10_000, batched: limit, scaled: [] };
	expect(missed({ limited2000: { ...window, ...limit } })).toEqual([]);
	expect(missed({ limited2000: { ...window, ...limit, succeeded: 1_999 } })).toEqual([
		'one by one under the limit: failed',
	]);
	expect(missed({ limited2000: { ...window, ...limit, seconds: 201 } })).toEqual([
		'one by one under the limit: share of the allowed rate',
	]);
});

test('the tables and the chart show every measurement', () => {
	const figures = {
		machine,
		create1000: {
			...create1000,
			builtinSeconds: 18,
			builtinCalls: 1_000,
			before: { autoMapSeconds: 19, mappedSeconds: 20 },
		},
		large: { ...large, before: { ...large, mapped: { ...largeRun, seconds: 21 } } },
		files: {
			megabytes: 200,
			upload: { seconds: 22, addedRssMb: 30 },
			download: { seconds: 23, addedRssMb: 30 },
		},
		list50000: {
			node: { firstSeconds: 24, seconds: 25, peakRssMb: 300 },
			helper: { firstSeconds: 26, seconds: 27, peakRssMb: 300 },
			axios: { firstSeconds: 28, seconds: 29, peakRssMb: 300 },
		},
	};
	const shown = Array.from({ length: 12 }, (_, n) => 18 + n);
	for (const text of [asText(figures), asMarkdown(figures)])
		for (const took of shown) expect(text).toContain(`${took}.000 s`);
	// Only the terminal shows the goals. The page shows the figures alone.
	expect(asText(figures)).toContain('1.25');
	expect(asMarkdown(figures)).not.toContain('1.25');
	const drawn = chart(figures.create1000, machine);
	expect(drawn.match(/rx="2"/g)).toHaveLength(7);
	expect(chart(create1000, machine).match(/rx="2"/g)).toHaveLength(6);
	expect(drawn).not.toMatch(/NaN|undefined|null/);
});
