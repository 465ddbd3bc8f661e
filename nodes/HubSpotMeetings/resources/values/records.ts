import { InputError } from '../../../hubspot/input';
import type { ObjectType } from '../../../hubspot/objectTypes';
import { parseRecordRefs, refText } from '../../../hubspot/recordRefs';
import { findIds } from '../../../request/calls/find';
import type { Item } from '../../../request/item';
import { plainLocator } from './locators';

/** What to do with e-mail addresses and domains that no record has. */
export type WhenNotFound = 'skip' | 'fail';

export interface FoundRecords {
	/** Each once, in the order given. */
	ids: string[];
	/** E-mails and domains that no record has, as they were given. */
	notFound: string[];
}

/** The records that a field names, by id, address in HubSpot, e-mail or domain. An empty field is an empty list. */
export async function findRecords(
	item: Item,
	type: ObjectType,
	value: unknown,
	field: string,
): Promise<FoundRecords> {
	const refs = parseRecordRefs(plainLocator(value), type, field);
	const found = await findIds(item, refs);
	const ids = found.filter((id): id is string => id !== undefined);
	const notFound = refs.filter((_, place) => found[place] === undefined).map(refText);
	return { ids: [...new Set(ids)], notFound };
}

/** @throws InputError when something was not found and that is to fail the item */
export function refuseNotFound(notFound: string[], field: string, whenNotFound: WhenNotFound) {
	if (notFound.length === 0 || whenNotFound === 'skip') return;
	throw new InputError(
		field,
		`HubSpot has no record for ${notFound.join(', ')}`,
		"Create it first, or set the option 'Records Not Found' to 'Skip and List'.",
	);
}
