import type { IDataObject } from 'n8n-workflow';

import { emulatorForTests } from '../../../support/hubspot.mts';
import { countMeetings, operate, sent } from '../../../support/meetings.mts';
import { api } from '../../../support/versions.mts';

const hubspot = emulatorForTests();

const MEETING = { hs_meeting_title: 'Intro', hs_meeting_start_time: '2026-12-01T10:00:00Z' };

const create = async (parameters: object = {}, more = {}) =>
	await operate(
		hubspot.current,
		'create',
		{ ...MEETING, ...parameters } as unknown as IDataObject,
		more,
	);

/** Creates a meeting with the contacts in the item's `people` key. */
const withPeople = async (people: unknown, options: object = {}, more = {}) =>
	await create(
		{ contacts: '={{ $json.people }}', options },
		{ items: [{ people } as IDataObject], ...more },
	);

const associated = (id: unknown, type: string) => [
	...hubspot.current.account
		.record('meetings', Number(id))
		.linked(hubspot.current.account.store(type).type.typeId)
		.keys(),
];

const contactsOf = (id: unknown) => associated(id, 'contacts').map(String).sort();

const ADA = 'ada.fischer@nordhafen.example';
const BRIAN = 'brian.halvorsen@nordhafen.example';

describe('entries of other systems', () => {
	test.each<[string, unknown, string[]]>([
		[
			'an email address next to another system’s ID',
			[{ id: 101, name: 'Ada', email: ADA }],
			['102'],
		],
		['a Gong participant', [{ id: '5657', emailAddress: ADA, userId: '77' }], ['102']],
		['a Google attendee', [{ id: '104411', email: ADA, displayName: 'Ada' }], ['102']],
		[
			'a Microsoft Graph attendee',
			[{ type: 'required', emailAddress: { name: 'A', address: ADA } }],
			['102'],
		],
		['a Zoom participant', [{ id: '101', user_id: '101', name: 'Ada', user_email: ADA }], ['102']],
		['an ICS attendee', { params: { CN: 'Ada' }, val: `mailto:${ADA}` }, ['102']],
		['a mailto link', `MAILTO:${ADA}?subject=Hello`, ['102']],
		['one email address with a name', `"Fischer, Ada" <${ADA}>`, ['102']],
		[
			'names with commas, separated by semicolons',
			`Fischer, Ada <${ADA}>; Halvorsen, Brian <${BRIAN}>`,
			['102', '101'],
		],
		[
			'names with commas, separated by commas',
			`Fischer, Ada <${ADA}>, Halvorsen, Brian <${BRIAN}>`,
			['102', '101'],
		],
		[
			'the columns of a sheet',
			[{ 'E-Mail': ADA, 'Full Name': 'Ada' }, { EMAIL: BRIAN }],
			['102', '101'],
		],
		[
			'a nested user or profile',
			[{ id: 7, user: { email: ADA } }, { profile: { email: BRIAN } }],
			['102', '101'],
		],
		[
			'lists of email addresses',
			[{ emails: [{ value: ADA }] }, { emails: [BRIAN] }],
			['102', '101'],
		],
		['Exchange addresses', `smtp:${ADA}; SMTP:${BRIAN}`, ['102', '101']],
		['email addresses in parentheses', `Fischer, Ada (${ADA}), Brian (${BRIAN})`, ['102', '101']],
		['an email address with invisible characters', [`\u200b${ADA}\ufeff`], ['102']],
		['the ID of a HubSpot record', [{ id: '101', properties: { email: ADA } }], ['101']],
		['the ID of a simplified HubSpot record', [{ hs_object_id: '101', email: ADA }], ['101']],
		[
			'the ID of a HubSpot record with its timestamps',
			[{ id: 101, email: ADA, archived: false, createdAt: 'x', updatedAt: 'y' }],
			['101'],
		],
		['an ID without an email address', [{ id: 101, email: '' }], ['101']],
	])('contacts are found by %s', async (_, people, expected) => {
		const { error, json } = await withPeople(people);
		expect(error).toBeUndefined();
		expect(json[0]).not.toHaveProperty('notFound');
		expect(contactsOf(json[0].id)).toEqual([...expected].sort());
	});

	test.each<[string, unknown, string[]]>([
		[
			'a speaker without an email address',
			[{ displayName: 'Speaker 2', email: null }, { email: ADA }],
			['Speaker 2'],
		],
		['a speaker with a name and an ID', [{ id: 101, name: 'Speaker 2' }, ADA], ['Speaker 2']],
		['an empty row', [{}, { email: ADA }], ['an empty entry']],
		['an empty entry in a list', [null, ADA, ''], ['an empty entry']],
		['an empty entry in a list as text', `["", "${ADA}", null]`, ['an empty entry']],
		['a word among email addresses', `Jane; ${ADA}`, ['Jane']],
		['a word in a list', ['Jane', ADA], ['Jane']],
		[
			'the URL of a company',
			[`https://app.hubspot.com/contacts/1/record/0-2/301`, ADA],
			['https://app.hubspot.com/contacts/1/record/0-2/301'],
		],
	])(
		'%s is listed as not found, and the other contact is associated',
		async (_, people, notFound) => {
			const { error, json, run } = await withPeople(people);
			expect(error).toBeUndefined();
			expect(json[0].notFound).toEqual(notFound);
			expect(contactsOf(json[0].id)).toEqual(['102']);
			const [{ hints }] = run.data.resultData.runData['HubSpot Meetings'];
			expect(hints?.map(({ message }) => message)).toEqual([expect.stringContaining(notFound[0])]);
			const failing = await withPeople(people, { notFound: 'fail' });
			expect(failing.error?.message).toContain(notFound[0]);
		},
	);

	test('200,000 entries are refused before anything is sent', async () => {
		const many = Array.from({ length: 200_000 }, (_, n) => n + 1);
		for (const people of [many, many.join(',')]) {
			const { error } = await withPeople(people);
			expect(error?.message).toMatch(/Contacts.* has 200,000 entries; at most 10,000/);
		}
		expect(sent(hubspot.current)).toEqual([]);
	});
});

