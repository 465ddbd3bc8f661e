import type { JsonObject } from 'n8n-workflow';

import { readRecords } from '../../../api/records';
import { simplifyField } from '../../../shared/fields/output';
import type { Item } from '../../../transport/item';
import type { OperationOption } from '../../../transport/operation';
import { idProperty, meetingId } from '../../fields/meetingId';
import { optionsField } from '../../fields/options';
import { archived, readingOptions } from '../../fields/readOptions';
import { show } from '../../fields/show';
import { withMeeting } from '../../input/findMeeting';
import { meetingOutput } from '../../input/meetingOutput';
import { readMeetingId, readReading } from '../../input/reading';

export const option: OperationOption = {
	name: 'Get',
	value: 'get',
	action: 'Get meeting',
	description: 'Retrieve one meeting by its ID or the value of any property',
	request: { method: 'GET', url: '/objects/meetings/{meetingId}' },
};

export const description = show({ resource: ['meeting'], operation: ['get'] }, [
	meetingId,
	simplifyField,
	optionsField([...readingOptions, archived, idProperty]),
]);

/** Reads one meeting (GET /crm/v3/objects/meetings/{meetingId} in HubSpot's guide). A hundred items share one batch. */
export async function operate(item: Item): Promise<JsonObject[]> {
	const options = readReading(item);
	const id = readMeetingId(item, options.idProperty);
	const { idProperty: by, archived: isDeleted } = options;
	const meeting = await withMeeting(
		item,
		{ id, by, archived: isDeleted },
		async (found, unique) =>
			await item.batch(readRecords('meetings', { ...options, idProperty: unique }), found),
	);
	return await meetingOutput(item, [meeting], options);
}
