import { InputError, isEmpty, quote, textOf } from '../common/input';
import { capitalized } from '../common/text';

export interface ObjectType {
	/** Plural name, as used in URLs and as a key of `associations`. */
	name: string;
	singular: string;
	/** Such as `0-47`. Undefined for a custom object given by name. */
	typeId?: string;
	displayName: string;
	/** Property that users can find a record by. */
	findBy?: 'email' | 'domain';
	/** Properties that a picker shows as the title of a record. */
	titleProperties: readonly string[];
	custom?: boolean;
}

type Row = [name: string, typeId: string, titleProperties: string[], aliases?: string[]];

/**
 * HubSpot's object types (from its guide "Using object APIs") that meetings are associated with, or that users enter.
 */
const ROWS: Row[] = [
	['contacts', '0-1', ['firstname', 'lastname', 'email']],
	['companies', '0-2', ['name', 'domain']],
	['deals', '0-3', ['dealname']],
	['tickets', '0-5', ['subject']],
	['meetings', '0-47', ['hs_meeting_title'], ['meeting_event', 'meeting_events']],
	['appointments', '0-421', ['hs_appointment_name']],
	['calls', '0-48', ['hs_call_title']],
	['carts', '0-142', ['hs_cart_name']],
	['communications', '0-18', ['hs_body_preview']],
	['courses', '0-410', ['hs_course_name']],
	['emails', '0-49', ['hs_email_subject']],
	['feedback_submissions', '0-19', ['hs_survey_name']],
	['invoices', '0-53', ['hs_title']],
	['leads', '0-136', ['hs_lead_name']],
	['line_items', '0-8', ['name']],
	['listings', '0-420', ['hs_name']],
	['notes', '0-46', ['hs_body_preview']],
	['orders', '0-123', ['hs_order_name']],
	['postal_mail', '0-116', ['hs_postal_mail_body']],
	['products', '0-7', ['name']],
	['projects', '0-970', ['hs_name']],
	['quotes', '0-14', ['hs_title']],
	['services', '0-162', ['hs_name']],
	['tasks', '0-27', ['hs_task_subject']],
	['users', '0-115', ['hs_given_name', 'hs_family_name']],
];

const singularOf = (plural: string) => plural.replace(/ies$/, 'y').replace(/s$/, '');

const FIND_BY: Record<string, ObjectType['findBy']> = { contacts: 'email', companies: 'domain' };

export const OBJECT_TYPES: readonly ObjectType[] = ROWS.map(([name, typeId, titleProperties]) => ({
	name,
	singular: singularOf(name),
	typeId,
	displayName: singularOf(name).split('_').map(capitalized).join(' '),
	titleProperties,
	findBy: FIND_BY[name],
}));

/** Ignores case, whitespace, hyphens and underscores: `Line Items` and `line_items` are the same name. */
const fold = (text: string) => text.toLowerCase().replace(/[\s_-]+/g, '');

const byAlias = new Map<string, ObjectType>();
ROWS.forEach(([name, typeId, , aliases = []], index) => {
	const type = OBJECT_TYPES[index];
	byAlias.set(typeId, type);
	for (const alias of [name, type.singular, ...aliases]) byAlias.set(fold(alias), type);
});

/** The built-in type with this name, type id or alias, or undefined. */
export function findObjectType(text: string): ObjectType | undefined {
	const given = text.trim();
	return byAlias.get(given) ?? (/^\d+-\d+$/.test(given) ? undefined : byAlias.get(fold(given)));
}

/**
 * The object type that a user means: singular or plural (case-insensitive), `0-47`, an alias, or a custom object
 * (`2-123`, `p123_cars` or its plain name). Whether a custom object exists is not checked here.
 *
 * @throws InputError for an empty value, or text that can't be the name of an object type
 */
export function resolveObjectType(text: unknown, field = 'Object Type'): ObjectType {
	if (isEmpty(text)) {
		throw new InputError(field, 'is empty', 'Choose an object type, such as contacts.');
	}
	const given = textOf(text);
	const known = findObjectType(given);
	if (known) return known;
	if (!/^[a-z0-9][a-z0-9_-]*$/i.test(given)) {
		throw new InputError(
			field,
			`${quote(given)} is not an object type`,
			'Use a name such as contacts, companies, deals or tickets, or the type ID of a custom object such as 2-123.',
		);
	}
	return {
		name: given,
		singular: given,
		typeId: /^\d+-\d+$/.test(given) ? given : undefined,
		displayName: given,
		titleProperties: [],
		custom: true,
	};
}

/** A record in a message: `contact 101`. */
export const recordWords = (type: string, id: string): string =>
	`${findObjectType(type)?.singular ?? type} ${id}`;

/**
 * The types that most meetings are associated with. The nodes have separate fields for them. Activities can be pinned on
 * their records and on those of custom objects (HubSpot's guide on pinning).
 */
export const MAIN_TYPES = ['contacts', 'companies', 'deals', 'tickets'] as const;

/** Types that the associations API accepts by name. Its guide uses the type id for all others. */
const BY_NAME = new Set<string>([...MAIN_TYPES, 'meetings', 'notes']);

/** The object type as used in the URLs of associations. */
export const inAssociations = ({ name, typeId }: ObjectType): string =>
	typeId === undefined || BY_NAME.has(name) ? name : typeId;
