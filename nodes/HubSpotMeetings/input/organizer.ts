import { findOwner } from '../../api/owners';
import { InputError, quote } from '../../common/input';
import { readId } from '../../hubspot/answers';
import type { Owner } from '../../hubspot/types';
import { ownerText, parseOwnerRef } from '../../hubspot/values/recordRefs';
import type { Item } from '../../transport/item';
import { plainLocator } from '../fields/locator';

/**
 * An active owner, named by ID, email address or full name.
 *
 * @throws InputError when HubSpot has none
 */
export async function readOrganizer(item: Item, value: unknown, field: string): Promise<Owner> {
	const ref = parseOwnerRef(plainLocator(value), field);
	const owner = await findOwner(item, ref, field, [false]);
	if (owner) return owner;
	throw new InputError(
		field,
		`HubSpot has no active owner ${quote(ownerText(ref))}`,
		'Choose one from the list.',
	);
}

/**
 * The user's id of an owner: HubSpot's meetings tool knows no other.
 *
 * @throws InputError for an owner who is not a person, such as a queue
 */
export function userIdOf({ id, userId }: Owner, field: string): string {
	const found = readId(userId);
	if (found !== undefined) return found;
	throw new InputError(
		field,
		`owner ${id} is not a user of the account`,
		'Choose one who is from the list.',
	);
}
