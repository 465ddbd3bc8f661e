import { median, interleaved, rounded } from './measure.mts';
import type { ContestantName } from './node-process.mts';
import type { Seen } from './hubspot-process.mts';
import type { Stage } from './stage.mts';
import type { Create1000 } from './types.mts';

/** The measurements of the earlier version, each with the way that it runs. */
const BEFORE = { autoMapBefore: 'autoMap', mappedBefore: 'mapped' } as const;

type EarlierName = keyof typeof BEFORE;
type Name = ContestantName | EarlierName;

/** Creates 1,000 meetings from 1,000 items. The contestants take turns, and each run starts with a fresh account. */
export async function create1000({
	node,
	hubspot,
	url,
	size,
	builtin,
	before,
}: Stage): Promise<Create1000> {
	const names: Name[] = [
		'autoMap',
		'engineFloor',
		'axiosBatch',
		'mapped',
		'sdkBatch',
		'oneByOne',
		...(builtin ? (['builtin'] as const) : []),
		...(before ? (['autoMapBefore', 'mappedBefore'] as const) : []),
	];
	const { items, rounds } = size;
	const processOf = (name: Name) => {
		if (name === 'builtin') return builtin ?? node;
		return name in BEFORE ? (before?.node ?? node) : node;
	};
	const once = async (name: Name) => {
		await hubspot.reset();
		const way = name in BEFORE ? BEFORE[name as EarlierName] : (name as ContestantName);
		const took = await processOf(name).create(way, url, items);
		const seen = await hubspot.seen();
		const expected = name === 'engineFloor' ? 0 : items;
		if (took.succeeded !== items || seen.meetings !== expected)
			throw new Error(`${name}: ${JSON.stringify({ ...took, ...seen })}`);
		return { ...took, ...seen };
	};
	// Run each once to warm up, since an n8n in production has also been running for a while.
	for (const name of names) await once(name);
	const taken = await interleaved(names, rounds, once);
	const seconds = (name: Name) => rounded(median(taken[name].map((took) => took.seconds)));
	const calls = (name: Name) => requestsOf(name, taken[name]);
	return {
		autoMapSeconds: seconds('autoMap'),
		mappedSeconds: seconds('mapped'),
		oneByOneSeconds: seconds('oneByOne'),
		engineFloorSeconds: seconds('engineFloor'),
		axiosBatchSeconds: seconds('axiosBatch'),
		sdkBatchSeconds: seconds('sdkBatch'),
		builtinSeconds: builtin ? seconds('builtin') : null,
		calls: calls('autoMap'),
		oneByOneCalls: calls('oneByOne'),
		builtinCalls: builtin ? calls('builtin') : null,
		before: before
			? { autoMapSeconds: seconds('autoMapBefore'), mappedSeconds: seconds('mappedBefore') }
			: null,
	};
}

function requestsOf(name: string, taken: Seen[]): number {
	const counts = new Set(taken.map(({ requests }) => requests));
	if (counts.size !== 1) throw new Error(`${name} sent ${[...counts].join(', ')} requests`);
	return taken[0]!.requests;
}
