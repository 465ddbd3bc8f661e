import type { IDataObject } from 'n8n-workflow';

import { API_VERSIONS } from '../../../nodes/hubspot/versions.ts';
import { INSTALLATION } from '../../../emulator/seed/definitions.mts';
import { run, type RunOptions } from '../../support/engine.mts';
import { credentialsOf, emulatorForTests } from '../../support/hubspot.mts';
import { numbered } from '../../support/meetings.mts';
import { VERSIONS } from '../../support/versions.mts';

const INTRO = '17612479134';
const PRICING = '17612479136';

test('every version of the table is one of those that are tested', () => {
	expect(Object.keys(API_VERSIONS)).toEqual([...VERSIONS]);
});

describe.each(VERSIONS)('%s', (apiVersion) => {
	const hubspot = emulatorForTests();

	const act = async (operation: string, parameters: object, more: Partial<RunOptions> = {}) =>
		await run({
			parameters: { resource: 'meeting', operation, ...parameters } as IDataObject,
			credentials: credentialsOf(hubspot.current, { apiVersion }),
			...more,
		});

	/** What came out, where nothing may go wrong. */
	const done = async (...args: Parameters<typeof act>) => {
		const { json, error } = await act(...args);
		expect(error).toBeUndefined();
		return json;
	};

	const each = (items: IDataObject[]) => ({ items });

	/** How many requests went to the address that ends so. */
	const count = (end: string) =>
		hubspot.current.requests.filter(({ path }) => path.split('?')[0].endsWith(end)).length;

	/** v3 stands beside v4 for associations; a dated version is one for all. */
	afterEach(() => {
		const own = apiVersion === 'v3' ? /\/v[34]\// : new RegExp(`/${apiVersion}(?:/|$|\\?)`);
		for (const { path } of hubspot.current.requests) expect(path).toMatch(own);
	});

	const NEW = {
		hs_meeting_title: '=M{{ $json.n }}',
		hs_meeting_start_time: '2026-12-01T10:00:00Z',
	};

	test('create: one and many, with associations by default type', async () => {
		const [one] = await done(
			'create',
			{ ...NEW, contacts: '101', companies: 'nordhafen.example' },
			each([{ n: 1 }]),
		);
		expect(one).toMatchObject({ hs_meeting_title: 'M1', hs_timestamp: '2026-12-01T10:00:00Z' });
		const many = await done(
			'create',
			{ ...NEW, contacts: 'ada.fischer@nordhafen.example' },
			each(numbered(120)),
		);
		expect(many.map(({ hs_meeting_title }) => hs_meeting_title)).toEqual(
			numbered(120).map(({ n }) => `M${String(n)}`),
		);
		expect(count('/batch/create')).toBe(2);
		const [read] = await done('get', {
			meetingId: String(one.id),
			options: { associations: ['contacts', 'companies'] },
		});
		expect(read.associations).toEqual({ contacts: ['101'], companies: ['301'] });
	});

	test('create: one bad input of many fails alone', async () => {
		const { json } = await act(
			'create',
			{ ...NEW, contacts: '={{ $json.contact }}', options: { notFound: 'fail' } },
			{
				items: [
					{ n: 1, contact: 101 },
					{ n: 2, contact: 424242 },
				],
				settings: { onError: 'continueRegularOutput' },
			},
		);
		expect(json[0]).toMatchObject({ hs_meeting_title: 'M1' });
		expect(json[1].error).toMatch(/424242/);
	});

	test('get: one with history, many of which one is missing', async () => {
		const [one] = await done('get', {
			meetingId: INTRO,
			options: { propertiesWithHistory: ['hs_meeting_outcome'], addOwnerDetails: true },
		});
		expect(one).toMatchObject({
			hs_meeting_title: 'Intro meeting with Nordhafen',
			owner: { name: 'Mara Lindqvist' },
			propertiesWithHistory: {
				hs_meeting_outcome: [{ value: 'COMPLETED' }, { value: 'SCHEDULED' }],
			},
		});
		const { json } = await act(
			'get',
			{ meetingId: '={{ $json.id }}', options: { associations: ['contacts'] } },
			{
				items: [{ id: INTRO }, { id: 424242 }, { id: PRICING }],
				settings: { onError: 'continueRegularOutput' },
			},
		);
		expect(json.map(({ id }) => id)).toEqual([INTRO, undefined, PRICING]);
		expect(json[0].associations).toEqual({ contacts: expect.arrayContaining(['101', '102']) });
		expect(json[1].error).toMatch(/424242/);
		const [unique] = await done('get', {
			meetingId: 'bk-1001',
			options: { idProperty: 'external_booking_id' },
		});
		expect(unique.id).toBe(PRICING);
	});

	test('get many: every page, and the recycling bin', async () => {
		for (let n = 0; n < 230; n++) {
			hubspot.current.account.create('meetings', { hs_timestamp: '2026-01-01T00:00:00Z' });
		}
		hubspot.current.account.archive('meetings', INTRO);
		const all = await done('getAll', { returnAll: true });
		expect(new Set(all.map(({ id }) => id)).size).toBe(243);
		expect(count('/meetings')).toBe(3);
		const [deleted] = await done('getAll', { options: { archived: true } });
		expect(deleted).toMatchObject({ id: INTRO, archived: true });
	});

	test('update: one, many, by a unique property; the length is kept', async () => {
		const [one] = await done('update', {
			meetingId: PRICING,
			updateFields: { hs_meeting_start_time: '2026-12-01T10:00:00Z' },
			contacts: '101',
		});
		expect(one).toMatchObject({ id: PRICING, hs_meeting_end_time: '2026-12-01T10:30:00Z' });
		const many = await done(
			'update',
			{ meetingId: '={{ $json.id }}', updateFields: { hs_meeting_outcome: 'no show' } },
			each([{ id: INTRO }, { id: PRICING }]),
		);
		expect(many).toMatchObject([
			{ id: INTRO, hs_meeting_outcome: 'NO_SHOW' },
			{ id: PRICING, hs_meeting_outcome: 'NO_SHOW' },
		]);
		const [unique] = await done('update', {
			meetingId: 'bk-1001',
			updateFields: { hs_meeting_outcome: 'COMPLETED' },
			options: { idProperty: 'external_booking_id' },
		});
		expect(unique).toMatchObject({ id: PRICING, hs_meeting_outcome: 'COMPLETED' });
	});

	test('delete: one and many', async () => {
		expect(await done('delete', { meetingId: INTRO })).toEqual([{ deleted: true, id: INTRO }]);
		const ids = [PRICING, '17612479137'].map((id) => ({ id }));
		const many = await done('delete', { meetingId: '={{ $json.id }}' }, each(ids));
		expect(many).toEqual(ids.map(({ id }) => ({ deleted: true, id })));
		const { error } = await act('get', { meetingId: INTRO });
		expect(error?.message).toMatch(new RegExp(INTRO));
	});

	test('search: filters, pages by id, owners and associations', async () => {
		for (let n = 0; n < 210; n++) {
			hubspot.current.account.create('meetings', {
				hs_timestamp: '2026-01-01T00:00:00Z',
				hs_meeting_title: `Bulk ${n}`,
			});
		}
		const filter = { propertyName: 'hs_meeting_title', operator: 'CONTAINS_TOKEN', value: 'bulk' };
		const groups = { filterGroups: { group: [{ filters: { filter: [filter] } }] } };
		const all = await done('search', { ...groups, returnAll: true });
		expect(new Set(all.map(({ id }) => id)).size).toBe(210);
		expect(count('/search')).toBe(2);
		const [found] = await done('search', {
			quickFilters: { query: 'intro', owners: ['mara.lindqvist@brightfield.example'] },
			options: { associations: ['deals'], addOwnerDetails: true },
		});
		expect(found).toMatchObject({
			id: INTRO,
			owner: { name: 'Mara Lindqvist' },
			associations: { deals: ['501'] },
		});
	});

	test('create or update, with associations that follow', async () => {
		const json = await done(
			'upsert',
			{
				idProperty: 'external_booking_id',
				idValue: '={{ $json.booking }}',
				hs_meeting_start_time: '2026-12-01T10:00:00Z',
				hs_meeting_end_time: '2026-12-01T10:30:00Z',
				contacts: '104901',
			},
			each([{ booking: 'bk-1001' }, { booking: 'bk-9001' }]),
		);
		expect(json).toMatchObject([{ id: PRICING, new: false }, { new: true }]);
		for (const { id } of json) {
			const [read] = await done('get', {
				meetingId: String(id),
				options: { associations: ['contacts'] },
			});
			expect((read.associations as { contacts: string[] }).contacts).toContain('104901');
		}
	});

	test.each([
		['contacts', 'ada.fischer@nordhafen.example', 3],
		['companies', 'nordhafen.example', 4],
		['deals', '504', 2],
		['tickets', '701', 1],
		[INSTALLATION, '9003', 1],
	])('the meetings of one of the %s', async (objectType, recordId, expected) => {
		const json = await done('getAllOfRecord', { objectType, recordId });
		expect(json).toHaveLength(expected);
		for (const { hs_meeting_title } of json) expect(hs_meeting_title).toEqual(expect.any(String));
	});

	test('what does not exist is said, also for a lone write and a batch', async () => {
		const change = { updateFields: { hs_meeting_location: 'x' } };
		const lone = await act('update', { meetingId: '424242', ...change });
		expect(lone.error?.message).toMatch(/424242/);
		const { json } = await act(
			'update',
			{ meetingId: '={{ $json.id }}', ...change },
			{
				items: [{ id: 424242 }, { id: INTRO }],
				settings: { onError: 'continueRegularOutput' },
			},
		);
		expect(json[0].error).toMatch(/424242/);
		expect(json[1]).toMatchObject({ id: INTRO, hs_meeting_location: 'x' });
		const record = await act('getAllOfRecord', { recordId: '424242' });
		expect(record.error?.message).toMatch(/424242/);
	});

	test('a wrong token is told', async () => {
		const { error } = await act(
			'search',
			{},
			{ credentials: credentialsOf(hubspot.current, { apiVersion, accessToken: 'none' }) },
		);
		expect(error?.message).toMatch(/does not accept the access token/);
	});
});
