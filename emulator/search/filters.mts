import type { PropertyDefinition } from '../account/definition.mts';
import { isMultiple } from '../account/definition.mts';
import { readInstant } from '../account/instants.mts';
import { invalid } from '../errors.mts';
import { containsTokens } from './tokens.mts';
import type { Filter } from './request.mts';

type Properties = Readonly<Record<string, string>>;

export type Test = (properties: Properties) => boolean;

const NEEDS_VALUES = ['IN', 'NOT_IN'];

const NEEDS_NOTHING = ['HAS_PROPERTY', 'NOT_HAS_PROPERTY'];

const COMPARING = ['LT', 'LTE', 'GT', 'GTE', 'BETWEEN'];

const TOKENS = ['CONTAINS_TOKEN', 'NOT_CONTAINS_TOKEN'];

const isNumeric = ({ type }: PropertyDefinition) =>
	type === 'number' || type === 'date' || type === 'datetime';

/** Throws a 400 if a filter lacks a value that its operator needs, or has one that the operator doesn't accept. */
export function checkOperands({ propertyName, operator, value, highValue, values }: Filter): void {
	const where = `for property ${propertyName} with operator ${operator}`;
	if (NEEDS_NOTHING.includes(operator)) {
		if (value !== undefined || values !== undefined) throw invalid(`value is not allowed ${where}`);
	} else if (NEEDS_VALUES.includes(operator)) {
		if (!values || values.length === 0) throw invalid(`values are required ${where}`);
	} else if (value === undefined || value === '') {
		throw invalid(`value is required ${where}`);
	} else if (operator === 'BETWEEN' && (highValue === undefined || highValue === '')) {
		throw invalid(`highValue is required ${where}`);
	}
}

function checkOperator({ name, type }: PropertyDefinition, operator: string): void {
	const misfit =
		(COMPARING.includes(operator) && (type === 'enumeration' || type === 'bool')) ||
		(TOKENS.includes(operator) &&
			(type === 'bool' || type === 'number' || type.startsWith('date')));
	if (misfit)
		throw invalid(`Operator ${operator} is not supported for property ${name} of type ${type}`);
}

/** Parses the value of a filter as a number. Dates can be milliseconds or ISO 8601. */
function toNumber(definition: PropertyDefinition, value: string): number {
	const number = definition.type === 'number' ? Number(value) : readInstant(value);
	if (number === undefined || Number.isNaN(number) || value.trim() === '') {
		throw invalid(
			`Failed to parse "${value}" as ${definition.type} for property ${definition.name}`,
		);
	}
	return number;
}

const stored = (definition: PropertyDefinition) =>
	definition.type === 'number' ? Number : (value: string) => Date.parse(value);

function numericTest(definition: PropertyDefinition, filter: Filter): (value: string) => boolean {
	const read = stored(definition);
	if (filter.values) {
		const numbers = new Set(filter.values.map((value) => toNumber(definition, value)));
		return (value) => numbers.has(read(value));
	}
	const low = toNumber(definition, filter.value ?? '');
	const high = filter.operator === 'BETWEEN' ? toNumber(definition, filter.highValue ?? '') : low;
	switch (filter.operator) {
		case 'LT':
			return (value) => read(value) < low;
		case 'LTE':
			return (value) => read(value) <= low;
		case 'GT':
			return (value) => read(value) > low;
		case 'GTE':
			return (value) => read(value) >= low;
		case 'BETWEEN':
			return (value) => read(value) >= low && read(value) <= high;
		default:
			return (value) => read(value) === low;
	}
}

/** Compares options exactly. A value with several options equals each of its options. */
function optionTest(definition: PropertyDefinition, filter: Filter): (value: string) => boolean {
	const wanted = new Set(filter.values ?? [filter.value ?? '']);
	return isMultiple(definition)
		? (value) => value.split(';').some((one) => wanted.has(one))
		: (value) => wanted.has(value);
}

/** Compares strings case-insensitively. The values of IN and NOT_IN only match if they are lowercase. */
function textTest(filter: Filter): (value: string) => boolean {
	const { operator } = filter;
	if (filter.values) {
		const wanted = new Set(filter.values);
		return (value) => wanted.has(value.toLowerCase());
	}
	const low = (filter.value ?? '').toLowerCase();
	const high = (filter.highValue ?? '').toLowerCase();
	switch (operator) {
		case 'LT':
			return (value) => value.toLowerCase() < low;
		case 'LTE':
			return (value) => value.toLowerCase() <= low;
		case 'GT':
			return (value) => value.toLowerCase() > low;
		case 'GTE':
			return (value) => value.toLowerCase() >= low;
		case 'BETWEEN':
			return (value) => value.toLowerCase() >= low && value.toLowerCase() <= high;
		default:
			return (value) => value.toLowerCase() === low;
	}
}

const NEGATED = ['NEQ', 'NOT_IN', 'NOT_CONTAINS_TOKEN'];

/**
 * Compiles a filter to a test of the properties of a record. A record without the property matches only
 * NOT_HAS_PROPERTY (a guess for the negated operators).
 */
export function filterTest(definition: PropertyDefinition, filter: Filter): Test {
	const { operator } = filter;
	checkOperator(definition, operator);
	const { name } = definition;
	if (operator === 'HAS_PROPERTY') return (properties) => properties[name] !== undefined;
	if (operator === 'NOT_HAS_PROPERTY') return (properties) => properties[name] === undefined;
	const test = TOKENS.includes(operator)
		? containsTokens(filter.value ?? '')
		: isNumeric(definition)
			? numericTest(definition, filter)
			: definition.type === 'enumeration' || definition.type === 'bool'
				? optionTest(definition, filter)
				: textTest(filter);
	const wanted = !NEGATED.includes(operator);
	return (properties) => {
		const value = properties[name];
		return value !== undefined && test(value) === wanted;
	};
}