test('a company is found by its additional domains', async () => {
	hubspot.current.account.update('companies', 301, {
		hs_additional_domains: 'nordhafen.test;nordhafen-group.example',
	});
	const { error, json } = await create({
		companies: 'nordhafen-group.example, alder-oak.example, nowhere.example',
	});
	expect(error).toBeUndefined();
	expect(json[0].notFound).toEqual(['nowhere.example']);
	expect(associated(json[0].id, 'companies').sort()).toEqual([301, 302]);
});

describe('Create Contacts', () => {
	const CREATE = { notFound: 'create', ownDomains: '@own.example' };
	const contacts = `POST ${api.objects}/contacts`;
	const emailed = (email: string) =>
		hubspot.current.account.store('contacts').findBy('email', email);

	test('keeps a person’s name if another entry of the same person has none', async () => {
		await create({
			contacts: 'Ivy Vance <ivy@new.example>; ivy@new.example',
			options: CREATE,
		});
		expect(emailed('ivy@new.example')?.properties).toMatchObject({
			firstname: 'Ivy',
			lastname: 'Vance',
		});
	});

	test('creates each missing contact once, with its name, in one batch', async () => {
		const { error, json } = await create(
			{ contacts: '={{ $json.people }}', options: CREATE },
			{
				items: [
					{ people: [{ email: 'Eve.Stone@new.example', displayName: 'Eve Stone' }, ADA] },
					{ people: 'Stone, Adam <adam@new.example>; eve.stone@new.example' },
					{ people: [{ email: 'x@new.example', first_name: 'X', last_name: 'Y' }] },
				],
			},
		);
		expect(error).toBeUndefined();
		expect(sent(hubspot.current).filter((line) => line.includes('contacts'))).toEqual([
			`${contacts}/batch/read`,
			`${contacts}/batch/create`,
		]);
		expect(emailed('eve.stone@new.example')?.properties).toMatchObject({
			firstname: 'Eve',
			lastname: 'Stone',
		});
		expect(emailed('adam@new.example')?.properties).toMatchObject({
			firstname: 'Adam',
			lastname: 'Stone',
		});
		expect(emailed('x@new.example')?.properties).toMatchObject({ firstname: 'X', lastname: 'Y' });
		const eve = String(emailed('eve.stone@new.example')?.id);
		expect(json[0].createdContacts).toEqual([eve]);
		expect(json[1].createdContacts).toEqual([String(emailed('adam@new.example')?.id)]);
		expect(contactsOf(json[0].id)).toEqual(['102', eve]);
		expect(contactsOf(json[1].id)).toContain(eve);
	});

	test('creates no contacts for owners, rooms or colleagues', async () => {
		const { error, json } = await withPeople(
			[
				{ email: 'tom.okafor@brightfield.example' },
				{ email: 'elena.duarte@brightfield.example' },
				{ email: 'room@new.example', resource: true },
				{ email: 'c_1@resource.calendar.google.com' },
				{ type: 'resource', emailAddress: { address: 'hall@new.example' } },
				{ email: 'me@own.example' },
				{ email: 'me@mail.own.example' },
				{ displayName: 'Speaker 1' },
			],
			CREATE,
		);
		expect(error).toBeUndefined();
		expect(json[0].notFound).toHaveLength(8);
		expect(json[0]).not.toHaveProperty('createdContacts');
		expect(sent(hubspot.current).filter((line) => line.startsWith(`${contacts}/batch/c`))).toEqual(
			[],
		);
	});

	test('uses a contact that was created in the meantime', async () => {
		hubspot.current.faults.add({
			match: { method: 'POST', path: `${api.objects}/contacts/batch/read` },
			times: 1,
			then: { status: 200, body: { status: 'COMPLETE', results: [] } },
		});
		const before = hubspot.current.account.store('contacts').count();
		const { error, json } = await withPeople([ADA, 'eve@new.example'], CREATE);
		expect(error).toBeUndefined();
		expect(json[0]).not.toHaveProperty('notFound');
		expect(json[0].createdContacts).toHaveLength(1);
		expect(contactsOf(json[0].id)).toContain('102');
		expect(hubspot.current.account.store('contacts').count()).toBe(before + 1);
	});

	test('lists a contact that HubSpot refuses with the reason, and still creates the meeting', async () => {
		const refused = (status: number, body: object) =>
			hubspot.current.faults.add({
				match: { method: 'POST', path: `${api.objects}/contacts` },
				times: 1,
				then: { status, body },
			});
		refused(400, {
			status: 'error',
			category: 'VALIDATION_ERROR',
			message: 'Error creating CONTACT. Some required properties were not set.',
			context: { properties: ['lastname'] },
		});
		const { error, json } = await withPeople('eve@new.example', CREATE);
		expect(error).toBeUndefined();
		expect(json[0].notFound).toEqual([expect.stringMatching(/^eve@new\.example: .*lastname/)]);
		expect(json[0].id).toEqual(expect.any(String));
	});

	test('creates neither the contact nor the meeting twice with Retry On Fail', async () => {
		hubspot.current.faults.add({
			match: { method: 'POST', path: `${api.objects}/meetings` },
			times: 1,
			then: { status: 400, body: { status: 'error', category: 'VALIDATION_ERROR', message: 'no' } },
		});
		const before = hubspot.current.account.store('contacts').count();
		const meetings = countMeetings(hubspot.current);
		const { error, json } = await withPeople('eve@new.example', CREATE, {
			settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 },
		});
		expect(error).toBeUndefined();
		expect(json[0].createdContacts).toEqual([String(emailed('eve@new.example')?.id)]);
		expect(hubspot.current.account.store('contacts').count()).toBe(before + 1);
		expect(countMeetings(hubspot.current)).toBe(meetings + 1);
	});

	test.each(['update', 'upsert'])('%s creates missing contacts', async (operation) => {
		const { error, json } = await operate(hubspot.current, operation, {
			...(operation === 'update'
				? { meetingId: '17612479136' }
				: { ...MEETING, idProperty: 'external_booking_id', idValue: 'bk-1001' }),
			contacts: 'eve@new.example',
			options: CREATE,
		});
		expect(error).toBeUndefined();
		expect(json[0].createdContacts).toEqual([String(emailed('eve@new.example')?.id)]);
	});

	test('is off by default', async () => {
		const { json } = await withPeople('eve@new.example');
		expect(json[0].notFound).toEqual(['eve@new.example']);
		expect(emailed('eve@new.example')).toBeUndefined();
	});
});

