import fc from 'fast-check';

import { InputError } from '../../../nodes/common/input';
import { resolveObjectType } from '../../../nodes/hubspot/objectTypes';
import {
	parseRecordUrl,
	toId,
	toIdList,
	toList,
	toTexts,
	toUniqueValue,
} from '../../../nodes/hubspot/values/ids';

const FIELD = 'Meeting';
const MEETINGS = resolveObjectType('meetings');

describe('parseRecordUrl', () => {
	it.each([
		['https://app.hubspot.com/contacts/42/record/0-47/101', '0-47', '101'],
		['https://app-eu1.hubspot.com/contacts/42/record/2-123/101?x=1#y', '2-123', '101'],
		['app.hubspot.com/contacts/42/record/0-1/101/view/1', '0-1', '101'],
		['https://app.hubspot.com/contacts/42/contact/101', '0-1', '101'],
		['https://app.hubspot.com/contacts/42/company/101/', '0-2', '101'],
		['https://app.hubspot.com/contacts/42/deal/101', '0-3', '101'],
		['https://app.hubspot.com/contacts/42/ticket/101', '0-5', '101'],
		['https://app.hubspot.com/help-desk/42/view/7/ticket/101', '0-5', '101'],
		['https://app-na2.hubspot.com/contacts/42/record/0-1/101?engagement=', '0-1', '101'],
	])('%s is parsed', (url, objectTypeId, id) => {
		expect(parseRecordUrl(` ${url} `)).toEqual({ objectTypeId, id, portalId: '42' });
	});
	it.each([
		'https://app.hubspot.com/contacts/42/objects/0-1/views/all/list',
		'https://app.hubspot.com.evil.example/contacts/42/record/0-47/101',
		'https://evil.example/contacts/42/record/0-47/101',
		'https://app.hubspot.com/contacts/42/record/0-47/101x',
		'101',
	])('%s is not a record URL', (url) => {
		expect(parseRecordUrl(url)).toBeUndefined();
	});
});

describe('toId', () => {
	it.each([
		[101, '101'],
		['101', '101'],
		[' 101\n', '101'],
		['101.0', '101'],
		['00101', '101'],
		[513881705057, '513881705057'],
		['9223372036854775807', '9223372036854775807'],
		[{ id: 101 }, '101'],
		[{ hs_object_id: '101' }, '101'],
		[{ toObjectId: 101 }, '101'],
		[{ __rl: true, mode: 'id', value: '101' }, '101'],
		['https://app.hubspot.com/contacts/42/record/0-47/101', '101'],
		['https://app.hubspot.com/contacts/42/record/0-1/7/?engagement=101', '101'],
		['https://app-eu1.hubspot.com/contacts/42/deal/7?x=1&engagement=101#y', '101'],
		['https://app.hubspot.com/contacts/42/record/0-2/7/view/1?engagement=101&x', '101'],
	])('%p is read as ID %s', (value, id) => {
		expect(toId(value, FIELD, MEETINGS)).toBe(id);
	});

	it.each([
		['undefined', undefined, 'is empty'],
		['null', null, 'is empty'],
		['spaces', '  ', 'is empty'],
		['a word', 'abc', 'not the ID'],
		['a slash', '101/associations', 'not the ID'],
		['a parent path', '..', 'not the ID'],
		['a query string', '101?archived=true', 'not the ID'],
		['zero', 0, 'not the ID'],
		['a negative number', -1, 'not the ID'],
		['a fraction', 1.5, 'not the ID'],
		['an unsafe number', 2 ** 53, 'too long for a number'],
		['scientific notation from a spreadsheet', '5.13882E+11', 'format the column as text'],
		['two IDs', '101 102', 'not the ID'],
		['an object without an ID', { name: 'x' }, 'not the ID'],
		['true', true, 'not the ID'],
		[
			'the URL of a contact',
			'https://app.hubspot.com/contacts/42/record/0-1/101',
			'another object type (Contact)',
		],
	])('%s is refused', (_, value, hint) => {
		const run = () => toId(value, FIELD, MEETINGS);
		expect(run).toThrow(InputError);
		expect(run).toThrow(/^(Meeting: |'Meeting' is )/);
		expect(run).toThrow(hint);
	});
});

describe('lists', () => {
	it.each([
		['101, 102', ['101', '102']],
		['101;102;', ['101', '102']],
		[' 101\r\n\r\n102 ', ['101', '102']],
		[
			[101, '102', '', null],
			['101', '102'],
		],
		[
			['101,102', [103]],
			['101', '102', '103'],
		],
		['["101", 102]', ['101', '102']],
		[101, ['101']],
		['101,101.0,101', ['101']],
		[{ id: 101 }, ['101']],
		[
			[{ id: 101 }, { id: 102 }],
			['101', '102'],
		],
		['', []],
		[undefined, []],
		[' , ; ', []],
	])('%p is read as a list of IDs', (value, ids) => {
		expect(toIdList(value, FIELD)).toEqual(ids);
	});

	it('IDs are read with any separators and spaces between them', () => {
		const id = fc.bigInt({ min: 1n, max: 2n ** 62n }).map(String);
		const gap = fc.constantFrom(',', ';', '\n', ', ', ' ;\t', ',,', '\r\n');
		fc.assert(
			fc.property(fc.uniqueArray(id, { maxLength: 20 }), fc.array(gap), (ids, gaps) => {
				const text = ids.map((each, index) => each + (gaps[index] ?? ',')).join('');
				expect(toIdList(text, FIELD)).toEqual(ids);
				expect(toIdList(ids, FIELD)).toEqual(ids);
			}),
		);
	});

	it.each([
		[
			['Buyer, final', ['Friend; of'], '', null],
			['Buyer, final', 'Friend; of'],
		],
		['["Buyer, final"]', ['Buyer, final']],
		['Buyer, final', ['Buyer', 'final']],
		['[Urgent] call; Demo', ['[Urgent] call', 'Demo']],
		[7, [7]],
		[undefined, []],
	])('%p is split into texts only if it is not an array', (value, texts) => {
		expect(toTexts(value)).toEqual(texts);
	});

	it('entries that are not IDs are kept unchanged', () => {
		expect(toList('a@example.com; b@example.com')).toEqual(['a@example.com', 'b@example.com']);
		expect(toList('{"id":1}')).toEqual([{ id: 1 }]);
	});
});

it('the URL of an activity gives the ID of its record if the object type is contacts', () => {
	const link = 'https://app.hubspot.com/contacts/42/record/0-1/7?engagement=101';
	expect(toId(link, 'Record', resolveObjectType('contacts'))).toBe('7');
});

describe('toUniqueValue', () => {
	it('accepts any single value except an empty one', () => {
		expect(toUniqueValue(' EXT/1 ', 'Value')).toBe('EXT/1');
		expect(toUniqueValue(7, 'Value')).toBe('7');
		expect(toUniqueValue({ __rl: true, mode: 'id', value: 'k' }, 'Value')).toBe('k');
		expect(() => toUniqueValue('', 'Value')).toThrow("'Value' is empty");
		expect(() => toUniqueValue(['a'], 'Value')).toThrow('not a single value');
	});
});
