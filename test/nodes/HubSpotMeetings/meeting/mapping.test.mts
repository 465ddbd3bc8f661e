import type { IDataObject } from 'n8n-workflow';

import { emulatorForTests } from '../../../support/hubspot.mts';
import { countMeetings, operate, sent } from '../../../support/meetings.mts';
import { api } from '../../../support/versions.mts';

const hubspot = emulatorForTests();

const MAP = { dataToSend: 'autoMapInputData' };
const INTRO = '17612479134';
const BOOKED = '17612479137';

const map = async (operation: string, items: IDataObject[], options: IDataObject = {}, more = {}) =>
	await operate(hubspot.current, operation, { ...MAP, options }, { items, ...more });

interface Write {
	properties: IDataObject;
	associations?: Array<{ to: { id: string }; types: Array<{ associationTypeId: number }> }>;
}

/** The body of the last write to a single meeting. */
const written = () =>
	hubspot.current.requests
		.filter(({ method, path }) => /POST|PATCH/.test(method) && /\/meetings(\/\d+)?$/.test(path))
		.at(-1)?.body as Write;

const stored = (meeting: string) =>
	hubspot.current.account.record('meetings', Number(meeting)).properties;

describe('Create', () => {
	test('takes properties, records and a duration from the item’s keys', async () => {
		const { error } = await map('create', [
			{
				hs_meeting_title: 'Intro',
				hs_meeting_start_time: '2026-12-01T10:00:00Z',
				duration: 45,
				hubspot_owner_id: 'tom.okafor@brightfield.example',
				hs_meeting_outcome: 'no show',
				meeting_format: 'Video call',
				follow_up_required: false,
				satisfaction_score: 0,
				hs_meeting_location: null,
				contacts: ['101', { email: 'ada.fischer@nordhafen.example' }],
				companies: 'nordhafen.example',
			},
		]);
		expect(error).toBeUndefined();
		expect(written().properties).toEqual({
			hs_meeting_title: 'Intro',
			hs_meeting_start_time: '2026-12-01T10:00:00.000Z',
			hs_meeting_end_time: '2026-12-01T10:45:00.000Z',
			hs_timestamp: '2026-12-01T10:00:00.000Z',
			hubspot_owner_id: '11349275741',
			hs_meeting_outcome: 'NO_SHOW',
			meeting_format: 'video',
			follow_up_required: 'false',
			satisfaction_score: '0',
		});
		expect(
			written().associations?.map(({ to, types }) => [to.id, types[0].associationTypeId]),
		).toEqual([
			['101', 200],
			['102', 200],
			['301', 188],
		]);
	});

	test('accepts the request body of HubSpot’s guide', async () => {
		const { error } = await map('create', [
			{
				properties: {
					hs_timestamp: '2021-03-23T01:02:44.872Z',
					hubspot_owner_id: '11349275740',
					hs_meeting_title: 'Intro meeting',
					hs_meeting_body: 'The first meeting to discuss options',
					hs_internal_meeting_notes: 'These are the meeting notes',
					hs_meeting_external_url: 'https://Zoom.com/0000',
					hs_meeting_location: 'Remote',
					hs_meeting_start_time: '2021-03-23T01:02:44.872Z',
					hs_meeting_end_time: '2021-03-23T01:52:44.872Z',
					hs_meeting_outcome: 'SCHEDULED',
				},
				associations: [
					{
						to: { id: 101 },
						types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 200 }],
					},
					{
						to: { id: 102 },
						types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 200 }],
					},
				],
			},
		]);
		expect(error).toBeUndefined();
		expect(written().properties).toMatchObject({
			hs_meeting_title: 'Intro meeting',
			hs_meeting_start_time: '2021-03-23T01:02:44.872Z',
			hs_meeting_body: 'The first meeting to discuss options',
		});
		expect(written().associations).toHaveLength(2);
	});

	test('does not request definitions for documented properties', async () => {
		const { json } = await map('create', [
			{ hs_meeting_title: 'A', hs_timestamp: 1_773_050_400 },
			{ hs_meeting_title: 'B', hs_timestamp: 1_773_050_400_000 },
		]);
		expect(json.map(({ hs_timestamp }) => hs_timestamp)).toEqual([
			'2026-03-09T10:00:00Z',
			'2026-03-09T10:00:00Z',
		]);
		expect(sent(hubspot.current)).toEqual([`POST ${api.objects}/meetings/batch/create`]);
	});

	test('copies a meeting from the output of Get', async () => {
		const { json: read } = await operate(hubspot.current, 'get', {
			meetingId: INTRO,
			options: { associations: ['contacts', 'companies'] },
		});
		const { error, json } = await map('create', read);
		expect(error).toBeUndefined();
		const copy = stored(String(json[0].id));
		for (const name of [
			'hs_meeting_title',
			'hs_meeting_body',
			'hs_internal_meeting_notes',
			'hs_timestamp',
			'hs_meeting_end_time',
		]) {
			expect(copy[name]).toBe(stored(INTRO)[name]);
		}
		expect(written().associations?.map(({ to }) => to.id)).toEqual(['101', '102', '301']);
	});
});

