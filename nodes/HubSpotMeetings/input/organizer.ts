import { findOwner } from '../../api/owners';
import { InputError } from '../../common/input';
import { readId } from '../../hubspot/answers';
import type { Owner } from '../../hubspot/types';
import { parseOwnerRef } from '../../hubspot/values/recordRefs';
import type { Item } from '../../transport/item';

/**
 * Finds an active owner by ID, email address or full name.
 *
 * @throws InputError when there is no such owner, or when several have that name
 */
export async function readOrganizer(item: Item, value: unknown, field: string): Promise<Owner> {
	return await findOwner(item, parseOwnerRef(value, field), field, true);
}

/**
 * The user ID of an owner. HubSpot's meetings tool does not accept owner IDs.
 *
 * @throws InputError for an owner who is not a person, such as a queue
 */
export function userIdOf({ id, userId }: Owner, field: string): string {
	const found = readId(userId);
	if (found !== undefined) return found;
	throw new InputError(
		field,
		`owner ${id} is not a user of the account`,
		'Choose a user from the list.',
	);
}
