import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';

import { INSTALLATION } from '../../../../emulator/seed/definitions.mts';
import type { RunOptions } from '../../../support/engine.mts';
import { emulatorForTests } from '../../../support/hubspot.mts';
import { operate, sent } from '../../../support/meetings.mts';
import { api } from '../../../support/versions.mts';

const hubspot = emulatorForTests();

const of = async (recordId: unknown, more: object = {}, run: Partial<RunOptions> = {}) =>
	await operate(
		hubspot.current,
		'getAllOfRecord',
		{ recordId, returnAll: true, ...more } as IDataObject,
		run,
	);

const titles = (json: IDataObject[]) => json.map(({ hs_meeting_title }) => hs_meeting_title);

const ASSOCIATED = `POST ${api.associations}/contacts/meetings/batch/read`;
const READ = `POST ${api.objects}/meetings/batch/read`;

/** The meetings of the contact Ada, newest first. */
const OF_ADA = ['Pricing call (new date)', 'Pricing call', 'Intro meeting with Nordhafen'];

test.each([
	['an ID', 'contacts', '102'],
	['a HubSpot URL', 'contacts', 'https://app.hubspot.com/contacts/51234567/record/0-1/102'],
	['an email', 'contacts', 'Ada.Fischer@nordhafen.example'],
	['a choice from the list', 'contacts', { __rl: true, mode: 'list', value: '102' }],
	['an expression', '={{ $json.type }}', '={{ $json.id }}'],
])('a contact given by %s returns its meetings, newest first', async (_, objectType, recordId) => {
	const { json, error } = await of(
		recordId,
		{ objectType },
		{ items: [{ type: 'Contact', id: 102 }] },
	);
	expect(error).toBeUndefined();
	expect(titles(json)).toEqual(OF_ADA);
	expect(json[0]).toMatchObject({
		hs_meeting_outcome: 'SCHEDULED',
		hs_activity_type: expect.any(String),
	});
	expect(sent(hubspot.current).slice(-2)).toEqual([ASSOCIATED, READ]);
});

test.each([
	[
		'companies',
		'www.kestrel-dairy.example',
		['Second try: demo for Kestrel Dairy', 'Demo for Kestrel Dairy'],
	],
	['deals', '504', ['Campus walk', 'Blueport kick-off']],
	['tickets', '701', ['Noise measurement']],
	[INSTALLATION, '9003', ['Campus walk']],
	['installation', '9003', ['Campus walk']],
])('a record of the type %s returns its meetings', async (objectType, recordId, expected) => {
	const { json, error } = await of(recordId, { objectType });
	expect(error).toBeUndefined();
	expect(titles(json)).toEqual(expected);
});

test('1,150 meetings take three association requests and twelve batch reads', async () => {
	const { account } = hubspot.current;
	const first = Date.parse('2025-01-01T00:00:00Z');
	for (let n = 0; n < 1_150; n++) {
		account.create(
			'meetings',
			{ hs_meeting_title: `M${n}`, hs_timestamp: new Date(first + n * 60_000).toISOString() },
			{ id: 1_000_000 + n, associate: [{ type: 'contacts', id: 111 }] },
		);
	}
	const { json } = await of('111');
	expect(titles(json)).toEqual(Array.from({ length: 1_150 }, (_, n) => `M${1_149 - n}`));
	const requests = sent(hubspot.current);
	expect(requests.filter((request) => request === ASSOCIATED)).toHaveLength(3);
	expect(requests.filter((request) => request === READ)).toHaveLength(12);
	expect(requests).toHaveLength(15);
	const limited = await of('111', { returnAll: false, limit: 2 });
	expect(titles(limited.json)).toEqual(['M1149', 'M1148']);
});

test('several records share their requests', async () => {
	const { json, output } = await of('={{ $json.id }}', {}, { items: [{ id: 101 }, { id: 102 }] });
	expect(json).toHaveLength(5);
	expect(output.map(({ pairedItem }) => (pairedItem as { item: number }).item)).toEqual([
		0, 0, 1, 1, 1,
	]);
	expect(sent(hubspot.current)).toEqual([ASSOCIATED, READ]);
});

