import type { INodeProperties, JsonObject } from 'n8n-workflow';

import { readRecords } from '../../../api/records';
import { upsertRecords } from '../../../api/upsert';
import { checkDepth } from '../../../common/input';
import { CREATE_UNIQUE } from '../../../hubspot/meetingProperties';
import * as Prop from '../../../hubspot/propertyNames';
import { toUniqueValue } from '../../../hubspot/values/ids';
import { choice } from '../../../shared/fields/choice';
import { simplifyField } from '../../../shared/fields/output';
import { unlessNotFound } from '../../../transport/apiError';
import type { Item } from '../../../transport/item';
import { explain } from '../../../transport/nodeErrors';
import type { OperationOption } from '../../../transport/operation';
import { notFound, ownDomains } from '../../fields/associations';
import { newMeetingFields } from '../../fields/newMeeting';
import { optionsField } from '../../fields/options';
import { clearProperties } from '../../fields/propertyFields';
import { show } from '../../fields/show';
import { dataToSend, mappingOptions, valueOptions, whenMapping } from '../../fields/valuesToSend';
import { columnOfProperty, flat } from '../../input/columns';
import type { WhenNotFound } from '../../input/findRecords';
import { associate, linksOfChange, listMissing, typeOf, type Link } from '../../input/links';
import { mapsAutomatically, readMeetingInput, type ValueOptions } from '../../input/meetingInput';
import { timesFor, toProperties } from '../../input/meetingProperties';
import { outputFor } from '../../input/output';
import { readIdProperty } from '../../input/reading';
import { needsPresentTimes, scheduleChange, scheduleNew } from '../../input/schedule';
import { uploadAttachments } from '../../input/uploads';
import { writeRepaired } from '../../input/writeRepaired';

const idProperty: INodeProperties = choice('idProperty', {
	of: 'Find By Property',
	from: 'getUniqueProperties',
	description:
		"The property by which HubSpot finds the meeting. Its values must be unique, which HubSpot's own properties don't support: create a property in HubSpot's settings for meeting properties and require unique values",
	required: true,
});

const idValue: INodeProperties = {
	displayName: 'Value to Find',
	name: 'idValue',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. bk-1001',
	description:
		'The value of that property. Updates the meeting with this value, or creates one if there is none.',
};

const byField = show({ dataToSend: ['defineBelow'] }, [
	idValue,
	...newMeetingFields,
	clearProperties,
]);

const idColumn: INodeProperties = {
	displayName: 'Value Column',
	name: 'idColumn',
	type: 'string',
	default: '',
	displayOptions: whenMapping,
	description:
		"The key of the item that contains the value to find. Defaults to the property's name.",
};

export const option: OperationOption = {
	name: 'Create or Update',
	value: 'upsert',
	action: 'Create or update meeting',
	description: 'Create a new record, or update the current one if it already exists (upsert)',
	request: { method: 'POST', url: '/objects/meetings/batch/upsert' },
};

export const description = show({ resource: ['meeting'], operation: ['upsert'] }, [
	idProperty,
	dataToSend,
	...byField,
	simplifyField,
	optionsField([...valueOptions, ...mappingOptions, notFound, ownDomains, idColumn]),
]);

/**
 * Updates the meeting that has a unique value, or creates it (POST /crm/v3/objects/meetings/batch/upsert; HubSpot has no
 * upsert for a single record). The request takes no associations, so they are added afterwards.
 */
export async function operate(item: Item): Promise<JsonObject[]> {
	const options = item.field<ValueOptions>('options', {});
	const by = readIdProperty(
		item.field<unknown>('idProperty', ''),
		`Choose a property whose values are unique. If there is none, ${CREATE_UNIQUE}.`,
	);
	const id = await readValue(item, by, options);
	// An item can leave out times that an earlier item wrote, so items with the same value run one after the other.
	return await item.runExclusive(
		`upsert ${by} ${id.toLowerCase()}`,
		async () => await upsert(item, by, id, options),
	);
}

