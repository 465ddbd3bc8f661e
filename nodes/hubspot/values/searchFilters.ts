import { InputError, isEmpty, isRecord, quote, textOf, wholeText } from '../../common/input';
import { toPropertyValue, type ValueContext, type ValueType } from './conversion';
import { matchOption } from './enumerations';
import { asArray, toId, toTexts } from './ids';
import { familyOf, findOperator, operatorNames, type FilterOperator } from './operators';
import type { TimeOptions } from './timeOptions';
import { toMidnightUtc, toSpan, type Span } from './times';

/** A filter in the format of HubSpot's search. */
export interface SearchFilter {
	propertyName: string;
	operator: FilterOperator;
	value?: string;
	highValue?: string;
	values?: string[];
}

/** Filters that must all match. If there are several groups, one of them must match. */
export interface SearchGroup {
	filters: SearchFilter[];
}

/** A filter as the user entered it, not checked yet. */
export interface FilterInput {
	propertyName?: unknown;
	operator?: unknown;
	value?: unknown;
	highValue?: unknown;
	values?: unknown;
}

/** A filter with the number of operands that its operator requires. The operands are not converted yet. */
export interface ReadFilter {
	propertyName: string;
	/** Identifies the filter in messages. */
	where: string;
	operator: NonNullable<ReturnType<typeof findOperator>>;
	operands: unknown[];
}

/**
 * Checks the property, operator and operands of a filter. An empty filter is never ignored, because a search that returns
 * too many records is worse than one that fails.
 *
 * @param place identifies the filter, such as "filter 2 of group 1"
 * @throws InputError if the filter is not complete, or its operands don't fit the operator
 */
export function readFilter(given: FilterInput, place: string): ReadFilter {
	const propertyName = textOf(given.propertyName);
	if (propertyName === '') {
		throw new InputError(
			'Filters',
			`${place} has no property`,
			'Choose one, or remove the filter.',
		);
	}
	const where = `Filter on ${propertyName}`;
	const operator = findOperator(String(given.operator ?? ''));
	if (!operator) {
		throw new InputError(
			where,
			isEmpty(given.operator)
				? 'has no operator'
				: `${quote(given.operator)} is not an operator of HubSpot's search`,
			'Use one such as EQ, NEQ, GTE, BETWEEN, IN, CONTAINS_TOKEN or HAS_PROPERTY.',
		);
	}
	return { propertyName, where, operator, operands: operandsOf(given, operator, where) };
}

function operandsOf(
	{ value, highValue, values }: FilterInput,
	{ takes, name, value: operator }: ReadFilter['operator'],
	where: string,
): unknown[] {
	const misfit = (what: string, wayOut: string) => new InputError(where, what, wayOut);
	const title = `'${name}' (${operator})`;
	if (takes === 'nothing') {
		if (isEmpty(value) && isEmpty(values) && isEmpty(highValue)) return [];
		throw misfit(`${title} does not accept a value`, 'Remove the value, or use another operator.');
	}
	if (takes === 'list') {
		if (isEmpty(values) && !isEmpty(value) && !Array.isArray(value)) {
			throw misfit(`${title} requires a list`, 'Enter it in "values", such as ["a", "b"].');
		}
		return readList(isEmpty(values) ? value : values, where, empty);
	}
	if (!isEmpty(values) || Array.isArray(value)) {
		throw misfit(
			`${title} accepts one value, but a list was given`,
			"Use 'Is Any Of' (IN), or choose one value from the list.",
		);
	}
	if (isEmpty(value)) throw empty(where);
	if (takes === 'range') {
		if (!isEmpty(highValue)) return [value, highValue];
		throw misfit(
			`${title} has no upper bound`,
			"Enter 'High Value' (highValue), or use 'Is Greater Than or Equal To' (GTE).",
		);
	}
	if (isEmpty(highValue)) return [value];
	throw misfit(
		`${title} accepts one value, but an upper bound was given`,
		"Use 'Is Between' (BETWEEN), or remove it.",
	);
}

/**
 * The entries of a filter's list.
 *
 * @param nothing creates the error for an empty list
 * @throws InputError for an empty list, and for an empty entry: without it, NOT_IN would find more records, and IN not the
 * intended ones
 */
export function readList(value: unknown, where: string, nothing = emptyFilter): unknown[] {
	const gaps =
		asArray(value)?.some(isEmpty) ??
		(typeof value === 'string' && /(?:^|[,;])\s*(?:$|[,;])/.test(value));
	const list = toTexts(value);
	if (list.length === 0) throw nothing(where);
	if (gaps) {
		throw new InputError(
			where,
			'a value in its list is empty',
			'Check the expression, or remove the empty value.',
		);
	}
	return list;
}

/** The error for a filter that the user added, but whose value is empty. */
export function emptyFilter(field: string): InputError {
	return new InputError(
		field,
		'is empty, so it would not filter anything',
		'Check the expression, or remove the filter.',
	);
}

function empty(where: string): InputError {
	return new InputError(
		where,
		'its value is empty, so it would not filter anything',
		"Check the expression, or use 'Is Known' or 'Is Unknown'.",
	);
}

/**
 * Converts a filter to HubSpot's format: times as epoch milliseconds, a date without a time as the whole day, options as
 * their values, and texts for IN in lower case (as HubSpot's search guide requires).
 *
 * @throws InputError if the operator doesn't work with the property, or a value is invalid or ambiguous
 */
