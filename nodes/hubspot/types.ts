/** The shapes of HubSpot's answers and requests, as its OpenAPI documents give them (every field optional to a reader). */

export type JsonValue = string | number | boolean | null | undefined | JsonValue[] | JsonObject;
export interface JsonObject {
	[key: string]: JsonValue;
}

export type AssociationCategory =
	'HUBSPOT_DEFINED' | 'INTEGRATOR_DEFINED' | 'USER_DEFINED' | 'WORK';

/** One association type, as HubSpot takes it in `types`. */
export interface AssociationSpec {
	associationCategory: AssociationCategory;
	associationTypeId: number;
}

/** One entry of `associations` when a record is created. */
export interface AssociationInput {
	to: { id: string };
	types: AssociationSpec[];
}

export interface HistoryEntry {
	value: string;
	timestamp: string;
	sourceType: string;
	sourceId?: string;
	sourceLabel?: string;
	updatedByUserId?: number;
}

export interface NextPage {
	next?: { after: string; link?: string };
}

/** `associations.<plural type>` of a record that was read: one entry for each id and association type. */
export interface RecordAssociations {
	[objectType: string]: {
		results: Array<{ id: string | number; type?: string }>;
		paging?: NextPage;
	};
}

/** SimplePublicObject, with what reads (associations) and upserts (`new`) add to it. */
export interface HubSpotObject {
	id: string;
	properties: Record<string, string | null>;
	propertiesWithHistory?: Record<string, HistoryEntry[]>;
	associations?: RecordAssociations;
	createdAt?: string;
	updatedAt?: string;
	archived?: boolean;
	archivedAt?: string;
	objectWriteTraceId?: string;
	url?: string;
	new?: boolean;
	warnings?: JsonObject[];
}

/** A page of records: a list (cursor is a record id) or a search (cursor is an offset, with `total`). */
export interface CollectionResponse<T = HubSpotObject> {
	results: T[];
	paging?: NextPage;
	total?: number;
	/** Entries that can't be read, such as a record without an id: they are left out. */
	unread?: number;
}

/** One entry of `errors` in a batch answer; `context` names the inputs it concerns. */
export interface StandardError {
	status?: string;
	id?: string;
	category?: string;
	message?: string;
	errors?: ErrorDetail[];
	context?: Record<string, string[]>;
	links?: Record<string, string>;
}

export interface BatchResponse<T = HubSpotObject> {
	status: 'PENDING' | 'PROCESSING' | 'CANCELED' | 'COMPLETE';
	results: T[];
	startedAt?: string;
	completedAt?: string;
	requestedAt?: string;
	numErrors?: number;
	errors?: StandardError[];
}

export interface ErrorDetail {
	message?: string;
	code?: string;
	in?: string;
	subCategory?: string;
	context?: Record<string, string[]>;
}

/** The body of an error. `errorType`, `policyName` and `requestId` are in answers with status 429 only. */
export interface ErrorBody {
	status?: string;
	message?: string;
	category?: string;
	subCategory?: string;
	correlationId?: string;
	context?: Record<string, string[]>;
	errors?: ErrorDetail[];
	links?: Record<string, string>;
	errorType?: string;
	policyName?: string;
	requestId?: string;
}

export interface PropertyOption {
	label: string;
	value: string;
	displayOrder?: number;
	hidden?: boolean;
	description?: string;
}

export type PropertyType =
	'bool' | 'date' | 'datetime' | 'enumeration' | 'number' | 'phone_number' | 'string';

/** A property of an object type, from the properties API. */
export interface PropertyDefinition {
	name: string;
	label: string;
	type: PropertyType | string;
	fieldType: string;
	description?: string;
	groupName?: string;
	options?: PropertyOption[];
	hidden?: boolean;
	archived?: boolean;
	calculated?: boolean;
	externalOptions?: boolean;
	hasUniqueValue?: boolean;
	hubspotDefined?: boolean;
	displayOrder?: number;
	referencedObjectType?: string;
	modificationMetadata?: {
		archivable?: boolean;
		readOnlyDefinition?: boolean;
		readOnlyValue?: boolean;
		readOnlyOptions?: boolean;
	};
}

export interface Owner {
	id: string;
	email?: string;
	type?: 'PERSON' | 'QUEUE';
	firstName?: string;
	lastName?: string;
	userId?: number;
	userIdIncludingInactive?: number;
	archived?: boolean;
	createdAt?: string;
	updatedAt?: string;
	teams?: Array<{ id: string; name: string; primary: boolean }>;
}

/** One association type or label between two object types; `label` is null for the unlabelled one. */
export interface AssociationLabel {
	category: AssociationCategory;
	typeId: number;
	label: string | null;
}

/** A custom object's schema, as far as the nodes read it. */
export interface ObjectSchema {
	objectTypeId: string;
	name: string;
	fullyQualifiedName?: string;
	labels?: { singular?: string; plural?: string };
	primaryDisplayProperty?: string;
	archived?: boolean;
}

/** A file of the account's file manager. */
export interface HubSpotFile {
	id: string;
	/** Without the extension. */
	name?: string;
	extension?: string;
	/** A category (`DOCUMENT`, `IMG`), no MIME type. */
	type?: string;
	/** In bytes. */
	size?: number;
	/** `PRIVATE`, `PUBLIC_INDEXABLE`, `HIDDEN_PRIVATE` … */
	access?: string;
	url?: string;
	createdAt?: string;
}

/** Where a file's content can be fetched for a while, by anybody. */
export interface SignedUrl {
	url: string;
	expiresAt?: string;
	name?: string;
	extension?: string;
	size?: number;
}
