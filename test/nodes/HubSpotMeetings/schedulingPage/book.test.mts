import type { IDataObject } from 'n8n-workflow';

import { EMULATOR_TOKEN } from '../../../../emulator/index.mts';
import { run } from '../../../support/engine.mts';
import { credentialsOf, emulatorForTests } from '../../../support/hubspot.mts';
import { loadOptions, resourceFields } from '../../../support/picker.mts';
import { API_VERSION } from '../../../support/versions.mts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** A Monday far enough ahead that it has no seeded meetings, but within the weeks that the pages offer. */
const MONDAY = (() => {
	const day = new Date();
	day.setUTCHours(0, 0, 0, 0);
	do day.setUTCDate(day.getUTCDate() + 1);
	while (day.getUTCDay() !== 1 || day.getTime() < Date.now() + 12 * DAY);
	return day.getTime();
})();

const MARA = '11349275740';

const hubspot = emulatorForTests();

const iso = (ms: number) => new Date(ms).toISOString();
const START = iso(MONDAY + 11 * HOUR);

beforeEach(() => {
	for (const slug of ['free/one', 'free/two']) {
		hubspot.current.account.scheduling.add({
			slug,
			name: slug,
			organizer: slug === 'free/one' ? MARA : '11349275742',
			timeZone: 'UTC',
			durationsMinutes: [30, 60],
			hours: { MONDAY: [0, 1_440], TUESDAY: [0, 1_440] },
		});
	}
});

const book = async (parameters: IDataObject = {}, more = {}) =>
	await run({
		parameters: {
			resource: 'schedulingPage',
			operation: 'book',
			schedulingPage: { __rl: true, mode: 'slug', value: 'free/one' },
			start: START,
			email: 'ada.fischer@nordhafen.example',
			firstName: 'Ada',
			lastName: 'Fischer',
			timeZone: 'UTC',
			...parameters,
		},
		credentials: credentialsOf(hubspot.current),
		...more,
	});

const page = (value: string, mode = 'slug') => ({
	schedulingPage: { __rl: true, mode, value },
});

const posts = () =>
	hubspot.current.requests.filter(
		({ method, path }) => method === 'POST' && path.endsWith('/meeting-links/book'),
	);

const meetings = () => [...hubspot.current.account.store('meetings').all()];

test('a booking needs one request for the page and one to book, and its output is flat', async () => {
	const before = meetings().length;
	const { json, error } = await book();
	expect(error).toBeUndefined();
	expect(hubspot.current.requests).toHaveLength(2);
	expect(posts()[0].body).toEqual({
		slug: 'free/one',
		startTime: START,
		duration: 1_800_000,
		email: 'ada.fischer@nordhafen.example',
		firstName: 'Ada',
		lastName: 'Fischer',
		formFields: [],
		legalConsentResponses: [],
		likelyAvailableUserIds: [],
		timezone: 'UTC',
	});
	expect(json).toEqual([
		{
			contactId: '102',
			calendarEventId: expect.stringMatching(/./),
			subject: 'free/one: Ada Fischer',
			webConferenceUrl: expect.any(String),
			start: START,
			end: iso(MONDAY + 11.5 * HOUR),
			startLocal: START.replace('.000Z', '+00:00'),
			endLocal: expect.any(String),
			timeZone: 'UTC',
			durationMinutes: 30,
			slug: 'free/one',
			formFields: {},
			guestEmails: [],
		},
	]);
	expect(meetings()).toHaveLength(before + 1);
});

test('a start without an offset is in the given time zone', async () => {
	const local = iso(MONDAY + 12 * HOUR).slice(0, 19);
	const { json } = await book({ start: local, timeZone: 'Asia/Tokyo', duration: 60 });
	expect(json[0]).toMatchObject({
		start: iso(MONDAY + 3 * HOUR),
		startLocal: `${local}+09:00`,
		durationMinutes: 60,
	});
});