describe('filters', () => {
	test('by outcome ignore case', async () => {
		const { json } = await of('102', { filters: { outcomes: ['Completed', 'rescheduled'] } });
		expect(titles(json)).toEqual(['Pricing call', 'Intro meeting with Nordhafen']);
	});

	test('by outcome accept a custom outcome with a comma in its value', async () => {
		const { account } = hubspot.current;
		const outcome = 'Postponed, no date';
		const option = { label: outcome, value: outcome, displayOrder: 9, hidden: false };
		account.store('meetings').definitions.get('hs_meeting_outcome')?.options.push(option);
		account.update('meetings', 17612479136, { hs_meeting_outcome: outcome });
		const { json } = await of('102', { filters: { outcomes: [outcome] } });
		expect(titles(json)).toEqual(['Pricing call']);
	});

	test('by owner accept an email or ID, even of a deactivated owner', async () => {
		const owners = '={{ ["elena.duarte@brightfield.example", 11349275743] }}';
		const { json } = await of('104', { filters: { owners } });
		expect(titles(json)).toEqual(['Noise measurement', 'Handover Salem pilot']);
	});

	test('by time include the start of the range but not its end', async () => {
		const { account } = hubspot.current;
		const at = (time: string, properties: Record<string, string> = {}) =>
			account.create(
				'meetings',
				{ hs_timestamp: time, hs_meeting_title: time, ...properties },
				{ associate: [{ type: 'contacts', id: 111 }] },
			);
		at('2026-03-01T05:00:00Z');
		at('2026-03-02T04:59:00Z');
		at('2026-03-02T05:00:00Z');
		// Its activity date is outside the range, but the filter uses the start time.
		at('2026-09-01T00:00:00Z', { hs_meeting_start_time: '2026-03-01T12:00:00Z' });
		const filters = { startsFrom: '2026-03-01T00:00:00', startsBefore: '2026-03-02T00:00:00' };
		const { json } = await of('111', { filters }, { timezone: 'America/New_York' });
		expect(titles(json)).toEqual([
			'2026-03-02T04:59:00Z',
			'2026-09-01T00:00:00Z',
			'2026-03-01T05:00:00Z',
		]);
		const tokyo = await of('111', { filters, options: { timeZone: 'Asia/Tokyo' } });
		expect(titles(tokyo.json)).toEqual(['2026-09-01T00:00:00Z', '2026-03-01T05:00:00Z']);
	});

	test.each(['UTC', 'Europe/Berlin', 'America/New_York'])(
		'by days in %s include Starting From but not Starting Before',
		async (timezone) => {
			for (const time of [
				'03-01T23:59:59.999',
				'03-02T00:00',
				'03-03T23:59:59.999',
				'03-04T00:00',
			]) {
				const start = DateTime.fromISO(`2026-${time}`, { zone: timezone }).toUTC().toISO() ?? '';
				hubspot.current.account.create(
					'meetings',
					{ hs_timestamp: start, hs_meeting_start_time: start, hs_meeting_title: time },
					{ associate: [{ type: 'contacts', id: 111 }] },
				);
			}
			for (const day of [
				['2026-03-02', '2026-03-04'],
				['02.03.2026', '3/4/2026'],
				[{ date: '2026-03-02' }, { date: '2026-03-04' }],
				[46083, 46085],
			]) {
				const dateOrder = day[0] === '02.03.2026' ? 'dayFirst' : 'refuse';
				const [startsFrom, startsBefore] = dateOrder === 'dayFirst' ? [day[0], '04.03.2026'] : day;
				const { json, error } = await of(
					'111',
					{
						filters: {
							startsFrom: '={{ $json.startsFrom }}',
							startsBefore: '={{ $json.startsBefore }}',
						},
						options: { dateOrder },
					},
					{ timezone, items: [{ startsFrom, startsBefore } as IDataObject] },
				);
				expect(error).toBeUndefined();
				expect(titles(json)).toEqual(['03-03T23:59:59.999', '03-02T00:00']);
			}
		},
	);

	test.each([
		['outcomes', '={{ $json.no }}', /'Outcome' is empty/],
		['outcomes', [], /'Outcome' is empty/],
		['owners', '={{ [$json.no] }}', /'Assigned To' is empty/],
		['owners', '["11349275741", ""]', /Assigned To: a value in its list is empty/],
		['owners', '11349275741,', /Assigned To: a value in its list is empty/],
		['outcomes', '[""]', /'Outcome' is empty/],
		['startsFrom', '={{ $json.no }}', /'Starting From' is empty/],
		['startsFrom', '={{ ({ dateTime: null }) }}', /'Starting From' is empty/],
		['startsBefore', '03/04/2026', /3 April or 4 March/],
		['outcomes', ['Attended'], /'Attended' is not one of its options/],
	])(
		'with %s set to %p are refused before any meeting is requested',
		async (key, value, message) => {
			const { error } = await of('102', { filters: { [key]: value } });
			expect(error?.message).toMatch(message);
			expect(sent(hubspot.current)).not.toContain(ASSOCIATED);
		},
	);
});