describe('unknown keys', () => {
	const items = [{ hs_timestamp: '2026-12-01', Titel: 'x', rating: 3 }];

	test('fail the item and are named in the error, before anything is written', async () => {
		const before = countMeetings(hubspot.current);
		const { error } = await map('create', items);
		expect(error?.message).toMatch(
			/^Map Automatically: the keys 'Titel', 'rating' of the item are not properties .* Did you mean Title \(hs_meeting_title\) by 'Titel'\? Rename/,
		);
		expect(countMeetings(hubspot.current)).toBe(before);
	});

	test('have an error in the singular if there is only one', async () => {
		const { error } = await map('create', [{ hs_timestamp: '2026-12-01', Titel: 'x' }]);
		expect(error?.message).toMatch(
			/: the key 'Titel' of the item is not a property .* Did you mean Title \(hs_meeting_title\)\? Rename or remove it before/,
		);
	});

	test('are left out if Unknown Keys says so', async () => {
		const { error } = await map('create', items, { unknownKeys: 'ignore' });
		expect(error).toBeUndefined();
		expect(written().properties).toEqual({ hs_timestamp: expect.any(String) });
	});

	test('take one request for the definitions for all items', async () => {
		await map('create', [...items, ...items, ...items], { unknownKeys: 'ignore' });
		expect(sent(hubspot.current)).toEqual([
			`GET ${api.properties}/meetings`,
			`POST ${api.objects}/meetings/batch/create`,
		]);
	});
});

