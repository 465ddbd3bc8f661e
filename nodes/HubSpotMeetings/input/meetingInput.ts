import type { IDataObject } from 'n8n-workflow';

import { checkDepth, dictionary, InputError, isEmpty, isRecord, quote } from '../../common/input';
import { foldName } from '../../common/names';
import {
	MEETING_PROPERTY_NAMES,
	propertyLabel,
	SYSTEM_PROPERTIES,
} from '../../hubspot/meetingProperties';
import { MAIN_TYPES } from '../../hubspot/objectTypes';
import { toNames } from '../../hubspot/values/ids';
import { hasEntries } from '../../hubspot/values/recordRefs';
import { isFile, type Item } from '../../transport/item';
import type { TypeFields } from './associationTypes';
import { columnNamed, flat, meaningOf, nearestTo } from './columns';
import type { NotFoundOptions } from './findRecords';

/** One row of the Associations field. */
export interface AssociationRow extends Partial<TypeFields> {
	objectType: string;
	records: unknown;
}

/** The user's input for one meeting, before conversion. Property names are HubSpot's internal names. */
export interface MeetingInput {
	/** Values by property name. An empty value counts as not given. */
	values: Record<string, unknown>;
	/** Properties to clear. */
	clear: string[];
	/** The duration instead of the end time, in minutes unless it has a unit. */
	duration?: unknown;
	/** Records by object type: IDs, URLs, emails or domains. */
	links: Record<string, unknown>;
	/** Rows of the Associations field. */
	rows?: AssociationRow[];
	/** Associations in HubSpot's API format, as JSON text or a list. */
	associations?: unknown;
	/** Names of the binary fields whose files to upload and attach. */
	files?: string[];
	/** Entries of owner properties that match no owner of the account, if the options say not to fail. */
	unassigned?: string[];
}

/** The options of the operations that write a meeting. */
export interface ValueOptions extends NotFoundOptions {
	textFormat?: 'detect' | 'plain' | 'html';
	/** What to do with a text that exceeds HubSpot's limit. */
	textTooLong?: 'cut' | 'fail';
	dateOrder?: unknown;
	timeZone?: string;
	ownerNotFound?: unknown;
	/** Which records of the contacts to associate as well (Create and Schedule). */
	alsoAssociate?: unknown;
	blankValues?: 'leave' | 'clear';
	unknownKeys?: 'fail' | 'ignore';
	/** The key with the ID of the meeting, or with the value to find it by, when mapping automatically. */
	idColumn?: string;
	existingText?: 'replace' | 'append' | 'prepend';
}

/**
 * Whether the values come from the item's own keys.
 *
 * @throws InputError when an AI agent calls the node. An agent fills the fields, and its item is not a row of user data
 */
export function mapsAutomatically(item: Item): boolean {
	const maps = item.field<string>('dataToSend', 'defineBelow') === 'autoMapInputData';
	if (!maps || !item.isToolCall) return maps;
	throw new InputError(
		'Values to Send',
		"'Map Automatically' has no item to take values from when an AI agent calls the node",
		"Choose 'Set Each Field' and let the model fill in the fields.",
	);
}

/** Reads the values from the fields or from the item, depending on 'Values to Send'. */
export async function readMeetingInput(item: Item, options: ValueOptions): Promise<MeetingInput> {
	return mapsAutomatically(item) ? await fromItem(item, options) : fromFields(item);
}

interface CustomProperties {
	property?: Array<{ name: string; value: unknown }>;
}

/** Reads the fields. Each has the name of its property, at the top level or in a collection. */
function fromFields(item: Item): MeetingInput {
	const more = {
		...item.field<IDataObject>('additionalFields', {}),
		...item.field<IDataObject>('updateFields', {}),
	};
	const values = dictionary<unknown>();
	for (const name of MEETING_PROPERTY_NAMES) {
		values[name] = more[name] ?? item.field<unknown>(name, null);
	}
	const custom = (more.customProperties as CustomProperties | undefined)?.property ?? [];
	for (const { name, value } of custom) {
		if (isEmpty(name)) {
			if (isEmpty(value)) continue;
			throw new InputError('Custom Properties', 'a property has no name', 'Choose the property.');
		}
		values[name.trim()] = value;
	}
	const duration = more.duration ?? item.field<unknown>('duration', null);
	return {
		values,
		clear: toNames(item.field<unknown>('clearProperties', [])),
		duration: Number(duration) === 0 ? undefined : duration,
		links: Object.fromEntries(MAIN_TYPES.map((type) => [type, item.field<unknown>(type, null)])),
		rows: item.field<{ association?: AssociationRow[] }>('associations', {}).association,
		associations: more.associationsJson,
	};
}

/** Associated IDs by object type. Simplified output has plain lists, HubSpot's API format has `results`. */
const idsByType = (associations: Record<string, unknown>) =>
	Object.fromEntries(
		Object.entries(associations).map(([type, list]) => [
			type,
			isRecord(list) && Array.isArray(list.results) ? list.results : list,
		]),
	);

