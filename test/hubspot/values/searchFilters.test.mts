import type { ValueContext, ValueType } from '../../../nodes/hubspot/values/conversion.ts';
import {
	familyOf,
	findOperator,
	operatorNames,
	OPERATORS,
} from '../../../nodes/hubspot/values/operators.ts';
import {
	bothOf,
	readFilter,
	toFilter,
	type FilterInput,
	type SearchGroup,
} from '../../../nodes/hubspot/values/searchFilters.ts';

const OUTCOME: ValueType = {
	field: 'Outcome',
	kind: 'enumeration',
	options: [
		{ label: 'No show', value: 'NO_SHOW' },
		{ label: 'Completed', value: 'COMPLETED' },
	],
};

const TOPICS: ValueType = {
	field: 'Topics',
	kind: 'multiEnumeration',
	options: [{ label: 'Pricing', value: 'pricing' }],
};

const valueType = (kind: ValueType['kind']): ValueType => ({ field: kind, kind });

const filter = (given: FilterInput, to: ValueType, context: Partial<ValueContext> = {}) =>
	toFilter(readFilter(given, 'filter 1 of group 1'), to, { zone: 'Europe/Berlin', ...context });

const on = (operator: string, more: object = {}): FilterInput => ({
	propertyName: 'p',
	operator,
	...more,
});

test('options are matched by label or value, regardless of case', () => {
	expect(filter(on('EQ', { value: 'no-show' }), OUTCOME)).toEqual({
		propertyName: 'p',
		operator: 'EQ',
		value: 'NO_SHOW',
	});
	expect(filter(on('IN', { values: ['Completed', 'no show'] }), OUTCOME).values).toEqual([
		'COMPLETED',
		'NO_SHOW',
	]);
	expect(filter(on('NEQ', { value: 'Pricing' }), TOPICS).value).toBe('pricing');
	expect(() => filter(on('EQ', { value: 'Attended' }), OUTCOME)).toThrow(
		/Filter on p: 'Attended' is not one of its options.*No show \(NO_SHOW\)/,
	);
});

test("times are sent as epoch milliseconds; a time without a zone is in the workflow's zone", () => {
	const instant = String(Date.parse('2026-03-23T09:00:00Z'));
	expect(filter(on('GTE', { value: '2026-03-23T10:00:00' }), valueType('datetime')).value).toBe(
		instant,
	);
	expect(filter(on('GTE', { value: Number(instant) }), valueType('datetime')).value).toBe(instant);
	expect(filter(on('EQ', { value: '2026-03-23' }), valueType('date')).value).toBe(
		String(Date.UTC(2026, 2, 23)),
	);
	expect(() => filter(on('LT', { value: '03/04/2026' }), valueType('datetime'))).toThrow(
		/3 April or 4 March/,
	);
});

describe('a date without a time is a whole day in the zone', () => {
	const to = valueType('datetime');
	// Daylight saving time began on March 29, 2026 in Berlin, so that day had 23 hours.
	const [first, last] = [Date.UTC(2026, 2, 28, 23), Date.UTC(2026, 2, 29, 22) - 1].map(String);
	const day = '2026-03-29';

	test.each([
		['EQ', { value: day }, { operator: 'BETWEEN', value: first, highValue: last }],
		['GT', { value: day }, { operator: 'GT', value: last }],
		['GTE', { value: day }, { operator: 'GTE', value: first }],
		['LT', { value: day }, { operator: 'LT', value: first }],
		['LTE', { value: day }, { operator: 'LTE', value: last }],
		[
			'BETWEEN',
			{ value: day, highValue: day },
			{ operator: 'BETWEEN', value: first, highValue: last },
		],
		[
			'BETWEEN',
			{ value: '2026-03-29T00:00', highValue: { date: day } },
			{ operator: 'BETWEEN', value: first, highValue: last },
		],
		['EQ', { value: 46110 }, { operator: 'BETWEEN', value: first, highValue: last }],
		['EQ', { value: '29.03.2026' }, { operator: 'BETWEEN', value: first, highValue: last }],
		['EQ', { value: '2026-03-29T00:00' }, { operator: 'EQ', value: first }],
		['NEQ', { value: '2026-03-29T00:00' }, { operator: 'NEQ', value: first }],
		['IN', { values: ['2026-03-29T00:00', first] }, { operator: 'IN', values: [first] }],
	])('%s %j is converted', (operator, given, expected) => {
		expect(filter(on(operator, given), to)).toEqual({ propertyName: 'p', ...expected });
	});

	test.each([
		['NEQ', { value: day }, /whole day.*two filter groups/],
		['IN', { values: [day] }, /whole day.*BETWEEN/],
		['NOT_IN', { values: ['2026-03-28T10:00', day] }, /whole day.*two filter groups/],
		['BETWEEN', { value: day, highValue: '2026-03-28' }, /below the lower one/],
	])('%s %j is refused with advice', (operator, given, message) => {
		expect(() => filter(on(operator, given), to)).toThrow(message);
	});

	test('a date property is compared with the date itself', () => {
		const days = filter(on('IN', { values: [day, '2026-03-30'] }), valueType('date')).values;
		expect(days).toEqual([Date.UTC(2026, 2, 29), Date.UTC(2026, 2, 30)].map(String));
		expect(filter(on('NEQ', { value: day }), valueType('date')).value).toBe(days?.[0]);
	});
});

