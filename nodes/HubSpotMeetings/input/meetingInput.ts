import type { IDataObject } from 'n8n-workflow';

import { definitionsByName } from '../../api/properties';
import { checkDepth, dictionary, InputError, isEmpty, isRecord } from '../../common/input';
import {
	isDroppedWhenMapping,
	MEETING_PROPERTY_NAMES,
	meetingProperty,
} from '../../hubspot/meetingProperties';
import { MAIN_TYPES } from '../../hubspot/objectTypes';
import { toNames } from '../../hubspot/values/ids';
import { propertyOfKey } from '../../hubspot/values/simplify';
import type { Item } from '../../transport/item';
import type { TypeFields } from './associationTypes';

/** One row of the Associations field. */
export interface AssociationRow extends Partial<TypeFields> {
	objectType: string;
	records: unknown;
}

/** What the user gave for one meeting, nothing converted yet. Names are HubSpot's. */
export interface MeetingInput {
	/** Whether the values are the item's own keys. */
	mapped?: boolean;
	/** Values by property name; an empty one counts as not given. */
	values: Record<string, unknown>;
	/** Properties to empty. */
	clear: string[];
	/** Minutes that stand for the end. */
	duration?: unknown;
	/** Records by object type: ids, addresses, emails, domains. */
	links: Record<string, unknown>;
	/** Rows of the Associations field. */
	rows?: AssociationRow[];
	/** Associations in HubSpot's own form: JSON text or a list. */
	associations?: unknown;
}

/** The options of create, update and upsert. */
export interface ValueOptions {
	textFormat?: 'detect' | 'plain' | 'html';
	timeZone?: string;
	notFound?: 'skip' | 'fail';
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

/** Keys of an item that are not properties, but have a meaning. */
const OTHER_KEYS = new Set<string>([...MAIN_TYPES, 'associations', 'duration']);

/** The item's keys. A record in HubSpot's own form, such as the node's raw output, has its properties one level below. */
export const flat = ({ properties, ...others }: IDataObject): IDataObject =>
	isRecord(properties)
		? { ...(properties as IDataObject), ...others }
		: { ...others, ...(properties !== undefined && { properties }) };

/** Associated ids by type: simplified as lists, in HubSpot's own form as `results`. */
const idsByType = (associations: Record<string, unknown>) =>
	Object.fromEntries(
		Object.entries(associations).map(([type, list]) => [
			type,
			isRecord(list) && Array.isArray(list.results) ? list.results : list,
		]),
	);

/** Whether a key of the item says something that can be read. */
function isFilled(value: unknown, column: string): boolean {
	checkDepth(value, `Key '${column}' of the item`);
	return !isEmpty(value);
}

async function fromItem(item: Item, options: ValueOptions): Promise<MeetingInput> {
	const input: MeetingInput = { mapped: true, values: dictionary(), clear: [], links: {} };
	const unknown: string[] = [];
	for (const [column, value] of Object.entries(flat(item.json))) {
		const key = propertyOfKey(column);
		if (key === (options.idColumn || 'id')) continue;
		if (key === column && isDroppedWhenMapping(key)) continue;
		// What 'Add Owner Details' added, not a column of the user's.
		if (key === 'owner' && isRecord(value)) continue;
		if (OTHER_KEYS.has(key)) {
			if (!isFilled(value, column)) continue;
			if (key === 'duration') input.duration = value;
			else if (key !== 'associations') input.links[key] = value;
			else if (isRecord(value)) input.links = { ...idsByType(value), ...input.links };
			else input.associations = value;
			continue;
		}
		// Only what the guide does not document has to be looked up.
		const documented = meetingProperty(key) !== undefined;
		const definition = documented ? undefined : (await definitionsByName(item)).get(key);
		if (!documented && !definition) unknown.push(key);
		else if (definition?.modificationMetadata?.readOnlyValue) continue;
		else if (isFilled(value, column)) input.values[key] = value;
		else if (options.blankValues === 'clear') input.clear.push(key);
	}
	if (unknown.length > 0 && options.unknownKeys !== 'ignore') {
		const one = unknown.length === 1;
		throw new InputError(
			'Map Automatically',
			`${one ? 'the key' : 'the keys'} ${unknown.join(', ')} of the item ${one ? 'is no property' : 'are no properties'} of meetings in this account`,
			`Rename or remove ${one ? 'it' : 'them'} before this node, or set the option 'Unknown Keys' to 'Leave Out'.`,
		);
	}
	return input;
}
