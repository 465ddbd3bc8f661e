import type { JsonObject } from 'n8n-workflow';

import { associatedIds } from '../../../api/associations';
import { readFound, readRecords, type ReadOptions } from '../../../api/records';
import { inAssociations, type ObjectType } from '../../../hubspot/objectTypes';
import type { HubSpotObject } from '../../../hubspot/types';
import { keepProperties } from '../../../hubspot/values/simplify';
import { simplifyField } from '../../../shared/fields/output';
import type { Item } from '../../../transport/item';
import { MAX_RESULTS, type OperationOption } from '../../../transport/operation';
import { objectType } from '../../fields/objectType';
import { optionsField } from '../../fields/options';
import { recordFilters } from '../../fields/quickFilters';
import { readingOptions, returnAllFields } from '../../fields/readOptions';
import { record } from '../../fields/recordChoice';
import { show } from '../../fields/show';
import { timeOptions } from '../../fields/valuesToSend';
import { readObjectType, readRecordId } from '../../input/findRecords';
import { meetingOutput } from '../../input/meetingOutput';
import { timesFor } from '../../input/meetingProperties';
import { LOOKED_AT, newestFirst, readRecordFilters } from '../../input/readRecordFilters';
import { readLimit, readReading, refuseTooMany } from '../../input/reading';

export const option: OperationOption = {
	name: 'Get Many of Record',
	value: 'getAllOfRecord',
	action: 'Get many meetings of record',
	description:
		'Retrieve the meetings of a contact, company, deal, ticket or custom object, newest first',
	request: { method: 'POST', url: '/associations/{objectType}/meetings/batch/read' },
};

export const description = show({ resource: ['meeting'], operation: ['getAllOfRecord'] }, [
	objectType,
	record,
	...returnAllFields,
	recordFilters,
	simplifyField,
	optionsField([...readingOptions, ...timeOptions]),
]);

/**
 * Lists the meetings of a record, newest first. Reads five hundred associations per request, then a hundred meetings per
 * batch. Sorting and filtering need all meetings, so a limit saves no requests.
 */
export async function operate(item: Item): Promise<JsonObject[]> {
	const options = readReading(item);
	const limit = readLimit(item);
	const passes = await readRecordFilters(item, timesFor(item, options));
	const type = readObjectType(item);
	const ids = await meetingsOf(item, type, await readRecordId(item, type));
	refuseTooMany(ids.length, MAX_RESULTS);
	const meetings = newestFirst((await readThem(item, ids, options)).filter(passes)).slice(0, limit);
	return await meetingOutput(item, meetings, options, (meeting) => onlyAsked(meeting, options));
}

/**
 * The IDs of the record's meetings. HubSpot's response is the same for an unknown record and for one without meetings.
 * So if there are none, the record itself is read, which throws if it does not exist.
 */
async function meetingsOf(item: Item, type: ObjectType, id: string): Promise<string[]> {
	const ids = await associatedIds(item, inAssociations(type), id, 'meetings');
	if (ids.length === 0) {
		await item.batch(readRecords(type.name, { properties: [] }), id);
	}
	return ids;
}

/** Reads the meetings. Leaves out meetings that were deleted in the meantime. */
async function readThem(
	item: Item,
	ids: readonly string[],
	options: ReadOptions,
): Promise<HubSpotObject[]> {
	const properties = [...new Set([...options.properties, ...LOOKED_AT])];
	const endpoint = readRecords('meetings', { ...options, properties });
	return await readFound(item, endpoint, ids);
}

/** Removes the properties that only the filters and the sort order needed. */
function onlyAsked(meeting: HubSpotObject, { properties: asked }: ReadOptions): HubSpotObject {
	const extra = LOOKED_AT.filter((name) => !asked.includes(name));
	return keepProperties(meeting, (name) => !extra.includes(name));
}
