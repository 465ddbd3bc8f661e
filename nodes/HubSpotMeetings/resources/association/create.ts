import type { INodeProperties, JsonObject } from 'n8n-workflow';

import { inAssociations } from '../../../hubspot/objectTypes';
import { isOn } from '../../../hubspot/values/conversion';
import type { Item } from '../../../transport/item';
import type { OperationOption } from '../../../transport/operation';
import { typeFields } from '../../fields/associationType';
import { alsoAssociate, ownDomains, recordsNotFound } from '../../fields/associations';
import { meetingId } from '../../fields/meetingId';
import { objectType } from '../../fields/objectType';
import { optionsField } from '../../fields/options';
import { records } from '../../fields/recordChoice';
import { show } from '../../fields/show';
import { bringAlong, listAlong } from '../../input/alsoAssociate';
import { readTypes, readTypeFields } from '../../input/associationTypes';
import {
	listNotFound,
	readObjectType,
	readRecordsField,
	type NotFoundOptions,
} from '../../input/findRecords';
import { associate, type Link } from '../../input/links';
import { readMeetingId } from '../../input/reading';
import { writeRepaired } from '../../input/writeRepaired';

interface Options extends NotFoundOptions {
	alsoAssociate?: unknown;
	replaceLabels?: unknown;
}

const replaceLabels: INodeProperties = {
	displayName: 'Replace Other Labels',
	name: 'replaceLabels',
	type: 'boolean',
	default: false,
	description:
		'Whether to remove other labels that the records have on this meeting. By default, labels are only added.',
};

export const option: OperationOption = {
	name: 'Create',
	value: 'create',
	action: 'Associate meeting with records',
	description:
		'Associate a meeting with one or more records, using the default type, labels or a type ID',
	request: {
		method: 'PUT',
		url: '/objects/meetings/{meetingId}/associations/default/{toObjectType}/{toObjectId}',
	},
};

export const description = show({ resource: ['association'], operation: ['create'] }, [
	meetingId,
	objectType,
	records,
	...typeFields('objectType'),
	optionsField([alsoAssociate, ownDomains, recordsNotFound, replaceLabels]),
]);

/**
 * Associates a meeting with records. For a single record with the default type, it sends the PUT request of HubSpot's
 * guide. For many items or records, one request contains up to two thousand pairs.
 */
export async function operate(item: Item): Promise<JsonObject[]> {
	const options = item.field<Options>('options', {});
	const meeting = readMeetingId(item);
	const type = readObjectType(item);
	const [found, types] = await Promise.all([
		readRecordsField(item, type, options),
		readTypes(item, readTypeFields(item), { from: 'meetings', to: inAssociations(type) }),
	]);
	const links = found.ids.map((id): Link => ({ type, id, types }));
	const along = await bringAlong(item, links, options.alsoAssociate);
	const missing = await associateKnown(item, meeting, links, options);
	await associate(item, meeting, along);
	const notFound = [...found.notFound, ...missing];
	const alsoAssociated = listAlong(along);
	return [
		{
			meetingId: meeting,
			objectType: type.name,
			associated: found.ids.filter((id) => !missing.includes(id)),
			...(types && { types: types as unknown as JsonObject[] }),
			...(alsoAssociated && { alsoAssociated }),
			...(notFound.length > 0 && { notFound: listNotFound(item, notFound) }),
			...(found.createdContacts.length > 0 && { createdContacts: found.createdContacts }),
		},
	];
}

/** Associates the records. Returns the IDs that HubSpot does not have, unless the options say to fail. */
async function associateKnown(
	item: Item,
	meeting: string,
	links: Link[],
	{ notFound = 'fail', replaceLabels: given }: Options,
): Promise<string[]> {
	const replace = isOn(given);
	if (notFound === 'fail') {
		await associate(item, meeting, links, replace);
		return [];
	}
	const written = await Promise.all(
		links.map(
			async (link) =>
				await writeRepaired(
					{ links: [link] },
					async (content) => {
						await associate(item, meeting, content.links, replace);
					},
					{ notFound, from: meeting },
				),
		),
	);
	return written.flatMap((each) => each.notFound);
}
