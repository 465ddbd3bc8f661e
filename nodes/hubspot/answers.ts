import { isRecord, isShallow } from '../common/input';
import type {
	AssociationLabel,
	CollectionResponse,
	HubSpotFile,
	HubSpotObject,
	NextPage,
	ObjectSchema,
	Owner,
	PropertyDefinition,
	PropertyOption,
	SignedUrl,
} from './types';

/**
 * Converts a response body, or one entry of a list in it, to the expected type. Unknown keys are kept. Returns undefined
 * if the value can't be read.
 */
export type Decode<T> = (value: unknown) => T | undefined;

/** The response to a batch. Its entries are not decoded yet: each one is decoded for its own input. */
export interface BatchAnswer {
	results: unknown[];
	errors: unknown[];
}

/** A decoded response body; undefined if it can't be read, or is nested too deeply. */
export const decoded = <T>(body: unknown, decode: Decode<T>): T | undefined =>
	isShallow(body) ? decode(body) : undefined;

/** An id as text. A number above the safe integers has lost its last digits, so it is not a valid id. */
export function readId(value: unknown): string | undefined {
	if (typeof value === 'string') return value.trim() || undefined;
	return Number.isSafeInteger(value) ? String(value) : undefined;
}

/** A value as text. HubSpot's values usually are text already. */
export function readText(value: unknown): string | undefined {
	if (typeof value === 'string') return value;
	if (value === undefined || value === null) return undefined;
	return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** A list. A missing list is an empty one. */
const readList = (value: unknown): unknown[] | undefined =>
	value === undefined || value === null ? [] : Array.isArray(value) ? value : undefined;

/** All entries, or undefined if one can't be read. */
function readAll<T>(value: unknown, decode: Decode<T>): T[] | undefined {
	const entries = readList(value)?.map(decode);
	return entries?.every((entry) => entry !== undefined) ? entries : undefined;
}

/** The record with some of its values replaced. Keys whose value is undefined are left out. */
function withKeys<T>(record: Record<string, unknown>, keys: Record<string, unknown>): T {
	const all = Object.entries({ ...record, ...keys }).filter(([, value]) => value !== undefined);
	return Object.fromEntries(all) as T;
}

const isValue = (value: unknown) => typeof value === 'string' || value === null;

function readProperties(value: unknown): HubSpotObject['properties'] | undefined {
	if (value === undefined || value === null) return {};
	if (!isRecord(value)) return undefined;
	if (Object.values(value).every(isValue)) return value as HubSpotObject['properties'];
	return Object.fromEntries(
		Object.entries(value).map(([name, held]) => [name, readText(held) ?? null]),
	);
}

type Associations = NonNullable<HubSpotObject['associations']>;

/** Associated ids by type. Entries without an id are dropped. */
function readAssociations(value: unknown): Associations | undefined {
	if (value === undefined || value === null) return undefined;
	if (!isRecord(value)) return undefined;
	return Object.fromEntries(
		Object.entries(value).map(([type, list]) => {
			const entries = isRecord(list) && Array.isArray(list.results) ? list.results : [];
			const results = entries.filter(isRecord).flatMap((entry) => {
				const id = readId(entry.id);
				return id === undefined ? [] : [{ ...entry, id }];
			});
			return [type, { ...(isRecord(list) && list), results }];
		}),
	);
}

type History = NonNullable<HubSpotObject['propertiesWithHistory']>;

function readHistory(value: unknown): History | undefined {
	if (!isRecord(value)) return undefined;
	return Object.fromEntries(
		Object.entries(value).map(([name, entries]) => [
			name,
			(Array.isArray(entries) ? entries : []).filter(isRecord),
		]),
	) as unknown as History;
}

const isText = (value: unknown) => value === undefined || typeof value === 'string';

const TEXTS = ['createdAt', 'updatedAt', 'archivedAt', 'objectWriteTraceId', 'url'] as const;

/** Whether a record's keys, except `properties`, need no conversion. */
const isAsItShouldBe = (record: Record<string, unknown>) =>
	typeof record.id === 'string' &&
	record.associations === undefined &&
	record.propertiesWithHistory === undefined &&
	record.warnings === undefined &&
	TEXTS.every((key) => isText(record[key]));

/** A record. Its id becomes text, and its properties become text or null. */
export const readRecord: Decode<HubSpotObject> = (value) => {
	if (!isRecord(value)) return undefined;
	const id = readId(value.id);
	const properties = readProperties(value.properties);
	if (id === undefined || properties === undefined) return undefined;
	if (isAsItShouldBe(value) && id === value.id && properties === value.properties) {
		return value as unknown as HubSpotObject;
	}
	return withKeys(value, {
		...Object.fromEntries(TEXTS.map((key) => [key, readText(value[key])])),
		id,
		properties,
		associations: readAssociations(value.associations),
		propertiesWithHistory: readHistory(value.propertiesWithHistory),
		warnings: Array.isArray(value.warnings) ? value.warnings.filter(isRecord) : undefined,
	});
};

/**
 * A calendar event as a record. HubSpot's scheduler returns lists where records have text, and `lastUpdatedAt` instead of
 * `updatedAt`.
 */
export const readCalendarEvent: Decode<HubSpotObject> = (value) => {
	if (!isRecord(value) || !isRecord(value.properties)) return undefined;
	const { lastUpdatedAt, ...rest } = value;
	const properties = Object.entries(value.properties).map(([name, held]) => [
		name,
		Array.isArray(held) ? held.map(readText).join(';') : held,
	]);
	return readRecord({
		...rest,
		...(lastUpdatedAt !== undefined && { updatedAt: lastUpdatedAt }),
		properties: Object.fromEntries(properties) as Record<string, unknown>,
	});
};

/** The cursor of the next page. On the last page, it is missing or empty. Undefined if it can't be read. */
function readPaging(value: unknown): NextPage | undefined {
	if (value === undefined || value === null) return {};
	if (!isRecord(value)) return undefined;
	const { next } = value;
	if (next === undefined || next === null) return {};
	if (!isRecord(next)) return undefined;
	const { after } = next;
	if (after === undefined || after === null || after === '') return {};
	const cursor = typeof after === 'string' ? after : readId(after);
	return cursor === undefined ? undefined : { next: { after: cursor } };
}

/** A page of a list. Entries that can't be read are left out and counted. If all entries are unreadable, so is the page. */
export const readPage =
	<T>(decode: Decode<T>): Decode<CollectionResponse<T>> =>
	(value) => {
		if (!isRecord(value) || !Array.isArray(value.results)) return undefined;
		const paging = readPaging(value.paging);
		const results = value.results.map(decode).filter((entry) => entry !== undefined);
		if (paging === undefined || (results.length === 0 && value.results.length > 0)) {
			return undefined;
		}
		const total = Number(readId(value.total) ?? Number.NaN);
		return {
			results,
			paging,
			total: total >= 0 ? total : undefined,
			unread: value.results.length - results.length,
		};
	};

/** A list in which every entry is needed: if one entry can't be read, the list can't be read. */
export const readWholeList =
	<T>(decode: Decode<T>): Decode<T[]> =>
	(value) =>
		isRecord(value) && Array.isArray(value.results) ? readAll(value.results, decode) : undefined;

/** Errors as a list. Also accepts a single error that is not in a list. */
function readErrors(value: unknown): unknown[] {
	if (value === undefined || value === null) return [];
	return Array.isArray(value) ? value : [value];
}

/** The response to a batch that returns a result for each input. `results` may be missing if there are errors. */
export const readBatch: Decode<BatchAnswer> = (value) => {
	if (!isRecord(value)) return undefined;
	const { results, errors } = value;
	if (!Array.isArray(results) && !(isNothing(results) && readErrors(errors).length > 0)) {
		return undefined;
	}
	return { results: readList(results) ?? [], errors: readErrors(errors) };
};

const isNothing = (value: unknown) => value === undefined || value === null;

/** Keys that identify a response body to a change that could also return 204: a batch, a record or a pair. */
const OF_DONE = ['results', 'errors', 'id', 'fromObjectId', 'completedAt'];

/** The response to a change that succeeds without a body (204). HubSpot may return a body instead. */
export const readDone: Decode<BatchAnswer> = (value) => {
	if (isNothing(value) || (typeof value === 'string' && value.trim() === '')) {
		return { results: [], errors: [] };
	}
	if (!isRecord(value)) return undefined;
	const isOne = Object.keys(value).length === 0 || OF_DONE.some((key) => key in value);
	const results = readList(value.results);
	return isOne && results ? { results, errors: readErrors(value.errors) } : undefined;
};

/** An association type. The `label` of the unlabeled type is null or missing. */
export const readLabel: Decode<AssociationLabel> = (value) => {
	if (!isRecord(value)) return undefined;
	const typeId = Number(readId(value.typeId) ?? Number.NaN);
	const category = readText(value.category);
	if (!Number.isSafeInteger(typeId) || category === undefined) return undefined;
	return { ...value, category, typeId, label: readText(value.label) ?? null } as AssociationLabel;
};

/** An associated record, with the types of the association. */
export interface Associated {
	toObjectId: string;
	associationTypes: AssociationLabel[];
}

/** A page of the records that a record is associated with. */
export interface AssociatedPage {
	to: Associated[];
	paging?: NextPage;
}

const readAssociated: Decode<Associated> = (value) => {
	if (!isRecord(value)) return undefined;
	const toObjectId = readId(value.toObjectId);
	const associationTypes = readAll(value.associationTypes, readLabel);
	return toObjectId === undefined || associationTypes === undefined
		? undefined
		: { ...value, toObjectId, associationTypes };
};

/** The associations of a record. Every entry must be readable, because they decide what to keep and what to remove. */
export const readAssociatedPage: Decode<AssociatedPage> = (value) => {
	if (!isRecord(value)) return undefined;
	const to = readAll(value.to, readAssociated);
	const paging = readPaging(value.paging);
	return to && paging && { to, paging };
};

const readOption: Decode<PropertyOption> = (value) => {
	if (!isRecord(value)) return undefined;
	const held = readText(value.value);
	return held === undefined
		? undefined
		: { ...value, value: held, label: readText(value.label) ?? held };
};

/** The definition of a property. Without a name, it can't be read. */
export const readDefinition: Decode<PropertyDefinition> = (value) => {
	if (!isRecord(value)) return undefined;
	const name = readText(value.name);
	if (!name) return undefined;
	const options = Array.isArray(value.options) ? value.options : [];
	return withKeys(value, {
		name,
		label: readText(value.label) ?? name,
		type: readText(value.type) ?? 'string',
		fieldType: readText(value.fieldType) ?? '',
		description: readText(value.description),
		groupName: readText(value.groupName),
		options: options.map(readOption).filter((option) => option !== undefined),
		modificationMetadata: isRecord(value.modificationMetadata)
			? value.modificationMetadata
			: undefined,
	});
};

/** An owner. Without an id, it can't be read. */
export const readOwner: Decode<Owner> = (value) => {
	if (!isRecord(value)) return undefined;
	const id = readId(value.id);
	if (id === undefined) return undefined;
	return withKeys(value, {
		id,
		email: readText(value.email),
		firstName: readText(value.firstName),
		lastName: readText(value.lastName),
		teams: Array.isArray(value.teams) ? value.teams.filter(isRecord) : undefined,
	});
};

/** The schema of a custom object. Without a type id and a name, it can't be read. */
export const readSchema: Decode<ObjectSchema> = (value) => {
	if (!isRecord(value)) return undefined;
	const objectTypeId = readText(value.objectTypeId);
	const name = readText(value.name);
	if (!objectTypeId || !name) return undefined;
	const { singular, plural } = isRecord(value.labels) ? value.labels : {};
	return withKeys(value, {
		objectTypeId,
		name,
		fullyQualifiedName: readText(value.fullyQualifiedName),
		labels: { singular: readText(singular), plural: readText(plural) },
		primaryDisplayProperty: readText(value.primaryDisplayProperty),
	});
};

/** A number that is not negative, also as text; undefined for anything else. */
const readSize = (value: unknown): number | undefined => {
	const size = Number(readId(value) ?? Number.NaN);
	return size >= 0 ? size : undefined;
};

/** A file. Without an id, it can't be read. */
export const readFile: Decode<HubSpotFile> = (value) => {
	if (!isRecord(value)) return undefined;
	const id = readId(value.id);
	if (id === undefined) return undefined;
	const texts = ['name', 'extension', 'type', 'access', 'url', 'createdAt'] as const;
	return withKeys(value, {
		...Object.fromEntries(texts.map((key) => [key, readText(value[key])])),
		id,
		size: readSize(value.size),
	});
};

/** The URL of a file's content. */
export const readSignedUrl: Decode<SignedUrl> = (value) => {
	if (!isRecord(value) || typeof value.url !== 'string' || !URL.canParse(value.url)) {
		return undefined;
	}
	return withKeys(value, {
		expiresAt: readText(value.expiresAt),
		name: readText(value.name),
		extension: readText(value.extension),
		size: readSize(value.size),
	});
};
