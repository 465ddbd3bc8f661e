import { definitionOf } from '../../api/properties';
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
 * How times are read that leave room for it: those without a zone, in the zone of the option or the workflow's; those
 * that can mean two days, as the option says; and midnights of an item that is an event of whole days.
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

/** More characters than the internal name of any property has: HubSpot's settings take 100 (a guess). */
const LONGEST_NAME = 200;

/**
 * The values as HubSpot takes them, by property name. What is empty is left out; what is to be cleared is an empty text.
 *
 * @throws InputError when a value can't be read for sure
 */
export async function toProperties(
	item: Item,
	input: MeetingInput,
	options: ValueOptions,
): Promise<Record<string, string>> {
	const properties = dictionary<string>();
	const times = timesFor(item, options);
	const { textFormat = 'detect' } = options;
	for (const [name, value] of Object.entries(input.values)) {
		if (isEmpty(value)) continue;
		if (isReadOnlyProperty(name)) {
			throw new InputError(name, 'HubSpot sets this property itself', 'Remove it from the values.');
		}
		const context: ValueContext = { ...times, textFormat };
		const valueType = await typeFor(item, name, value);
		if (valueType.kind === 'owner' || valueType.kind === 'owners') {
			const { ids, unassigned } = await readOwners(item, value, valueType, options.ownerNotFound);
			if (ids.length > 0) properties[name] = ids.join(';');
			if (unassigned.length > 0) input.unassigned = [...(input.unassigned ?? []), ...unassigned];
			continue;
		}
		if (valueType.kind === 'idList') {
			const { ids, names } = await readAttachments(item, value, valueType.field);
			properties[name] = ids.join(';');
			input.files = names;
			continue;
		}
		const converted = toPropertyValue(value, valueType, context);
		if (converted === undefined) continue;
		properties[name] = withinLength(item, valueType, converted, options);
	}
	for (const name of input.clear) {
		if (name.length > LONGEST_NAME) {
			throw new InputError(
				'Clear Properties',
				`${quote(name)} is too long for the name of a property`,
				'Choose the property, or enter its internal name.',
			);
		}
		if (properties[name] !== undefined) {
			throw new InputError(
				'Clear Properties',
				`${name} is to be cleared, and has a value to be set as well`,
				'Remove one of the two.',
			);
		}
		properties[name] = CLEAR;
	}
	return properties;
}

/**
 * How a value is converted. If HubSpot refuses an option that is not a default one, its answer names the account's
 * (`writeRepaired`), so that only those who need them pay for a look.
 */
async function typeFor(item: Item, name: string, value: unknown): Promise<ValueType> {
	const documented = documentedType(name, [value]);
	if (documented) return documented;
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