describe('columns', () => {
	const START = { hs_meeting_start_time: '2026-12-01T10:00:00Z' };
	const hintsOf = ({ run }: Awaited<ReturnType<typeof map>>) =>
		run.data.resultData.runData['HubSpot Meetings'].flatMap(({ hints = [] }) =>
			hints.map(({ message }) => message),
		);

	test.each([
		['blanks around it', ' hs_meeting_title\t'],
		['a byte order mark', '\uFEFFhs_meeting_title'],
		['a byte order mark in another encoding', 'ï»¿hs_meeting_title'],
		['a byte order mark before quotes', '\uFEFF"hs_meeting_title"'],
		['a zero-width space', 'hs_meeting\u200B_title'],
		['a no-break space', '\u00A0hs_meeting_title'],
		['its name in different case', 'HS_Meeting_Title'],
		['HubSpot’s label as its name', 'Meeting name'],
		[
			'HubSpot’s label in upper case, a byte order mark and a no-break space',
			'\uFEFFMEETING\u00A0 Name ',
		],
	])('a column is recognized with %s', async (_, column) => {
		const { error } = await map('create', [{ ...START, [column]: 'x' }]);
		expect(error).toBeUndefined();
		expect(written().properties.hs_meeting_title).toBe('x');
	});

	test('a row of HubSpot’s export is created, and a hint names what HubSpot sets itself', async () => {
		const result = await map('create', [
			{
				'\uFEFFRecord ID': '17612479134',
				'Meeting name': 'Intro',
				'Activity date': '2026-12-01 10:00',
				'Meeting start time': '2026-12-01 10:00',
				'Meeting end time': '2026-12-01 10:30',
				'Meeting outcome': 'No show',
				'Call and meeting type': '',
				'Activity assigned to': 'tom.okafor@brightfield.example',
				'Meeting description': '<p>Hello</p>',
				'Associated Contact': 'Ada Fischer;Brian Halvorsen',
				'Associated Contact IDs': '101;102',
				'Associated Company IDs': '301',
				'Create date': '2026-11-01 10:00',
				'': '',
			},
		]);
		expect(result.error).toBeUndefined();
		expect(written().properties).toEqual({
			hs_meeting_title: 'Intro',
			hs_timestamp: '2026-12-01T10:00:00.000Z',
			hs_meeting_start_time: '2026-12-01T10:00:00.000Z',
			hs_meeting_end_time: '2026-12-01T10:30:00.000Z',
			hs_meeting_outcome: 'NO_SHOW',
			hubspot_owner_id: '11349275741',
			hs_meeting_body: '<p>Hello</p>',
		});
		expect(written().associations?.map(({ to }) => to.id)).toEqual(['101', '102', '301']);
		expect(hintsOf(result)).toEqual([
			expect.stringMatching(/HubSpot sets these properties itself: .*Record ID, Create date/),
		]);
	});

	test('import columns for email and company domain associate the meeting', async () => {
		const { error } = await map('create', [
			{
				...START,
				Email: 'ada.fischer@nordhafen.example',
				'Company domain name': 'nordhafen.example',
			},
		]);
		expect(error).toBeUndefined();
		expect(written().associations?.map(({ to }) => to.id)).toEqual(['102', '301']);
	});

	test.each([
		[
			'a label and a name of one property',
			{ 'Meeting name': 'x', hs_meeting_title: 'y' },
			'hs_meeting_title',
		],
		[
			'two spellings of one name',
			{ hs_meeting_title: 'x', ' HS_MEETING_TITLE': '' },
			'hs_meeting_title',
		],
		['two columns of contacts', { contacts: '101', 'Associated Contact IDs': '102' }, 'contacts'],
	])('%s in one row are refused', async (_, columns, meaning) => {
		const before = countMeetings(hubspot.current);
		const { error } = await map('create', [{ ...START, ...columns }]);
		const [one, other] = Object.keys(columns);
		expect(error?.message).toContain(
			`Map Automatically: the keys '${one}' and '${other.trim()}' of the item both mean ${meaning}`,
		);
		expect(countMeetings(hubspot.current)).toBe(before);
	});

	test('a label that two properties share is refused', async () => {
		const { definitions } = hubspot.current.account.store('meetings');
		const format = definitions.get('meeting_format');
		definitions.set('meeting_format', { ...format!, label: 'Meeting name' });
		const { error } = await map('create', [{ ...START, 'Meeting name': 'x' }]);
		expect(error?.message).toMatch(
			/^Map Automatically: .*meeting_format.* are both labeled 'Meeting name' in this account/,
		);
	});

	test.each([
		['Starttime', 'Start Time (hs_meeting_start_time)'],
		['meeting_titel', 'Title (hs_meeting_title)'],
		['Meeting outcom', 'Outcome (hs_meeting_outcome)'],
		['satisfacton score', 'satisfaction_score'],
		['contcats', 'contacts'],
		['Notes', 'Internal Notes (hs_internal_meeting_notes)'],
		['End', 'End Time (hs_meeting_end_time)'],
	])('the unknown column %s is refused with the suggestion %s', async (column, nearest) => {
		const { error } = await map('create', [{ ...START, [column]: 'x' }]);
		expect(error?.message).toContain(
			`the key '${column}' of the item is not a property of meetings in this account. Did you mean ${nearest}?`,
		);
	});

	test('a column with names of records but no IDs is refused', async () => {
		const { error } = await map('create', [{ ...START, 'Associated Contact': 'Ada Fischer' }]);
		expect(error?.message).toContain("the key 'Associated Contact' of the item is not a property");
	});

	test('Update finds the meeting by the Record ID column of an export', async () => {
		const result = await map('update', [{ '\uFEFFRecord ID': BOOKED, 'Meeting name': 'x' }]);
		expect(result.error).toBeUndefined();
		expect(result.json[0].id).toBe(BOOKED);
		expect(written().properties).toEqual({ hs_meeting_title: 'x' });
		expect(hintsOf(result)).toEqual([]);
	});

	test('Create or Update finds the value by the label of its property', async () => {
		const { definitions } = hubspot.current.account.store('meetings');
		const label = definitions.get('external_booking_id')?.label ?? '';
		const { error, json } = await operate(
			hubspot.current,
			'upsert',
			{ ...MAP, idProperty: 'external_booking_id' },
			{ items: [{ [label]: 'bk-1002', 'Meeting name': 'x' }] },
		);
		expect(error).toBeUndefined();
		expect(json).toMatchObject([{ id: BOOKED, new: false, hs_meeting_title: 'x' }]);
	});

	test('keys of the node’s own output are left out with a hint, or without one for an item from Get', async () => {
		const result = await map('create', [{ ...START, url: 'https://example.com', event: 'x' }]);
		expect(hintsOf(result)).toEqual([
			expect.stringContaining('own output, not properties: url, event'),
		]);
		const { json: read } = await operate(hubspot.current, 'get', { meetingId: INTRO });
		expect(hintsOf(await map('update', read))).toEqual([]);
	});
});