async function upsert(
	item: Item,
	by: string,
	id: string,
	options: ValueOptions,
): Promise<JsonObject[]> {
	const input = await readMeetingInput(item, options);
	const { properties, lookUp } = await toProperties(item, input, options);
	const { look, alongside } = linksOfChange(item, input, options, lookUp);
	const times = { duration: input.duration, zone: timesFor(item, options).zone };
	const needsPresent = needsPresentTimes(properties, input.duration);
	const { meeting, written, links, missing, createdContacts } = await item.change(
		`meeting ${by} ${id.toLowerCase()}`,
		needsPresent ? async () => await alongside(readTimes(item, by, id)) : undefined,
		async (present) => {
			if (present || !needsPresent) scheduleChange(properties, times, present);
			else scheduleNew(properties, times);
			const { links: found, notFound, createdContacts: made } = await look();
			// Throws before anything is written.
			found.forEach(typeOf);
			// HubSpot takes the value from the `id` of the input. It is only sent as a property if there is no other one.
			properties[by] ??= id;
			if (properties[by] === id && Object.keys(properties).length > 1) delete properties[by];
			const { orSay } = await uploadAttachments(item, input, properties);
			const { result: record } = await writeRepaired({ properties }, async (content) =>
				item.batch(upsertRecords('meetings', by), { id, properties: content.properties }),
			).catch(orSay);
			return {
				meeting: record,
				written: properties,
				links: found,
				missing: notFound,
				createdContacts: made,
			};
		},
	);
	if (meeting.new) item.created.push(meeting.id);
	const { notFound: unknown = [], associationsFailed } = await link(
		item,
		meeting.id,
		links,
		options.notFound,
	);
	const toOutput = outputFor(item, { ...written, [by]: id });
	const notFound = listMissing(item, input, [...missing, ...unknown]);
	const sameKeyAsItem = await firstWith(item, meeting.id, id);
	return [toOutput(meeting, { notFound, createdContacts, sameKeyAsItem, associationsFailed })];
}

/**
 * The index of the first item of the run that wrote the same meeting, or undefined if this is the first. A later item
 * changed what the first one wrote.
 */
async function firstWith(item: Item, meetingId: string, key: string): Promise<number | undefined> {
	const firsts = await item.once('upserted', async () => new Map<string, number>());
	const first = firsts.get(meetingId) ?? item.index;
	firsts.set(meetingId, first);
	if (first === item.index) return undefined;
	item.hint('sameKey', key);
	return first;
}

async function readValue(
	item: Item,
	by: string,
	{ idColumn: column }: ValueOptions,
): Promise<string> {
	if (!mapsAutomatically(item))
		return toUniqueValue(item.field<unknown>('idValue', ''), 'Value to Find');
	const row = flat(item.json);
	const named = column?.trim() || by;
	const key = (await columnOfProperty(item, row, named)) ?? named;
	const value = row[key];
	checkDepth(value, key);
	return toUniqueValue(value, key);
}

/** Reads the current times of the meeting, in one batch with other items. Undefined if it does not exist. */
async function readTimes(item: Item, by: string, id: string) {
	const endpoint = readRecords('meetings', {
		properties: [Prop.START, Prop.END, by],
		idProperty: by,
	});
	return await unlessNotFound(item.batch(endpoint, id));
}

/** Adds the associations after the meeting was written. An error is added to the output instead of failing the item. */
async function link(
	item: Item,
	id: string,
	links: Link[],
	whenNotFound?: WhenNotFound,
): Promise<{ notFound?: string[]; associationsFailed?: string }> {
	const linked = writeRepaired(
		{ links },
		async (content) => await associate(item, id, content.links),
		{ notFound: whenNotFound },
	);
	return await linked.catch((error: unknown) => ({
		associationsFailed: explain(error, item.account.token).message,
	}));
}
