import { Turns } from '../common/mutex';
import type { Asker } from '../transport/client';
import { readRecords, updateRecords } from './records';

/** HubSpot's property of the activity that stands on top of a record's timeline: one for each record. */
const PIN = 'hs_pinned_engagement_id';

interface PinOf {
	/** The id of the pinned activity. */
	pinned: string | null;
	turns: Turns;
}

/** Read by the batch read of the record's type: a hundred records in a request. */
async function pinOf(asker: Asker, type: string, id: string): Promise<PinOf> {
	return await asker.once(`pin ${type} ${id}`, async () => {
		const kind = readRecords(type, { properties: [PIN] });
		const { properties } = await asker.gather(kind, id);
		return { pinned: properties[PIN] || null, turns: new Turns() };
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
	asker: Asker,
	type: string,
	id: string,
	decide: (pinned: string | null) => string | null | undefined,
): Promise<string | null> {
	const pin = await pinOf(asker, type, id);
	return await pin.turns.take(async () => {
		const before = await asker.recall(`pinned before ${type} ${id}`, async () => pin.pinned);
		const after = decide(before);
		if (after !== undefined && after !== pin.pinned) {
			await asker.gather(updateRecords(type), {
				id,
				properties: { [PIN]: after ?? '' },
			});
			pin.pinned = after;
		}
		return before;
	});
}
