import type { IDataObject } from 'n8n-workflow';

import { emulatorForTests } from '../../../support/hubspot.mts';
import { countMeetings, operate, sent } from '../../../support/meetings.mts';
import { api } from '../../../support/versions.mts';

const hubspot = emulatorForTests();

const START = '2026-12-01T10:00:00Z';

const create = async (parameters: IDataObject = {}, more = {}) =>
	await operate(
		hubspot.current,
		'create',
		{ hs_meeting_title: 'Intro', hs_meeting_start_time: START, ...parameters },
		more,
	);

/** The properties of the last POST to meetings. */
const properties = () => {
	const { body } = hubspot.current.requests
		.filter(({ method, path }) => method === 'POST' && path === `${api.objects}/meetings`)
		.at(-1)!;
	return (body as { properties: Record<string, string> }).properties;
};

const custom = (name: string, value: unknown) => ({
	additionalFields: { customProperties: { property: [{ name, value }] } },
});

test('one item takes one POST request as in HubSpot’s guide, and the output is flat', async () => {
	const { json, error, output } = await create({ duration: 45, contacts: '101, 102' });
	expect(error).toBeUndefined();
	expect(output[0].pairedItem).toEqual({ item: 0 });
	expect(sent(hubspot.current)).toEqual([`POST ${api.objects}/meetings`]);
	expect(hubspot.current.requests[0].body).toEqual({
		properties: {
			hs_meeting_title: 'Intro',
			hs_meeting_start_time: '2026-12-01T10:00:00.000Z',
			hs_meeting_end_time: '2026-12-01T10:45:00.000Z',
			hs_timestamp: '2026-12-01T10:00:00.000Z',
		},
		associations: ['101', '102'].map((id) => ({
			to: { id },
			types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 200 }],
		})),
	});
	expect(Object.keys(json[0]).slice(0, 5)).toEqual([
		'id',
		'hs_meeting_title',
		'hs_meeting_start_time',
		'hs_meeting_end_time',
		'hs_timestamp',
	]);
	expect(json[0]).toMatchObject({ id: expect.any(String), archived: false });
});

test('the output has the same keys as Get, and other properties that were set', async () => {
	const { json } = await create({
		additionalFields: {
			hubspot_owner_id: '11349275740',
			hs_meeting_outcome: 'COMPLETED',
			hs_activity_type: 'Product Demo',
			hs_meeting_location: 'Remote',
			hs_meeting_external_url: 'https://example.com/42',
			hs_meeting_body: 'Prices',
			hs_internal_meeting_notes: 'Next steps',
			hs_attachment_ids: '24332474034',
		},
		duration: 45,
	});
	const { json: read } = await operate(hubspot.current, 'get', { meetingId: json[0].id });
	expect(json[0]).toEqual(read[0]);
	const own = await create(custom('satisfaction_score', 9));
	expect(own.json[0]).toMatchObject({ satisfaction_score: '9' });
	expect(own.json[0]).not.toHaveProperty('hs_object_source');
	const asked = await create(custom('hs_video_conference_url', 'https://example.com/v'));
	expect(asked.json[0]).toMatchObject({ hs_video_conference_url: 'https://example.com/v' });
});

test('with Simplify off, the output is HubSpot’s answer unchanged', async () => {
	const { json } = await create({ simplify: false });
	expect(json[0]).toEqual(hubspot.current.requests[0].responseBody);
});

test('all twelve properties can be set by fields', async () => {
	const { error } = await create({
		hs_meeting_end_time: '2026-12-01T11:00:00Z',
		additionalFields: {
			hs_timestamp: '2026-12-01T09:00:00Z',
			hubspot_owner_id: { __rl: true, mode: 'list', value: '11349275741' },
			hs_meeting_outcome: 'COMPLETED',
			hs_activity_type: 'Product Demo',
			hs_meeting_location: 'Remote',
			hs_meeting_external_url: ' https://example.com/event/42 ',
			hs_meeting_body: 'Options & prices\nNext steps',
			hs_internal_meeting_notes: 'Ask for <Ada>',
			hs_attachment_ids: [24332474034, '24332474044'],
		},
	});
	expect(error).toBeUndefined();
	expect(properties()).toEqual({
		hs_meeting_title: 'Intro',
		hs_meeting_start_time: '2026-12-01T10:00:00.000Z',
		hs_meeting_end_time: '2026-12-01T11:00:00.000Z',
		hs_timestamp: '2026-12-01T09:00:00.000Z',
		hubspot_owner_id: '11349275741',
		hs_meeting_outcome: 'COMPLETED',
		hs_activity_type: 'Product Demo',
		hs_meeting_location: 'Remote',
		hs_meeting_external_url: 'https://example.com/event/42',
		hs_meeting_body: 'Options &amp; prices<br>Next steps',
		hs_internal_meeting_notes: 'Ask for &lt;Ada&gt;',
		hs_attachment_ids: '24332474034;24332474044',
	});
});

