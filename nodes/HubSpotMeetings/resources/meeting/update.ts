import type { IDataObject, INodeProperties, JsonObject } from 'n8n-workflow';

import { readRecords, updateRecords } from '../../../api/records';
import { checkDepth, InputError, oneOf } from '../../../common/input';
import { LIMITS } from '../../../hubspot/limits';
import { meetingProperty } from '../../../hubspot/meetingProperties';
import { resolveObjectType } from '../../../hubspot/objectTypes';
import * as Prop from '../../../hubspot/propertyNames';
import type { HubSpotObject } from '../../../hubspot/types';
import { appendHtml, prependHtml } from '../../../hubspot/values/html';
import { toId, toUniqueValue } from '../../../hubspot/values/ids';
import { simplifyField } from '../../../shared/fields/output';
import { reworded } from '../../../transport/apiError';
import type { Item } from '../../../transport/item';
import type { OperationOption } from '../../../transport/operation';
import {
	associations,
	associationsJson,
	linkFields,
	notFound,
	ownDomains,
} from '../../fields/associations';
import { idProperty, meetingId } from '../../fields/meetingId';
import { optionsField } from '../../fields/options';
import {
	clearProperties,
	customProperties,
	duration,
	otherPropertyFields,
} from '../../fields/propertyFields';
import { show } from '../../fields/show';
import { dataToSend, mappingOptions, valueOptions, whenMapping } from '../../fields/valuesToSend';
import { columnNamed, columnOfProperty, flat } from '../../input/columns';
import { withMeeting } from '../../input/findMeeting';
import { associate, linksOfChange, listMissing, typeOf } from '../../input/links';
import {
	mapsAutomatically,
	readMeetingInput,
	type MeetingInput,
	type ValueOptions,
} from '../../input/meetingInput';
import { toProperties, timesFor } from '../../input/meetingProperties';
import { outputFor } from '../../input/output';
import { optionalIdProperty, readMeetingId } from '../../input/reading';
import { needsPresentTimes, scheduleChange } from '../../input/schedule';
import { withinLength } from '../../input/textLength';
import { uploadAttachments } from '../../input/uploads';
import { writeRepaired } from '../../input/writeRepaired';

interface UpdateOptions extends ValueOptions {
	idProperty?: unknown;
}

const existingText: INodeProperties = {
	displayName: 'Existing Text',
	name: 'existingText',
	type: 'options',
	options: [
		{
			name: 'Add Above',
			value: 'prepend',
			description: 'Add the new text above the current text',
		},
		{
			name: 'Add Below',
			value: 'append',
			description: 'Add the new text below the current text',
		},
		{
			name: 'Replace',
			value: 'replace',
			description: 'Replace the current text',
		},
	],
	default: 'replace',
	description: 'What to do with the current Description and Internal Notes',
};

const ID_COLUMN = 'id';

const idColumn: INodeProperties = {
	displayName: 'ID Column',
	name: 'idColumn',
	type: 'string',
	default: ID_COLUMN,
	displayOptions: whenMapping,
	description:
		"The key of the item that contains the meeting ID. If the item has no such key, the node uses hs_object_id or Record ID, as in HubSpot's exports.",
};

const byField = show({ dataToSend: ['defineBelow'] }, [
	meetingId,
	{
		displayName: 'Update Fields',
		name: 'updateFields',
		type: 'collection',
		placeholder: 'Add field',
		default: {},
		options: otherPropertyFields([], [associationsJson, customProperties, duration]),
	},
	clearProperties,
	...linkFields,
	associations,
]);

export const option: OperationOption = {
	name: 'Update',
	value: 'update',
	action: 'Update meeting',
	description:
		'Change a logged meeting, for example its time, outcome or notes. Sends no invitation, and is not known to change calendars or notify guests.',
	request: { method: 'PATCH', url: '/objects/meetings/{meetingId}' },
};

export const description = show({ resource: ['meeting'], operation: ['update'] }, [
	dataToSend,
	...byField,
	simplifyField,
	optionsField([
		...valueOptions,
		...mappingOptions,
		notFound,
		ownDomains,
		existingText,
		idColumn,
		idProperty,
	]),
]);

/** The current properties that an update may need. Always requested together, so that all items share a batch. */
const PRESENT = { properties: [Prop.START, Prop.END, Prop.BODY, Prop.NOTES] };

const TEXTS = [Prop.BODY, Prop.NOTES];

/** Changes only what the user gave (PATCH /crm/v3/objects/meetings/{meetingId} in HubSpot's guide). */
export async function operate(item: Item): Promise<JsonObject[]> {
	const options = item.field<UpdateOptions>('options', {});
	const by = optionalIdProperty(options);
	const { id: given, ...fromKey } = await readId(item, options, by);
	const named = { id: given, by };
	return await withMeeting(
		item,
		named,
		// The new text and times can depend on the current ones, so changes of the same meeting run one after the other.
		async (id, unique) =>
			await item.runExclusive(
				`update ${unique} ${id}`,
				async () => await update(item, id, { ...options, ...fromKey }, unique),
			),
	);
}

