import { chart } from '../../bench/chart.mts';
import { goals } from '../../bench/goals.mts';
import { inTurn, median } from '../../bench/measure.mts';
import { asMarkdown, asText } from '../../bench/table.mts';
import type { Create1000, Figures, Limited } from '../../bench/types.mts';

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

const missed = (figures: Partial<Figures>) =>
	goals({ machine, ...figures })
		.filter(({ met }) => !met)
		.map(({ what }) => what);

test('the median is the middle, whatever the order', () => {
	expect(median([3, 1, 2])).toBe(2);
	expect(median([10, 1, 2, 3])).toBe(2.5);
});

test('measurements take turns', async () => {
	const order: string[] = [];
	const taken = await inTurn(['a', 'b'], 2, async (name) => order.push(name));
	expect(order).toEqual(['a', 'b', 'a', 'b']);
	expect(taken).toEqual({ a: [1, 3], b: [2, 4] });
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

test('what a limit lost counts as much as what failed', () => {
	const window = { perInterval: 100, intervalMs: 10_000, gathered: limit, scaled: [] };
	expect(missed({ limited2000: { ...window, ...limit } })).toEqual([]);
	expect(missed({ limited2000: { ...window, ...limit, succeeded: 1_999 } })).toEqual([
		'one by one under the limit: failed',
	]);
	expect(missed({ limited2000: { ...window, ...limit, seconds: 201 } })).toEqual([
		'one by one under the limit: share of the allowed rate',
	]);
});

test('tables and chart show every way that was measured', () => {
	const figures = {
		machine,
		create1000: { ...create1000, builtinSeconds: 18, builtinCalls: 1_000 },
	};
	for (const text of [asText(figures), asMarkdown(figures)]) expect(text).toContain('18.000 s');
	// The goals are for the terminal: a reader of the page wants the figures.
	expect(asText(figures)).toContain('1.25');
	expect(asMarkdown(figures)).not.toContain('1.25');
	const drawn = chart(figures.create1000, machine);
	expect(drawn.match(/rx="2"/g)).toHaveLength(7);
	expect(chart(create1000, machine).match(/rx="2"/g)).toHaveLength(6);
	expect(drawn).not.toMatch(/NaN|undefined|null/);
});