export function toFilter(
	{ propertyName, where, operator, operands }: ReadFilter,
	valueType: ValueType,
	context: ValueContext,
): SearchFilter {
	const family = familyOf(valueType.kind);
	const isWord = operator.value.endsWith('CONTAINS_TOKEN');
	if (operator.notFor.includes(family)) {
		throw new InputError(
			where,
			`'${operator.name}' (${operator.value}) does not work with a property of this type`,
			`Use one of: ${operatorNames(family).join(', ')}.`,
		);
	}
	const named = { ...valueType, field: where };
	if (valueType.kind === 'datetime' && operator.takes !== 'nothing') {
		const times = { ...context, field: where, anyYear: valueType.anyYear };
		return timeFilter({ propertyName, where, operator, operands }, times);
	}
	const texts = operands.map((operand) =>
		isWord ? plainText(operand, where) : toFilterValue(operand, named, context),
	);
	if (operator.takes === 'list') {
		const values = [
			...new Set(family === 'text' ? texts.map((text) => text.toLowerCase()) : texts),
		];
		return { propertyName, operator: operator.value, values };
	}
	const [value, highValue] = texts;
	if (highValue !== undefined && family !== 'text')
		checkRange(Number(value), Number(highValue), where);
	return {
		propertyName,
		operator: operator.value,
		value,
		highValue,
	};
}

/**
 * Converts a filter on a time. A date without a time means the whole day, so EQ becomes BETWEEN the first and the last
 * millisecond of the day. HubSpot counts that as one filter.
 */
function timeFilter(
	{ propertyName, where, operator: { value: operator, name }, operands }: ReadFilter,
	options: TimeOptions,
): SearchFilter {
	const spans = operands.map((operand) => filterSpan(operand, options));
	const [{ first, last, isDay }, high] = spans;
	const filter = { propertyName, operator };
	const title = `'${name}' (${operator})`;
	switch (operator) {
		case 'IN':
		case 'NOT_IN':
			if (!spans.some((span) => span.isDay)) {
				return { ...filter, values: [...new Set(spans.map((span) => String(span.first)))] };
			}
			throw new InputError(
				where,
				`${title} compares with points in time, but a date without a time is a whole day`,
				operator === 'IN'
					? "Use 'Is Between' (BETWEEN) for days in a row, or a filter group with 'Is Equal To' (EQ) for each day."
					: outsideOf,
			);
		case 'BETWEEN':
			checkRange(first, high.last, where);
			return { ...filter, value: String(first), highValue: String(high.last) };
		case 'EQ':
			return isDay
				? { propertyName, operator: 'BETWEEN', value: String(first), highValue: String(last) }
				: { ...filter, value: String(first) };
		case 'NEQ':
			if (!isDay) return { ...filter, value: String(first) };
			throw new InputError(
				where,
				`${title} compares with a point in time, but a date without a time is a whole day`,
				outsideOf,
			);
		default:
			return { ...filter, value: String(operator === 'GT' || operator === 'LTE' ? last : first) };
	}
}

const outsideOf =
	"Use two filter groups, one with 'Is Less Than or Before' (LT) and one with 'Is Greater Than or After' (GT) that day.";

function checkRange(low: number, high: number, where: string): void {
	if (low > high) throw emptyRange(where, 'its upper bound is below the lower one');
}

/** The error for two bounds that no value can be between. */
export function emptyRange(where: string, what: string): InputError {
	return new InputError(where, `${what}, so nothing can match`, 'Swap the two values.');
}

/** The times that a filter value covers. A value such as a calendar's `{ dateTime: null }` counts as empty. */
function filterSpan(value: unknown, options: TimeOptions): Span {
	const span = toSpan(value, options);
	if (span) return span;
	throw emptyFilter(options.field);
}

/**
 * A time to filter from or before, in epoch milliseconds. For a date without a time, it is the start of the day.
 *
 * @throws InputError for an invalid value, and for an object without a time
 */
export const filterTime = (value: unknown, options: TimeOptions): number =>
	filterSpan(value, options).first;

function toFilterValue(value: unknown, valueType: ValueType, context: ValueContext): string {
	const { field, options, anyYear } = valueType;
	switch (valueType.kind) {
		case 'date': {
			const midnight = toMidnightUtc(value, { ...context, field, anyYear });
			if (midnight === undefined) throw emptyFilter(field);
			return String(Date.parse(midnight));
		}
		case 'idList':
			return toId(value, field);
		case 'multiEnumeration': {
			const text = plainText(value, field);
			return options ? matchOption(text, options, field) : text;
		}
		case 'html':
		case 'text':
		case 'url':
			return plainText(value, field);
		default:
			return toPropertyValue(value, valueType, context) ?? '';
	}
}

/** @throws InputError for a list or an object, because it would find nothing as text */
export function plainText(value: unknown, field: string): string {
	if (!isRecord(value) && !Array.isArray(value)) return wholeText(textOf(value), field);
	throw new InputError(field, `${quote(value)} is not a single value`, 'Choose one value from it.');
}

/**
 * Groups that match what both arguments match: every group of one, combined with every group of the other. An empty array
 * of groups matches everything.
 */
export function bothOf(a: readonly SearchGroup[], b: readonly SearchGroup[]): SearchGroup[] {
	if (a.length === 0 || b.length === 0) return [...a, ...b];
	return a.flatMap((left) => b.map((right) => ({ filters: [...left.filters, ...right.filters] })));
}

/**
 * Values to search for in a property that is text in one account and has options in another. HubSpot's search requires
 * lower case for texts, and the exact value for options.
 */
export const inAnyCase = (values: readonly string[]): string[] => [
	...new Set(values.flatMap((value) => [value, value.toUpperCase(), value.toLowerCase()])),
];