/** Whether 'Add Record Details' added this list to a meeting: all its records are associated with the meeting. */
function isAdded(records: unknown, associated: unknown): boolean {
	if (!Array.isArray(records) || !Array.isArray(associated)) return false;
	const ids = associated.map((entry: unknown) => (isRecord(entry) ? entry.id : entry));
	return records.every((record) => isRecord(record) && ids.includes(record.id));
}

/** Whether a key of the item has a value. Throws an InputError if the value is nested too deeply. */
function isFilled(value: unknown, column: string): boolean {
	checkDepth(value, `Key '${column}' of the item`);
	return !isEmpty(value);
}

async function fromItem(item: Item, options: ValueOptions): Promise<MeetingInput> {
	const input: MeetingInput = { values: dictionary(), clear: [], links: {} };
	const columns = new Columns();
	const row = flat(item.json);
	const isOfHubSpot = 'createdAt' in row && 'updatedAt' in row;
	const idColumn = columnNamed(row, [options.idColumn || 'id']);
	const named: Array<[type: string, column: string]> = [];
	for (const [column, value] of Object.entries(row)) {
		if (column === idColumn) continue;
		// `timesFor` reads it.
		if (column === 'isAllDay') continue;
		// 'Add Owner Details' added it; it is not a column of the user.
		if (column === 'owner' && isRecord(value)) continue;
		// A file in n8n's combined binary mode.
		if (isFile(value)) continue;
		if (isRecord(row.associations) && isAdded(value, idsByType(row.associations)[column])) continue;
		// An unnamed empty column, from rows that end with a separator.
		if (foldName(column) === '' && isEmpty(value)) continue;
		const meaning = await meaningOf(item, column);
		switch (meaning.kind) {
			case 'unknown':
				columns.unknown.push(column);
				break;
			case 'output':
				if (!isOfHubSpot && !isEmpty(value)) item.hint('ownOutput', column.trim());
				break;
			case 'readOnly':
				// HubSpot adds these to every response, so the user did not set them.
				if (!(isOfHubSpot && SYSTEM_PROPERTIES.includes(column)) && !isEmpty(value))
					item.hint('readOnly', column.trim());
				break;
			case 'recordNames':
				named.push([meaning.type, column]);
				break;
			case 'property':
				columns.only(meaning.name, column);
				if (isFilled(value, column)) input.values[meaning.name] = value;
				else if (options.blankValues === 'clear') input.clear.push(meaning.name);
				break;
			case 'records':
				columns.only(meaning.type, column);
				if (isFilled(value, column) || hasEntries(value)) input.links[meaning.type] = value;
				break;
			case 'duration':
				columns.only('duration', column);
				if (isFilled(value, column)) input.duration = value;
				break;
			case 'associations':
				columns.only('associations', column);
				if (!isFilled(value, column)) break;
				if (isRecord(value)) input.links = { ...idsByType(value), ...input.links };
				else input.associations = value;
		}
	}
	for (const [type, column] of named) {
		if (!columns.has(type)) columns.unknown.push(column);
	}
	if (options.unknownKeys !== 'ignore') await columns.refuseUnknown(item);
	return input;
}

/** How many unknown columns an error message lists. */
const LISTED = 20;

/** Keeps track of the meanings of an item's columns. */
class Columns {
	readonly unknown: string[] = [];
	private readonly byMeaning = new Map<string, string>();

	has(meaning: string): boolean {
		return this.byMeaning.has(meaning);
	}

	/** Refuses a second column with the same meaning. */
	only(meaning: string, column: string): void {
		const other = this.byMeaning.get(meaning);
		this.byMeaning.set(meaning, column);
		if (other === undefined) return;
		throw new InputError(
			'Map Automatically',
			`the keys ${quote(other)} and ${quote(column)} of the item both mean ${meaning}`,
			'Remove one of them before this node.',
		);
	}

	async refuseUnknown(item: Item): Promise<void> {
		if (this.unknown.length === 0) return;
		const one = this.unknown.length === 1;
		const shown = this.unknown.slice(0, LISTED);
		const rest = this.unknown.length - shown.length;
		const meant: string[] = [];
		for (const column of shown) {
			const nearest = await nearestTo(item, column);
			if (nearest !== undefined) {
				meant.push(`${propertyLabel(nearest)}${one ? '' : ` by ${quote(column)}`}`);
			}
		}
		throw new InputError(
			'Map Automatically',
			`${one ? 'the key' : 'the keys'} ${shown.map(quote).join(', ')}${rest > 0 ? ` and ${rest} more` : ''} of the item ${one ? 'is not a property' : 'are not properties'} of meetings in this account`,
			`${meant.length > 0 ? `Did you mean ${meant.join(', ')}? ` : ''}Rename or remove ${one ? 'it' : 'them'} before this node, or set the option 'Unknown Keys' to 'Leave Out'.`,
		);
	}
}
