import { definitionOf } from '../../api/properties';
import { allOf } from '../../common/allOf';
import { dictionary, InputError, isEmpty, oneOf, quote, textOf } from '../../common/input';
import { isReadOnlyProperty } from '../../hubspot/meetingProperties';
import {
	CLEAR,
	documentedType,
	isOn,
	toPropertyValue,
	type ValueContext,
	type ValueType,
	valueTypeOf,
} from '../../hubspot/values/conversion';
import { DATE_ORDERS, type TimeReading } from '../../hubspot/values/timeOptions';
import type { Item } from '../../transport/item';
import { readAttachments } from './attachments';
import type { MeetingInput, ValueOptions } from './meetingInput';
import { withinLength } from './textLength';
import { readOwners } from './owners';

/**
 * How to read ambiguous times. Times without a zone are in the zone of the option 'Time Zone', or else in the workflow's.
 * The option 'Date Order' decides about dates that can mean two days. If the item is an all-day event, midnight means the
 * day.
 */
export function timesFor(item: Item, options: ValueOptions): TimeReading {
	const chosen = textOf(options.timeZone);
	const order = 'dateOrder' in options ? options.dateOrder : 'refuse';
	return {
		zone: chosen || item.workflowZone,
		zoneIsChosen: chosen !== '',
		dateOrder: oneOf(order, DATE_ORDERS, 'Date Order'),
		allDay: isOn(item.json.isAllDay),
	};
}

/** No internal name of a property is longer: HubSpot's settings accept 100 characters (a guess). */
const LONGEST_NAME = 200;

/**
 * Values in HubSpot's format, by property name. Empty values are left out. A property to clear has an empty string as its
 * value.
 */
export interface Values {
	/** Values of the properties that HubSpot documents, except owners. They are converted without a request. */
	properties: Record<string, string>;
	/**
	 * Adds the values of owner properties and of the account's own properties, which need look-ups.
	 *
	 * @throws InputError when a value is ambiguous or can't be read
	 */
	lookUp: () => Promise<void>;
}

/**
 * Converts the values to HubSpot's format.
 *
 * @throws InputError when a value is ambiguous or can't be read
 */
export async function toProperties(
	item: Item,
	input: MeetingInput,
	options: ValueOptions,
): Promise<Values> {
	const properties = dictionary<string>();
	const times = timesFor(item, options);
	const { textFormat = 'detect' } = options;
	const put = (name: string, value: unknown, valueType: ValueType) => {
		const context: ValueContext = { ...times, textFormat };
		const converted = toPropertyValue(value, valueType, context);
		if (converted !== undefined)
			properties[name] = withinLength(item, valueType, converted, options);
	};
	const lookUps = new Map<string, () => Promise<void>>();
	for (const [name, value] of Object.entries(input.values)) {
		if (isEmpty(value)) continue;
		if (isReadOnlyProperty(name)) {
			throw new InputError(name, 'HubSpot sets this property itself', 'Remove it from the values.');
		}
		// Options of the account are not looked up here. If HubSpot refuses an option, its error lists them, and
		// `writeRepaired` corrects the value. This saves a request for accounts with HubSpot's default options.
		const known = documentedType(name, [value]);
		if (known?.kind === 'idList') {
			const { ids, names } = await readAttachments(item, value, known.field);
			properties[name] = ids.join(';');
			input.files = names;
		} else if (known && known.kind !== 'owner' && known.kind !== 'owners') put(name, value, known);
		else {
			lookUps.set(name, async () => {
				const valueType = known ?? (await accountType(item, name));
				if (valueType.kind !== 'owner' && valueType.kind !== 'owners') {
					put(name, value, valueType);
					return;
				}
				const { ids, unassigned } = await readOwners(item, value, valueType, options.ownerNotFound);
				if (ids.length > 0) properties[name] = ids.join(';');
				if (unassigned.length > 0) input.unassigned = [...(input.unassigned ?? []), ...unassigned];
			});
		}
	}
	for (const name of input.clear) {
		if (name.length > LONGEST_NAME) {
			throw new InputError(
				'Clear Properties',
				`${quote(name)} is too long for a property name`,
				'Choose the property, or enter its internal name.',
			);
		}
		if (properties[name] !== undefined || lookUps.has(name)) {
			throw new InputError(
				'Clear Properties',
				`${name} is both cleared and set to a value`,
				'Remove one of the two.',
			);
		}
		properties[name] = CLEAR;
	}
	return {
		properties,
		lookUp: async () => {
			await allOf([...lookUps.values()].map(async (each) => await each()));
		},
	};
}

/** The type of one of the account's own properties, by its definition. The definitions take one request per run. */
async function accountType(item: Item, name: string): Promise<ValueType> {
	const definition = await definitionOf(item, name, 'Custom Properties');
	if (definition.modificationMetadata?.readOnlyValue) {
		throw new InputError(
			definition.label,
			`HubSpot sets ${name} itself`,
			'Remove it from the values.',
		);
	}
	return valueTypeOf(definition);
}
