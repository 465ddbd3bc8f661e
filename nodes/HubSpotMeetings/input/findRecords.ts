import { findIds } from '../../api/find';
import { InputError } from '../../common/input';
import { MAIN_TYPES, resolveObjectType, type ObjectType } from '../../hubspot/objectTypes';
import { toList } from '../../hubspot/values/ids';
import { parseRecordRef, parseRecordRefs, refText } from '../../hubspot/values/recordRefs';
import type { Item } from '../../transport/item';
import { plainLocator } from '../fields/locator';

/** What to do with email addresses and domains that no record has. */
export type WhenNotFound = 'skip' | 'fail';

export interface FoundRecords {
	/** Each once, in the order given. */
	ids: string[];
	/** Emails and domains that no record has, as they were given. */
	notFound: string[];
}

/**
 * The records of a field 'Records', which is there to name some.
 *
 * @throws InputError when it names none
 */
export async function someRecords(
	item: Item,
	type: ObjectType,
	value: unknown,
): Promise<FoundRecords> {
	if (toList(plainLocator(value)).length > 0)
		return await findRecords(item, type, value, 'Records');
	throw new InputError('Records', 'are empty', `Give at least one of the ${type.name}.`);
}

/** The records that a field names, by id, address in HubSpot, email or domain. An empty field is an empty list. */
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

/** The object type that an operation is about. */
export function readObjectType(item: Item, name = 'objectType', field = 'Object Type'): ObjectType {
	return resolveObjectType(plainLocator(item.field<unknown>(name, '')), field);
}

/** The same, where HubSpot pins. */
export function readPinningType(item: Item): ObjectType {
	const type = readObjectType(item);
	if (type.custom || MAIN_TYPES.some((name) => name === type.name)) return type;
	throw new InputError(
		'Object Type',
		`HubSpot pins nothing on ${type.name}`,
		'Choose contacts, companies, deals, tickets or a custom object.',
	);
}

/**
 * The id of the one record of 'Record'.
 *
 * @throws InputError when it is empty, or HubSpot has none with this email or domain
 */
export async function readRecordId(item: Item, type: ObjectType): Promise<string> {
	const ref = parseRecordRef(plainLocator(item.field<unknown>('recordId', '')), type, 'Record');
	const [id] = await findIds(item, [ref]);
	if (id !== undefined) return id;
	throw new InputError(
		'Record',
		`HubSpot has no ${type.singular} for ${refText(ref)}`,
		'Check it, or create the record first.',
	);
}

/**
 * The records of 'Records'.
 *
 * @throws InputError when there are none
 */
export async function readRecordsField(
	item: Item,
	type: ObjectType,
	whenNotFound: WhenNotFound = 'fail',
): Promise<FoundRecords> {
	const found = await someRecords(item, type, item.field<unknown>('records', ''));
	refuseNotFound(found.notFound, 'Records', whenNotFound);
	return found;
}
