import { EMULATOR_TOKEN } from '../../../emulator/index.mts';
import { HubSpotMeetings } from '../../../nodes/HubSpotMeetings/HubSpotMeetings.node.ts';
import { credentialsOf, emulatorForTests } from '../../support/hubspot.mts';
import { loadOptions, searchList } from '../../support/picker.mts';
import { API_VERSION } from '../../support/versions.mts';

const READER = 'pat-na1-reader-of-contacts';

const hubspot = emulatorForTests({
	tokens: { [EMULATOR_TOKEN]: 'all', [READER]: ['crm.objects.contacts.read'], none: ['oauth'] },
});

const { methods } = new HubSpotMeetings();

const credentials = (accessToken = EMULATOR_TOKEN) =>
	credentialsOf(hubspot.current, { accessToken });

const load = async (method: keyof typeof methods.loadOptions, parameters = {}) =>
	await loadOptions(method, { credentials: credentials(), parameters });

const search = async (
	method: keyof typeof methods.listSearch,
	filter?: string,
	more: { parameters?: object; page?: string; timezone?: string } = {},
) => await searchList(method, { credentials: credentials(), filter, ...more } as never);

const names = (options: Array<{ name: string }>) => options.map(({ name }) => name);

describe('meetings', () => {
	test('are listed with their time, the latest first', async () => {
		const { results } = await search('searchMeetings');
		expect(results.length).toBeGreaterThan(5);
		const times = results.map(
			({ name }) => / \((\d{4}-\d\d-\d\d \d\d:\d\d) E[SD]T\)$/.exec(name)?.[1],
		);
		expect(times).not.toContain(undefined);
		expect(times).toEqual([...times].sort().reverse());
		expect(results[0]).toMatchObject({ value: expect.any(String), url: expect.any(String) });
	});

	test("have their time in n8n's time zone, and their ID if they look alike", async () => {
		const add = (hs_timestamp: string, id: number) =>
			hubspot.current.account.create(
				'meetings',
				{ hs_meeting_title: 'Standup', hs_timestamp },
				{ id },
			);
		// In UTC, this is the next day.
		add('2026-03-23T02:30:00Z', 901);
		add('2026-12-01T13:00:00Z', 902);
		add('2026-12-01T13:00:00Z', 903);
		add('2026-12-01T14:00:00Z', 904);
		const { results } = await search('searchMeetings', 'standup');
		expect(names(results).sort()).toEqual([
			'Standup (2026-03-22 22:30 EDT)',
			'Standup (2026-12-01 08:00 EST) – 902',
			'Standup (2026-12-01 08:00 EST) – 903',
			'Standup (2026-12-01 09:00 EST)',
		]);
		const berlin = await search('searchMeetings', 'standup', { timezone: 'Europe/Berlin' });
		expect(names(berlin.results)).toContain('Standup (2026-03-23 03:30 GMT+1)');
	});

	test("are found with HubSpot's search", async () => {
		const { results } = await search('searchMeetings', 'kestrel');
		expect(results.length).toBeGreaterThan(0);
		for (const { name } of results) expect(name).toMatch(/Kestrel/);
		expect(hubspot.current.requests[0].body).toMatchObject({ query: 'kestrel' });
	});

	test('are listed on several pages, each meeting once', async () => {
		for (let n = 0; n < 120; n++) {
			hubspot.current.account.create('meetings', { hs_timestamp: '2026-11-01T10:00:00Z' }, {});
		}
		const first = await search('searchMeetings');
		expect(first.results).toHaveLength(100);
		const second = await search('searchMeetings', undefined, {
			page: String(first.paginationToken),
		});
		expect(second.results.length).toBeGreaterThan(20);
		const ids = [...first.results, ...second.results].map(({ value }) => value);
		expect(new Set(ids).size).toBe(ids.length);
		expect(second.paginationToken).toBeUndefined();
	});
});

describe('owners', () => {
	test('are listed by name with their email, without deactivated ones', async () => {
		const { results } = await search('searchOwners');
		expect(names(results)).toEqual([...names(results)].sort((a, b) => a.localeCompare(b)));
		expect(names(results)).toContain('Mara Lindqvist (mara.lindqvist@brightfield.example)');
		expect(names(results).join()).not.toContain('Elena Duarte');
	});

	test.each(['okafor', 'TOM', 'tom.okafor@'])('are found by %s', async (filter) => {
		const { results } = await search('searchOwners', filter);
		expect(results).toEqual([
			{ name: 'Tom Okafor (tom.okafor@brightfield.example)', value: '11349275741' },
		]);
	});
});

