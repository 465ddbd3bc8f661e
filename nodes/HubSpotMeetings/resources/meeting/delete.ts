import type { JsonObject } from 'n8n-workflow';

import { archiveRecords } from '../../../api/records';
import type { Item } from '../../../transport/item';
import type { OperationOption } from '../../../transport/operation';
import { idProperty, meetingId } from '../../fields/meetingId';
import { optionsField } from '../../fields/options';
import { show } from '../../fields/show';
import { meetingIdOf } from '../../input/findMeeting';
import { optionalIdProperty, readMeetingId } from '../../input/reading';

export const option: OperationOption = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete meeting',
	description:
		'Move a meeting to the recycling bin. You can restore it there or from the timeline of a record for 90 days. Not known to change calendars or notify guests.',
	request: { method: 'DELETE', url: '/objects/meetings/{meetingId}' },
};

export const description = show({ resource: ['meeting'], operation: ['delete'] }, [
	meetingId,
	optionsField([idProperty]),
]);

/** Moves a meeting to the recycling bin (DELETE /crm/v3/objects/meetings/{meetingId} in HubSpot's guide). */
export async function operate(item: Item): Promise<JsonObject[]> {
	const options = item.field<{ idProperty?: unknown }>('options', {});
	const by = optionalIdProperty(options);
	// HubSpot deletes by ID only.
	const id = await meetingIdOf(item, { id: readMeetingId(item, by), by });
	return [{ deleted: true, id: await item.batch(archiveRecords('meetings'), id) }];
}
