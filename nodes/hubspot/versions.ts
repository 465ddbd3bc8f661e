import { halfCharacter, InputError, textOf } from '../common/input';

/** The base paths of one version of HubSpot's API. */
interface VersionRow {
	displayName: string;
	/** Shown to users who choose a version. */
	description: string;
	objects: string;
	/** Base of the associations of one record: `{base}/{from}/{id}/associations/…`. */
	recordAssociations: string;
	/** Base of association batches and labels: `{base}/{from}/{to}/…`. */
	associations: string;
	/** Base of the v3 guide's path with the association type in the URL. HubSpot's dated documents don't have it. */
	typedAssociations?: string;
	properties: string;
	owners: string;
	schemas: string;
	scheduler: string;
	files: string;
	accountInfo: string;
}

/** The paths of dated versions differ only in the date. */
function dated(date: string, description: string): VersionRow {
	return {
		displayName: date,
		description: `${description}. HubSpot supports it for at least 18 months`,
		objects: `/crm/objects/${date}`,
		recordAssociations: `/crm/objects/${date}`,
		associations: `/crm/associations/${date}`,
		properties: `/crm/properties/${date}`,
		owners: `/crm/owners/${date}`,
		schemas: `/crm-object-schemas/${date}/schemas`,
		scheduler: `/scheduler/${date}/meetings`,
		files: `/files/${date}/files`,
		accountInfo: `/account-info/${date}`,
	};
}

/** All supported versions (from HubSpot's OpenAPI documents). To support a new dated version, add a row. */
export const API_VERSIONS = {
	v3: {
		displayName: 'v3',
		description:
			'The numbered versions. HubSpot supports v4, which associations use, until March 30, 2027, and v1 to v3 until September 2027',
		objects: '/crm/v3/objects',
		recordAssociations: '/crm/v4/objects',
		associations: '/crm/v4/associations',
		typedAssociations: '/crm/v3/objects',
		properties: '/crm/v3/properties',
		owners: '/crm/v3/owners',
		schemas: '/crm-object-schemas/v3/schemas',
		// A dated path here, too: booking with v3 has failed for request bodies that the dated version accepts.
		scheduler: '/scheduler/2026-03/meetings',
		files: '/files/v3/files',
		accountInfo: '/account-info/v3',
	} as VersionRow,
	'2026-03': dated('2026-03', 'The dated version of March 2026'),
	'2026-09': dated(
		'2026-09',
		'The dated version of September 2026, the latest. Writes follow the rules of your account',
	),
} as const;

export type ApiVersion = keyof typeof API_VERSIONS;

export const DEFAULT_API_VERSION: ApiVersion = '2026-09';

/** The version that the credential names. An empty value means the default. */
export function toApiVersion(text: unknown): ApiVersion {
	const name = typeof text === 'string' ? text.trim() : '';
	if (name === '') return DEFAULT_API_VERSION;
	const known = (Object.keys(API_VERSIONS) as ApiVersion[]).find((key) => key === name);
	if (known) return known;
	throw new InputError(
		'API Version',
		`'${name}' is not a supported version`,
		`Choose one of ${Object.keys(API_VERSIONS).join(', ')} in the credential.`,
	);
}

/** One encoded path segment. An empty segment, `.` and `..` are refused, because they would change the path. */
export function segment(value: string | number): string {
	const text = textOf(value);
	if (text === '' || text === '.' || text === '..') {
		throw new InputError('ID', `'${text}' cannot be part of a URL`, 'Enter the ID of a record.');
	}
	const broken = halfCharacter(text);
	if (broken) throw new InputError('ID', broken);
	return encodeURIComponent(text);
}

const join = (base: string, ...parts: Array<string | number>) =>
	[base, ...parts.map(segment)].join('/');

export type BatchVerb = 'create' | 'read' | 'update' | 'upsert' | 'archive';

