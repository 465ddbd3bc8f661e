import type { JsonObject } from 'n8n-workflow';

import { archiveRecords } from '../../../api/records';
import type { Item } from '../../../transport/item';
import type { OperationOption } from '../../../transport/operation';
import { meetingId } from '../../fields/meetingId';
import { show } from '../../fields/show';
import { readMeetingId } from '../../input/reading';

export const option: OperationOption = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete meeting',
	description:
		'Move a meeting to the recycling bin. You can restore it there or from the timeline of a record for 90 days.',
	request: { method: 'DELETE', url: '/objects/meetings/{meetingId}' },
};

export const description = show({ resource: ['meeting'], operation: ['delete'] }, [meetingId]);

/** Moves a meeting to the recycling bin: DELETE /crm/v3/objects/meetings/{meetingId} of HubSpot's guide. */
export async function operate(item: Item): Promise<JsonObject[]> {
	const id = await item.batch(archiveRecords('meetings'), readMeetingId(item));
	return [{ deleted: true, id }];
}
