import { InputError, isEmpty, ownOf, quote, textOf, wholeText } from '../../common/input';
import { meetingProperty, type ValueKind } from '../meetingProperties';
import * as Prop from '../propertyNames';
import type { PropertyDefinition, PropertyOption } from '../types';
import { DEFAULT_OUTCOMES, findOption, matchOption } from './enumerations';
import { plainToHtml } from './html';
import { toIdList, toTexts } from './ids';
import { asHtml } from './markup';
import { ownerEntries, ownerText, parseOwnerRef, type OwnerRef } from './recordRefs';
import type { TimeReading } from './timeOptions';
import { toDate, toInstant } from './times';

/** The value that clears a property in HubSpot. */
export const CLEAR = '';

/** The facts about a property that are needed to convert its values. */
export interface ValueType {
	/** Display name, for messages. */
	field: string;
	kind: ValueKind;
	/** Options of an enumeration. Without them, any value is accepted. */
	options?: readonly PropertyOption[];
	/** Whether a date or time may be in any year. */
	anyYear?: boolean;
}

export interface ValueContext extends TimeReading {
	/** The format of text for an HTML property. The default is plain. */
	textFormat?: 'detect' | 'plain' | 'html';
	/** The id of an owner by email address or name, if owners were looked up before. */
	ownerIdOf?: (named: string) => string | undefined;
}

/** The system properties that searches can filter by. */
const SYSTEM: Partial<Record<string, ValueKind>> = {
	[Prop.CREATED]: 'datetime',
	[Prop.MODIFIED]: 'datetime',
	[Prop.ID]: 'number',
};

/**
 * How to read values of a property that every account has; undefined for any other property.
 *
 * @param values values of the property; for the outcome, the default options are included only if all of these are among
 * them
 */
export function documentedType(name: string, values: readonly unknown[]): ValueType | undefined {
	const known = meetingProperty(name);
	const kind = known?.kind ?? ownOf(SYSTEM, name);
	if (kind === undefined) return undefined;
	const areDefault =
		name === Prop.OUTCOME &&
		values.every((value) => findOption(String(value), DEFAULT_OUTCOMES) !== undefined);
	return {
		field: known?.displayName ?? name,
		kind,
		options: areDefault ? DEFAULT_OUTCOMES : undefined,
	};
}

/** How to read values of a property, according to the account's definition. */
export function valueTypeOf(definition: PropertyDefinition): ValueType {
	const known = meetingProperty(definition.name);
	return {
		field: known ? known.displayName : definition.label || definition.name,
		kind: known?.kind ?? kindOf(definition),
		anyYear: !known,
		...(definition.options?.length &&
			!definition.externalOptions && { options: definition.options }),
	};
}

function kindOf({ type, fieldType, referencedObjectType, name }: PropertyDefinition): ValueKind {
	const isMultiple = type === 'enumeration' && fieldType === 'checkbox';
	if (referencedObjectType === 'OWNER' || name === Prop.OWNER) {
		return isMultiple ? 'owners' : 'owner';
	}
	if (type === 'enumeration') return isMultiple ? 'multiEnumeration' : 'enumeration';
	if (type === 'bool' || type === 'date' || type === 'datetime' || type === 'number') return type;
	return fieldType === 'html' ? 'html' : 'text';
}

/**
 * Converts a value to HubSpot's format, which is always text. Undefined for an empty value, which means "don't change". To
 * clear a property, the caller must use `CLEAR`.
 *
 * @throws InputError for a value that is invalid or ambiguous
 */
export function toPropertyValue(
	value: unknown,
	valueType: ValueType,
	context: ValueContext,
): string | undefined {
	if (isEmpty(value)) return undefined;
	const { field, options, anyYear } = valueType;
	switch (valueType.kind) {
		case 'datetime':
			return toInstant(value, { ...context, field, anyYear });
		case 'date':
			return toDate(value, { ...context, field, anyYear });
		case 'bool':
			return toBool(value, valueType);
		case 'number':
			return toNumber(value, field);
		case 'owner':
			return toOwner(value, field, context);
		case 'owners': {
			const ids = ownerEntries(value, field).map((entry) => toOwner(entry, field, context));
			return [...new Set(ids)].join(';');
		}
		case 'idList':
			return toIdList(value, field).join(';');
		case 'enumeration': {
			const text = toText(value, field);
			if (options && isValueOf(text, options)) return text;
			return options ? matchOption(text, options, field) : text.trim();
		}
		case 'multiEnumeration':
			return toOptions(value, valueType).join(';');
		case 'html': {
			const text = toText(value, field);
			if (context.textFormat === 'html') return text;
			return (context.textFormat === 'detect' ? asHtml(text) : undefined) ?? plainToHtml(text);
		}
		case 'url':
			return toText(value, field).trim();
		case 'text':
			return toText(value, field);
	}
}