test('outcomes and meeting types are those of the account, without hidden ones', async () => {
	expect(await load('getOutcomes')).toContainEqual({ name: 'No show', value: 'NO_SHOW' });
	const types = names(await load('getMeetingTypes'));
	expect(types).toContain('Site Visit');
	expect(types).not.toContain('Old Webinar');
	expect(types).toEqual([...types].sort());
});

test('meeting sources are those of the account', async () => {
	const sources = (await load('getMeetingSources')).map(({ value }) => value);
	expect(sources).toEqual(expect.arrayContaining(['MEETINGS_PUBLIC', 'CRM_UI']));
});

test('object types include meetings only for association types', async () => {
	const all = (await load('getAllObjectTypes')).map(({ value }) => value);
	expect(all).toEqual(expect.arrayContaining(['meetings', 'contacts']));
	expect((await load('getObjectTypes')).map(({ value }) => value)).not.toContain('meetings');
});

test('property lists have all, only writable or only unique properties', async () => {
	const values = async (method: keyof typeof methods.loadOptions) =>
		(await load(method)).map(({ value }) => value);
	const all = await values('getProperties');
	expect(all).toEqual(
		expect.arrayContaining(['hs_meeting_title', 'meeting_format', 'hs_createdate']),
	);
	const writable = await values('getWritableProperties');
	expect(writable).toEqual(expect.arrayContaining(['hs_meeting_title', 'meeting_format']));
	for (const name of ['hs_createdate', 'hs_object_id', 'days_since_booking', 'hs_meeting_source']) {
		expect(writable).not.toContain(name);
	}
	expect(await values('getUniqueProperties')).toEqual(['external_booking_id', '']);
});

describe('an error is shown, never an empty list', () => {
	const lists = Object.keys(methods.loadOptions) as Array<keyof typeof methods.loadOptions>;
	const searches = Object.keys(methods.listSearch) as Array<keyof typeof methods.listSearch>;
	const parameters = {
		objectType: 'contacts',
		fromObjectType: 'meetings',
		toObjectType: 'contacts',
		schedulingPage: { __rl: true, mode: 'slug', value: 'mara-lindqvist' },
	};

	test.each(lists)('a wrong token fails the options method %s', async (method) => {
		const refused = loadOptions(method, { credentials: credentials('wrong'), parameters });
		await expect(refused).rejects.toThrow(/does not accept the access token/);
		const open = loadOptions(method, { credentials: credentials('wrong'), parameters });
		await expect(open.catch((error: Error) => JSON.stringify(error))).resolves.not.toContain(
			'wrong',
		);
	});

	test.each(searches)('a wrong token fails the search method %s', async (method) => {
		const refused = searchList(method, { credentials: credentials('wrong'), parameters });
		await expect(refused).rejects.toThrow(/does not accept the access token/);
	});

	test('a token of another region: the error names its base URL', async () => {
		const other = { credentials: credentials('pat-ap1-nobody-knows-me'), parameters };
		const message = /set Base URL in the credential to https:\/\/api-ap1\.hubapi\.com/;
		await expect(loadOptions('getOutcomes', other)).rejects.toThrow(message);
		await expect(searchList('searchRecords', other)).rejects.toThrow(message);
	});

	test('a missing scope: the error names it', async () => {
		// In HubSpot's documents, the scope `automation` can read owners as well, except in the one for 2026-09.
		await expect(searchList('searchOwners', { credentials: credentials(READER) })).rejects.toThrow(
			API_VERSION === '2026-09'
				? /lacks the scope crm\.objects\.owners\.read\. Add it/
				: /lacks a scope that HubSpot requires here: crm\.objects\.owners\.read or automation\. Add one/,
		);
		await expect(
			searchList('searchMeetings', { credentials: credentials('none') }),
		).rejects.toThrow(/lacks the scope crm\.objects\.contacts\.read/);
	});

	test('a base URL that cannot be used: the error explains why', async () => {
		const bad = { ...credentials(), baseUrl: 'http://api.hubapi.com' };
		await expect(loadOptions('getOutcomes', { credentials: bad })).rejects.toThrow(
			/^Base URL: http would send the access token unencrypted/,
		);
	});
});
