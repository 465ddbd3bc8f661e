import { InputError, isEmpty, isRecord, quote, wholeText } from '../../common/input';
import type { ObjectType } from '../objectTypes';
import { ID_KEYS, parseRecordUrl, toId, toList } from './ids';

/** How a user names a record: by id, or by what HubSpot has to be asked for. */
export type RecordRef =
	| { kind: 'id'; id: string }
	| { kind: 'email'; email: string }
	| { kind: 'domain'; domain: string };

const EMAIL =
	/^[^\s@<>(),;:"[\]\\]+@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]{2,}$/u;
const DOMAIN = /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+\p{L}[\p{L}\p{N}-]+$/u;

/** No email address, domain or page has a longer address. */
const LONGEST_ADDRESS = 2_000;

/** The address in `jane@example.com`, `Jane <jane@example.com>` or `mailto:…`, in lower case as HubSpot keeps it. */
export function parseEmail(text: string): string | undefined {
	if (text.length > LONGEST_ADDRESS) return undefined;
	const inner = /<([^<>]+)>\s*$/.exec(text)?.[1] ?? text;
	const email = inner
		.trim()
		.replace(/^mailto:/i, '')
		.toLowerCase();
	return EMAIL.test(email) ? email : undefined;
}

/** The domain in `example.com`, `www.example.com` or a whole address of the site. */
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

/** What an object names a record by: a record with an id, or a calendar's guest (Google `email`, Outlook `emailAddress.address`). */
function unwrap(value: unknown, type: ObjectType): unknown {
	if (!isRecord(value)) return value;
	const { emailAddress, email, domain } = value;
	const hasId = ID_KEYS.some((key) => {
		const id = value[key];
		return typeof id === 'number' || (typeof id === 'string' && /^\s*\d+\s*$|^https?:/.test(id));
	});
	if (hasId) return value;
	if (type.findBy === 'email') {
		const address = isRecord(emailAddress) ? emailAddress.address : emailAddress;
		return [email, address, value.value].find((entry) => !isEmpty(entry)) ?? value;
	}
	return (
		[type.findBy === 'domain' ? domain : undefined, value.value].find((entry) => !isEmpty(entry)) ??
		value
	);
}

/**
 * One record as a user names it: an id, a record's address in HubSpot, for contacts an email address, for
 * companies a domain, or an object that holds one of these. InputError when it is none of them.
 */
export function parseRecordRef(value: unknown, type: ObjectType, field: string): RecordRef {
	const given = unwrap(value, type);
	if (typeof given === 'string' && !parseRecordUrl(given)) {
		const email = type.findBy === 'email' ? parseEmail(given) : undefined;
		if (email) return { kind: 'email', email: wholeText(email, field) };
		const domain =
			type.findBy === 'domain' && !/hubspot\.com\//i.test(given) ? parseDomain(given) : undefined;
		if (domain) return { kind: 'domain', domain };
		const looksLikeId = /^[\d.\s]+(?:e\+?\d+)?$/i.test(given);
		if (!looksLikeId && !isEmpty(given)) throw unreadable(given, type, field);
	}
	return { kind: 'id', id: toId(given, field, type) };
}

function unreadable(given: string, type: ObjectType, field: string): InputError {
	const also = { email: ', its email address', domain: ', its domain', none: '' }[
		type.findBy ?? 'none'
	];
	const name = type.displayName.toLowerCase();
	return new InputError(
		field,
		`${quote(given)} is not a valid ${name}`,
		`Give the ID of the ${name}${also} or the URL of its page in HubSpot.`,
	);
}

/** The reference as text: the id, the address or the domain. */
export const refText = (ref: RecordRef): string =>
	ref.kind === 'id' ? ref.id : ref.kind === 'email' ? ref.email : ref.domain;

/** The records of a list, equal ones once, in the order given. An empty list is an empty list. */
export function parseRecordRefs(value: unknown, type: ObjectType, field: string): RecordRef[] {
	const refs = toList(value).map((entry) => parseRecordRef(entry, type, field));
	return [...new Map(refs.map((ref) => [`${ref.kind}:${refText(ref)}`, ref])).values()];
}

/** An owner as a user names it: by owner id or by email address. */
export function parseOwnerRef(
	value: unknown,
	field = 'Assigned To',
): { kind: 'id'; id: string } | { kind: 'email'; email: string } {
	const given =
		isRecord(value) && typeof value.email === 'string' && isEmpty(value.id) ? value.email : value;
	const email = typeof given === 'string' ? parseEmail(given) : undefined;
	if (email) return { kind: 'email', email: wholeText(email, field) };
	if (typeof given === 'string' && !isEmpty(given) && !/^[\d.\s]+$/.test(given)) {
		throw new InputError(
			field,
			`${quote(given)} is not a valid owner`,
			"Give the owner's ID or email address.",
		);
	}
	return { kind: 'id', id: toId(given, field) };
}
