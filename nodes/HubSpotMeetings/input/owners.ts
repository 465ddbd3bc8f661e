import { findOwner } from '../../api/owners';
import { InputError, insteadOf, isEmpty, oneOf } from '../../common/input';
import type { ValueType } from '../../hubspot/values/conversion';
import { asArray } from '../../hubspot/values/ids';
import { ownerEntries, ownerEntryText, parseOwnerRef } from '../../hubspot/values/recordRefs';
import type { Item } from '../../transport/item';

/** What of a value names owners of the account. */
interface ReadOwners {
	/** Their ids, each once. */
	ids: string[];
	/** The rest, as it was given. */
	unassigned: string[];
}

/** One owner, also as the only entry of a list. */
function onlyOne(value: unknown, field: string): unknown[] {
	const entries = asArray(value)?.filter((entry) => !isEmpty(entry)) ?? [value];
	if (entries.length === 1) return entries;
	throw new InputError(field, `has ${entries.length} owners, and takes one`, 'Pick one of them.');
}

/**
 * The owners that a value of a property names.
 *
 * @param whenNotFound 'leave' lists who is nobody of the account; then ids are looked up, too
 * @throws InputError for such a one otherwise
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
			throw new InputError(field, 'has an empty entry', 'Remove it, or give an owner.');
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
