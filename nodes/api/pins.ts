import { Mutex } from '../common/mutex';
import type { HubSpotClient } from '../transport/client';
import { readRecords, updateRecords } from './records';

/** HubSpot's property of the activity at the top of a record's timeline: one for each record. */
const PIN = 'hs_pinned_engagement_id';

interface PinOf {
	/** The id of the pinned activity. */
	pinned: string | null;
	mutex: Mutex;
}

/** Read by the batch read of the record's type: a hundred records in a request. */
async function pinOf(client: HubSpotClient, type: string, id: string): Promise<PinOf> {
	return await client.once(`pin ${type} ${id}`, async () => {
		const endpoint = readRecords(type, { properties: [PIN] });
		const { properties } = await client.batch(endpoint, id);
		return { pinned: properties[PIN] || null, mutex: new Mutex() };
	});
}

/**
 * Changes what is pinned on a record: the batch update of the record's type, a hundred records in a request. Items of a
 * run that change the same record take turns, so that each knows what was pinned before it.
 *
 * @param decide from what is pinned: the id to pin, null for none, undefined to leave it
 * @returns what was pinned before
 */
export async function changePin(
	client: HubSpotClient,
	type: string,
	id: string,
	decide: (pinned: string | null) => string | null | undefined,
): Promise<string | null> {
	const pin = await pinOf(client, type, id);
	return await pin.mutex.runExclusive(async () => {
		const before = await client.recall(`pinned before ${type} ${id}`, async () => pin.pinned);
		const after = decide(before);
		if (after !== undefined && after !== pin.pinned) {
			await client.batch(updateRecords(type), {
				id,
				properties: { [PIN]: after ?? '' },
			});
			pin.pinned = after;
		}
		return before;
	});
}
