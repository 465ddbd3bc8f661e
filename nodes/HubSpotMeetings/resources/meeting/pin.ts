import type { JsonObject } from 'n8n-workflow';

import { associateByDefault } from '../../../api/associate';
import { associatedIds } from '../../../api/associations';
import { changePin } from '../../../api/pins';
import { InputError } from '../../../common/input';
import { inAssociations, type ObjectType } from '../../../hubspot/objectTypes';
import { isOn } from '../../../hubspot/values/conversion';
import type { Item } from '../../../transport/item';
import type { OperationOption } from '../../../transport/operation';
import { meetingId } from '../../fields/meetingId';
import { pinningType } from '../../fields/objectType';
import { optionsField } from '../../fields/options';
import { record } from '../../fields/recordChoice';
import { show } from '../../fields/show';
import { readPinningType, changeRecord } from '../../input/findRecords';
import { readMeetingId } from '../../input/reading';

export const option: OperationOption = {
	name: 'Pin',
	value: 'pin',
	action: 'Pin meeting on record',
	description:
		'Pin a meeting to the top of the timeline of a contact, company, deal, ticket or custom object. This replaces the current pin.',
	request: { method: 'PATCH', url: '/objects/{objectType}/{recordId}' },
};

export const description = show({ resource: ['meeting'], operation: ['pin'] }, [
	meetingId,
	pinningType,
	record,
	optionsField([
		{
			displayName: 'Associate First',
			name: 'associateFirst',
			type: 'boolean',
			default: true,
			description:
				'Whether to associate the meeting with the record first if needed. HubSpot only pins associated meetings.',
		},
	]),
]);

/**
 * Pins a meeting to the top of a record's timeline by updating the record, as in HubSpot's guide "Pin an activity on a
 * record". A hundred items take one read, one read of associations, one request to associate and one update.
 */
export async function operate(item: Item): Promise<JsonObject[]> {
	const { associateFirst = true } = item.field<{ associateFirst?: unknown }>('options', {});
	const meeting = readMeetingId(item);
	const type = readPinningType(item);
	return await changeRecord(
		item,
		type,
		async (recordId) =>
			await ensureAssociated(item, { meeting, type, recordId }, isOn(associateFirst)),
		async (recordId, associatedNow) => [
			{
				pinned: true,
				meetingId: meeting,
				objectType: type.name,
				recordId,
				previouslyPinned: await changePin(item, type.name, recordId, () => meeting),
				associatedNow,
			},
		],
	);
}

/**
 * Associates the meeting with the record if needed. HubSpot does not document its response to a pin without an
 * association.
 *
 * @returns whether this item added the association
 */
async function ensureAssociated(
	item: Item,
	{ meeting, type, recordId }: { meeting: string; type: ObjectType; recordId: string },
	associateFirst: boolean,
): Promise<boolean> {
	const to = inAssociations(type);
	// Read once for the whole run and all attempts of Retry On Fail: equal items report the same, batched or one by one, and
	// an association from an earlier attempt counts as added now.
	const there = await item.once(
		`associated before ${meeting} ${to}`,
		async () => await associatedIds(item, 'meetings', meeting, to),
	);
	if (there.includes(recordId)) return false;
	if (!associateFirst) {
		throw new InputError(
			'Meeting',
			`meeting ${meeting} is not associated with the ${type.singular} ${recordId}, or one of them is deleted`,
			"HubSpot pins only associated activities: turn on the option 'Associate First', or check the IDs.",
		);
	}
	const pair = { from: meeting, to: recordId };
	await item.batch(associateByDefault({ from: 'meetings', to }), pair);
	return true;
}
