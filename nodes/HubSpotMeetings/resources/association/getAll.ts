import type { INodeProperties, JsonObject } from 'n8n-workflow';

import { associatedRecords, associationLabels } from '../../../api/associations';
import type { Sides } from '../../../api/pairs';
import { readRecords } from '../../../api/records';
import type { Associated } from '../../../hubspot/answers';
import { isSameType, specName } from '../../../hubspot/associationTypes';
import { inAssociations, type ObjectType } from '../../../hubspot/objectTypes';
import type { AssociationSpec, HubSpotObject } from '../../../hubspot/types';
import { findLabel } from '../../../hubspot/values/associationLabels';
import { isOn } from '../../../hubspot/values/conversion';
import { toNames } from '../../../hubspot/values/ids';
import { simplify } from '../../../hubspot/values/simplify';
import { choices } from '../../../shared/fields/choice';
import { simplifyField } from '../../../shared/fields/output';
import { unlessNotFound } from '../../../transport/apiError';
import type { Item } from '../../../transport/item';
import { MAX_RESULTS, type OperationOption } from '../../../transport/operation';
import { labelsOf } from '../../fields/associationType';
import { meetingId } from '../../fields/meetingId';
import { objectType } from '../../fields/objectType';
import { optionsField } from '../../fields/options';
import { outputFields, returnAllFields } from '../../fields/readOptions';
import { show } from '../../fields/show';
import { byLabels } from '../../input/associationTypes';
import { readObjectType } from '../../input/findRecords';
import { readLimit, readMeetingId, refuseTooMany } from '../../input/reading';

interface Options {
	labels?: unknown;
	recordProperties?: unknown;
}

const recordProperties: INodeProperties = choices('recordProperties', {
	of: 'Property',
	from: 'getRecordProperties',
	loadOptionsDependsOn: ['objectType'],
	hint: 'Properties of the associated records to return. Takes one more request per 100 records. By default none.',
});

const onlyLabels: INodeProperties = {
	...labelsOf('objectType'),
	displayName: 'Only Label Names or IDs',
	hint: 'Only records that have one of these labels on the meeting',
};

export const option: OperationOption = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many associated records',
	description: 'Retrieve the records associated with a meeting, and their labels',
	request: { method: 'POST', url: '/associations/meetings/{toObjectType}/batch/read' },
};

export const description = show({ resource: ['association'], operation: ['getAll'] }, [
	meetingId,
	objectType,
	...returnAllFields,
	simplifyField,
	optionsField([onlyLabels, outputFields, recordProperties]),
]);

/**
 * Lists the records of one type that a meeting is associated with, in the order of their IDs and with their labels. One
 * request reads a thousand meetings.
 */
export async function operate(item: Item): Promise<JsonObject[]> {
	const options = item.field<Options>('options', {});
	const meeting = readMeetingId(item);
	const type = readObjectType(item);
	const limit = readLimit(item);
	const wanted = Math.min(limit, MAX_RESULTS + 1);
	const sides = { from: 'meetings', to: inAssociations(type) };
	// Refuses an option that was added but is empty: ignoring it would return more than intended.
	const only =
		'labels' in options ? await byLabels(item, options.labels, sides, 'Only Labels') : undefined;
	const all = await associatedRecords(
		item,
		sides.from,
		meeting,
		sides.to,
		only ? undefined : wanted,
	);
	if (all.length === 0) await refuseUnknown(item, meeting);
	const found = all.filter((one) => !only || hasOneOf(one, only)).slice(0, wanted);
	if (only && found.length === 0) await refuseUnknownLabels(item, only, sides);
	refuseTooMany(found.length, MAX_RESULTS);
	const records = await readThem(item, type, found, options);
	return found.map((one, place) => output(item, type, one, records[place]));
}

const hasOneOf = ({ associationTypes }: Associated, types: AssociationSpec[]) =>
	associationTypes.some((held) => types.some((type) => isSameType(held, type)));

/**
 * Throws if the meeting does not exist. HubSpot's response is the same as for a meeting without associations, so the
 * meeting itself is read.
 */
async function refuseUnknown(item: Item, id: string): Promise<void> {
	await item.batch(readRecords('meetings', { properties: [] }), id);
}

/** @throws InputError for a label of another object type, which would return nothing without an error */
async function refuseUnknownLabels(item: Item, only: AssociationSpec[], sides: Sides) {
	const labels = await associationLabels(item, sides.from, sides.to);
	const unknown = only.find((type) => !labels.some((held) => isSameType(held, type)));
	if (unknown) findLabel(specName(unknown), labels, { ...sides, field: 'Only Labels' });
}

async function readThem(
	item: Item,
	type: ObjectType,
	found: Associated[],
	options: Options,
): Promise<Array<HubSpotObject | undefined>> {
	const properties = toNames(options.recordProperties);
	if (properties.length === 0) return [];
	const endpoint = readRecords(type.typeId ?? type.name, { properties });
	return await Promise.all(
		found.map(
			async ({ toObjectId }) => await unlessNotFound(item.batch(endpoint, String(toObjectId))),
		),
	);
}

function output(
	item: Item,
	type: ObjectType,
	{ toObjectId, associationTypes }: Associated,
	record: HubSpotObject | undefined,
): JsonObject {
	const id = String(toObjectId);
	if (!isOn(item.field('simplify', true))) {
		return { toObjectId: id, associationTypes, ...(record && { record }) } as unknown as JsonObject;
	}
	const labels = associationTypes.flatMap(({ label }) => label ?? []);
	const properties = record && simplify(record, { order: [] });
	const more = { objectType: type.name, labels, associationTypes };
	return { id, ...properties, ...more } as unknown as JsonObject;
}