async function update(
	item: Item,
	id: string,
	options: UpdateOptions,
	by?: string,
): Promise<JsonObject[]> {
	const input = await readMeetingInput(item, options);
	const { properties, lookUp } = await toProperties(item, input, options);
	const { look, alongside } = linksOfChange(item, input, options, lookUp);
	const change: Change = { properties, input, options, by };
	const { meeting, written, links, missing, createdContacts } = await item.change(
		`meeting ${by} ${id}`,
		needsPresent(change)
			? async () => {
					const endpoint = readRecords('meetings', { ...PRESENT, idProperty: by });
					return await alongside(item.batch(endpoint, id));
				}
			: undefined,
		async (present) => {
			complete(item, change, present);
			const { links: found, notFound, createdContacts: made } = await look();
			// Throws before anything is written.
			found.forEach(typeOf);
			if (Object.keys(properties).length === 0 && found.length === 0) {
				throw new InputError(
					'Update Fields',
					'there is nothing to change',
					'Add a field, clear a property, or associate a record.',
				);
			}
			const { orSay } = await uploadAttachments(item, input, properties);
			const record = await write(item, id, properties, by).catch(orSay);
			return {
				meeting: record,
				written: properties,
				links: found,
				missing: notFound,
				createdContacts: made,
			};
		},
	);
	const { notFound: unknown } = await writeRepaired(
		{ links },
		async (content) => await associate(item, meeting.id, content.links),
		options,
	).catch((error: unknown) => {
		throw Object.keys(written).length > 0 ? afterTheWrite(error) : error;
	});
	const notFound = listMissing(item, input, [...missing, ...unknown]);
	return [outputFor(item, written)(meeting, { notFound, createdContacts })];
}

/** Adds to an error that the meeting itself was already updated, so that the user knows. */
function afterTheWrite(error: unknown): unknown {
	return reworded(error, (message) => `${message}. The meeting itself was updated`);
}

/**
 * The column that identifies the meeting: the one in 'ID Column', or else the property to find by, or else one of the
 * usual names of the ID.
 */
async function idColumnOf(
	item: Item,
	row: IDataObject,
	{ idColumn: named }: UpdateOptions,
	by?: string,
) {
	const column = named?.trim() || by;
	return column === undefined || column === ID_COLUMN
		? (columnNamed(row, [ID_COLUMN, Prop.ID, 'Record ID']) ?? ID_COLUMN)
		: ((await columnOfProperty(item, row, column)) ?? column);
}

/** Reads the meeting's ID from its field or from the item. Also returns the key of the item that holds it. */
async function readId(item: Item, options: UpdateOptions, by?: string) {
	if (!mapsAutomatically(item)) return { id: readMeetingId(item, by) };
	const row = flat(item.json);
	const key = await idColumnOf(item, row, options, by);
	const value = row[key];
	const field = `Key '${key}' of the item`;
	checkDepth(value, field);
	const id = by ? toUniqueValue(value, field) : toId(value, field, resolveObjectType('meetings'));
	return { id, idColumn: key };
}

interface Change {
	properties: Record<string, string>;
	input: MeetingInput;
	options: UpdateOptions;
	by?: string;
}

const modeOf = (options: UpdateOptions) =>
	oneOf(
		'existingText' in options ? options.existingText : 'replace',
		['append', 'prepend', 'replace'],
		existingText.displayName,
	);

/** The names of the text properties whose new text is added to the current text. */
const addedTexts = ({ properties, options }: Change) =>
	modeOf(options) === 'replace' ? [] : TEXTS.filter((name) => properties[name]);

/** Whether the new times or texts depend on the current meeting. It is only read if they do. */
const needsPresent = (change: Change) =>
	addedTexts(change).length > 0 || needsPresentTimes(change.properties, change.input.duration);

/** Completes the times and texts with those of the current meeting. */
function complete(item: Item, change: Change, present?: HubSpotObject) {
	const { properties, input, options } = change;
	scheduleChange(
		properties,
		{ duration: input.duration, zone: timesFor(item, options).zone },
		present,
	);
	const join = modeOf(options) === 'append' ? appendHtml : prependHtml;
	for (const name of addedTexts(change)) {
		const before = present?.properties[name];
		const field = meetingProperty(name)?.displayName ?? name;
		const room = LIMITS.textCharacters - join(before, 'x').length + 1;
		const added = withinLength(item, { field, kind: 'html' }, properties[name], options, room);
		properties[name] = join(before, added);
	}
}

/** Updates the meeting. If only associations are added, reads it for the output instead. */
async function write(
	item: Item,
	id: string,
	properties: Record<string, string>,
	by?: string,
): Promise<HubSpotObject> {
	if (Object.keys(properties).length === 0) {
		const idBy = by && { idProperty: by };
		return await item.batch(readRecords('meetings', { properties: [], ...idBy }), id);
	}
	const { result } = await writeRepaired({ properties }, async (content) =>
		item.batch(updateRecords('meetings', by), { id, properties: content.properties }),
	);
	return result;
}
