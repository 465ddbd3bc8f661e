import { median, peakRssMb } from './measure.mts';
import { rows } from './rows.mts';
import { serve } from './rpc.mts';
import type { Listed } from './types.mts';

/** Also contains the number of records in each list that was read. */
export type Counted = Listed & { counts: number[] };

async function timed(lists: number, list: () => Promise<number>): Promise<Counted> {
	const seconds: number[] = [];
	const counts: number[] = [];
	const peaks: number[] = [];
	while (counts.length < lists) {
		global.gc?.();
		const began = performance.now();
		counts.push(await list());
		seconds.push((performance.now() - began) / 1000);
		peaks.push(peakRssMb());
	}
	const [firstSeconds, ...later] = seconds as [number, ...number[]];
	return { firstSeconds, seconds: median(later), peakRssMb: peaks[0]!, counts };
}

/** Reads the list. Each way only imports the modules that it needs, since the peak memory includes them. */
const handlers = {
	async axios(lists: number, url: string): Promise<Counted> {
		const { axiosList } = await import('./clients.mts');
		const names = Object.keys(rows(1)[0]!);
		return await timed(lists, async () => (await axiosList(url, names)).length);
	},
	async helper(lists: number, url: string): Promise<Counted> {
		const { engine } = await import('./engine.mts');
		const { PAGES } = await import('./pages.mts');
		return await timed(lists, async () => (await engine(url, PAGES, {}, [{}])).succeeded);
	},
	async node(lists: number, url: string, unpacked: string): Promise<Counted> {
		const { loadNode, engine } = await import('./engine.mts');
		const { RETURN_ALL } = await import('./parameters.mts');
		const node = loadNode(unpacked);
		return await timed(lists, async () => (await engine(url, node, RETURN_ALL, [{}])).succeeded);
	},
};

export type ListProcess = typeof handlers;

serve(handlers);
