import type { ValueKind } from '../meetingProperties';

/** The operands that an operator takes. */
export type Operands = 'nothing' | 'one' | 'range' | 'list';

/** The family of a property. It decides which operators the property has. */
export type FilterFamily = 'text' | 'options' | 'bool' | 'number' | 'time' | 'records';

const ORDERED: readonly FilterFamily[] = ['options', 'bool', 'records'];
const WORDS: readonly FilterFamily[] = ['bool', 'number', 'time', 'records'];

/** HubSpot's name, the name in the UI, the description, the operands, and the families that don't support the operator. */
type Row = readonly [string, string, string, Operands, (readonly FilterFamily[])?];

/**
 * The operators of HubSpot's search (its guide "Search the CRM"), sorted by the name in the UI. Options, booleans and
 * records can't be compared by order. Only texts and options can be searched for words.
 */
const ROWS = [
	[
		'CONTAINS_TOKEN',
		'Contains Word',
		'The text contains this word; * matches any letters',
		'one',
		WORDS,
	],
	[
		'NOT_CONTAINS_TOKEN',
		'Does Not Contain Word',
		'The text does not contain this word; * matches any letters',
		'one',
		WORDS,
	],
	['IN', 'Is Any Of', 'One of the values in a list', 'list'],
	['BETWEEN', 'Is Between', 'Between two values (inclusive)', 'range', ORDERED],
	['EQ', 'Is Equal To', 'Exactly the value', 'one'],
	['GT', 'Is Greater Than or After', 'Above the value', 'one', ORDERED],
	['GTE', 'Is Greater Than or Equal To', 'The value or above', 'one', ORDERED],
	['HAS_PROPERTY', 'Is Known', 'Has any value', 'nothing'],
	['LT', 'Is Less Than or Before', 'Below the value', 'one', ORDERED],
	['LTE', 'Is Less Than or Equal To', 'The value or below', 'one', ORDERED],
	['NOT_IN', 'Is None Of', 'None of the values in a list', 'list'],
	['NEQ', 'Is Not Equal To', 'Any other value', 'one'],
	['NOT_HAS_PROPERTY', 'Is Unknown', 'Has no value', 'nothing'],
] as const satisfies readonly Row[];

export type FilterOperator = (typeof ROWS)[number][0];

export interface Operator {
	value: FilterOperator;
	name: string;
	description: string;
	takes: Operands;
	notFor: readonly FilterFamily[];
}

export const OPERATORS: readonly Operator[] = ROWS.map(
	([value, name, description, takes, notFor = []]) => ({ value, name, description, takes, notFor }),
);

/** The operator with this HubSpot name (case-insensitive), or undefined. */
export function findOperator(text: string): Operator | undefined {
	const given = text.trim().toUpperCase();
	return OPERATORS.find(({ value }) => value === given);
}

/** The UI names of the operators of a family. */
export function operatorNames(family: FilterFamily): string[] {
	return OPERATORS.filter(({ notFor }) => !notFor.includes(family)).map(({ name }) => name);
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
	owners: 'options',
	text: 'text',
	url: 'text',
};

export function familyOf(kind: ValueKind): FilterFamily {
	return FAMILIES[kind];
}
