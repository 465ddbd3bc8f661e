import type { JsonObject } from 'n8n-workflow';

import { listRecords } from '../../../request/calls/lists';
import type { Item } from '../../../request/item';
import { MOST_RESULTS } from '../../../request/operation';
import { optionsField } from '../fields/options';
import { archived, readingOptions, returnAllFields, simplifyField } from '../fields/reading';
import { show } from '../fields/show';
import { readMost, refuseTooMany } from '../values/most';
import { ownersOf } from '../values/owners';
import { readReading, withEveryType } from '../values/reading';
import { shaper } from '../values/shape';

export const description = show({ resource: ['meeting'], operation: ['getAll'] }, [
	...returnAllFields,
	simplifyField,
	optionsField([...readingOptions, archived]),
]);

/** Lists meetings by id: GET /crm/v3/objects/meetings of HubSpot's guide, a hundred a page. */
export async function operate(item: Item): Promise<JsonObject[]> {
	const options = readReading(item);
	const most = readMost(item);
	const meetings = await listRecords(item, 'meetings', options, Math.min(most, MOST_RESULTS + 1));
	refuseTooMany(meetings.length, MOST_RESULTS);
	const added = await ownersOf(item, meetings, options);
	const shaped = shaper(item);
	return meetings.map((meeting) =>
		shaped(withEveryType(meeting, options.associations), added(meeting)),
	);
}
