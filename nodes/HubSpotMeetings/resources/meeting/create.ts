import type { JsonObject } from 'n8n-workflow';

import { createRecords } from '../../../api/records';
import { simplifyField } from '../../../shared/fields/output';
import type { Item } from '../../../transport/item';
import type { OperationOption } from '../../../transport/operation';
import { alsoAssociate, notFound, ownDomains } from '../../fields/associations';
import { newMeetingFields } from '../../fields/newMeeting';
import { optionsField } from '../../fields/options';
import { show } from '../../fields/show';
import { dataToSend, mappingOptions, valueOptions } from '../../fields/valuesToSend';
import { bringAlong, listAlong } from '../../input/alsoAssociate';
import { listMissing, readLinks, toAssociations } from '../../input/links';
import { readMeetingInput, type ValueOptions } from '../../input/meetingInput';
import { toProperties, timesFor } from '../../input/meetingProperties';
import { outputFor } from '../../input/output';
import { scheduleNew } from '../../input/schedule';
import { uploadAttachments } from '../../input/uploads';
import { writeRepaired } from '../../input/writeRepaired';

const byField = show({ dataToSend: ['defineBelow'] }, newMeetingFields);

export const option: OperationOption = {
	name: 'Create',
	value: 'create',
	action: 'Create meeting',
	description: 'Log a meeting on records. Sends no invitation and changes no calendar.',
	builderHint: {
		propertyHint: 'To invite people, use schedule, or book of schedulingPage.',
	},
	request: { method: 'POST', url: '/objects/meetings' },
};

export const description = show({ resource: ['meeting'], operation: ['create'] }, [
	dataToSend,
	...byField,
	simplifyField,
	optionsField([...valueOptions, ...mappingOptions, alsoAssociate, notFound, ownDomains]),
]);

/** Logs a meeting (POST /crm/v3/objects/meetings in HubSpot's guide). Up to a hundred items share one batch. */
export async function operate(item: Item): Promise<JsonObject[]> {
	const options = item.field<ValueOptions>('options', {});
	// A new meeting has nothing to clear.
	const given = { ...(await readMeetingInput(item, options)), clear: [] };
	const { properties, lookUp } = await toProperties(item, given, options);
	scheduleNew(properties, { duration: given.duration, zone: timesFor(item, options).zone });
	const looked = await readLinks(item, given, options, lookUp);
	const { links, notFound: missing, createdContacts } = looked;
	const along = await bringAlong(item, links, options.alsoAssociate);
	const { orSay } = await uploadAttachments(item, given, properties);
	const { result: meeting, notFound: unknown } = await writeRepaired(
		{ properties, links: [...links, ...along] },
		async (content) =>
			await item.batch(createRecords('meetings'), {
				properties: content.properties,
				associations: await toAssociations(item, content.links),
			}),
		options,
	).catch(orSay);
	item.created.push(meeting.id);
	const alsoAssociated = listAlong(along);
	const notFound = listMissing(item, given, [...missing, ...unknown]);
	return [outputFor(item, properties)(meeting, { notFound, createdContacts, alsoAssociated })];
}
