import { peakRssMb } from './measure.mts';
import { rows } from './rows.mts';
import { serve } from './rpc.mts';

/** The cost of reading a list. */
export interface Listed {
	seconds: number;
	count: number;
	peakRssMb: number;
}

/** Times a list that was read before, because n8n runs for a long time. A first list also pays for compiling the code. */
async function timed(list: () => Promise<number>): Promise<Listed> {
	await list();
	global.gc?.();
	const began = performance.now();
	const count = await list();
	return { seconds: (performance.now() - began) / 1000, count, peakRssMb: peakRssMb() };
}

/** Reads one list. Each way only imports the modules that it needs, since the peak memory includes them. */
const handlers = {
	async axios(url: string): Promise<Listed> {
		const { axiosList } = await import('./clients.mts');
		const names = Object.keys(rows(1)[0]!);
		return await timed(async () => (await axiosList(url, names)).length);
	},
	async helper(url: string): Promise<Listed> {
		const { engine } = await import('./engine.mts');
		const { PAGES } = await import('./pages.mts');
		return await timed(async () => (await engine(url, PAGES, {}, [{}])).succeeded);
	},
	async node(url: string, unpacked: string): Promise<Listed> {
		const { loadNode, engine } = await import('./engine.mts');
		const { RETURN_ALL } = await import('./parameters.mts');
		const node = loadNode(unpacked);
		return await timed(async () => (await engine(url, node, RETURN_ALL, [{}])).succeeded);
	},
};

export type ListProcess = typeof handlers;

serve(handlers);
