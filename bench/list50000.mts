import type { Counted, ListProcess } from './list-process.mts';
import { interleaved, median, rounded } from './measure.mts';
import { rows } from './rows.mts';
import { open } from './rpc.mts';
import type { Stage } from './stage.mts';
import type { List50000, Listed } from './types.mts';

/** How often each process reads the list: once for `firstSeconds`, and the other times for `seconds`. */
export const LISTS = 4;

/** Compares Return All in a large account with a node that only requests pages and with a bare axios loop. */
export async function list50000({ hubspot, url, unpacked, size }: Stage): Promise<List50000> {
	const { listed, listRounds } = size;
	await hubspot.reset();
	await hubspot.fill(rows(1_000), listed);
	const once = async (name: keyof List50000): Promise<Counted> => {
		const process = open<ListProcess>('list-process.mts');
		const result = await (name === 'node'
			? process.node(LISTS, url, unpacked)
			: process[name](LISTS, url));
		await process.end();
		const wrong = result.counts.find((count) => count !== listed);
		if (wrong !== undefined) throw new Error(`${name} listed ${wrong} of ${listed}`);
		return result;
	};
	const { node, helper, axios } = await interleaved(['node', 'helper', 'axios'], listRounds, once);
	return { node: medians(node), helper: medians(helper), axios: medians(axios) };
}

function medians(results: Counted[]): Listed {
	const of = (figure: keyof Listed) => rounded(median(results.map((result) => result[figure])));
	return {
		firstSeconds: of('firstSeconds'),
		seconds: of('seconds'),
		peakRssMb: of('peakRssMb'),
	};
}