test('six items on two pages: each page is read once, and each item is booked', async () => {
	const items = Array.from({ length: 6 }, (_, n) => ({
		slug: n % 2 ? 'free/one' : 'free/two',
		start: iso(MONDAY + (8 + n) * HOUR),
		email: `visitor${n}@nordhafen.example`,
	}));
	const { json, error } = await book(
		{ ...page('={{ $json.slug }}'), start: '={{ $json.start }}', email: '={{ $json.email }}' },
		{ items },
	);
	expect(error).toBeUndefined();
	expect(json.map(({ start }) => start)).toEqual(items.map(({ start }) => start));
	expect(hubspot.current.requests).toHaveLength(2 + 6);
});

test('two items for the same time: the first is booked, the second gets an error with free times', async () => {
	// The first item spells the slug differently, so looking up the page takes longer.
	const items = [
		{ page: 'FREE/ONE', email: 'first@nordhafen.example' },
		{ page: 'free/one', email: 'second@nordhafen.example' },
	];
	const { json } = await book(
		{ ...page('={{ $json.page }}'), email: '={{ $json.email }}' },
		{ items, settings: { onError: 'continueRegularOutput' } },
	);
	expect(json[0].contactId).toEqual(expect.any(String));
	expect(json[1].error).toMatch(
		/T11:00:00\+00:00 is not free on the page free\/one. Nearby free times: .*T10:00:00\+00:00.*T11:30:00/,
	);
	expect(posts()).toHaveLength(2);
});

test('Retry On Fail books nothing twice', async () => {
	const before = meetings().length;
	const items = [{ start: START }, { start: '' }];
	const { error } = await book(
		{ start: '={{ $json.start }}' },
		{ items, settings: { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 } },
	);
	expect(error?.message).toMatch(/'Start' is empty/);
	expect(posts()).toHaveLength(1);
	expect(meetings()).toHaveLength(before + 1);
});

test.each([
	['a connection reset', { reset: 'after' as const }],
	['status 502', { status: 502, body: {} }],
	['an incomplete response', { truncate: true as const }],
])('after %s, a booking is not sent again, and the error says what to do', async (_, then) => {
	hubspot.current.faults.add({ match: { path: /meeting-links\/book$/ }, then });
	const { error } = await book({}, { settings: { retryOnFail: true, maxTries: 2 } });
	expect(error?.message).toMatch(
		/may already exist. Do not book again. Check the meetings of the contact ada\.fischer@.*'Get Many of Record'/,
	);
	expect(posts()).toHaveLength(1);
});

test('a calendar that is not connected is an error, and the booking is not sent again', async () => {
	const { error } = await book(
		{ ...page('jonas-weber'), start: iso(MONDAY + 9 * HOUR) },
		{ settings: { retryOnFail: true, maxTries: 2 } },
	);
	expect(error?.message).toMatch(
		/The booking did not reach a calendar: the calendar of Jonas Weber is not connected.*Only the contact 102.*Do not book again.*'Get Many of Record'/,
	);
	expect(posts()).toHaveLength(1);
});

test('a response without a calendar event is an error', async () => {
	const body = {
		calendarEventId: '',
		contactId: '102',
		start: START,
		end: START,
		isOffline: false,
	};
	hubspot.current.faults.add({
		match: { path: /meeting-links\/book$/ },
		then: { status: 200, body: { ...body, duration: 1_800_000, formFields: [], guestEmails: [] } },
	});
	expect((await book()).error?.message).toMatch(/The booking did not reach a calendar/);
});

test('a page with a payment is refused, before sending if the list of pages shows it', async () => {
	const { error } = await book(page('Paid consultation', 'name'));
	expect(error?.message).toMatch(
		/tom-okafor\/paid-consultation.*page takes payments.*Send the visitor/,
	);
	// In 2026-09, the list doesn't contain this. HubSpot's error does.
	expect(posts()).toHaveLength(API_VERSION === '2026-09' ? 1 : 0);
});

