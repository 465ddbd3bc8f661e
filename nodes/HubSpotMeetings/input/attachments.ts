import { InputError, isRecord } from '../../common/input';
import type { HubSpotFile } from '../../hubspot/types';
import { looksLikeId, toId, toList } from '../../hubspot/values/ids';
import type { Item } from '../../transport/item';

/**
 * Reads *Attachments*: IDs of files, and names of binary fields whose files to upload.
 *
 * @throws InputError when an entry is a file itself, or when a binary field is missing or empty
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
				'is a file, not a name',
				'Enter the name of its binary field, such as data.',
			);
		}
		if (typeof entry !== 'string' || looksLikeId(entry)) ids.add(toId(entry, field));
		else for (const name of fileFields(item, [entry], field)) names.add(name);
	}
	for (const name of names) await item.file(name, field);
	return { ids: [...ids], names: [...names] };
}

/**
 * The binary fields with these names. `*` means all binary fields of the item.
 *
 * @throws InputError when there are none
 */
export function fileFields(item: Item, names: readonly string[], field: string): readonly string[] {
	const fields = names.includes('*') ? item.fileFields : names;
	if (fields.length > 0) return fields;
	throw new InputError(
		field,
		names.length > 0 ? 'the item has no binary field' : 'is empty',
		'Enter the name of a binary field, such as data, and check that the previous node returns a file.',
	);
}

/** A file as the operations output it. */
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
