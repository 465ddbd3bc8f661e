import type { JsonObject } from 'n8n-workflow';

import { listRecords } from '../../../api/lists';
import type { HubSpotObject } from '../../../hubspot/types';
import { simplifyField } from '../../../shared/fields/output';
import type { Item } from '../../../transport/item';
import { MAX_RESULTS, type OperationOption } from '../../../transport/operation';
import { asUnshared } from '../../../transport/ownCopy';
import { optionsField } from '../../fields/options';
import { archived, readingOptions, returnAllFields } from '../../fields/readOptions';
import { show } from '../../fields/show';
import { meetingOutput } from '../../input/meetingOutput';
import { outputFor } from '../../input/output';
import {
	readLimit,
	readReading,
	refuseTooMany,
	refuseUnknownTypes,
	withEveryType,
} from '../../input/reading';

export const option: OperationOption = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many meetings',
	description: 'Retrieve a list of meetings, in the order they were created',
	request: { method: 'GET', url: '/objects/meetings' },
};

export const description = show({ resource: ['meeting'], operation: ['getAll'] }, [
	...returnAllFields,
	simplifyField,
	optionsField([...readingOptions, archived]),
]);

/** Lists meetings in the order of their IDs (GET /crm/v3/objects/meetings in HubSpot's guide), a hundred per page. */
export async function operate(item: Item): Promise<JsonObject[]> {
	const options = readReading(item);
	await refuseUnknownTypes(item, options.associations);
	const whole = (meeting: HubSpotObject) => withEveryType(meeting, options.associations);
	const limit = Math.min(readLimit(item), MAX_RESULTS + 1);
	const list = async <R>(each: (meeting: HubSpotObject) => R) => {
		const all = await listRecords(item, 'meetings', options, { limit, each });
		refuseTooMany(all.length, MAX_RESULTS);
		return all;
	};
	if (options.addOwners || options.addRecords.length > 0)
		return await meetingOutput(item, await list(whole), options);
	const toOutput = outputFor(item);
	// Each item reads its own pages.
	return asUnshared(await list((meeting) => toOutput(whole(meeting))));
}
