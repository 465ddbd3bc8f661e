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

/** What the user gave for one meeting, nothing converted yet. Names are HubSpot's. */
export interface MeetingInput {
	/** Values by property name; an empty one counts as not given. */
	values: Record<string, unknown>;
	/** Properties to empty. */
	clear: string[];
	/** Minutes instead of the end. */
	duration?: unknown;
	/** Records by object type: ids, addresses, emails, domains. */
	links: Record<string, unknown>;
	/** Rows of the Associations field. */
	rows?: AssociationRow[];
	/** Associations in HubSpot's own form: JSON text or a list. */
	associations?: unknown;
	/** Binary fields whose files are to be uploaded and attached. */
	files?: string[];
	/** Whom properties name as owners, and who is nobody of the account; where that is no reason to fail. */
	unassigned?: string[];
}

/** The options of create, update and upsert. */
export interface ValueOptions extends NotFoundOptions {
	textFormat?: 'detect' | 'plain' | 'html';
	/** What to do with a text that HubSpot takes no more of. */
	textTooLong?: 'cut' | 'fail';
	dateOrder?: unknown;
	timeZone?: string;
	ownerNotFound?: unknown;
	/** What the contacts bring along, at Create. */
	alsoAssociate?: unknown;
	blankValues?: 'leave' | 'clear';
	unknownKeys?: 'fail' | 'ignore';
	/** The column that holds the record's id when mapping automatically. */
	idColumn?: string;
	existingText?: 'replace' | 'append' | 'prepend';
}

/**
 * Whether the values are the item's own keys.
 *
 * @throws InputError when an AI agent calls: what it gives goes into fields, and its item is not a row of the user's
 */
export function mapsAutomatically(item: Item): boolean {
	const maps = item.field<string>('dataToSend', 'defineBelow') === 'autoMapInputData';
	if (!maps || !item.isToolCall) return maps;
	throw new InputError(
		'Values to Send',
		"'Map Automatically' has no item to take values from when an AI agent calls the node",
		"Choose 'Set Each Field' and let the model fill the fields.",
	);
}

/** Reads the values from wherever 'Values to Send' says. */
export async function readMeetingInput(item: Item, options: ValueOptions): Promise<MeetingInput> {
	return mapsAutomatically(item) ? await fromItem(item, options) : fromFields(item);
}

interface CustomProperties {
	property?: Array<{ name: string; value: unknown }>;
}

/** Fields are at the top or in a collection, by their property's name. */
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

/** Associated ids by type: simplified as lists, in HubSpot's own form as `results`. */
const idsByType = (associations: Record<string, unknown>) =>
	Object.fromEntries(
		Object.entries(associations).map(([type, list]) => [
			type,
			isRecord(list) && Array.isArray(list.results) ? list.results : list,
		]),
	);

/** Whether a list is what 'Add Record Details' added to a meeting: the records that it is associated with, by name. */
function isAdded(records: unknown, associated: unknown): boolean {
	if (!Array.isArray(records) || !Array.isArray(associated)) return false;
	const ids = associated.map((entry: unknown) => (isRecord(entry) ? entry.id : entry));
	return records.every((record) => isRecord(record) && ids.includes(record.id));
}

/** Whether a key of the item says something that can be read. */
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
		// Says how the times are meant (`timesFor`).
		if (column === 'isAllDay') continue;
		// What 'Add Owner Details' added, not a column of the user's.
		if (column === 'owner' && isRecord(value)) continue;
		// Of n8n's combined binary mode.
		if (isFile(value)) continue;
		if (isRecord(row.associations) && isAdded(value, idsByType(row.associations)[column])) continue;
		// A row that ends with a separator.
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
				// HubSpot adds these to every answer, so nobody gave them.
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

/** How many of the unknown columns a message lists. */
const LISTED = 20;

/** The columns of an item, by what they mean. */
class Columns {
	readonly unknown: string[] = [];
	private readonly byMeaning = new Map<string, string>();

	has(meaning: string): boolean {
		return this.byMeaning.has(meaning);
	}

	/** Refuses a second column for the same. */
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
