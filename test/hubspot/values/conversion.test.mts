import { InputError } from '../../../nodes/common/input';
import type { PropertyDefinition } from '../../../nodes/hubspot/types';
import {
	toPropertyValue,
	type ValueType,
	valueTypeOf,
} from '../../../nodes/hubspot/values/conversion';

const CONTEXT = { zone: 'America/New_York' };
const OPTIONS = [
	{ label: 'First, or demo', value: 'demo' },
	{ label: 'Follow-up', value: 'follow_up' },
];

const convert = (kind: ValueType['kind'], value: unknown, more: Partial<ValueType> = {}) =>
	toPropertyValue(value, { field: 'Field', kind, ...more }, CONTEXT);

it.each([
	['datetime', '2026-01-15T10:00', '2026-01-15T15:00:00.000Z'],
	['date', '2026-01-15', '2026-01-15'],
	['bool', true, 'true'],
	['bool', 'No', 'false'],
	['bool', 1, 'true'],
	['number', 12.5, '12.5'],
	['number', ' +1e3 ', '1e3'],
	['number', 0, '0'],
	['owner', 11349275740, '11349275740'],
	['idList', '1, 2;3', '1;2;3'],
	['idList', [1, '2'], '1;2'],
	['enumeration', 'anything', 'anything'],
	['text', 42, '42'],
	['text', false, 'false'],
	['text', ' kept ', ' kept '],
	['text', new Date('2026-01-15T10:00:00Z'), '2026-01-15T10:00:00.000Z'],
	['url', ' https://Zoom.com/0000 ', 'https://Zoom.com/0000'],
	['html', 'a & b\nc', 'a &amp; b<br>c'],
] as const)('%s: %p is converted', (kind, value, expected) => {
	expect(convert(kind, value)).toBe(expected);
});

it('HTML is kept unchanged if the text format is HTML', () => {
	const valueType = { field: 'Description', kind: 'html' } as const;
	expect(toPropertyValue('<b>x</b>', valueType, { ...CONTEXT, textFormat: 'html' })).toBe(
		'<b>x</b>',
	);
});

describe('a property with options', () => {
	it.each([
		['enumeration', 'follow up', 'follow_up'],
		['multiEnumeration', 'demo;Follow-up', 'demo;follow_up'],
		['multiEnumeration', ['demo', 'demo'], 'demo'],
		['multiEnumeration', 'First, or demo', 'demo'],
		['bool', 'yes', 'true'],
	] as const)('%s: finds the option for %p', (kind, value, expected) => {
		expect(convert(kind, value, { options: OPTIONS })).toBe(expected);
	});
	it('refuses an unknown option', () => {
		expect(() => convert('enumeration', 'x', { options: OPTIONS })).toThrow('Use one of');
		expect(() => convert('multiEnumeration', 'demo;x', { options: OPTIONS })).toThrow("'x'");
	});
});

it.each([undefined, null, '', '  ', [], [null, '']])(
	'the empty value %p is converted to undefined for every kind',
	(value) => {
		const kinds = ['bool', 'date', 'datetime', 'enumeration', 'html', 'idList', 'multiEnumeration'];
		for (const kind of [...kinds, 'number', 'owner', 'text', 'url'] as Array<ValueType['kind']>) {
			expect(convert(kind, value)).toBeUndefined();
		}
	},
);

it.each([
	['bool', 'maybe', 'neither true nor false'],
	['number', '1,234', 'a decimal point'],
	['number', 'NaN', 'not a number'],
	['number', Infinity, 'not a number'],
	['text', ['a', 'b'], 'a list'],
	['text', { a: 1 }, 'an object'],
	['html', { a: 1 }, 'an object'],
	['datetime', '03/04/2026', '3 April or 4 March'],
	['owner', 'a@example.com', 'no owner with the email'],
	['idList', '1,x', "'x'"],
] as const)('%s: %p is refused with the reason', (kind, value, hint) => {
	expect(() => convert(kind, value)).toThrow(InputError);
	expect(() => convert(kind, value)).toThrow(hint);
	expect(() => convert(kind, value)).toThrow(/^Field: /);
});

it('an owner is found by email, and an unknown email is refused', () => {
	const ownerIdOf = (email: string) => (email === 'a@example.com' ? '7' : undefined);
	const valueType = { field: 'Assigned To', kind: 'owner' } as const;
	expect(toPropertyValue('A@example.com', valueType, { ...CONTEXT, ownerIdOf })).toBe('7');
	expect(() => toPropertyValue('b@example.com', valueType, { ...CONTEXT, ownerIdOf })).toThrow(
		'b@example.com',
	);
});

describe('valueTypeOf', () => {
	const definition = (more: Partial<PropertyDefinition>): PropertyDefinition => ({
		name: 'custom',
		label: 'Custom',
		type: 'string',
		fieldType: 'text',
		...more,
	});
	it.each([
		[{}, 'text'],
		[{ fieldType: 'html' }, 'html'],
		[{ type: 'phone_number' }, 'text'],
		[{ type: 'enumeration', fieldType: 'checkbox' }, 'multiEnumeration'],
		[{ type: 'enumeration', fieldType: 'select' }, 'enumeration'],
		[{ type: 'enumeration', fieldType: 'select', referencedObjectType: 'OWNER' }, 'owner'],
		[{ type: 'date' }, 'date'],
		[{ type: 'number' }, 'number'],
		[{ name: 'hs_meeting_body' }, 'html'],
		[{ name: 'hs_attachment_ids' }, 'idList'],
		[{ name: 'hubspot_owner_id', type: 'enumeration' }, 'owner'],
	])('%p is of kind %s', (more, kind) => {
		expect(valueTypeOf(definition(more)).kind).toBe(kind);
	});
	it('keeps the options unless they are external or empty', () => {
		expect(valueTypeOf(definition({ options: OPTIONS })).options).toEqual(OPTIONS);
		expect(
			valueTypeOf(definition({ options: OPTIONS, externalOptions: true })).options,
		).toBeUndefined();
		expect(valueTypeOf(definition({ options: [] })).options).toBeUndefined();
	});
});
