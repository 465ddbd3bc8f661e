/** The shapes of HubSpot's requests and responses, from its OpenAPI documents. Readers treat every field as optional. */

export type JsonValue = string | number | boolean | null | undefined | JsonValue[] | JsonObject;
export interface JsonObject {
	[key: string]: JsonValue;
}

export type AssociationCategory =
	'HUBSPOT_DEFINED' | 'INTEGRATOR_DEFINED' | 'USER_DEFINED' | 'WORK';

/** One association type, as an entry of `types`. */
export interface AssociationSpec {
	associationCategory: AssociationCategory;
	associationTypeId: number;
}

/** One entry of `associations` in a request that creates a record. */
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

/** `associations.<plural type>` of a record in a response: one entry for each id and association type. */
export interface RecordAssociations {
	[objectType: string]: {
		results: Array<{ id: string | number; type?: string }>;
		paging?: NextPage;
	};
}

/** SimplePublicObject, with the keys that reads (`associations`) and upserts (`new`) add. */
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

/** A page of records from a list (its cursor is a record id) or a search (its cursor is an offset, and it has `total`). */
export interface CollectionResponse<T = HubSpotObject> {
	results: T[];
	paging?: NextPage;
	total?: number;
	/** Number of entries that can't be read, such as a record without an id. They are left out. */
	unread?: number;
}

/** One entry of `errors` in a batch response. `context` names the inputs that it concerns. */
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

/** The body of an error response. Only responses with status 429 have `errorType`, `policyName` and `requestId`. */
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

/** One association type or label between two object types. The `label` of the unlabeled type is null. */
export interface AssociationLabel {
	category: AssociationCategory;
	typeId: number;
	label: string | null;
}

/** The parts of a custom object's schema that the nodes read. */
export interface ObjectSchema {
	objectTypeId: string;
	name: string;
	fullyQualifiedName?: string;
	labels?: { singular?: string; plural?: string };
	primaryDisplayProperty?: string;
	archived?: boolean;
}

/** A file in the account's file manager. */
export interface HubSpotFile {
	id: string;
	/** Without the extension. */
	name?: string;
	extension?: string;
	/** A category (`DOCUMENT`, `IMG`), not a MIME type. */
	type?: string;
	/** In bytes. */
	size?: number;
	/** `PRIVATE`, `PUBLIC_INDEXABLE`, `HIDDEN_PRIVATE` … */
	access?: string;
	url?: string;
	createdAt?: string;
}

/** A URL from which anyone can download a file's content for a limited time. */
export interface SignedUrl {
	url: string;
	expiresAt?: string;
	name?: string;
	extension?: string;
	size?: number;
}
