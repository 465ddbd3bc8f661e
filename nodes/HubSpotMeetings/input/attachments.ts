import type { MeetingRef } from '../../api/attachments';
import { portalIdOf } from '../../api/portal';
import { InputError, isRecord } from '../../common/input';
import type { HubSpotFile } from '../../hubspot/types';
import { looksLikeId, parseRecordUrl, toId, toList } from '../../hubspot/values/ids';
import type { Item } from '../../transport/item';
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
	const given = item.field<unknown>('meetingId', '');
	const address = by ? undefined : parseRecordUrl(String(given));
	const own = address && (await portalIdOf(item));
	if (own !== undefined && own !== address?.portalId) {
		throw new InputError(
			'Meeting',
			`the URL is of the HubSpot account ${address?.portalId}, and the access token is of the account ${own}`,
			'Give the URL of a meeting in the account of the token, or choose another credential.',
		);
	}
	return { id, by };
}

/**
 * What *Attachments* has: IDs of files, and names of binary fields whose files are to be uploaded.
 *
 * @throws InputError for a binary field that the item doesn't have, or that is empty
 */
export async function readAttachments(
	item: Item,
	value: unknown,
	field: string,
): Promise<{ ids: string[]; names: string[] }> {
	const ids = new Set<string>();
	const names = new Set<string>();
	for (const entry of toList(value)) {
		if (isRecord(entry) && 'mimeType' in entry) {
			throw new InputError(
				field,
				'is a file itself',
				'Give the name of its binary field, such as data.',
			);
		}
		if (typeof entry !== 'string' || looksLikeId(entry)) ids.add(toId(entry, field));
		else for (const name of fileFields(item, [entry])) names.add(name);
	}
	for (const name of names) await item.file(name, field);
	return { ids: [...ids], names: [...names] };
}

/** The binary fields that names mean; * means all that the item has. */
export const fileFields = (item: Item, names: readonly string[]): readonly string[] =>
	names.includes('*') ? item.fileFields : names;

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