/** HubSpot's errors if something has changed since the page was read. */
test.each([
	['slug does not exist', '', 404, /no longer has the scheduling page 'free\/one'/],
	['Links with payments cannot be booked', '', 400, /page takes payments/],
	[
		'Duration is not accepted by link',
		'MeetingsBookingSchedulingError.MEETING_DURATION_NOT_VALID',
		400,
		/does not offer meetings of 30 minutes. It offers 30, 60 minutes/,
	],
	[
		'required form field phone does not have a corresponding value',
		'',
		400,
		/form requires more: required form field phone.*Enter it in Form Fields/,
	],
	['bad guests', 'INVALID_EMAIL_GUESTS', 400, /does not accept these guests: bad guests/],
	['refused', 'INVALID_EMAIL', 400, /does not accept ada\.fischer@.* as an email address/],
	['refused', 'MeetingsBookingCreatedError.BLOCKED_EMAIl', 400, /the account blocks its domain/],
	[
		'Start time must be contained in availability settings',
		'MeetingsBookingSchedulingError.MEETING_START_TIME_NOT_VALID',
		400,
		/is not free on the page free\/one. Nearby free times/,
	],
	['taken', 'MEETING_TIME_NOT_AVAILABLE', 400, /is not free .*Nearby free times/],
	['conflict', '', 409, /is not free .*Nearby free times/],
	['something else', '', 400, /something else/],
])(
	'an error of HubSpot is explained: %j %s (%i)',
	async (message, subCategory, status, expected) => {
		hubspot.current.faults.add({
			match: { path: /meeting-links\/book$/ },
			then: {
				status,
				body: { status: 'error', category: 'VALIDATION_ERROR', subCategory, message },
			},
		});
		const { error } = await book();
		expect(error?.message).toMatch(expected);
		expect(error?.message).not.toMatch(/may already exist/);
		expect(posts()).toHaveLength(1);
	},
);

describe('the form', () => {
	const PRICING = { ...page('mara-lindqvist/pricing'), start: iso(MONDAY + 9 * HOUR) };

	test('accepts answers by label or value, and sends the values', async () => {
		const { json, error } = await book({
			...PRICING,
			formFields: {
				mappingMode: 'defineBelow',
				value: { company: 'Nordhafen', heating_today: 'Gas', employees: 12 },
			},
			options: { formAnswers: '{"topics": ["Price", "service"], "I rent": "yes"}' },
		});
		expect(error).toBeUndefined();
		expect(json[0].formFields).toEqual({
			company: 'Nordhafen',
			heating_today: 'gas',
			employees: '12',
			topics: 'price;service',
			is_tenant: 'true',
		});
	});

	test.each([
		[{}, /requires an answer to Company name \(company\), How do you heat today/],
		[
			{ company: 'N' },
			/How do you heat today\? \(heating_today\). For heating_today use one of: gas/,
		],
		[{ company: 'N', heating_today: 'coal' }, /'coal' is not one of its options/],
		[
			{ company: 'N', heating_today: 'gas', shoes: 41 },
			/the page has no field 'shoes'. It has: company/,
		],
	])('%j is refused', async (formAnswers, message) => {
		const { error } = await book({
			...PRICING,
			options: { formAnswers: JSON.stringify(formAnswers) },
		});
		expect(error?.message).toMatch(message);
		expect(posts()).toEqual([]);
	});

	test('shows the fields of the chosen page in the resource mapper', async () => {
		const { fields } = await resourceFields('getBookingFields', {
			credentials: credentialsOf(hubspot.current),
			parameters: page('mara-lindqvist/pricing'),
		});
		expect(fields.map(({ id, required, type }) => [id, required, type])).toEqual([
			['company', true, 'string'],
			['heating_today', true, 'options'],
			['topics', false, 'string'],
			['is_tenant', false, 'boolean'],
			['employees', false, 'number'],
			['message', false, 'string'],
		]);
	});
});