/**
 * Text, a number or a boolean as text, and a date as ISO 8601.
 *
 * @throws InputError for lists and other objects, because there are several ways to write them as text
 */
function toText(value: unknown, field: string): string {
	if (typeof value === 'object' && value !== null) {
		if (typeof value.valueOf() === 'number') {
			return toInstant(value, { zone: 'UTC', field }) ?? '';
		}
		throw new InputError(
			field,
			`${Array.isArray(value) ? 'a list' : 'an object'} cannot be written as text`,
			'Choose one value from it, or join it in an expression, for example with .join(", ").',
		);
	}
	return wholeText(String(value), field);
}

function toOptions(value: unknown, { field, options }: ValueType): string[] {
	// A single option can contain the characters that separate a list.
	if (typeof value === 'string' && options && findOption(value, options) !== undefined) {
		return [matchOption(value, options, field)];
	}
	// HubSpot's format: values separated by semicolons. A value may contain commas.
	const held = typeof value === 'string' ? value.split(';').filter(Boolean) : [];
	if (options && held.length > 0 && held.every((one) => isValueOf(one, options))) {
		return [...new Set(held)];
	}
	const entries = toTexts(value).map((entry) => toText(entry, field).trim());
	return [
		...new Set(options ? entries.map((entry) => matchOption(entry, options, field)) : entries),
	];
}

const isValueOf = (text: string, options: readonly PropertyOption[]) =>
	options.some(({ value }) => value === text);

const TRUE = ['true', 'yes', 'y', '1', 'on'];
const FALSE = ['false', 'no', 'n', '0', 'off'];

/** Whether a switch is on. An expression may return it as text. */
export const isOn = (value: unknown): boolean => TRUE.includes(textOf(value).toLowerCase());

function toBool(value: unknown, { field, options }: ValueType): string {
	const text = toText(value, field).trim();
	const label = options ? findOption(text, options) : undefined;
	if (label !== undefined) return label;
	if (TRUE.includes(text.toLowerCase())) return 'true';
	if (FALSE.includes(text.toLowerCase())) return 'false';
	throw new InputError(field, `${quote(value)} is neither true nor false`, 'Use true or false.');
}

/** A longer number is a mistake: HubSpot keeps about sixteen digits. */
const LONGEST_NUMBER = 100;

function toNumber(value: unknown, field: string): string {
	const text = toText(value, field).trim();
	const isNumber = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i.test(text);
	if (isNumber && text.length <= LONGEST_NUMBER && Number.isFinite(Number(text))) {
		return text.replace(/^\+/, '');
	}
	throw new InputError(
		field,
		`${quote(value)} is not a number`,
		/\d,\d/.test(text)
			? 'Use a decimal point and no thousands separators, such as 1234.5.'
			: 'Use digits, such as 1234.5.',
	);
}

function toOwner(value: unknown, field: string, { ownerIdOf }: ValueContext): string {
	const ref = parseOwnerRef(value, field);
	if (ref.kind === 'id') return ref.id;
	return ownerIdOf?.(ownerText(ref)) ?? noOwner(ref, field);
}

/**
 * Throws the error for an owner that the account doesn't have.
 *
 * @throws InputError
 */
export function noOwner(ref: OwnerRef, field: string, activeOnly = false): never {
	const owner = activeOnly ? 'active owner' : 'owner';
	throw new InputError(
		field,
		ref.kind === 'name'
			? `${quote(ref.name)} is not an ${owner} of this account`
			: `HubSpot has no ${owner} with the ${ref.kind === 'id' ? `ID ${ref.id}` : `email address ${ref.email}`}`,
		"Check it, or enter the owner's ID or email address.",
	);
}
