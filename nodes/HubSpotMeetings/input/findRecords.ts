import { createContact, findIds, type NewContact } from '../../api/find';
import { matchingOwners } from '../../api/owners';
import { InputError, quote, textOf } from '../../common/input';
import { list } from '../../common/text';
import { MAIN_TYPES, resolveObjectType, type ObjectType } from '../../hubspot/objectTypes';
import { toList } from '../../hubspot/values/ids';
import { namesOf, type Person } from '../../hubspot/values/people';
import {
	parseDomain,
	parseRecordRef,
	parseRecordRefs,
	peopleByEmail,
	refText,
	type RecordRef,
} from '../../hubspot/values/recordRefs';
import type { Item } from '../../transport/item';

/** What to do with records that HubSpot does not have. */
export type WhenNotFound = 'skip' | 'fail' | 'create';

/** The options for records that are not found, as n8n stores them. */
export interface NotFoundOptions {
	notFound?: WhenNotFound;
	ownDomains?: unknown;
	/** Must succeed before a contact is created. */
	before?: Promise<unknown>;
}

export interface FoundRecords {
	/** Without duplicates, in the order given. */
	ids: string[];
	/** Emails and domains that HubSpot has no record for, and entries that can't be read as a record. */
	notFound: string[];
	/** IDs of the contacts that were created for this item. */
	createdContacts: string[];
}

/**
 * Finds the records of a 'Records' field, which must not be empty.
 *
 * @throws InputError when the field is empty
 */
export async function someRecords(
	item: Item,
	type: ObjectType,
	value: unknown,
	options: NotFoundOptions,
): Promise<FoundRecords> {
	if (toList(value).length > 0) return await findRecords(item, type, value, 'Records', options);
	throw new InputError('Records', 'are empty', `Enter at least one ${type.singular}.`);
}

/** Finds the records of a field by ID, HubSpot URL, email or domain. An empty field returns empty lists. */
export async function findRecords(
	item: Item,
	type: ObjectType,
	value: unknown,
	field: string,
	{ notFound: whenNotFound = 'skip', ownDomains, before }: NotFoundOptions,
): Promise<FoundRecords> {
	const refs = parseRecordRefs(value, type, field);
	const found: NewContact[] =
		whenNotFound === 'create' && type.findBy === 'email'
			? await findOrCreateAll(item, refs, peopleByEmail(value), {
					ownDomains: readOwnDomains(ownDomains),
					before,
				})
			: (await findIds(item, refs)).map((id) => ({ id }));
	const ids = found.flatMap(({ id }) => id ?? []);
	const notFound = refs.flatMap((ref, place) => {
		const { id, reason } = found[place];
		return id === undefined ? [reason ? `${refText(ref)}: ${reason}` : refText(ref)] : [];
	});
	const createdContacts = found.flatMap(({ id, created }) => (id && created ? [id] : []));
	return { ids: [...new Set(ids)], notFound, createdContacts };
}

/** @throws InputError when an entry is not a domain. Ignoring it would create contacts for colleagues */
function readOwnDomains(given: unknown): string[] {
	return toList(given).map((entry) => {
		const domain = parseDomain(textOf(entry).replace(/^@/, ''));
		if (domain !== undefined) return domain;
		throw new InputError(
			'Own Domains',
			`${quote(entry)} is not a domain`,
			'Enter domains such as example.com, separated by commas.',
		);
	});
}

interface MakingContacts {
	ownDomains: readonly string[];
	before?: Promise<unknown>;
}

async function findOrCreateAll(
	item: Item,
	refs: readonly RecordRef[],
	people: ReadonlyMap<string, Person>,
	how: MakingContacts,
): Promise<NewContact[]> {
	return await Promise.all(
		refs.map(async (ref) =>
			ref.kind === 'email'
				? await findOrCreate(item, { email: ref.email, ...people.get(ref.email) }, how)
				: { id: (await findIds(item, [ref]))[0] },
		),
	);
}

/**
 * Finds or creates a contact. The result is kept across the attempts of Retry On Fail, so that a later attempt knows
 * which contacts an earlier one created.
 */