test.each([
	'={{ ["ada.fischer@nordhafen.example"] }}',
	'={{ { hs_object_id: "102", email: "ada.fischer@nordhafen.example" } }}',
	'Ada Fischer <ada.fischer@nordhafen.example>',
])('the email address of the booking is read from %s', async (email) => {
	const { json, error } = await book({ email });
	expect(error).toBeUndefined();
	expect(json[0].contactId).toBe('102');
});

describe('consent', () => {
	const at = { start: iso(MONDAY + 10 * HOUR) };

	test('every box is sent with its ID, ticked or not', async () => {
		const { error } = await book({
			...page('priya-raman'),
			...at,
			options: { consent: ['41001'] },
		});
		expect(error).toBeUndefined();
		expect((posts()[0].body as IDataObject).legalConsentResponses).toEqual([
			{ communicationTypeId: '41001', consented: true },
			{ communicationTypeId: '41002', consented: false },
		]);
	});

	test('a required box that is not ticked is refused before sending', async () => {
		const without = await book({ ...page('priya-raman'), ...at });
		expect(without.error?.message).toMatch(/requires the checkbox One to one emails \(41001\)/);
		const audit = { ...page('priya-raman/energy-audit'), ...at };
		const options = { formAnswers: '{"phone":"1"}' };
		const processing = await book({ ...audit, options });
		expect(processing.error?.message).toMatch(/Consent to Processing.*I agree/);
		expect(posts()).toEqual([]);
		const agreed = await book({ ...audit, options: { ...options, processingConsent: true } });
		expect(agreed.error).toBeUndefined();
		const stray = await book({ ...page('priya-raman'), ...at, options: { consent: '9' } });
		expect(stray.error?.message).toMatch(
			/has no consent checkbox '9'. It has: One to one emails \(41001\)/,
		);
	});

	test('a label with a comma is one box, given as text or in a list', async () => {
		const { scheduling } = hubspot.current.account;
		const label = 'News, offers, and events';
		scheduling.add({
			slug: 'free/three',
			name: 'Three',
			organizer: MARA,
			timeZone: 'UTC',
			durationsMinutes: [30],
			hours: { MONDAY: [0, 1_440] },
			consent: {
				processing: 'IMPLICIT',
				communications: [{ communicationTypeId: '41009', label, required: true }],
			},
		});
		for (const [hour, consent] of [label, [label.toUpperCase()]].entries()) {
			const start = iso(MONDAY + hour * HOUR);
			const { error } = await book({ ...page('free/three'), start, options: { consent } });
			expect(error).toBeUndefined();
		}
		expect((posts()[0].body as IDataObject).legalConsentResponses).toEqual([
			{ communicationTypeId: '41009', consented: true },
		]);
	});

	test('the boxes of the page are listed in the editor', async () => {
		const boxes = await loadOptions('getConsentBoxes', {
			credentials: credentialsOf(hubspot.current),
			parameters: page('priya-raman'),
		});
		expect(boxes).toEqual([
			{ name: 'One to one emails – required', value: '41001' },
			{ name: 'Newsletter', value: '41002' },
		]);
	});
});

