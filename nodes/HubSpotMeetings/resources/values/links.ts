import type { IDataObject } from 'n8n-workflow';

import { defaultAssociation, findDefaultAssociation } from '../../../hubspot/associationTypes';
import { toIdList } from '../../../hubspot/ids';
import { InputError, isEmpty, isRecord, parseJson } from '../../../hubspot/input';
import { resolveObjectType, type ObjectType } from '../../../hubspot/objectTypes';
import { parseRecordRefs, type RecordRef } from '../../../hubspot/recordRefs';
import type { AssociationInput, AssociationSpec } from '../../../hubspot/types';
import {
	associateByDefault,
	associateByTypes,
	associationLabels,
} from '../../../request/calls/associations';
import { findIds } from '../../../request/calls/find';
import type { Item } from '../../../request/item';
import type { AssociationRow, Given } from './given';

/** Records of one type that a meeting is to be associated with; without types by the default one. */
export interface Link {
	type?: ObjectType;
	id: string;
	types?: AssociationSpec[];
}

export interface Links {
	links: Link[];
	/** E-mails and domains that no record has, as they were given. */
	notFound: string[];
}

/**
 * Reads and finds everything that a meeting is to be associated with.
 *
 * @throws InputError when a record can't be read, or was not found and that is to fail the item
 */
export async function readLinks(
	item: Item,
	given: Given,
	whenNotFound: 'skip' | 'fail' = 'skip',
): Promise<Links> {
	const links: Link[] = [];
	const notFound: string[] = [];
	for (const [key, value] of Object.entries(given.links)) {
		if (isEmpty(value)) continue;
		const type = resolveObjectType(key);
		const refs = parseRecordRefs(value, type, key);
		const ids = await findIds(item, refs);
		ids.forEach((id, place) => {
			if (id === undefined) notFound.push(nameOf(refs[place]));
			else links.push({ type, id });
		});
	}
	if (notFound.length > 0 && whenNotFound === 'fail') {
		throw new InputError(
			'Associations',
			`HubSpot has no record for ${notFound.join(', ')}`,
			"Create it first, or set the option 'Records Not Found' to 'Skip and List'.",
		);
	}
	links.push(...(given.rows ?? []).flatMap(linksOfRow), ...jsonLinks(given.associations));
	return { links, notFound };
}

const nameOf = (ref: RecordRef) =>
	ref.kind === 'id' ? ref.id : ref.kind === 'email' ? ref.email : ref.domain;

function linksOfRow({ objectType, records, by, category, typeId }: AssociationRow): Link[] {
	const type = resolveObjectType(objectType);
	const ids = toIdList(records, 'Records', type);
	if (ids.length === 0) {
		throw new InputError(
			'Associations',
			`the ${type.name} have no IDs`,
			'Give at least one record, or remove the association.',
		);
	}
	if (by === 'default') return ids.map((id) => ({ type, id }));
	const associationTypeId = Number(String(typeId ?? '').trim() || Number.NaN);
	if (!Number.isInteger(associationTypeId)) {
		throw new InputError(
			'Type ID',
			'is not the ID of an association type',
			'Give a number such as 200.',
		);
	}
	return ids.map((id) => ({
		type,
		id,
		types: [{ associationCategory: category, associationTypeId }],
	}));
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
	const list = typeof given === 'string' ? parseJson(given) : given;
	if (!Array.isArray(list)) throw notHubSpotsForm();
	return list.map((entry: unknown) => {
		const { to, types, toObjectType } = (isRecord(entry) ? entry : {}) as JsonEntry;
		const id = toIdList(to?.id, 'Associations')[0];
		if (id === undefined || !Array.isArray(types) || types.length === 0) throw notHubSpotsForm();
		const known = findDefaultAssociation(types[0]?.associationTypeId ?? '');
		const name = toObjectType ?? (known?.from === 'meetings' ? known.to : undefined);
		return { id, types, ...(name !== undefined && { type: resolveObjectType(name) }) };
	});
}

function notHubSpotsForm(): InputError {
	return new InputError(
		'Associations',
		"are not in the form of HubSpot's API",
		'Give a list such as [{ "to": { "id": 101 }, "types": [{ "associationCategory": "HUBSPOT_DEFINED", "associationTypeId": 200 }] }].',
	);
}

/** The associations of a meeting that is created, in HubSpot's form. */
export async function toAssociations(item: Item, links: Link[]): Promise<AssociationInput[]> {
	return await Promise.all(
		links.map(async ({ type, id, types }) => ({
			to: { id },
			types: types ?? [await defaultType(item, type)],
		})),
	);
}

/** The default type to an object type: built in for HubSpot's own, looked up once for custom objects. */
async function defaultType(item: Item, type: ObjectType | undefined): Promise<AssociationSpec> {
	const name = type?.name ?? '';
	const known = defaultAssociation('meetings', name);
	if (known) return known;
	const labels = await associationLabels(item, 'meetings', name);
	const unlabelled = labels.find(({ label }) => label === null);
	if (!unlabelled) {
		throw new InputError(
			'Associations',
			`meetings and ${name} have no default association type in this account`,
			'Give the type by its ID.',
		);
	}
	return { associationCategory: unlabelled.category, associationTypeId: unlabelled.typeId };
}

/** Associates a meeting that is there. Adds, and never removes. */
export async function associate(item: Item, meetingId: string, links: Link[]): Promise<void> {
	await Promise.all(
		links.map(async ({ type, id, types }) => {
			if (!type) {
				throw new InputError(
					'Associations (JSON)',
					`the object type of record ${id} can't be told from its association type`,
					'Add it to the entry as "toObjectType", such as contacts.',
				);
			}
			const pair = { from: meetingId, to: id };
			if (types) {
				await item.gather(associateByTypes(item.account, 'meetings', type.name), {
					...pair,
					types,
				});
			} else {
				await item.gather(associateByDefault(item.account, 'meetings', type.name), pair);
			}
		}),
	);
}
