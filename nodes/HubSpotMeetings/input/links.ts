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

/** A record that a meeting is to be associated with; without types by the default one. */
export interface Link {
	type?: ObjectType;
	id: string;
	types?: AssociationSpec[];
}

export interface Links {
	links: Link[];
	/** What HubSpot does not have: emails and domains, and entries that name nobody, as they were given. */
	notFound: string[];
	/** Ids of contacts that were made for it. */
	createdContacts: string[];
}

/**
 * Reads and finds everything that a meeting is to be associated with.
 *
 * @param lookUp what else has to be looked up: at the same time, and in order before a contact is made
 * @throws InputError when a record or a type can't be read, or was not found and that is to fail the item
 */
export async function readLinks(
	item: Item,
	input: MeetingInput,
	options: NotFoundOptions,
	lookUp?: () => Promise<void>,
): Promise<Links> {
	// Before contacts are made.
	const given = jsonLinks(input.associations);
	const before = lookUp?.();
	const how = { ...options, before };
	const fields = Object.entries(input.links).filter(([, value]) => hasEntries(value));
	// All at once, so that the look-ups of all fields and rows share their requests.
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
 * The same for a change that may have to know the record as it is.
 *
 * @returns `look`, which reads and finds once; and `alongside`, which does so while the record is read. Not where contacts
 * could be made: the change may turn out to be impossible.
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

/** What the output lists as not found, told to the user of the run, too: records, and owners whom nobody was assigned to. */
export function listMissing(
	item: Item,
	{ unassigned = [] }: MeetingInput,
	records: string[],
): string[] {
	for (const owner of unassigned) item.hint('unassigned', owner);
	return [...unassigned, ...listNotFound(item, records)];
}

/** Each record once, with all the types that it was given with; the default type comes with any other by itself. */
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

/** One entry of HubSpot's own form; the object type is ours, for types that don't tell it. */
interface JsonEntry {
	to?: IDataObject;
	types?: AssociationSpec[];
	toObjectType?: string;
}

/** Associations in HubSpot's own form. */
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
		"are not in the format of HubSpot's API",
		`Give a list such as ${ASSOCIATIONS_EXAMPLE}.`,
	);
}

/** The associations of a meeting that is created, in HubSpot's form. */
export async function toAssociations(item: Item, links: Link[]): Promise<AssociationInput[]> {
	return await Promise.all(
		links.map(async ({ type, id, types }) => ({
			to: { id },
			types: types ?? (type ? [await defaultType(item, type)] : []),
		})),
	);
}

/** The default type to an object type: built in for HubSpot's own, looked up once for custom objects. */
async function defaultType(item: Item, type: ObjectType): Promise<AssociationSpec> {
	const known = defaultAssociation('meetings', type.name);
	if (known) return known;
	const labels = await associationLabels(item, 'meetings', inAssociations(type));
	const unlabelled = labels.find(({ label }) => label === null);
	if (!unlabelled) {
		throw new InputError(
			'Associations',
			`meetings and ${type.displayName} have no default association type in this account`,
			'Choose a label, or give the type by its ID.',
		);
	}
	return { associationCategory: unlabelled.category, associationTypeId: unlabelled.typeId };
}

/**
 * Associates a meeting that is there. Adds, and never removes.
 *
 * @param replaceLabels take away the labels that the records have and that are not among the types
 * @throws the first error, which then says what was associated anyway
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
 * The object type, which only a create can do without.
 *
 * @throws InputError for an association in HubSpot's own form that doesn't tell it
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
