import {
	InputError,
	insteadOf,
	isEmpty,
	isRecord,
	quote,
	textOf,
	wholeText,
} from '../../common/input';
import { short } from '../../common/text';
import { LIMITS } from '../limits';
import type { ObjectType } from '../objectTypes';
import { asArray, looksLikeId, parseRecordUrl, toId, toList } from './ids';
import {
	detailsOfObject,
	isHubSpotRecord,
	LONGEST_ADDRESS,
	parseEmail,
	personOfObject,
	personOfText,
	recordIdOf,
	splitPeople,
	withoutEmpty,
	type Person,
} from './people';

/** How a user identifies a record: by id, or by a property that has to be looked up in HubSpot. */
export type RecordRef =
	| { kind: 'id'; id: string }
	| { kind: 'email'; email: string }
	| { kind: 'domain'; domain: string }
	/** An entry of a list that doesn't identify a record, as a message shows it. */
	| { kind: 'nobody'; text: string };

const DOMAIN = /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+\p{L}[\p{L}\p{N}-]+$/u;

/** The domain in `example.com`, `www.example.com` or any URL of the site. */
export function parseDomain(text: string): string | undefined {
	if (text.length > LONGEST_ADDRESS) return undefined;
	const host = text
		.trim()
		.toLowerCase()
		.replace(/^[a-z]+:\/\//, '')
		.split(/[/?#]/, 1)[0]
		.replace(/:\d+$/, '')
		.replace(/^www\./, '');
	return DOMAIN.test(host) ? host : undefined;
}

/** The value by which an object identifies a record. For contacts, `parsePerson` reads it. */
function unwrap(value: unknown, type: ObjectType): unknown {
	if (!isRecord(value)) return value;
	if (isHubSpotRecord(value)) return recordIdOf(value) ?? value;
	if (type.findBy === 'domain' && !isEmpty(value.domain)) return value.domain;
	return isEmpty(value.id) && !isEmpty(value.value) ? value.value : value;
}

/**
 * One record as a user identifies it: an id, a record's URL in HubSpot, an email address (contacts), a domain (companies),
 * or an object that holds one of these.
 *
 * @throws InputError for anything else
 */
export function parseRecordRef(value: unknown, type: ObjectType, field: string): RecordRef {
	if (type.findBy === 'email') return parseContact(value, type, field);
	const given = unwrap(value, type);
	if (typeof given === 'string' && !parseRecordUrl(given)) {
		const domain =
			type.findBy === 'domain' && !/hubspot\.com\//i.test(given) ? parseDomain(given) : undefined;
		if (domain) return { kind: 'domain', domain };
		if (!looksLikeId(given) && !isEmpty(given)) throw unreadable(given, type, field);
	}
	return { kind: 'id', id: toId(given, field, type) };
}

function parseContact(value: unknown, type: ObjectType, field: string): RecordRef {
	const person = parsePerson(value);
	if (person?.email !== undefined) {
		return { kind: 'email', email: wholeText(person.email, field) };
	}
	const given = person ? person.id : value;
	if (person && isEmpty(given)) throw unreadable(value, type, field);
	if (typeof given === 'string' && !isEmpty(given) && !looksLikeId(given) && !parseRecordUrl(given))
		throw unreadable(given, type, field);
	return { kind: 'id', id: toId(given, field, type) };
}

/** The person that an object describes, or that a text with an email address names; undefined for anything else. */
function parsePerson(value: unknown): Person | undefined {
	if (isRecord(value)) {
		const person = personOfObject(value);
		return typeof person.id === 'string' ? (parsePerson(person.id) ?? person) : person;
	}
	const person = typeof value === 'string' ? personOfText(value) : undefined;
	return person?.email === undefined ? undefined : person;
}

function unreadable(given: unknown, type: ObjectType, field: string): InputError {
	const also = { email: ', its email address', domain: ', its domain', none: '' }[
		type.findBy ?? 'none'
	];
	const name = type.displayName.toLowerCase();
	return new InputError(
		field,
		`${quote(given)} is not a valid ${name}`,
		`Enter the ID of the ${name}${also} or its HubSpot URL.`,
	);
}

/** The reference as text, such as the id, the email address or the domain. */
export const refText = (ref: RecordRef): string =>
	ref.kind === 'id'
		? ref.id
		: ref.kind === 'email'
			? ref.email
			: ref.kind === 'domain'
				? ref.domain
				: ref.text;

/** Whether a piece of a list identifies a person by itself. */
const isWhole = (piece: string) =>
	looksLikeId(piece) || parseEmail(piece) !== undefined || parseRecordUrl(piece) !== undefined;

/** Keeps an empty entry of an array as an entry, because it stands for a missing record. */
const NOBODY = [''];

/** The entries of a list of people. A comma within a name is not a separator. */
const toPeople = (value: unknown) => toList(value, (text) => splitPeople(text, isWhole), NOBODY);

/** Whether a list has entries, even if they are empty. */
export const hasEntries = (value: unknown): boolean => toList(value, undefined, NOBODY).length > 0;

/**
 * The records of a list, without duplicates, in the given order. An empty list is allowed. An entry that doesn't identify a
 * record becomes a reference of kind `nobody`, so the other entries can still be used.
 *
 * @throws InputError for a single value that doesn't identify a record, and for too many entries
 */
export function parseRecordRefs(value: unknown, type: ObjectType, field: string): RecordRef[] {
	const entries = type.findBy === 'email' ? toPeople(value) : toList(value, undefined, NOBODY);
	refuseTooMany(entries, field);
	const isAlone = entries.length === 1 && !asArray(value) && !isRecord(entries[0]);
	const refs = entries.map((entry): RecordRef => {
		if (isAlone) return parseRecordRef(entry, type, field);
		try {
			return parseRecordRef(entry, type, field);
		} catch (error) {
			return insteadOf(error, () => ({ kind: 'nobody', text: entryText(entry) }));
		}
	});
	return [...new Map(refs.map((ref) => [`${ref.kind}:${refText(ref)}`, ref])).values()];
}

/**
 * The email address of a person: a text, or an object from a calendar, a booking tool or HubSpot.
 *
 * @throws InputError when there is none
 */
export function toEmail(value: unknown, field: string): string {
	const { email } = isRecord(value) ? detailsOfObject(value) : personOfText(textOf(value));
	if (email !== undefined) return email;
	throw new InputError(
		field,
		isEmpty(value) ? 'is empty' : `${quote(value)} is not an email address`,
		'Enter an address such as name@nordhafen.com.',
	);
}

/** The email addresses of a list of people, each once. */
export const toEmails = (value: unknown, field: string): string[] => [
	...new Set(toPeople(value).map((person) => toEmail(person, field))),
];

/** The details of the people in a list, by email address. */
export function peopleByEmail(value: unknown): Map<string, Person> {
	const people = new Map<string, Person>();
	for (const person of toPeople(value).map(parsePerson)) {
		if (person?.email)
			people.set(person.email, { ...people.get(person.email), ...withoutEmpty(person) });
	}
	return people;
}

/** @throws InputError for more entries than can be processed at once */
function refuseTooMany(entries: readonly unknown[], field: string): void {
	const limit = LIMITS.entries;
	if (entries.length <= limit) return;
	throw new InputError(
		field,
		`has ${entries.length.toLocaleString('en')} entries; at most ${limit.toLocaleString('en')} are allowed`,
		'Split them among several items.',
	);
}

/** An entry as text, as the output shows it. */
function entryText(entry: unknown): string {
	if (isEmpty(entry)) return 'an empty entry';
	if (!isRecord(entry)) return short(textOf(entry), 100);
	const { name, firstName = '', lastName = '' } = personOfObject(entry);
	const said = name ?? `${firstName} ${lastName}`.trim();
	if (said !== '') return said;
	const isBlank = Object.values(entry).every(isEmpty);
	return isBlank ? 'an empty entry' : short(JSON.stringify(entry), 100);
}

/** An owner as a user identifies it: by owner id, email address or full name. */
export type OwnerRef =
	{ kind: 'id'; id: string } | { kind: 'email'; email: string } | { kind: 'name'; name: string };

/** The owner as text. */
export const ownerText = (ref: OwnerRef): string =>
	ref.kind === 'id' ? ref.id : ref.kind === 'email' ? ref.email : ref.name;

/**
 * The owner that a value identifies.
 *
 * @throws InputError if the value doesn't identify an owner
 */
export function parseOwnerRef(value: unknown, field = 'Assigned To'): OwnerRef {
	// Only an owner has an owner's ID. A contact is found by its email address.
	const isContact = isRecord(value) && ('hs_object_id' in value || isRecord(value.properties));
	const person = isRecord(value)
		? { ...personOfObject(value), ...(isContact && withoutEmpty(detailsOfObject(value))) }
		: typeof value === 'string' && !looksLikeId(value)
			? personOfText(value)
			: { id: value };
	if (isRecord(value) && typeof person.id === 'string' && !looksLikeId(person.id)) {
		return parseOwnerRef(person.id, field);
	}
	if (person.email !== undefined) return { kind: 'email', email: wholeText(person.email, field) };
	const { firstName = '', lastName = '', name = `${firstName} ${lastName}`.trim() } = person;
	if (name !== '' && !/^(?:https?|mailto):/i.test(name)) {
		return { kind: 'name', name: wholeText(name, field) };
	}
	if (isEmpty(person.id) && !isEmpty(value)) {
		throw new InputError(
			field,
			`${quote(value)} is not a valid owner`,
			"Enter the owner's ID, email address or full name.",
		);
	}
	return { kind: 'id', id: toId(person.id, field) };
}

/** The entries of a list of owners, not parsed yet. */
export function ownerEntries(value: unknown, field: string): unknown[] {
	const entries = toPeople(value);
	refuseTooMany(entries, field);
	return entries;
}

/** An owner as text, as the output shows it. */
export { entryText as ownerEntryText };