test('the texts of a list are sent in lower case; a single text keeps its case', () => {
	expect(filter(on('IN', { values: 'Kick-off, Demo' }), valueType('text')).values).toEqual([
		'kick-off',
		'demo',
	]);
	expect(filter(on('EQ', { value: ' Kick-off ' }), valueType('text')).value).toBe('Kick-off');
	expect(filter(on('contains_token', { value: 'Kick*' }), valueType('html')).value).toBe('Kick*');
});

test('a range is sent with both bounds, and refused if they are in the wrong order', () => {
	const range = on('BETWEEN', { value: '1', highValue: 5 });
	expect(filter(range, valueType('number'))).toEqual({
		propertyName: 'p',
		operator: 'BETWEEN',
		value: '1',
		highValue: '5',
	});
	expect(() => filter(on('BETWEEN', { value: 5, highValue: 1 }), valueType('number'))).toThrow(
		/below the lower one/,
	);
});

test.each([
	['BETWEEN without an upper bound', on('BETWEEN', { value: 1 }), /no upper bound/],
	['an empty upper bound', on('BETWEEN', { value: 1, highValue: ' ' }), /no upper/],
	['an upper bound for GT', on('GT', { value: 1, highValue: 2 }), /an upper bound was given/],
	['IN with one value', on('IN', { value: 'a' }), /requires a list/],
	['IN with an empty list', on('IN', { values: [] }), /value is empty/],
	[
		'a list with an empty value',
		on('NOT_IN', { values: ['a', undefined] }),
		/value in its list is empty/,
	],
	[
		'a text list with an empty value',
		on('NOT_IN', { values: 'a, , b' }),
		/value in its list is empty/,
	],
	[
		'a text list that ends with a comma',
		on('NOT_IN', { values: 'a, ' }),
		/value in its list is empty/,
	],
	["a list in EQ's value", on('EQ', { value: ['a', 'b'] }), /accepts one value, but a list/],
	["a list in EQ's values", on('EQ', { values: ['a'] }), /accepts one value, but a list/],
	['a value for HAS_PROPERTY', on('HAS_PROPERTY', { value: 'a' }), /does not accept a value/],
	['an empty value', on('EQ', { value: '' }), /value is empty/],
	['a missing value', on('NEQ'), /value is empty/],
	['a missing property', { operator: 'EQ', value: 'a' }, /filter 1 of group 1 has no property/],
	['a missing operator', { propertyName: 'p', value: 'a' }, /has no operator/],
	['an unknown operator', on('LIKE', { value: 'a' }), /'LIKE' is not an operator.*CONTAINS_TOKEN/],
])('%s is refused with a fix', (_, given, message) => {
	expect(() => readFilter(given, 'filter 1 of group 1')).toThrow(message);
});

test.each([
	['GT', OUTCOME],
	['BETWEEN', valueType('bool')],
	['CONTAINS_TOKEN', valueType('number')],
	['NOT_CONTAINS_TOKEN', valueType('datetime')],
	['LTE', valueType('owner')],
])('%s is refused for an unsupported property type', (operator, to) => {
	const given = on(operator, { value: '1', ...(operator === 'BETWEEN' && { highValue: '2' }) });
	expect(() => filter(given, to)).toThrow(
		/does not work with a property of this type\. Use one of/,
	);
});

test('an owner is found by email, and an unknown email is refused', () => {
	const ownerIdOf = (email: string) => (email === 'mara@example.com' ? '7' : undefined);
	const to = valueType('owner');
	expect(filter(on('EQ', { value: 'Mara@Example.com' }), to, { ownerIdOf }).value).toBe('7');
	expect(() => filter(on('EQ', { value: 'tom@example.com' }), to, { ownerIdOf })).toThrow(
		/no owner with the email/,
	);
});

test('the names of the operators are unique and in alphabetical order', () => {
	const names = OPERATORS.map(({ name }) => name);
	expect(names).toEqual([...new Set(names)].sort((a, b) => a.localeCompare(b)));
	expect(findOperator(' has_property ')?.takes).toBe('nothing');
	expect(operatorNames(familyOf('multiEnumeration'))).not.toContain('Is Between');
	expect(operatorNames('text')).toHaveLength(OPERATORS.length);
});

test('filters from two sources are combined so that both must match', () => {
	const group = (...names: string[]): SearchGroup => ({
		filters: names.map((propertyName) => ({ propertyName, operator: 'HAS_PROPERTY' })),
	});
	expect(bothOf([group('a'), group('b')], [group('x', 'y'), group('z')])).toEqual([
		group('a', 'x', 'y'),
		group('a', 'z'),
		group('b', 'x', 'y'),
		group('b', 'z'),
	]);
	expect(bothOf([group('a')], [])).toEqual([group('a')]);
	expect(bothOf([], [group('x')])).toEqual([group('x')]);
});
