import type { IDataObject } from 'n8n-workflow';

import { addTypes, associateByDefault } from '../../api/associate';
import { associationLabels } from '../../api/associations';
import { allOf } from '../../common/allOf';
import { InputError, isEmpty, isRecord, parseJson } from '../../common/input';
import { capitalized, list } from '../../common/text';
import {
	ASSOCIATIONS_EXAMPLE,
	defaultAssociation,
	findDefaultAssociation,
	specName,
} from '../../hubspot/associationTypes';
import {
	inAssociations,
	recordWords,
	resolveObjectType,
	type ObjectType,
} from '../../hubspot/objectTypes';
import type { AssociationInput, AssociationSpec } from '../../hubspot/types';
import { toId } from '../../hubspot/values/ids';
import { hasEntries } from '../../hubspot/values/recordRefs';
import { HubSpotApiError } from '../../transport/apiError';
import type { Item } from '../../transport/item';
import { readTypes } from './associationTypes';
import {
	findRecords,
	listNotFound,
	refuseNotFound,
	someRecords,
	type NotFoundOptions,
} from './findRecords';
import type { AssociationRow, MeetingInput } from './meetingInput';

/** A record to associate with a meeting. Without `types`, the default association type is used. */
export interface Link {
	type?: ObjectType;
	id: string;
	types?: AssociationSpec[];
}

export interface Links {
	links: Link[];
	/** Emails and domains that HubSpot has no record for, and entries that can't be read as a record. */
	notFound: string[];
	/** IDs of the contacts that were created for this item. */
	createdContacts: string[];
}

/**
 * Reads and finds all records to associate with a meeting.
 *
 * @param lookUp other look-ups. They run at the same time, and must succeed before a contact is created
 * @throws InputError when a record or a type can't be read, or when one was not found and the options say to fail
 */
export async function readLinks(
	item: Item,
	input: MeetingInput,
	options: NotFoundOptions,
	lookUp?: () => Promise<void>,
): Promise<Links> {
	// Read first, so that an error is thrown before any contact is created.
	const given = jsonLinks(input.associations);
	const before = lookUp?.();
	const how = { ...options, before };
	const fields = Object.entries(input.links).filter(([, value]) => hasEntries(value));
	// Starts all look-ups together, so that fields and rows share requests.
	const looked = [
		...fields.map(async ([key, value]) => await linksOfField(item, key, value, how)),
		...(input.rows ?? []).map(async (row) => await linksOfRow(item, row, how)),
	];
	await allOf<unknown>([...(before ? [before] : []), ...looked]);
	const found = await Promise.all(looked);
	const notFound = found.flatMap((each) => each.notFound);
	refuseNotFound(notFound, 'Associations', options);
	const links = [...found.flatMap((each) => each.links), ...given];
	const createdContacts = [...new Set(found.flatMap((each) => each.createdContacts))];
	return { links: merge(links), notFound, createdContacts };
}

/**
 * Like `readLinks`, for a change that may need the current record.
 *
 * @returns `look` reads and finds the records, once. `alongside` does so while the current record is read. It skips
 * this if contacts could be created, because the change may still turn out to be impossible.
 */
export function linksOfChange(
	item: Item,
	input: MeetingInput,
	options: NotFoundOptions,
	lookUp: () => Promise<void>,
) {
	let links: Promise<Links> | undefined;
	const look = async () => await (links ??= readLinks(item, input, options, lookUp));
	return {
		look,
		alongside: async <T>(record: Promise<T>): Promise<T> => {
			await allOf<unknown>([record, ...(options.notFound === 'create' ? [] : [look()])]);
			return await record;
		},
	};
}

async function linksOfField(
	item: Item,
	key: string,
	value: unknown,
	options: NotFoundOptions,
): Promise<Links> {
	const type = resolveObjectType(key);
	const { ids, ...others } = await findRecords(item, type, value, capitalized(key), options);
	return { links: ids.map((id) => ({ type, id })), ...others };
}

async function linksOfRow(
	item: Item,
	row: AssociationRow,
	options: NotFoundOptions,
): Promise<Links> {
	const type = resolveObjectType(row.objectType);
	const [{ ids, ...others }, types] = await Promise.all([
		someRecords(item, type, row.records, options),
		readTypes(item, { by: 'default', ...row }, { from: 'meetings', to: inAssociations(type) }),
	]);
	return { links: ids.map((id) => ({ type, id, types })), ...others };
}

/** Lists what was not found for the output: owners and records. Also adds a hint for each of them. */
export function listMissing(
	item: Item,
	{ unassigned = [] }: MeetingInput,
	records: string[],
): string[] {
	for (const owner of unassigned) item.hint('unassigned', owner);
	return [...unassigned, ...listNotFound(item, records)];
}

