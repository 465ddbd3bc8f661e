import type { JsonObject } from 'n8n-workflow';

import { archiveRecords } from '../../../request/calls/records';
import type { Item } from '../../../request/item';
import { meetingId } from '../fields/meetingId';
import { show } from '../fields/show';
import { readMeetingId } from '../values/reading';

export const description = show({ resource: ['meeting'], operation: ['delete'] }, [meetingId]);

/** Moves a meeting to the recycling bin: DELETE /crm/v3/objects/meetings/{meetingId} of HubSpot's guide. */
export async function operate(item: Item): Promise<JsonObject[]> {
	const id = await item.gather(archiveRecords('meetings'), readMeetingId(item));
	return [{ deleted: true, id }];
}