test('returns only the chosen properties, with associations, history and owners', async () => {
	const { json } = await of('101', {
		options: {
			properties: ['hs_meeting_title'],
			propertiesWithHistory: ['hs_meeting_outcome'],
			associations: ['deals'],
			addOwnerDetails: true,
		},
	});
	expect(json[0]).toMatchObject({
		hs_meeting_title: 'Site visit, hall 4',
		associations: { deals: ['501'] },
		owner: { name: 'Mara Lindqvist' },
		propertiesWithHistory: { hs_meeting_outcome: expect.any(Array) },
	});
	expect(json[0]).not.toHaveProperty('hs_meeting_start_time');
	expect(json[0]).not.toHaveProperty('hs_timestamp');
});

test('switches given as text are read as true or false', async () => {
	const { json } = await of('102', {
		returnAll: '={{ "FALSE" }}',
		limit: 1,
		simplify: '={{ "false" }}',
		options: { addOwnerDetails: '={{ "true" }}' },
	});
	expect(json).toHaveLength(1);
	expect(json[0]).toMatchObject({
		properties: expect.any(Object),
		owner: { name: expect.any(String) },
	});
});

test('a record without meetings returns no items and no error', async () => {
	const { json, error } = await of('704', { objectType: 'tickets' });
	expect([json, error]).toEqual([[], undefined]);
});

test('a meeting that is deleted while it is read is left out', async () => {
	hubspot.current.faults.add({
		match: {
			path: /associations/,
			body: () => {
				setTimeout(() => hubspot.current.account.archive('meetings', 17612479134), 0);
				return false;
			},
		},
		then: { status: 500 },
	});
	const { json, error } = await of('102');
	expect(error).toBeUndefined();
	expect(titles(json)).toEqual(OF_ADA.slice(0, 2));
});

test.each([
	['after its end', '2026-03-02T00:00:00', '2026-03-01T00:00:00'],
	['after its end in another zone', '2026-03-01T00:00:00-05:00', '2026-03-01T00:00:00Z'],
	['at its end', '2026-03-01', '2026-03-01'],
])('a range whose start is %s is refused', async (_, startsFrom, startsBefore) => {
	const { error } = await of('102', { filters: { startsFrom, startsBefore } });
	expect(error?.message).toMatch(
		/^Starting From: it is not before 'Starting Before', so nothing can match\. Swap/,
	);
	expect(sent(hubspot.current)).toEqual([]);
});

describe('bad input', () => {
	test.each([
		['an empty record', {}, '={{ $json.no }}', /'Record' is empty/],
		['an ID with a slash', {}, '10/1', /'10\/1' is not a valid contact/],
		['an ID with dots', {}, '..', /is not a valid contact|not the ID/],
		[
			'a URL of another object type',
			{},
			'https://app.hubspot.com/contacts/1/record/0-2/301',
			/another object type \(Company\)/,
		],
		['an empty object type', { objectType: '={{ $json.no }}' }, '101', /'Object Type' is empty/],
		['an invalid object type', { objectType: 'a b' }, '101', /'a b' is not an object type/],
	])('%s is refused before anything is sent', async (_, more, recordId, message) => {
		const { error } = await of(recordId, more);
		expect(error?.message).toMatch(message);
		expect(sent(hubspot.current)).toEqual([]);
	});

	test.each([
		['an unknown ID', {}, '424242', /none of the contacts|no contact|contact 424242/],
		['an unknown email', {}, 'no@example.com', /no contact for no@example.com/],
		['an unknown domain', { objectType: 'companies' }, 'no.example', /no company for no.example/],
		[
			'an object type that the account does not have',
			{ objectType: 'rockets' },
			'1',
			/no object type rockets/,
		],
	])('%s is named in the error', async (_, more, recordId, message) => {
		const { error } = await of(recordId, more);
		expect(error?.message).toMatch(message);
	});
});

test('the source filter returns only matching meetings, without the source in the output', async () => {
	const { json: all } = await of('102');
	const id = String(all[0].id);
	hubspot.current.account.update('meetings', id, { hs_meeting_source: 'MEETINGS_PUBLIC' });
	for (const { id: other } of all.slice(1)) {
		hubspot.current.account.update('meetings', String(other), { hs_meeting_source: 'CRM_UI' });
	}
	const { json, error } = await of('102', { filters: { sources: ['meetings_public'] } });
	expect(error).toBeUndefined();
	expect(json.map((meeting) => meeting.id)).toEqual([id]);
	expect(json[0]).not.toHaveProperty('hs_meeting_source');
});