/** Merges links to the same record and their types. HubSpot adds the default type to any other type by itself. */
export function merge(links: Link[]): Link[] {
	const byRecord = new Map<string, Link>();
	for (const link of links) {
		const key = `${link.type?.typeId ?? link.type?.name.toLowerCase() ?? JSON.stringify(link.types)} ${link.id}`;
		const before = byRecord.get(key);
		const types = [...(before?.types ?? []), ...(link.types ?? [])];
		const each = [...new Map(types.map((type) => [specName(type), type])).values()];
		byRecord.set(key, { ...link, ...(each.length > 0 && { types: each }) });
	}
	return [...byRecord.values()];
}

/** An entry in HubSpot's API format. `toObjectType` is our addition, for types that don't imply the object type. */
interface JsonEntry {
	to?: IDataObject;
	types?: AssociationSpec[];
	toObjectType?: string;
}

/** Reads associations in HubSpot's API format. */
function jsonLinks(given: unknown): Link[] {
	if (isEmpty(given)) return [];
	const entries = typeof given === 'string' ? parseJson(given) : given;
	if (!Array.isArray(entries)) throw notHubSpotsForm();
	return entries.map((entry: unknown) => {
		const { to, types, toObjectType } = (isRecord(entry) ? entry : {}) as JsonEntry;
		if (!Array.isArray(types) || types.length === 0) throw notHubSpotsForm();
		const id = toId(to?.id, 'Associations');
		const known = findDefaultAssociation(types[0]?.associationTypeId ?? '');
		const name = toObjectType ?? (known?.from === 'meetings' ? known.to : undefined);
		return { id, types, type: name === undefined ? undefined : resolveObjectType(name) };
	});
}

function notHubSpotsForm(): InputError {
	return new InputError(
		'Associations',
		"are not in HubSpot's API format",
		`Enter a list such as ${ASSOCIATIONS_EXAMPLE}.`,
	);
}

/** The associations of a new meeting in HubSpot's API format. */
export async function toAssociations(item: Item, links: Link[]): Promise<AssociationInput[]> {
	return await Promise.all(
		links.map(async ({ type, id, types }) => ({
			to: { id },
			types: types ?? (type ? [await defaultType(item, type)] : []),
		})),
	);
}

/** The default association type to an object type. Types that are not built in are looked up once per run. */
async function defaultType(item: Item, type: ObjectType): Promise<AssociationSpec> {
	const known = defaultAssociation('meetings', type.name);
	if (known) return known;
	const labels = await associationLabels(item, 'meetings', inAssociations(type));
	const unlabelled = labels.find(({ label }) => label === null);
	if (!unlabelled) {
		throw new InputError(
			'Associations',
			`meetings and ${type.displayName} have no default association type in this account`,
			'Choose a label, or enter a type ID.',
		);
	}
	return { associationCategory: unlabelled.category, associationTypeId: unlabelled.typeId };
}

/**
 * Associates an existing meeting with records. Its other associations stay.
 *
 * @param replaceLabels whether to remove labels of these records that are not in `types`
 * @throws the first error. If it is a HubSpot error, its message also lists the records that were associated
 */
export async function associate(
	item: Item,
	meetingId: string,
	links: Link[],
	replaceLabels = false,
): Promise<void> {
	const outcomes = await Promise.allSettled(
		links.map(async (link) => await associateOne(item, meetingId, link, replaceLabels)),
	);
	const refused = outcomes.find(({ status }) => status === 'rejected');
	if (refused?.status !== 'rejected') return;
	const done = links.filter((_, place) => outcomes[place].status === 'fulfilled');
	const error: unknown = refused.reason;
	if (done.length === 0 || !(error instanceof HubSpotApiError)) throw error;
	const names = list(done.map(({ type, id }) => recordWords(type?.name ?? 'record', id)));
	const message = `${error.failure.message}. Already associated: ${names}`;
	throw new HubSpotApiError({ ...error.failure, message }, error.outcomeUnknown);
}

/**
 * The object type of a link. Only a create request does not need it.
 *
 * @throws InputError for an association in HubSpot's API format whose object type is unknown
 */
export function typeOf({ type, id }: Link): ObjectType {
	if (type) return type;
	throw new InputError(
		'Associations (JSON)',
		`the object type of record ${id} can't be determined from its association type`,
		'Add it to the entry as "toObjectType", such as contacts.',
	);
}

async function associateOne(
	item: Item,
	meetingId: string,
	{ id, types, ...link }: Link,
	replaceLabels: boolean,
): Promise<void> {
	const type = typeOf({ id, ...link });
	const sides = { from: 'meetings', to: inAssociations(type) };
	const pair = { from: meetingId, to: id };
	if (types || replaceLabels) {
		const all = types ?? [await defaultType(item, type)];
		await addTypes(item, sides, { ...pair, types: all }, replaceLabels);
	} else {
		await item.batch(associateByDefault(sides), pair);
	}
}