test('columns of HubSpot’s import templates for several objects are recognized', async () => {
	const { error, json } = await map('create', [
		{
			'Meeting start time <MEETING hs_meeting_start_time>': '2026-12-01T10:00:00Z',
			'Duration (Minutes)': 45,
			'First name <CONTACT firstname>': 'Ada',
			'Email <CONTACT email>': 'ada.fischer@nordhafen.example',
			'Record ID <DEAL hs_object_id>': '501',
		},
	]);
	expect(error).toBeUndefined();
	const record = hubspot.current.account.record('meetings', Number(json[0].id));
	expect(record.properties.hs_meeting_end_time).toBe('2026-12-01T10:45:00Z');
	expect([...record.linked('0-1').keys()]).toEqual([102]);
	expect([...record.linked('0-3').keys()]).toEqual([501]);
	const alone = await map('create', [
		{ hs_timestamp: '1', 'First name <CONTACT firstname>': 'Ada' },
	]);
	expect(alone.error?.message).toContain("'First name <CONTACT firstname>' of the item is no");
});

test.each(['constructor', 'toString', 'hasOwnProperty', 'valueOf'])(
	'a column named %s is refused like any other unknown column',
	async (column) => {
		const { error } = await map('create', [{ hs_timestamp: '1', [column]: 'x' }]);
		expect(error?.message).toContain(`the key '${column}' of the item is not a property`);
	},
);

