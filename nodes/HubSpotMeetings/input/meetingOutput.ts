import type { JsonObject } from 'n8n-workflow';

import { allOf } from '../../common/allOf';
import type { HubSpotObject } from '../../hubspot/types';
import type { Item } from '../../transport/item';
import { outputFor } from './output';
import { ownersOf } from './ownerDetails';
import { withAssociations, type Reading } from './reading';
import { recordsOf } from './recordDetails';

/**
 * Converts meetings to the item's output, with the associations, owners and records that the options ask for.
 *
 * @param shown returns the part of a meeting to output
 */
export async function meetingOutput(
	item: Item,
	meetings: readonly HubSpotObject[],
	options: Reading,
	shown = (meeting: HubSpotObject) => meeting,
): Promise<JsonObject[]> {
	const owners = ownersOf(item, meetings, options);
	const whole = Promise.all(
		meetings.map(async (meeting) => await withAssociations(item, meeting, options.associations)),
	);
	await allOf<unknown>([owners, whole]);
	const ownerOf = await owners;
	const recordsIn = await recordsOf(item, await whole, options);
	const toOutput = outputFor(item);
	return (await whole).map((meeting) =>
		toOutput(shown(meeting), { ...ownerOf(meeting), ...recordsIn(meeting) }),
	);
}
