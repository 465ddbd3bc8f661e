import { median, inTurn, rounded } from './measure.mts';
import type { ContestantName } from './node-process.mts';
import type { Seen } from './hubspot-process.mts';
import type { Stage } from './stage.mts';
import type { Create1000 } from './types.mts';

/** 1,000 meetings from 1,000 items, by every contestant in turn, each into a fresh account. */
export async function create1000({
	node,
	hubspot,
	url,
	size,
	builtin,
}: Stage): Promise<Create1000> {
	const names: ContestantName[] = [
		'autoMap',
		'engineFloor',
		'axiosBatch',
		'mapped',
		'sdkBatch',
		'oneByOne',
		...(builtin ? (['builtin'] as const) : []),
	];
	const { items, rounds } = size;
	const once = async (name: ContestantName) => {
		await hubspot.reset();
		const process = name === 'builtin' && builtin ? builtin : node;
		const took = await process.create(name, url, items);
		const seen = await hubspot.seen();
		const expected = name === 'engineFloor' ? 0 : items;
		if (took.succeeded !== items || seen.meetings !== expected)
			throw new Error(`${name}: ${JSON.stringify({ ...took, ...seen })}`);
		return { ...took, ...seen };
	};
	// Once to warm up: an n8n that serves people has been running for a while.
	for (const name of names) await once(name);
	const taken = await inTurn(names, rounds, once);
	const seconds = (name: ContestantName) =>
		rounded(median(taken[name].map((took) => took.seconds)));
	const calls = (name: ContestantName) => requestsOf(name, taken[name]);
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
	};
}

function requestsOf(name: string, taken: Seen[]): number {
	const counts = new Set(taken.map(({ requests }) => requests));
	if (counts.size !== 1) throw new Error(`${name} sent ${[...counts].join(', ')} requests`);
	return taken[0]!.requests;
}