async function findOrCreate(
	item: Item,
	person: Person & { email: string },
	{ ownDomains, before }: MakingContacts,
): Promise<NewContact> {
	const { email, isResource } = person;
	return await item.recall(`contact ${email}`, async () => {
		const [id] = await findIds(item, [{ kind: 'email', email }]);
		if (id !== undefined) return { id };
		const isOwner = async () => (await matchingOwners(item, { kind: 'email', email })).length > 0;
		if (isResource || isWithin(email, ownDomains) || (await isOwner())) return {};
		await before;
		let isMine = false;
		const made = await item.once(`create contact ${email}`, async () => {
			isMine = true;
			return await createContact(item, email, namesOf(person));
		});
		return { ...made, created: made.created && isMine };
	});
}

/** Whether an email address is in one of the domains or in a subdomain. */
const isWithin = (email: string, domains: readonly string[]) =>
	domains.some((domain) => email.endsWith(`@${domain}`) || email.endsWith(`.${domain}`));

/** @throws InputError when something was not found and the options say to fail the item */
export function refuseNotFound(
	notFound: string[],
	field: string,
	{ notFound: whenNotFound = 'skip' }: NotFoundOptions,
) {
	if (notFound.length === 0 || whenNotFound !== 'fail') return;
	throw new InputError(
		field,
		`HubSpot has no record for ${list(notFound)}`,
		"Create the record first, or set the option 'Records Not Found' to 'Skip and List'.",
	);
}

/** Adds a hint for each entry that was not found. Returns the same list. */
export function listNotFound(item: Item, notFound: string[]): string[] {
	for (const entry of notFound) item.hint('notFound', entry);
	return notFound;
}

/** Reads the object type that an operation is about. */
export function readObjectType(item: Item, name = 'objectType', field = 'Object Type'): ObjectType {
	return resolveObjectType(item.field<unknown>(name, ''), field);
}

/** Like `readObjectType`, but only accepts types on whose records HubSpot can pin meetings. */
export function readPinningType(item: Item): ObjectType {
	const type = readObjectType(item);
	if (type.custom || MAIN_TYPES.some((name) => name === type.name)) return type;
	throw new InputError(
		'Object Type',
		`HubSpot can't pin meetings on ${type.name}`,
		'Choose contacts, companies, deals, tickets or a custom object.',
	);
}

/**
 * The ID of the record in the 'Record' field.
 *
 * @throws InputError when the field is empty, or when HubSpot has no record with this email or domain
 */
export async function readRecordId(item: Item, type: ObjectType): Promise<string> {
	return await findRecordId(item, readRecordRef(item, type), type);
}

async function findRecordId(item: Item, ref: RecordRef, type: ObjectType): Promise<string> {
	const [id] = await findIds(item, [ref]);
	if (id !== undefined) return id;
	throw new InputError(
		'Record',
		`HubSpot has no ${type.singular} for ${refText(ref)}`,
		'Check it, or create the record first.',
	);
}

const readRecordRef = (item: Item, type: ObjectType): RecordRef =>
	parseRecordRef(item.field<unknown>('recordId', ''), type, 'Record');

/**
 * Changes the record in the 'Record' field. Items of a run that name the same record, whether by ID, email address or
 * domain, change it in the order of the items, even if the look-ups of a later item finish first.
 *
 * @param prepare look-ups that can run at the same time as those of the other items
 */
export async function changeRecord<T, R>(
	item: Item,
	type: ObjectType,
	prepare: (recordId: string) => Promise<T>,
	change: (recordId: string, prepared: T) => Promise<R>,
): Promise<R> {
	const ref = readRecordRef(item, type);
	const prepared = (async () => {
		const recordId = await findRecordId(item, ref, type);
		return { recordId, prepared: await prepare(recordId) };
	})();
	// The error is thrown where `prepared` is awaited below.
	prepared.catch(() => {});
	const { changed } = await item.runExclusive(`order of changes to ${type.name}`, async () => {
		const { recordId, prepared: found } = await prepared;
		const key = `change ${type.name} ${recordId}`;
		const started = item.runExclusive(key, async () => await change(recordId, found));
		// It is awaited below, after the next item has taken its place.
		started.catch(() => {});
		return { changed: started };
	});
	return await changed;
}

/**
 * Finds the records of the 'Records' field.
 *
 * @throws InputError when the field is empty, or when a record was not found and the options say to fail
 */
export async function readRecordsField(
	item: Item,
	type: ObjectType,
	options: NotFoundOptions,
): Promise<FoundRecords> {
	const given = { notFound: 'fail' as const, ...options };
	const found = await someRecords(item, type, item.field<unknown>('records', ''), given);
	refuseNotFound(found.notFound, 'Records', given);
	return found;
}
