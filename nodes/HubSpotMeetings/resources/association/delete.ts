import type { INodeProperties, JsonObject } from 'n8n-workflow';

import { removeLink, removeTypes } from '../../../api/dissociate';
import type { Sides } from '../../../api/pairs';
import { oneOf } from '../../../common/input';
import { defaultAssociation, specName } from '../../../hubspot/associationTypes';
import { inAssociations } from '../../../hubspot/objectTypes';
import { unlessNotFound } from '../../../transport/apiError';
import type { Item } from '../../../transport/item';
import type { OperationOption } from '../../../transport/operation';
import { typeFields } from '../../fields/associationType';
import { recordsToRemoveNotFound } from '../../fields/associations';
import { meetingId } from '../../fields/meetingId';
import { objectType } from '../../fields/objectType';
import { optionsField } from '../../fields/options';
import { records } from '../../fields/recordChoice';
import { show } from '../../fields/show';
import { readTypeFields, readTypes } from '../../input/associationTypes';
import {
	listNotFound,
	readObjectType,
	readRecordsField,
	type NotFoundOptions,
} from '../../input/findRecords';
import { readMeetingId } from '../../input/reading';

const [, ...whichType] = typeFields('objectType');

const what: INodeProperties = {
	displayName: 'Remove',
	name: 'by',
	type: 'options',
	options: [
		{
			name: 'Association Type',
			value: 'typeId',
			description:
				'One type by its ID. If it is the type without a label (200 for contacts), HubSpot removes the whole association.',
		},
		{
			name: 'Labels',
			value: 'label',
			description:
				"Only the chosen labels. The records stay associated with the meeting, unless you choose 'No label': then HubSpot removes all labels.",
		},
		{
			name: 'Whole Association',
			value: 'link',
			description: 'All associations between the records and the meeting, including labels',
		},
	],
	default: 'link',
	description: 'What to remove',
};

export const option: OperationOption = {
	name: 'Delete',
	value: 'delete',
	action: 'Remove association of meeting',
	description: 'Remove labels, or the whole association, between a meeting and records',
	request: {
		method: 'DELETE',
		url: '/objects/meetings/{meetingId}/associations/{toObjectType}/{toObjectId}',
	},
};

export const description = show({ resource: ['association'], operation: ['delete'] }, [
	meetingId,
	objectType,
	records,
	what,
	...whichType,
	optionsField([recordsToRemoveNotFound]),
]);

/**
 * Removes associations between a meeting and records. For a single type, it sends the DELETE request of HubSpot's guide.
 * For many pairs, one request contains up to two thousand. HubSpot's batches don't say whether there was anything to
 * remove, so it is not an error if there was nothing.
 */
export async function operate(item: Item): Promise<JsonObject[]> {
	const options = item.field<NotFoundOptions>('options', {});
	const meeting = readMeetingId(item);
	const type = readObjectType(item);
	const sides = { from: 'meetings', to: inAssociations(type) };
	// Refuses an empty or invalid value: using the default instead could remove more than intended.
	const by = oneOf(item.field('by', 'link'), ['link', 'label', 'typeId'], what.displayName);
	const [{ ids, notFound }, types] = await Promise.all([
		readRecordsField(item, type, options),
		by === 'link' ? undefined : typesToRemove(item, sides),
	]);
	await Promise.all(
		ids.map(async (to) => {
			const pair = { from: meeting, to };
			await unlessNotFound<unknown>(
				types
					? item.batch(removeTypes(sides), { ...pair, types })
					: item.batch(removeLink(sides), pair),
			);
		}),
	);
	return [
		{
			deleted: true,
			meetingId: meeting,
			objectType: type.name,
			records: ids,
			removed: types ? types.map(specName) : 'link',
			...(notFound.length > 0 && { notFound: listNotFound(item, notFound) }),
		},
	];
}

/** The types to remove. `readTypes` returns undefined for the default type, so it is filled in here. */
async function typesToRemove(item: Item, sides: Sides) {
	const types = await readTypes(item, readTypeFields(item), sides);
	const known = defaultAssociation(sides.from, sides.to);
	return types ?? (known && [known]);
}
