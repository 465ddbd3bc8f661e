import type { MeetingRef } from '../../api/attachments';
import { portalIdOf } from '../../api/portal';
import { InputError } from '../../common/input';
import type { HubSpotFile } from '../../hubspot/types';
import { parseRecordUrl } from '../../hubspot/values/ids';
import type { Item } from '../../transport/item';
import { plainLocator } from '../fields/locator';
import { optionalIdProperty, readMeetingId } from './reading';

/**
 * The meeting whose files the item is about.
 *
 * @throws InputError for an address of another account: there, another meeting may have the same ID
 */
export async function readMeetingRef(
	item: Item,
	options: { idProperty?: unknown },
): Promise<MeetingRef> {
	const by = optionalIdProperty(options);
	const id = readMeetingId(item, by);
	const given = plainLocator(item.field<unknown>('meetingId', ''));
	const address = by ? undefined : parseRecordUrl(String(given));
	const own = address && (await portalIdOf(item));
	if (own !== undefined && own !== address?.portalId) {
		throw new InputError(
			'Meeting',
			`the address is of the HubSpot account ${address?.portalId}, and the access token is of the account ${own}`,
			'Give the address of a meeting in that account, or choose its credential.',
		);
	}
	return { id, by };
}

/** A file as the operations put it out. */
export const describeFile = ({
	id,
	name,
	extension,
	type,
	size,
	access,
	createdAt,
}: HubSpotFile) => ({
	id,
	name: name ?? null,
	extension: extension ?? null,
	type: type ?? null,
	size: size ?? null,
	access: access ?? null,
	createdAt: createdAt ?? null,
});