export type AssociationVerb =
	| 'read'
	/** Sets the types. */
	| 'create'
	| 'associate/default'
	/** Removes the whole link. */
	| 'archive'
	/** Removes individual types or labels. */
	| 'labels/archive';

/**
 * The paths of one version, relative to the base URL. Callers pass ids and names unencoded. Object types are
 * names (`meetings`) or type ids (`0-1`, `2-123`).
 */
export function paths(version: ApiVersion) {
	const row: VersionRow = API_VERSIONS[version];
	const pair = (from: string, to: string) => join(row.associations, from, to);
	const link = (from: string, id: string, to: string) =>
		`${join(row.recordAssociations, from, id)}/associations/${segment(to)}`;
	return {
		/** GET a page, POST one record. */
		records: (type: string) => join(row.objects, type),
		/** GET, PATCH, DELETE. */
		record: (type: string, id: string) => join(row.objects, type, id),
		/** POST. */
		batch: (type: string, verb: BatchVerb) => `${join(row.objects, type)}/batch/${verb}`,
		/** POST. */
		search: (type: string) => `${join(row.objects, type)}/search`,
		/** GET. */
		properties: (type: string) => join(row.properties, type),
		/** GET. */
		property: (type: string, name: string) => join(row.properties, type, name),
		/** GET a page; filter `email`. */
		owners: () => row.owners,
		/** GET all custom objects (scope crm.schemas.custom.read). */
		schemas: () => row.schemas,
		/** GET one custom object. */
		schema: (type: string) => join(row.schemas, type),
		/** PUT labels (replaces the existing ones), DELETE the whole link. */
		association: (from: string, id: string, to: string, toId: string) =>
			`${link(from, id, to)}/${segment(toId)}`,
		/** PUT without a body. */
		defaultAssociation: (from: string, id: string, to: string, toId: string) =>
			`${join(row.recordAssociations, from, id)}/associations/default/${join(segment(to), toId)}`,
		/** PUT, DELETE one association type, by id or name, as in the v3 guide. Undefined in dated versions. */
		typedAssociation: (
			from: string,
			id: string,
			to: string,
			toId: string,
			type: string | number,
		) =>
			row.typedAssociations === undefined
				? undefined
				: `${join(row.typedAssociations, from, id)}/associations/${join(segment(to), toId, type)}`,
		/** POST, at most 2,000 inputs (read: 1,000). */
		associationBatch: (from: string, to: string, verb: AssociationVerb) =>
			`${pair(from, to)}/batch/${verb}`,
		/** GET the types and labels between two object types. */
		associationLabels: (from: string, to: string) => `${pair(from, to)}/labels`,
		/** HubSpot's meetings tool. A slug may contain slashes, so it is encoded as one segment. */
		scheduler: {
			/** GET the list of scheduling pages, page by page. */
			pages: () => `${row.scheduler}/meeting-links`,
			/** GET one scheduling page with its form and this month's times; query `timezone`. */
			page: (slug: string) => join(`${row.scheduler}/meeting-links/book`, slug),
			/** GET the free times of one month; query `timezone`, `monthOffset`. */
			availability: (slug: string) =>
				join(`${row.scheduler}/meeting-links/book/availability-page`, slug),
			/** POST a booking. */
			book: () => `${row.scheduler}/meeting-links/book`,
			/** POST a meeting with a calendar event; query `organizerUserId`. */
			calendar: () => `${row.scheduler}/calendar`,
		},
		/** GET the account that the token belongs to; needs no scope. */
		accountDetails: () => `${row.accountInfo}/details`,
		files: {
			/** POST one file as multipart form data. */
			upload: () => row.files,
			/** GET files by id; the query repeats `ids` for each one. Hidden files are left out. */
			search: () => `${row.files}/search`,
			/** GET, DELETE. */
			file: (id: string) => join(row.files, id),
			/** GET the URL of the file's content, which is on another host. */
			signedUrl: (id: string) => `${join(row.files, id)}/signed-url`,
		},
	};
}

export type Paths = ReturnType<typeof paths>;