describe('Update', () => {
	test('the edited output of Get changes only the edited property', async () => {
		const before = { ...stored(INTRO) };
		const { json: read } = await operate(hubspot.current, 'get', {
			meetingId: INTRO,
			options: { associations: ['contacts', 'deals'], addOwnerDetails: true },
		});
		const { error, json } = await map('update', [{ ...read[0], hs_meeting_title: 'Edited' }]);
		expect(error).toBeUndefined();
		expect(json[0]).toMatchObject({ id: INTRO, hs_meeting_title: 'Edited' });
		expect(Object.keys(written().properties)).not.toContain('hs_object_id');
		const after = stored(INTRO);
		const changed = Object.keys(after).filter((name) => after[name] !== before[name]);
		expect(
			changed.filter(
				(name) => !/^hs_(lastmodifieddate|updated_by|object_source|modified_by)/.test(name),
			),
		).toEqual(['hs_meeting_title']);
	});

	test('the raw output of Get is accepted', async () => {
		const { json: read } = await operate(hubspot.current, 'get', {
			meetingId: INTRO,
			simplify: false,
			options: { associations: ['contacts'] },
		});
		const { error } = await map('update', read);
		expect(error).toBeUndefined();
		expect(written().properties.hs_meeting_body).toBe(stored(INTRO).hs_meeting_body);
	});

	test('the raw output of Get is matched by a unique property, also by Create or Update', async () => {
		const { json: read } = await operate(hubspot.current, 'get', {
			meetingId: BOOKED,
			simplify: false,
			options: { properties: ['external_booking_id', 'hs_meeting_title'] },
		});
		const idProperty = 'external_booking_id';
		const updated = await map('update', read, { idProperty });
		expect(updated.json).toMatchObject([{ id: BOOKED }]);
		const upserted = await operate(
			hubspot.current,
			'upsert',
			{ ...MAP, idProperty },
			{ items: read },
		);
		expect(upserted.json).toMatchObject([{ id: BOOKED, new: false }]);
	});

	test('the raw output of Get becomes a new meeting where its key is not known', async () => {
		const { json: read } = await operate(hubspot.current, 'get', {
			meetingId: BOOKED,
			simplify: false,
		});
		const idProperty = 'external_booking_id';
		const row = {
			...read[0],
			properties: { ...(read[0].properties as object), [idProperty]: 'new-key' },
		};
		const { json, error } = await operate(
			hubspot.current,
			'upsert',
			{ ...MAP, idProperty },
			{ items: [row] },
		);
		expect(error).toBeUndefined();
		expect(json).toMatchObject([{ new: true }]);
		expect(stored(String(json[0].id)).hs_meeting_body).toBe(stored(BOOKED).hs_meeting_body);
	});

	test('the output of Create is accepted', async () => {
		const { json: made } = await operate(hubspot.current, 'create', {
			hs_meeting_title: 'x',
			hs_meeting_start_time: '2026-12-01',
			contacts: 'nobody@example.com',
		});
		expect(made[0]).toHaveProperty('notFound');
		const { error } = await map('update', made);
		expect(error).toBeUndefined();
	});

	test.each([
		['do not change', undefined, { hs_meeting_title: 'x' }],
		['do not change', 'leave', { hs_meeting_title: 'x' }],
		['clear', 'clear', { hs_meeting_title: 'x', hs_meeting_location: '', hs_activity_type: '' }],
	])('blank values %s their properties (Blank Values: %s)', async (_, blankValues, expected) => {
		const { error } = await map(
			'update',
			[{ id: BOOKED, hs_meeting_title: 'x', hs_meeting_location: ' ', hs_activity_type: null }],
			{ ...(blankValues && { blankValues }) },
		);
		expect(error).toBeUndefined();
		expect(written().properties).toEqual(expected);
	});

	test('the ID can be in the column that ID Column names', async () => {
		const { error, json } = await map(
			'update',
			[{ id: 'of my own system', meeting: BOOKED, hs_meeting_title: 'x' }],
			{ idColumn: 'meeting' },
		);
		expect(error).toBeUndefined();
		expect(json[0].id).toBe(BOOKED);
		expect(written().properties).toEqual({ hs_meeting_title: 'x' });
	});

	test('the meeting can be found by a unique property', async () => {
		const { error, json } = await map(
			'update',
			[{ external_booking_id: 'bk-1002', hs_meeting_title: 'x' }],
			{ idProperty: 'external_booking_id' },
		);
		expect(error).toBeUndefined();
		expect(json[0].id).toBe(BOOKED);
		expect(hubspot.current.requests.at(-1)?.path).toBe(
			`${api.objects}/meetings/bk-1002?idProperty=external_booking_id`,
		);
	});

	test.each([[{}], [{ id: '' }], [{ id: null }]])(
		'an item without an ID (%j) fails before anything is sent',
		async (item) => {
			const { error } = await map('update', [{ ...item, hs_meeting_title: 'x' }]);
			expect(error?.message).toMatch(/^Key 'id' of the item is empty/);
			expect(sent(hubspot.current)).toEqual([]);
		},
	);

	test('associations are added to the existing ones', async () => {
		const { error } = await map('update', [
			{ id: BOOKED, contacts: ['101'], associations: { companies: ['302'] } },
		]);
		expect(error).toBeUndefined();
		const { json } = await operate(hubspot.current, 'get', {
			meetingId: BOOKED,
			options: { associations: ['contacts', 'companies'] },
		});
		expect(json[0].associations).toEqual({
			contacts: expect.arrayContaining(['101', '102']),
			companies: expect.arrayContaining(['301', '302']),
		});
	});
});

