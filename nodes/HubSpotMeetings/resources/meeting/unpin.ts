import type { INodeProperties, JsonObject } from 'n8n-workflow';

import { changePin } from '../../../api/pins';
import { resolveObjectType } from '../../../hubspot/objectTypes';
import { toId } from '../../../hubspot/values/ids';
import type { Item } from '../../../transport/item';
import type { OperationOption } from '../../../transport/operation';
import { pinningType } from '../../fields/objectType';
import { optionsField } from '../../fields/options';
import { record } from '../../fields/recordChoice';
import { show } from '../../fields/show';
import { readPinningType, changeRecord } from '../../input/findRecords';

const onlyMeeting: INodeProperties = {
	displayName: 'Only This Meeting',
	name: 'onlyMeeting',
	type: 'string',
	default: '',
	placeholder: 'e.g. 17612479134',
	description:
		'The ID or URL of a meeting. Any other pinned activity stays pinned. By default, any activity is unpinned.',
};

export const option: OperationOption = {
	name: 'Unpin',
	value: 'unpin',
	action: 'Unpin meeting from record',
	description: 'Unpin the pinned activity of a record, or only a specific meeting',
	request: { method: 'PATCH', url: '/objects/{objectType}/{recordId}' },
};

export const description = show({ resource: ['meeting'], operation: ['unpin'] }, [
	pinningType,
	record,
	optionsField([onlyMeeting]),
]);

const readOnly = (value: unknown) =>
	toId(value, onlyMeeting.displayName, resolveObjectType('meetings'));

/** Unpins the activity that is pinned on a record, by clearing its pin property. A hundred items share one update. */
export async function operate(item: Item): Promise<JsonObject[]> {
	const options = item.field<{ onlyMeeting?: unknown }>('options', {});
	// Refuses an option that was added but is empty: ignoring it would unpin more than intended.
	const only = onlyMeeting.name in options ? readOnly(options.onlyMeeting) : undefined;
	const type = readPinningType(item);
	const isMeant = (pinned: string | null) =>
		pinned !== null && (only === undefined || pinned === only);
	return await changeRecord(
		item,
		type,
		async () => {},
		async (recordId) => {
			const previous = await changePin(item, type.name, recordId, (pinned) =>
				isMeant(pinned) ? null : undefined,
			);
			const unpinned = isMeant(previous);
			return [
				{
					unpinned,
					objectType: type.name,
					recordId,
					previouslyPinned: previous,
					pinned: unpinned ? null : previous,
				},
			];
		},
	);
}
