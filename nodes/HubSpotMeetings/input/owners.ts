import { findOwner } from '../../api/owners';
import { InputError, insteadOf, isEmpty, oneOf } from '../../common/input';
import type { ValueType } from '../../hubspot/values/conversion';
import { asArray } from '../../hubspot/values/ids';
import { ownerEntries, ownerEntryText, parseOwnerRef } from '../../hubspot/values/recordRefs';
import type { Item } from '../../transport/item';

/** The owners in a value. */
interface ReadOwners {
	/** IDs of owners of the account, without duplicates. */
	ids: string[];
	/** Entries that match no owner, as given. */
	unassigned: string[];
}

/** Accepts one owner, alone or as the only entry of a list. */
function onlyOne(value: unknown, field: string): unknown[] {
	const entries = asArray(value)?.filter((entry) => !isEmpty(entry)) ?? [value];
	if (entries.length === 1) return entries;
	throw new InputError(
		field,
		`has ${entries.length} owners, but accepts only one`,
		'Choose one of them.',
	);
}

/**
 * Reads the owners in the value of a property.
 *
 * @param whenNotFound 'leave' lists entries that match no owner of the account. IDs are then looked up, too
 * @throws InputError when an entry matches no owner and `whenNotFound` is 'fail', or when an entry is empty
 */
export async function readOwners(
	item: Item,
	value: unknown,
	{ field, kind }: ValueType,
	whenNotFound: unknown = 'fail',
): Promise<ReadOwners> {
	const leaves = oneOf(whenNotFound, ['fail', 'leave'], 'Owner Not Found') === 'leave';
	const ids = new Set<string>();
	const unassigned: string[] = [];
	const idOf = async (entry: unknown) => {
		if (isEmpty(entry)) {
			throw new InputError(field, 'has an empty entry', 'Remove it, or enter an owner.');
		}
		const ref = parseOwnerRef(entry, field);
		if (ref.kind === 'id' && !leaves) return ref.id;
		return (await findOwner(item, ref, field)).id;
	};
	for (const entry of kind === 'owners' ? ownerEntries(value, field) : onlyOne(value, field)) {
		const id = await idOf(entry).catch((error: unknown) => {
			if (leaves) return insteadOf(error, () => undefined);
			throw error;
		});
		if (id === undefined) unassigned.push(ownerEntryText(entry));
		else ids.add(id);
	}
	return { ids: [...ids], unassigned };
}