describe('texts', () => {
	test.each([
		['plain text', 'a < b & c\nd', 'a &lt; b &amp; c<br>d'],
		['HTML from HubSpot', '<p>a &lt; b</p>', '<p>a &lt; b</p>'],
		['escaped text from HubSpot', 'a &amp; b', 'a &amp; b'],
		[
			'an email address in angle brackets',
			'Jane <jane@example.com>',
			'Jane &lt;jane@example.com&gt;',
		],
	])('%s: the correct HTML is sent', async (_, given, expected) => {
		await map('update', [{ id: BOOKED, hs_meeting_body: given }]);
		expect(written().properties.hs_meeting_body).toBe(expected);
	});

	test('in a field are detected as HTML, or escaped if they have an event handler', async () => {
		const html = '<p>Agenda: <a href="https://example.com">offer</a></p>';
		for (const hs_meeting_body of [html, '<p onclick="x()">y</p>']) {
			await operate(hubspot.current, 'create', {
				hs_meeting_start_time: '2026-12-01T10:00:00Z',
				additionalFields: { hs_meeting_body },
			});
		}
		const bodies = hubspot.current.requests.map(
			({ body }) => (body as Write).properties.hs_meeting_body,
		);
		expect(bodies).toEqual([html, '&lt;p onclick=&quot;x()&quot;&gt;y&lt;/p&gt;']);
	});

	test.each([
		['right-to-left text', 'פגישה עם עדה, ثم القهوة'],
		['text with emojis', '👩‍👩‍👧 at 10 🕙, 𝒜𝒹𝒶'],
		['text of the maximum length', 'x'.repeat(65_536)],
	])('%s is stored unchanged', async (_, text) => {
		const { error } = await map('update', [{ id: BOOKED, hs_meeting_body: text }]);
		expect(error).toBeUndefined();
		expect(stored(BOOKED).hs_meeting_body).toBe(text);
	});

	test.each([
		['text with half a character', 'a\uD83D', 'contains half a character'],
		[
			'text that is too long',
			'x'.repeat(65_537),
			"'Description' has 65,537 characters as HTML, but HubSpot accepts at most 65,536",
		],
		['text that is too long as HTML', '<'.repeat(20_000), 'has 80,000 characters as HTML'],
	])('%s is refused before anything is sent', async (_, text, message) => {
		const { error } = await map('update', [{ id: BOOKED, hs_meeting_body: text }]);
		expect(error?.message).toContain(message);
		expect(sent(hubspot.current)).toEqual([]);
	});

	test('that are too long are cut if Text Too Long says so, and a hint says where', async () => {
		const hs_meeting_body = `<p>${'word '.repeat(20_000)}</p>`;
		const { error, run } = await map('update', [{ id: BOOKED, hs_meeting_body }], {
			textTooLong: 'cut',
		});
		expect(error).toBeUndefined();
		expect(stored(BOOKED).hs_meeting_body).toMatch(/^<p>word [^]* w?o?r?d? ?…<\/p>$/);
		expect(stored(BOOKED).hs_meeting_body).toHaveLength(65_536);
		const [{ hints = [] }] = run.data.resultData.runData['HubSpot Meetings'];
		expect(hints.map(({ message }) => message)).toEqual([
			expect.stringMatching(
				/^Shortened .*: Description, of 100,007 characters, after '[word ]*word wor'\.$/,
			),
		]);
	});

	test.each(['append', 'prepend'])(
		'that are added are cut, but the current text is not (%s)',
		async (existingText) => {
			const old = `<p>${'old '.repeat(10)}</p>`;
			hubspot.current.account.update('meetings', Number(BOOKED), { hs_meeting_body: old });
			const added = [{ id: BOOKED, hs_meeting_body: '<b>more</b> '.repeat(5_460) }];
			const { error } = await map('update', added, { existingText });
			expect(error?.message).toContain(
				"'Description' has 65,520 characters as HTML, but there is only room for 65,489 next to the current text",
			);
			expect(stored(BOOKED).hs_meeting_body).toBe(old);
			expect(
				(await map('update', added, { existingText, textTooLong: 'cut' })).error,
			).toBeUndefined();
			const text = String(stored(BOOKED).hs_meeting_body);
			expect(text.length).toBeGreaterThan(65_500);
			expect(text.length).toBeLessThanOrEqual(65_536);
			expect(text.includes(old)).toBe(true);
			expect(text.match(/<b>/g)).toHaveLength(text.match(/<\/b>/g)?.length ?? 0);
		},
	);

	test('are sent as plain text if Text Format says so', async () => {
		await map('update', [{ id: BOOKED, hs_meeting_body: '<b>' }], { textFormat: 'plain' });
		expect(written().properties.hs_meeting_body).toBe('&lt;b&gt;');
	});
});
