import { dictionary, isEmpty, isRecord, textOf } from '../../common/input';

/** The details of a person in an entry, whatever system the entry comes from. */
export interface Person {
	/** The id of a HubSpot record or owner. An id of unknown origin is used only if the entry has nothing else. */
	id?: unknown;
	/** In lower case, as HubSpot stores it. */
	email?: string;
	name?: string;
	firstName?: string;
	lastName?: string;
	/** Whether it is a room, or another resource that is invited like a guest. */
	isResource?: boolean;
}

const EMAIL =
	/^[^\s@<>(),;:"[\]\\]+@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]{2,}$/u;

/** Email addresses, domains and URLs are not longer than this. */
export const LONGEST_ADDRESS = 2_000;

/** The email address in `jane@example.com`, `Jane <jane@example.com>` or `mailto:…`, in lower case, as HubSpot stores it. */
export function parseEmail(text: string): string | undefined {
	if (text.length > LONGEST_ADDRESS) return undefined;
	return bareEmail(inBrackets(text)?.inner ?? text);
}

function bareEmail(text: string): string | undefined {
	const seen = text.replace(/[\u200b-\u200f\u2060\ufeff]/g, '').trim();
	const link = /^(?:mailto|smtp):([^?]*)/i.exec(seen);
	const email = (link ? link[1] : seen).trim().toLowerCase();
	return EMAIL.test(email) ? email : undefined;
}

/** Splits `Jane <jane@example.com>` or `Jane (jane@example.com)` into the text before the brackets and the text in them. */
function inBrackets(text: string): { before: string; inner: string } | undefined {
	const trimmed = text.trim();
	const isRound = trimmed.endsWith(')');
	const open = isRound || trimmed.endsWith('>') ? trimmed.lastIndexOf(isRound ? '(' : '<') : -1;
	if (open < 0) return undefined;
	const inner = trimmed.slice(open + 1, -1);
	// A name can have parentheses, too.
	return isRound && bareEmail(inner) === undefined
		? undefined
		: { before: trimmed.slice(0, open), inner };
}

/** A person given as text: an email address, with or without a name, or only a name. */
export function personOfText(text: string): Person {
	const email = parseEmail(text);
	if (email === undefined) return { name: nameOf(text) };
	return { email, name: nameOf(inBrackets(text)?.before), ...resource(email) };
}

/**
 * Keys under which objects from calendars, booking tools, call recorders and spreadsheets have the email address, as
 * `byPlainKey` writes them.
 */
const EMAIL_KEYS = ['emailaddress', 'email', 'useremail', 'mail', 'address', 'val', 'value'];

/** Keys under which they have an object with the email address, or a list of addresses. The first address counts. */
const INNER_KEYS = [...EMAIL_KEYS, 'emails', 'emailaddresses', 'user', 'person', 'profile'];

const NAME_KEYS = ['displayname', 'name', 'fullname', 'username'];

const FIRST_NAME_KEYS = ['firstname', 'givenname'];

const LAST_NAME_KEYS = ['lastname', 'familyname'];

/** An object with its keys in lower case, without whitespace, hyphens and underscores. */
const byPlainKey = (object: Record<string, unknown>): Record<string, unknown> =>
	dictionary(
		Object.fromEntries(
			Object.entries(object).map(([key, value]) => [
				key.toLowerCase().replace(/[\s_-]/g, ''),
				value,
			]),
		),
	);

/** Keys under which HubSpot's own objects have the id of a record. `vid` is the id of contacts in HubSpot's first API. */
const RECORD_ID_KEYS = ['hs_object_id', 'vid', 'toObjectId', 'id'];

/** Keys under which an object has an id from any system. It counts only if the object has no email address or name. */
const ANY_ID_KEYS = ['id', 'hs_object_id', 'toObjectId', 'value'];

const has = (object: Record<string, unknown>, key: string) => !isEmpty(object[key]);

/** Whether an object is a HubSpot record or owner, so its id is a HubSpot id. */
export function isHubSpotRecord(object: Record<string, unknown>): boolean {
	return (
		has(object, 'hs_object_id') ||
		isRecord(object.properties) ||
		has(object, 'toObjectId') ||
		has(object, 'vid') ||
		('archived' in object &&
			((has(object, 'createdAt') && has(object, 'updatedAt')) || has(object, 'userId')))
	);
}

/** The id of a HubSpot record or owner. */
export function recordIdOf(object: Record<string, unknown>): unknown {
	const key = RECORD_ID_KEYS.find((name) => has(object, name));
	if (key !== undefined) return object[key];
	return isRecord(object.properties) ? object.properties.hs_object_id : undefined;
}

/** The details of a person in an object, only the id for a HubSpot record. If it has none, all fields are undefined. */
export function personOfObject(object: Record<string, unknown>): Person {
	const id = isHubSpotRecord(object) ? recordIdOf(object) : undefined;
	return isEmpty(id) ? detailsOfObject(object) : { id };
}

/** The details of a person in an object, also for a HubSpot record. */
export function detailsOfObject(object: Record<string, unknown>): Person {
	if (isRecord(object.properties)) return detailsOfObject(object.properties);
	const params = isRecord(object.params) ? object.params : {};
	const given = byPlainKey(object);
	const inner = INNER_KEYS.map((key) => first(given[key])).find(isRecord);
	const both = inner ? { ...byPlainKey(inner), ...withoutEmpty(given) } : given;
	const email = emailOf(given) ?? (inner && emailOf(byPlainKey(inner)));
	const person: Person = {
		email,
		name: nameOf(firstOf(both, NAME_KEYS) ?? params.CN) ?? (email ? nameIn(given) : undefined),
		firstName: nameOf(firstOf(both, FIRST_NAME_KEYS)),
		lastName: nameOf(firstOf(both, LAST_NAME_KEYS)),
		...resource(email ?? '', object, params),
	};
	const says = email ?? person.name ?? person.firstName ?? person.lastName;
	const id = says === undefined ? firstOf(object, ANY_ID_KEYS) : undefined;
	return id === undefined ? person : { id };
}

const first = (value: unknown): unknown => (Array.isArray(value) ? value[0] : value);

/** The object without its empty values. */
export const withoutEmpty = <T extends object>(object: T): Partial<T> =>
	Object.fromEntries(Object.entries(object).filter(([, value]) => !isEmpty(value))) as Partial<T>;

function emailOf(object: Record<string, unknown>): string | undefined {
	for (const key of INNER_KEYS) {
		const value = first(object[key]);
		const email = typeof value === 'string' ? parseEmail(value) : undefined;
		if (email !== undefined) return email;
	}
	return undefined;
}

/** The name in `Jane <jane@example.com>`, if that is the email address in an object. */
function nameIn(object: Record<string, unknown>): string | undefined {
	const text = EMAIL_KEYS.map((key) => object[key]).find(
		(value) => typeof value === 'string' && parseEmail(value) !== undefined,
	);
	return nameOf(inBrackets(String(text))?.before);
}

const firstOf = (object: Record<string, unknown>, keys: readonly string[]): unknown =>
	keys.map((key) => object[key]).find((value) => !isEmpty(value) && !isRecord(value));

/** HubSpot's names are single lines of text. A longer text is not a name. */
const LONGEST_NAME = 200;

function nameOf(value: unknown): string | undefined {
	const name = textOf(value).replace(/^"|"$/g, '').replace(/\s+/g, ' ').trim();
	return name === '' || name.length > LONGEST_NAME || name.includes('@') ? undefined : name;
}

/** Detects rooms and other resources, as Google, Microsoft Graph and iCalendar mark them. */
function resource(
	email: string,
	object: Record<string, unknown> = {},
	params: Record<string, unknown> = {},
): Pick<Person, 'isResource'> {
	const isResource =
		object.resource === true ||
		textOf(object.type).toLowerCase() === 'resource' ||
		/^(?:room|resource)$/i.test(textOf(params.CUTYPE)) ||
		email.endsWith('@resource.calendar.google.com');
	return isResource ? { isResource } : {};
}

/** The first and last name. If the entry has only a full name, it is split: `Ada Fischer` or `Fischer, Ada`. */
export function namesOf({ name = '', firstName, lastName }: Person): {
	firstname?: string;
	lastname?: string;
} {
	if (firstName !== undefined || lastName !== undefined) {
		return {
			...(firstName !== undefined && { firstname: firstName }),
			...(lastName !== undefined && { lastname: lastName }),
		};
	}
	const comma = name.endsWith(',') ? -1 : name.indexOf(',');
	const space = name.lastIndexOf(' ');
	const [first, last] =
		comma > 0
			? [name.slice(comma + 1), name.slice(0, comma)]
			: space > 0
				? [name.slice(0, space), name.slice(space + 1)]
				: [name, ''];
	return {
		...(first.trim() !== '' && { firstname: first.trim() }),
		...(last.trim() !== '' && { lastname: last.trim() }),
	};
}

/**
 * The people in a text, separated by commas, semicolons or line breaks. A comma within a name is not a separator:
 * `Fischer, Ada <ada@example.com>; "Halvorsen, Brian" <brian@example.com>`.
 *
 * @param isWhole whether a piece identifies a person by itself, so it is not part of the name that follows
 */
export function splitPeople(text: string, isWhole: (piece: string) => boolean): string[] {
	const people: string[] = [];
	let pending: string[] = [];
	const close = () => {
		people.push(...pending);
		pending = [];
	};
	for (const { piece, end } of piecesOf(text)) {
		const brackets = inBrackets(piece);
		if (brackets && brackets.before.trim() !== '' && !brackets.before.includes('"')) {
			people.push([...pending, piece].join(', '));
			pending = [];
		} else if (brackets || isWhole(piece)) {
			close();
			people.push(piece);
		} else if (piece !== '') {
			pending.push(piece);
		}
		if (end !== ',') close();
	}
	close();
	return people;
}

/** The pieces between separators outside quotation marks, each with the separator that follows it. */
function piecesOf(text: string): Array<{ piece: string; end: string }> {
	const pieces: Array<{ piece: string; end: string }> = [];
	let from = 0;
	let quoted = false;
	let isBlank = true;
	const lastMark = text.lastIndexOf('"');
	for (let place = 0; place <= text.length; place++) {
		const char = text[place] ?? '\n';
		// A quotation mark within a word, or one that is never closed, is an ordinary character.
		if (char === '"' && (quoted || (isBlank && place < lastMark))) quoted = !quoted;
		isBlank &&= char.trim() === '';
		const isEnd = place === text.length || (!quoted && /[,;\r\n]/.test(char));
		if (!isEnd) continue;
		pieces.push({ piece: text.slice(from, place).trim(), end: char });
		from = place + 1;
		isBlank = true;
	}
	return pieces;
}
