import type { ValueKind } from './meetingProperties';

/** What an operator takes beside the property. */
export type Operands = 'nothing' | 'one' | 'range' | 'list';

/** What decides which operators a property has. */
export type FilterFamily = 'text' | 'options' | 'bool' | 'number' | 'time' | 'records';

interface OperatorRow {
	/** HubSpot's own name. */
	value: string;
	/** The name on screen. */
	name: string;
	description: string;
	takes: Operands;
	/** Families that don't have it. */
	notFor: readonly FilterFamily[];
}

const ORDERED: readonly FilterFamily[] = ['options', 'bool', 'records'];
const WORDS: readonly FilterFamily[] = ['bool', 'number', 'time', 'records'];

/**
 * The operators of HubSpot's search (its guide "Search the CRM"), sorted by the name on screen. Options have no order,
 * and only texts have words.
 */
export const OPERATORS = [
	{
		value: 'CONTAINS_TOKEN',
		name: 'Contains Word',
		description: 'A word of the text; * stands for any letters',
		takes: 'one',
		notFor: WORDS,
	},
	{
		value: 'NOT_CONTAINS_TOKEN',
		name: 'Does Not Contain Word',
		description: 'No such word in the text; * stands for any letters',
		takes: 'one',
		notFor: WORDS,
	},
	{
		value: 'IN',
		name: 'Is Any Of',
		description: 'One of the values of a list',
		takes: 'list',
		notFor: [],
	},
	{
		value: 'BETWEEN',
		name: 'Is Between',
		description: 'From a value to a second one, both included',
		takes: 'range',
		notFor: ORDERED,
	},
	{ value: 'EQ', name: 'Is Equal To', description: 'The value', takes: 'one', notFor: [] },
	{
		value: 'GT',
		name: 'Is Greater Than or After',
		description: 'Above the value',
		takes: 'one',
		notFor: ORDERED,
	},
	{
		value: 'GTE',
		name: 'Is Greater Than or Equal To',
		description: 'The value or above',
		takes: 'one',
		notFor: ORDERED,
	},
	{
		value: 'HAS_PROPERTY',
		name: 'Is Known',
		description: 'Any value at all',
		takes: 'nothing',
		notFor: [],
	},
	{
		value: 'LT',
		name: 'Is Less Than or Before',
		description: 'Below the value',
		takes: 'one',
		notFor: ORDERED,
	},
	{
		value: 'LTE',
		name: 'Is Less Than or Equal To',
		description: 'The value or below',
		takes: 'one',
		notFor: ORDERED,
	},
	{
		value: 'NOT_IN',
		name: 'Is None Of',
		description: 'None of the values of a list',
		takes: 'list',
		notFor: [],
	},
	{
		value: 'NEQ',
		name: 'Is Not Equal To',
		description: 'Another value',
		takes: 'one',
		notFor: [],
	},
	{
		value: 'NOT_HAS_PROPERTY',
		name: 'Is Unknown',
		description: 'No value',
		takes: 'nothing',
		notFor: [],
	},
] as const satisfies readonly OperatorRow[];

export type FilterOperator = (typeof OPERATORS)[number]['value'];

/** The operator of HubSpot's name in any case, or undefined. */
export function findOperator(text: string): (OperatorRow & { value: FilterOperator }) | undefined {
	const given = text.trim().toUpperCase();
	return OPERATORS.find(({ value }) => value === given);
}

/** The operators of a family, by their names on screen. */
export function operatorNames(family: FilterFamily): string[] {
	const rows: readonly OperatorRow[] = OPERATORS;
	return rows.filter(({ notFor }) => !notFor.includes(family)).map(({ name }) => name);
}

const FAMILIES: Record<ValueKind, FilterFamily> = {
	bool: 'bool',
	date: 'time',
	datetime: 'time',
	enumeration: 'options',
	html: 'text',
	idList: 'options',
	multiEnumeration: 'options',
	number: 'number',
	owner: 'options',
	text: 'text',
	url: 'text',
};

export function familyOf(kind: ValueKind): FilterFamily {
	return FAMILIES[kind];
}
