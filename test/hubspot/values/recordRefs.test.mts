import { InputError } from '../../../nodes/common/input';
import { resolveObjectType } from '../../../nodes/hubspot/objectTypes';
import {
	parseOwnerRef,
	parseRecordRef,
	parseRecordRefs,
} from '../../../nodes/hubspot/values/recordRefs';

const CONTACTS = resolveObjectType('contacts');
const COMPANIES = resolveObjectType('companies');
const DEALS = resolveObjectType('deals');

const email = (address: string) => ({ kind: 'email', email: address });
const domain = (name: string) => ({ kind: 'domain', domain: name });
const id = (number: string) => ({ kind: 'id', id: number });

it.each([
	[101, id('101')],
	['https://app.hubspot.com/contacts/42/record/0-1/101', id('101')],
	['Jane@Example.com', email('jane@example.com')],
	['Jane Doe <jane@example.com>', email('jane@example.com')],
	['mailto:jane@example.com', email('jane@example.com')],
	["o'hara+x@mail.example.co.uk", email("o'hara+x@mail.example.co.uk")],
	[{ email: 'jane@example.com', responseStatus: 'accepted' }, email('jane@example.com')],
	[{ emailAddress: { address: 'jane@example.com', name: 'Jane' } }, email('jane@example.com')],
	[{ id: 'AAMkAD', email: 'jane@example.com' }, email('jane@example.com')],
	[{ id: '101', email: 'jane@example.com' }, email('jane@example.com')],
	[{ __rl: true, mode: 'email', value: 'jane@example.com' }, email('jane@example.com')],
])('contact %p is parsed', (value, expected) => {
	expect(parseRecordRef(value, CONTACTS, 'Contacts')).toEqual(expected);
});

it.each([
	['101', id('101')],
	['acme.com', domain('acme.com')],
	['https://www.Acme.com/about?x=1', domain('acme.com')],
	['www.acme.co.uk', domain('acme.co.uk')],
	['bücher.example', domain('bücher.example')],
	[{ domain: 'acme.com' }, domain('acme.com')],
	['https://app-eu1.hubspot.com/contacts/42/company/101', id('101')],
])('company %p is parsed', (value, expected) => {
	expect(parseRecordRef(value, COMPANIES, 'Companies')).toEqual(expected);
});

it.each([
	['contact', CONTACTS, 'jane', 'email'],
	['contact', CONTACTS, 'jane@', 'email'],
	['contact', CONTACTS, 'acme.com', 'email'],
	['company', COMPANIES, 'jane@acme.com', 'domain'],
	[
		'company',
		COMPANIES,
		'https://app.hubspot.com/contacts/42/record/0-1/101',
		'another object type',
	],
	[
		'company',
		COMPANIES,
		'https://app.hubspot.com/contacts/42/objects/0-2/views',
		'is not a valid company',
	],
	['deal', DEALS, 'acme.com', 'is not a valid deal'],
	['deal', DEALS, '1.5', 'not the ID'],
	['deal', DEALS, '', 'is empty'],
])('an invalid %s is refused with the reason (case %#)', (_, type, value, hint) => {
	const run = () => parseRecordRef(value, type, 'Field');
	expect(run).toThrow(InputError);
	expect(run).toThrow(hint);
});

it('a list of records keeps its order and drops duplicates', () => {
	expect(
		parseRecordRefs('jane@example.com, 101; JANE@example.com\n101, ', CONTACTS, 'Contacts'),
	).toEqual([email('jane@example.com'), id('101')]);
	expect(
		parseRecordRefs([{ email: 'a@example.com' }, { email: 'b@example.com' }], CONTACTS, 'Contacts'),
	).toEqual([email('a@example.com'), email('b@example.com')]);
	expect(parseRecordRefs('', CONTACTS, 'Contacts')).toEqual([]);
	// A list with one entry is a list, as text, too.
	for (const one of [['Ada'], '["Ada"]']) {
		expect(parseRecordRefs(one, CONTACTS, 'Contacts')).toEqual([{ kind: 'nobody', text: 'Ada' }]);
	}
	expect(() => parseRecordRefs('Ada', CONTACTS, 'Contacts')).toThrow('is not a valid contact');
});

it('an owner is given by ID, email address or full name', () => {
	expect(parseOwnerRef(11349275740)).toEqual(id('11349275740'));
	expect(parseOwnerRef({ id: '7', email: 'a@example.com' })).toEqual(email('a@example.com'));
	expect(parseOwnerRef('A@example.com')).toEqual(email('a@example.com'));
	expect(parseOwnerRef({ id: '7', hs_object_id: '7', name: 'A', email: 'a@example.com' })).toEqual(
		email('a@example.com'),
	);
	expect(parseOwnerRef({ id: '7', properties: { email: 'a@example.com' } })).toEqual(
		email('a@example.com'),
	);
	expect(parseOwnerRef('Jane Doe')).toEqual({ kind: 'name', name: 'Jane Doe' });
	expect(() => parseOwnerRef('')).toThrow('is empty');
});