describe('owners', () => {
	const assign = async (owner: unknown, options: object = {}, name = 'hubspot_owner_id') =>
		await operate(
			hubspot.current,
			'create',
			{ dataToSend: 'autoMapInputData', options } as unknown as IDataObject,
			{ items: [{ ...MEETING, [name]: owner } as IDataObject] },
		);

	const stored = (id: unknown) => hubspot.current.account.record('meetings', Number(id)).properties;

	test.each<[string, unknown]>([
		['by name', 'Tom Okafor'],
		['by name in different case, last name first', 'OKAFOR, Tom'],
		[
			'by an object of another system',
			{ id: 11349275740, email: 'tom.okafor@brightfield.example' },
		],
		[
			'by the organizer of a calendar event',
			{ emailAddress: { address: 'Tom.Okafor@brightfield.example' } },
		],
		[
			'by an owner object of HubSpot',
			{ id: '11349275741', email: 'x@y.example', userId: 1, archived: false },
		],
		[
			'by the details that Get adds',
			{ id: '11349275741', name: 'Tom Okafor', email: 'tom.okafor@brightfield.example' },
		],
	])('an owner is found %s', async (_, owner) => {
		const { error, json } = await assign(owner);
		expect(error).toBeUndefined();
		expect(stored(json[0].id)).toMatchObject({ hubspot_owner_id: '11349275741' });
	});

	test.each<[string, unknown]>([
		['the only entry of a list', [{ email: 'tom.okafor@brightfield.example' }]],
		['a name with the email address in parentheses', 'Tom Okafor (tom.okafor@brightfield.example)'],
	])('an owner is found by %s', async (_, owner) => {
		const { json } = await assign(owner);
		expect(stored(json[0].id)).toMatchObject({ hubspot_owner_id: '11349275741' });
	});

	test('two owners for a property that takes one are refused', async () => {
		const { error } = await assign(['11349275741', '11349275742'], { ownerNotFound: 'leave' });
		expect(error?.message).toBe(
			"'Assigned To' has 2 owners, but accepts only one. Choose one of them",
		);
	});

	test('a deactivated owner is found by email', async () => {
		const { error, json } = await assign('elena.duarte@brightfield.example');
		expect(error).toBeUndefined();
		expect(stored(json[0].id)).toMatchObject({ hubspot_owner_id: '11349275744' });
	});

	test.each(['Nobody Atall', 'nobody@example.com', '4711'])(
		'the unknown owner %s is refused, or left out and listed by Owner Not Found',
		async (owner) => {
			const refused = await assign(owner);
			expect(refused.error?.message).toMatch(/Assigned To/);
			const { error, json } = await assign(owner, { ownerNotFound: 'leave' });
			expect(error).toBeUndefined();
			expect(json[0].notFound).toEqual([owner]);
			expect(stored(json[0].id)).not.toHaveProperty('hubspot_owner_id');
		},
	);

	test.each<[string, unknown]>([
		['separated by semicolons', '11349275741;11349275742'],
		['in an array', [11349275741, '11349275742']],
		['by email', 'tom.okafor@brightfield.example, priya.raman@brightfield.example'],
		['by email and name', [{ email: 'tom.okafor@brightfield.example' }, 'Priya Raman']],
	])('several owners can be given in one property, %s', async (_, owners) => {
		const { error, json } = await assign(owners, {}, 'hs_attendee_owner_ids');
		expect(error).toBeUndefined();
		expect(stored(json[0].id)).toMatchObject({
			hs_attendee_owner_ids: '11349275741;11349275742',
		});
	});

	test('an empty entry among several owners is refused, or left out and listed', async () => {
		const owners = ['11349275741', null];
		const refused = await assign(owners, {}, 'hs_attendee_owner_ids');
		expect(refused.error?.message).toContain('has an empty entry. Remove it, or enter an owner');
		const { json } = await assign(owners, { ownerNotFound: 'leave' }, 'hs_attendee_owner_ids');
		expect(json[0].notFound).toEqual(['an empty entry']);
		expect(stored(json[0].id)).toMatchObject({ hs_attendee_owner_ids: '11349275741' });
	});
});
