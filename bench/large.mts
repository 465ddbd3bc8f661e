import type { LargeProcess } from './large-process.mts';
import { rounded } from './measure.mts';
import { open } from './rpc.mts';
import type { Stage } from './stage.mts';
import type { Large, LargeRun } from './types.mts';

/**
 * Measures runs of many items. Each run has a separate process, so that other work doesn't affect its event loop and
 * memory.
 */
export async function large({ hubspot, url, unpacked, size, before }: Stage): Promise<Large> {
	const once = async (way: 'mapped' | 'autoMap', folder: string): Promise<LargeRun> => {
		const items = way === 'mapped' ? size.mappedItems : size.autoMapItems;
		const process = open<LargeProcess>('large-process.mts');
		// Warm up, since an n8n in production has also been running for a while.
		await process.create(way, url, folder, 20);
		await hubspot.reset();
		const took = await process.create(way, url, folder, items);
		await process.end();
		const { requests, meetings } = await hubspot.seen();
		if (meetings !== items) throw new Error(`${way} created ${meetings} meetings of ${items}`);
		return { ...took, seconds: rounded(took.seconds), items, requests };
	};
	const both = async (folder: string) => ({
		mapped: await once('mapped', folder),
		autoMap: await once('autoMap', folder),
	});
	return { ...(await both(unpacked)), before: before ? await both(before.unpacked) : null };
}
