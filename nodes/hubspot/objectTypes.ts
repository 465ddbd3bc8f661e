import { InputError, isEmpty, quote } from './input';

export interface ObjectType {
	/** Plural name, as it stands in addresses and as a key of `associations`. */
	name: string;
	singular: string;
	/** `0-47`; undefined for a custom object that was given by name. */
	typeId?: string;
	displayName: string;
	/** Property by which people find a record. */
	findBy?: 'email' | 'domain';
	/** Properties that show what a record is, for pickers. */
	titleProperties: readonly string[];
	scopes: { read: string; write: string };
	custom?: boolean;
}

type Row = [
	name: string,
	singular: string,
	typeId: string,
	displayName: string,
	titleProperties: string[],
	/** Scope family: `crm.objects.<family>.read`; a whole scope name when it has a dot or is `tickets`. */
	scope: string,
	aliases?: string[],
];

/**
 * HubSpot's object types (its guide "Using object APIs") that meetings are linked with, or that users
 * name. Activities come under the scopes of contacts.
 */
const ROWS: Row[] = [
	['contacts', 'contact', '0-1', 'Contact', ['firstname', 'lastname', 'email'], 'contacts'],
	['companies', 'company', '0-2', 'Company', ['name', 'domain'], 'companies'],
	['deals', 'deal', '0-3', 'Deal', ['dealname'], 'deals'],
	['tickets', 'ticket', '0-5', 'Ticket', ['subject'], 'tickets'],
	[
		'meetings',
		'meeting',
		'0-47',
		'Meeting',
		['hs_meeting_title'],
		'contacts',
		['meeting_event', 'meeting_events'],
	],
	['appointments', 'appointment', '0-421', 'Appointment', ['hs_appointment_name'], 'appointments'],
	['calls', 'call', '0-48', 'Call', ['hs_call_title'], 'contacts'],
	['carts', 'cart', '0-142', 'Cart', ['hs_cart_name'], 'carts'],
	['communications', 'communication', '0-18', 'Communication', ['hs_body_preview'], 'contacts'],
	['courses', 'course', '0-410', 'Course', ['hs_course_name'], 'courses'],
	['emails', 'email', '0-49', 'Email', ['hs_email_subject'], 'contacts'],
	[
		'feedback_submissions',
		'feedback_submission',
		'0-19',
		'Feedback Submission',
		['hs_survey_name'],
		'feedback_submissions',
	],
	['invoices', 'invoice', '0-53', 'Invoice', ['hs_title'], 'invoices'],
	['leads', 'lead', '0-136', 'Lead', ['hs_lead_name'], 'leads'],
	['line_items', 'line_item', '0-8', 'Line Item', ['name'], 'line_items'],
	['listings', 'listing', '0-420', 'Listing', ['hs_name'], 'listings'],
	['notes', 'note', '0-46', 'Note', ['hs_body_preview'], 'contacts'],
	['orders', 'order', '0-123', 'Order', ['hs_order_name'], 'orders'],
	['postal_mail', 'postal_mail', '0-116', 'Postal Mail', ['hs_postal_mail_body'], 'contacts'],
	['products', 'product', '0-7', 'Product', ['name'], 'products'],
	['projects', 'project', '0-970', 'Project', ['hs_name'], 'projects'],
	['quotes', 'quote', '0-14', 'Quote', ['hs_title'], 'quotes'],
	['services', 'service', '0-162', 'Service', ['hs_name'], 'services'],
	['tasks', 'task', '0-27', 'Task', ['hs_task_subject'], 'contacts'],
	['users', 'user', '0-115', 'User', ['hs_given_name', 'hs_family_name'], 'users'],
];

function scopesOf(family: string): ObjectType['scopes'] {
	if (family === 'tickets') return { read: 'tickets', write: 'tickets' };
	return { read: `crm.objects.${family}.read`, write: `crm.objects.${family}.write` };
}

const FIND_BY: Record<string, ObjectType['findBy']> = { contacts: 'email', companies: 'domain' };

export const OBJECT_TYPES: readonly ObjectType[] = ROWS.map(
	([name, singular, typeId, displayName, titleProperties, scope]) => ({
		name,
		singular,
		typeId,
		displayName,
		titleProperties,
		scopes: scopesOf(scope),
		...(FIND_BY[name] && { findBy: FIND_BY[name] }),
	}),
);

/** Names without case, blanks, hyphens and underscores: `Line Items` and `line_item` are one type. */
const fold = (text: string) => text.toLowerCase().replace(/[\s_-]+/g, '');

const byAlias = new Map<string, ObjectType>();
ROWS.forEach(([name, singular, typeId, , , , aliases = []], index) => {
	byAlias.set(typeId, OBJECT_TYPES[index]);
	for (const alias of [name, singular, ...aliases]) byAlias.set(fold(alias), OBJECT_TYPES[index]);
});

/** The built-in type of a name, type id or alias, or undefined. */
export function findObjectType(text: string): ObjectType | undefined {
	const given = text.trim();
	return byAlias.get(given) ?? (/^\d+-\d+$/.test(given) ? undefined : byAlias.get(fold(given)));
}

/**
 * The object type that a user means: singular or plural in any case, `0-47`, an alias, or a custom
 * object (`2-123`, `p123_cars`, or its plain name, for the account to decide). Empty text and text
 * that can't be a name is an InputError.
 */
export function resolveObjectType(text: unknown, field = 'Object Type'): ObjectType {
	if (isEmpty(text)) {
		throw new InputError(field, 'is empty', 'Choose an object type, such as contacts.');
	}
	const given = String(text).trim();
	const known = findObjectType(given);
	if (known) return known;
	if (!/^[a-z0-9][a-z0-9_-]*$/i.test(given)) {
		throw new InputError(
			field,
			`${quote(given)} is not an object type`,
			'Use a name such as contacts, companies, deals or tickets, or the type id of a custom object such as 2-123.',
		);
	}
	return {
		name: given,
		singular: given,
		...(/^\d+-\d+$/.test(given) && { typeId: given }),
		displayName: given,
		titleProperties: [],
		scopes: scopesOf('custom'),
		custom: true,
	};
}

/** Whether two object types are the same, as far as their names and type ids tell. */
export function sameObjectType(a: ObjectType, b: ObjectType): boolean {
	return a.typeId !== undefined && b.typeId !== undefined
		? a.typeId === b.typeId
		: a.name.toLowerCase() === b.name.toLowerCase();
}

/** A record in a message: `contact 101`. */
export const recordWords = (type: string, id: string): string =>
	`${findObjectType(type)?.singular ?? type} ${id}`;

/** HubSpot's own types on whose records an activity can be pinned; custom objects are the others (its guide on pinning). */
export const PINNING_TYPES: readonly string[] = ['contacts', 'companies', 'deals', 'tickets'];

/** Types that the associations API takes by name; its guide has the type id for all others. */
const BY_NAME = new Set(['contacts', 'companies', 'deals', 'tickets', 'meetings', 'notes']);

/** The object type as it stands in the addresses of associations. */
export const inAssociations = ({ name, typeId }: ObjectType): string =>
	typeId === undefined || BY_NAME.has(name) ? name : typeId;

/** The address of a record in HubSpot's own app. `uiDomain` comes from the account details. */
export function recordUrl(
	portalId: string | number,
	type: ObjectType,
	id: string,
	uiDomain = 'app.hubspot.com',
): string {
	const parts = [portalId, 'record', type.typeId ?? type.name, id].map((part) =>
		encodeURIComponent(String(part)),
	);
	return `https://${uiDomain}/contacts/${parts.join('/')}`;
}