test('text is sent unchanged with Text Format set to HTML', async () => {
	await create({
		additionalFields: { hs_meeting_body: '<p>Options &amp; prices</p>' },
		options: { textFormat: 'html' },
	});
	expect(properties().hs_meeting_body).toBe('<p>Options &amp; prices</p>');
});

test('empty fields are not sent', async () => {
	await create({
		hs_meeting_end_time: '',
		duration: 0,
		contacts: ' , ',
		deals: [],
		additionalFields: {
			hs_meeting_location: '',
			hs_meeting_outcome: '={{ $json.nothing }}',
			hubspot_owner_id: { __rl: true, mode: 'list', value: '' },
			hs_attachment_ids: '',
		},
	});
	expect(Object.keys(properties())).toEqual([
		'hs_meeting_title',
		'hs_meeting_start_time',
		'hs_timestamp',
	]);
	expect(hubspot.current.requests[0].body).toMatchObject({ associations: [] });
});

describe('Assigned To', () => {
	test.each([
		['an ID', { __rl: true, mode: 'id', value: ' 11349275742 ' }, '11349275742'],
		['a number', '={{ 11349275742 }}', '11349275742'],
		[
			'an email address',
			{ __rl: true, mode: 'email', value: 'Tom.Okafor@brightfield.example' },
			'11349275741',
		],
		['an email address as plain text', 'priya.raman@brightfield.example', '11349275742'],
	])('can be given as %s', async (_, hubspot_owner_id, expected) => {
		const { error } = await create({ additionalFields: { hubspot_owner_id } });
		expect(error).toBeUndefined();
		expect(properties().hubspot_owner_id).toBe(expected);
	});

	test('by email address requests the owners once for all items', async () => {
		const { error } = await create(
			{ additionalFields: { hubspot_owner_id: '={{ $json.host }}' } },
			{
				items: [
					{ host: 'tom.okafor@brightfield.example' },
					{ host: 'mara.lindqvist@brightfield.example' },
				],
			},
		);
		expect(error).toBeUndefined();
		expect(sent(hubspot.current)).toEqual([
			`GET ${api.owners}`,
			`POST ${api.objects}/meetings/batch/create`,
		]);
	});

	test('by an email address that no owner has is refused before anything is written', async () => {
		const { error } = await create({ additionalFields: { hubspot_owner_id: 'x@example.com' } });
		expect(error?.message).toMatch(/^Assigned To: .*x@example\.com/);
		// Active owners, then deactivated ones.
		expect(sent(hubspot.current)).toEqual([`GET ${api.owners}`, `GET ${api.owners}`]);
	});
});

describe('Outcome and Meeting Type', () => {
	test.each([
		['hs_meeting_outcome', 'no show', 'NO_SHOW'],
		['hs_meeting_outcome', 'Cancelled', 'CANCELED'],
		['hs_meeting_outcome', 'completed', 'COMPLETED'],
		['hs_activity_type', 'site visit', 'Site Visit'],
		['hs_activity_type', 'Product Demo', 'Product Demo'],
	])('%s %p is sent as %s', async (name, value, expected) => {
		const { json, error } = await create({ additionalFields: { [name]: value } });
		expect(error).toBeUndefined();
		expect(json[0][name]).toBe(expected);
		expect(properties()[name]).toBe(expected);
	});

	test.each([
		['hs_meeting_outcome', /^Outcome: 'maybe' is not one of its options.*Scheduled/],
		['hs_activity_type', /^Meeting Type: 'maybe' is not one of its options.*Product Demo/],
	])('%s: the error for an unknown value lists the account’s options', async (name, message) => {
		const { error } = await create({ additionalFields: { [name]: 'maybe' } });
		expect(error?.message).toMatch(message);
	});

	test('a custom option of the account is found by its label', async () => {
		const definition = hubspot.current.account
			.store('meetings')
			.definitions.get('hs_meeting_outcome')!;
		definition.options = [
			...(definition.options ?? []),
			{ label: 'Left early', value: 'custom_7', displayOrder: 9, hidden: false, description: '' },
		];
		const { json } = await create({ additionalFields: { hs_meeting_outcome: 'left early' } });
		expect(json[0].hs_meeting_outcome).toBe('custom_7');
	});
});

