import { rounded } from './measure.mts';
import { openHubSpot, openNode, type Stage } from './stage.mts';
import type { Limited, Limited2000, Window, Workers4 } from './types.mts';

/** How to create the meetings: in one process or several, one by one or in batches. */
interface How {
	processes: number;
	contestant: 'oneByOne' | 'autoMap';
}

const ONE_BY_ONE: How = { processes: 1, contestant: 'oneByOne' };

/** Creates meetings under a rate limit and counts the results in the emulator's account. */
async function limited(
	{ unpacked, size: { limited: sent } }: Stage,
	{ perInterval, intervalMs }: Window,
	{ processes, contestant }: How,
): Promise<Limited> {
	const { hubspot, url } = await openHubSpot({ limits: { perInterval, intervalMs } });
	const nodes = await Promise.all(
		Array.from({ length: processes }, async () => await openNode(unpacked)),
	);
	const each = sent / processes;
	const began = performance.now();
	const took = await Promise.all(
		nodes.map(async (node, n) => await node.create(contestant, url, each, n * each)),
	);
	const seconds = (performance.now() - began) / 1000;
	const seen = await hubspot.seen();
	for (const process of [hubspot, ...nodes]) await process.end();
	const requests = seen.requests - seen.refused;
	return {
		sent,
		succeeded: seen.meetings - seen.duplicates,
		failed: took.reduce((sum, { failed }) => sum + failed, 0),
		duplicates: seen.duplicates,
		seconds: rounded(seconds),
		idealSeconds: rounded(((Math.ceil(requests / perInterval) - 1) * intervalMs) / 1000),
		refused429: seen.refused,
	};
}

/**
 * Creates 2,000 meetings at a limit of 100 requests in ten seconds, one by one and in batches. Then it creates them one by
 * one at the limits of the other tiers.
 */
export async function limited2000(stage: Stage): Promise<Limited2000> {
	const { windowMs, scaledWindowMs } = stage.size;
	const window = { perInterval: 100, intervalMs: windowMs };
	const result = await limited(stage, window, ONE_BY_ONE);
	const batched = await limited(stage, window, { processes: 1, contestant: 'autoMap' });
	const scaled: Limited2000['scaled'] = [];
	for (const perInterval of [190, 250]) {
		const other = { perInterval, intervalMs: scaledWindowMs };
		scaled.push({ ...other, ...(await limited(stage, other, ONE_BY_ONE)) });
	}
	return { ...window, ...result, batched, scaled };
}

/** Four n8n workers that share a token and don't know about each other. */
export async function workers4(stage: Stage): Promise<Workers4> {
	const processes = 4;
	const window = { perInterval: 190, intervalMs: stage.size.workersWindowMs };
	const result = await limited(stage, window, { processes, contestant: 'oneByOne' });
	const shareOfLimit = rounded(result.idealSeconds / result.seconds);
	return { processes, ...window, ...result, shareOfLimit };
}