describe('a booking that HubSpot or the page does not allow', () => {
	test.each([
		[{ email: 'someone@example.com' }, /does not accept someone@example\.com/],
		[{ email: 'boss@competitor.example' }, /the account blocks its domain/],
		[{ email: 'nobody' }, /'nobody' is not an email address/],
		[{ email: '={{ $json.nothing }}' }, /'Email' is empty/],
		[
			{ firstName: 'Ada', lastName: '' },
			/'Last Name' is empty. HubSpot requires a first and a last name/,
		],
		[{ duration: 45 }, /does not offer meetings of 45 minutes. It offers 30, 60 minutes/],
		[{ start: iso(MONDAY + 2 * DAY) }, /is not free on the page free\/one. Nearby free times: /],
		[{ start: '2020-01-01T10:00:00Z' }, /2020-01-01T10:00:00\+00:00 is not free/],
		[{ ...page('nobody-here') }, /no scheduling page 'nobody-here'/],
		[{ ...page('tom-okafor/paid-consultation'), start: START }, /page takes payments/],
		[{ options: { guests: 'a@b.example' } }, /does not allow guests/],
		[{ options: { guests: '={{ ["a@b.example", null] }}' } }, /'Guests' is empty/],
		[{ options: { guests: 'a@b.example, Ada' } }, /Guests: 'Ada' is not an email address/],
		[{ options: { formAnswers: 'x' } }, /'Form Answers' is not a JSON object/],
	])('is refused: %j', async (parameters, message) => {
		const before = meetings().length;
		const { error } = await book(parameters);
		expect(error?.message).toMatch(message);
		expect(meetings()).toHaveLength(before);
	});
});

test('a full name in First Name is split into first and last name', async () => {
	const full = async (firstName: string) => {
		await book({ firstName, lastName: '', start: START });
		const { firstName: first, lastName: last } = posts().at(-1)?.body as IDataObject;
		return [first, last];
	};
	expect(await full('Ada Maria Fischer')).toEqual(['Ada Maria', 'Fischer']);
	expect(await full('Fischer, Ada')).toEqual(['Ada', 'Fischer']);
});

test.each([
	'Ada Fischer <A@b.example>; c@d.example',
	'"Fischer, Ada" <a@b.example>, c@d.example, a@b.example',
	'={{ [{ email: "a@b.example" }, { emailAddress: { address: "c@d.example", name: "Jo" } }] }}',
	'[{"email":"a@b.example"},"c@d.example"]',
	'={{ [{ id: "101", hs_object_id: "101", name: "Ada", email: "a@b.example" }, { id: "102", properties: { email: "c@d.example" }, createdAt: "x", updatedAt: "y", archived: false }] }}',
])('guests are accepted as %s', async (guests) => {
	const { json, error } = await book({
		...page('mara-lindqvist'),
		start: iso(MONDAY + 9 * HOUR),
		options: { guests },
	});
	expect(error).toBeUndefined();
	expect(json[0].guestEmails).toEqual(['a@b.example', 'c@d.example']);
});

test('guests and locale are sent with the booking', async () => {
	const { json } = await book({
		...page('mara-lindqvist'),
		start: iso(MONDAY + 9 * HOUR),
		options: { guests: 'a@b.example, c@d.example', locale: 'de' },
	});
	expect(json[0].guestEmails).toEqual(['a@b.example', 'c@d.example']);
	expect(posts()[0].body).toMatchObject({ locale: 'de' });
});

