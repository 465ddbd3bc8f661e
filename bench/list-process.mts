import { median, peakRssMb } from './measure.mts';
import { rows } from './rows.mts';
import { serve } from './rpc.mts';
import type { Listed } from './types.mts';

/** Also tells how many records the list has. */
export type Counted = Listed & { count: number };

const LATER_LISTS = 3;

async function timed(list: () => Promise<number>): Promise<Counted> {
	const once = async () => {
		global.gc?.();
		const began = performance.now();
		const count = await list();
		return { seconds: (performance.now() - began) / 1000, count };
	};
	const first = await once();
	const peak = peakRssMb();
	const later: number[] = [];
	while (later.length < LATER_LISTS) later.push((await once()).seconds);
	return {
		firstSeconds: first.seconds,
		seconds: median(later),
		count: first.count,
		peakRssMb: peak,
	};
}

/** Reads the list. Each way only imports the modules that it needs, since the peak memory includes them. */
const handlers = {
	async axios(url: string): Promise<Counted> {
		const { axiosList } = await import('./clients.mts');
		const names = Object.keys(rows(1)[0]!);
		return await timed(async () => (await axiosList(url, names)).length);
	},
	async helper(url: string): Promise<Counted> {
		const { engine } = await import('./engine.mts');
		const { PAGES } = await import('./pages.mts');
		return await timed(async () => (await engine(url, PAGES, {}, [{}])).succeeded);
	},
	async node(url: string, unpacked: string): Promise<Counted> {
		const { loadNode, engine } = await import('./engine.mts');
		const { RETURN_ALL } = await import('./parameters.mts');
		const node = loadNode(unpacked);
		return await timed(async () => (await engine(url, node, RETURN_ALL, [{}])).succeeded);
	},
};

export type ListProcess = typeof handlers;

serve(handlers);