describe('a custom property', () => {
	test.each([
		['external_booking_id', 'bk-77', 'bk-77'],
		['external_booking_id', 77, '77'],
		['satisfaction_score', 8.5, '8.5'],
		['satisfaction_score', ' 9 ', '9'],
		['follow_up_required', true, 'true'],
		['follow_up_required', 'No', 'false'],
		['meeting_format', 'video CALL', 'video'],
		['topics_covered', 'Pricing, technical', 'pricing;technical'],
		['topics_covered', '={{ ["contract", "Onboarding"] }}', 'contract;onboarding'],
		['follow_up_date', '2027-01-15', '2027-01-15'],
		['follow_up_date', '2027-01-15T23:00:00-05:00', '2027-01-16'],
		['hs_meeting_location', 'Room 4', 'Room 4'],
	])('%s %p is sent as %p', async (name, value, expected) => {
		const { error } = await create(custom(name, value));
		expect(error).toBeUndefined();
		expect(properties()[name]).toBe(expected);
	});

	test.each([
		['satisfaction_score', '1,5', /^Satisfaction score: '1,5' is not a number/],
		['follow_up_required', 'maybe', /^Follow-up required: 'maybe' is neither true nor false/],
		[
			'meeting_format',
			'fax',
			/^Meeting format: 'fax' is not one of its options\. Use one of: In person/,
		],
		['follow_up_date', '03/04/2027', /^Follow-up date: '03\/04\/2027' could be 3 April or 4 March/],
		['no_such_property', 'x', /^Custom Properties: meetings have no property 'no_such_property'/],
		['days_since_booking', '3', /HubSpot sets days_since_booking itself/],
		['hs_object_id', '3', /^hs_object_id: HubSpot sets this property itself/],
		['', 'x', /^Custom Properties: a property has no name/],
	])('%s %p is refused before anything is written', async (name, value, message) => {
		const { error } = await create(custom(name, value));
		expect(error?.message).toMatch(message);
		expect(sent(hubspot.current).filter((line) => line.startsWith('POST'))).toEqual([]);
	});

	test('that is empty is left out', async () => {
		await create(custom('satisfaction_score', ''));
		expect(properties()).not.toHaveProperty('satisfaction_score');
	});
});

describe('many items', () => {
	test('take three batch requests for 250 items, and each item has its own meeting', async () => {
		const before = countMeetings(hubspot.current);
		const items = Array.from({ length: 250 }, (_, n) => ({ title: `Meeting ${n}` }));
		const { json, error, output } = await create(
			{ hs_meeting_title: '={{ $json.title }}' },
			{ items },
		);
		expect(error).toBeUndefined();
		expect(json.map(({ hs_meeting_title }) => hs_meeting_title)).toEqual(
			items.map(({ title }) => title),
		);
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual(items.map((_, item) => ({ item })));
		expect(countMeetings(hubspot.current) - before).toBe(250);
		expect(hubspot.current.requests).toHaveLength(3);
	});

	test('take one request each with Disable Batching', async () => {
		const items = Array.from({ length: 12 }, (_, n) => ({ n }));
		const { json } = await create({ sending: { oneByOne: true } }, { items });
		expect(json).toHaveLength(12);
		expect(new Set(sent(hubspot.current))).toEqual(new Set([`POST ${api.objects}/meetings`]));
		expect(hubspot.current.requests).toHaveLength(12);
	});
});