describe('after a booking', () => {
	test('the meeting is returned, further records are associated, and notes are set', async () => {
		const { json, error } = await book({
			options: { returnMeeting: true, deals: '501', internalNotes: 'From\nthe form' },
		});
		expect(error).toBeUndefined();
		expect(json[0].warnings).toBeUndefined();
		expect(json[0].meeting).toMatchObject({
			hs_meeting_start_time: expect.stringContaining(START.slice(0, 16)),
			hs_internal_meeting_notes: 'From<br>the form',
		});
		const { id } = json[0].meeting as { id: string };
		const deal = hubspot.current.account.record('deals', '501');
		expect([...deal.linked('0-47').keys()].map(String)).toContain(id);
	});

	test('an older meeting of the contact at the same time is not returned as the booked one', async () => {
		const { account } = hubspot.current;
		const [subject] = (await book()).json.map((one) => String(one.subject));
		const older = account.create(
			'meetings',
			{ hs_meeting_title: subject, hs_meeting_start_time: iso(MONDAY + 13 * HOUR) },
			{ at: Date.now() - DAY },
		);
		account.associate(older, account.record('contacts', 102), []);
		const { json } = await book({
			start: iso(MONDAY + 13 * HOUR),
			options: { returnMeeting: true },
		});
		expect(json[0].subject).toBe(subject);
		const { id } = json[0].meeting as { id: string };
		expect(id).not.toBe(String(older.id));
		expect(Number(id)).toBe(Math.max(...meetings().map((meeting) => Number(meeting.id))));
	});

	test('a failed look-up of the meeting adds only a warning, without the token', async () => {
		hubspot.current.faults.add({
			match: { path: /associations.*(?:contacts|meetings)/ },
			then: { status: 403, body: { message: `no ${EMULATOR_TOKEN}`, category: 'NOPE' } },
			times: Infinity,
		});
		const { json, error } = await book({ options: { returnMeeting: true } });
		expect(error).toBeUndefined();
		expect(json[0].meeting).toBeNull();
		expect(json[0].warnings).toEqual([
			expect.stringMatching(/^The meeting could not be looked up: /),
		]);
		expect(JSON.stringify(json)).not.toContain(EMULATOR_TOKEN);
	});

	test('records that cannot be associated add warnings and do not fail the item', async () => {
		hubspot.current.faults.add({
			match: { path: /associations.*(?:associate|create)/ },
			then: { status: 400, body: { message: 'nonsense', category: 'VALIDATION_ERROR' } },
			times: Infinity,
		});
		hubspot.current.faults.add({
			match: { path: /associations\/.*deals.*|associations\/.*meetings\/deals/ },
			then: { status: 400, body: { message: 'nonsense', category: 'VALIDATION_ERROR' } },
			times: Infinity,
		});
		const { json, error } = await book({
			options: { deals: '501', companies: 'nobody-knows.example' },
		});
		expect(error).toBeUndefined();
		expect(json[0].contactId).toBe('102');
		expect(json[0].warnings).toEqual([
			'HubSpot has no record for nobody-knows.example',
			expect.stringMatching(/Not associated: .*nonsense/),
		]);
	});

	test('a meeting that does not appear in time is null, with a warning', async () => {
		hubspot.current.faults.add({
			match: { path: /associations/ },
			then: { status: 200, body: { status: 'COMPLETE', results: [] } },
			times: Infinity,
		});
		const { json, error } = await book({ options: { returnMeeting: true } });
		expect(error).toBeUndefined();
		expect(json[0]).toMatchObject({
			contactId: '102',
			meeting: null,
			warnings: [expect.stringMatching(/has not appeared in HubSpot yet.*do not book again/)],
		});
	}, 30_000);
});

test('a missing write scope is named in the error', async () => {
	hubspot.current.faults.add({
		match: { path: /meeting-links\/book$/ },
		then: {
			status: 403,
			body: {
				status: 'error',
				category: 'MISSING_SCOPES',
				message: 'missing',
				errors: [
					{ message: 'One', context: { requiredGranularScopes: ['crm.objects.contacts.write'] } },
				],
			},
		},
	});
	const refused = await book({ start: iso(MONDAY + 15 * HOUR) });
	expect(refused.error?.message).toMatch(/lacks the scope crm\.objects\.contacts\.write/);
});

test('a failed look-up of records fails each item, without an unhandled rejection', async () => {
	const { faults } = hubspot.current;
	faults.add({ match: { path: 'companies' }, times: Infinity, then: { status: 403 } });
	faults.add({ match: { path: '/meeting-links/book/' }, times: Infinity, then: { delayMs: 300 } });
	const escaped = jest.fn();
	process.on('unhandledRejection', escaped);
	try {
		const { json } = await book(
			{ options: { companies: 'nordhafen.example' } },
			{ items: [{}, {}, {}], settings: { onError: 'continueRegularOutput' } },
		);
		expect(json.map(({ error }) => String(error))).toEqual(
			Array(3).fill(expect.stringContaining('does not allow this')),
		);
		expect(escaped).not.toHaveBeenCalled();
	} finally {
		process.off('unhandledRejection', escaped);
	}
	expect(posts()).toEqual([]);
});
