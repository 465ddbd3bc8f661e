import type { HubSpotClient } from '../transport/client';
import { readRecords, updateRecords } from './records';

/** HubSpot's property for the activity that is pinned to the top of a record's timeline. A record has only one. */
const PIN = 'hs_pinned_engagement_id';

interface PinOf {
	/** The id of the pinned activity. */
	pinned: string | null;
}

/** Reads the pin with the batch read of the record's type, up to a hundred records per request. */
async function pinOf(client: HubSpotClient, type: string, id: string): Promise<PinOf> {
	return await client.once(`pin ${type} ${id}`, async () => {
		const endpoint = readRecords(type, { properties: [PIN] });
		const { properties } = await client.batch(endpoint, id);
		return { pinned: properties[PIN] || null };
	});
}

/**
 * Changes the pinned activity of a record with the batch update of the record's type, up to a hundred records per
 * request. Callers must not change a record at the same time, so that each item knows what was pinned before it.
 *
 * @param decide receives the pinned id. Returns the id to pin, null to pin nothing, or undefined for no change
 * @returns the id that was pinned before
 */
export async function changePin(
	client: HubSpotClient,
	type: string,
	id: string,
	decide: (pinned: string | null) => string | null | undefined,
): Promise<string | null> {
	const pin = await pinOf(client, type, id);
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
}
