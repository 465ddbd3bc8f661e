import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';

import type { RunOptions } from '../../../support/engine.mts';
import { emulatorForTests } from '../../../support/hubspot.mts';
import { operate, sent } from '../../../support/meetings.mts';
import { api } from '../../../support/versions.mts';

/** A Wednesday. The seeded account has meetings before and after it. */
const NOW = Date.parse('2026-10-14T15:30:00Z');

const realNow = Date.now;

const hubspot = emulatorForTests();

const search = async (parameters: object, more: Partial<RunOptions> = {}) =>
	await operate(hubspot.current, 'search', parameters as IDataObject, more);

/** Filter groups as the editor stores them. */
const groups = (...given: object[][]) => ({
	filterGroups: { group: given.map((filter) => ({ filters: { filter } })) },
});

const filter = (propertyName: string, operator: string, more: object = {}) => ({
	propertyName,
	operator,
	...more,
});

const titles = (json: IDataObject[]) => json.map(({ hs_meeting_title }) => hs_meeting_title);

const bodies = () => hubspot.current.requests.map(({ body }) => body as IDataObject);

const SEARCH = `POST ${api.objects}/meetings/search`;

/** The clock starts at NOW and keeps running, because the rate limiter measures time with it. */
beforeAll(() => {
	const ahead = NOW - realNow();
	jest.spyOn(Date, 'now').mockImplementation(() => realNow() + ahead);
});

afterAll(() => {
	jest.restoreAllMocks();
});

describe('filter groups', () => {
	test('groups are combined with OR, and the filters of a group with AND', async () => {
		const { json, error } = await search({
			...groups(
				[
					filter('hs_meeting_outcome', 'IN', { value: 'No show, rescheduled' }),
					filter('hubspot_owner_id', 'EQ', { value: 'tom.okafor@brightfield.example' }),
				],
				[filter('associations.contact', 'EQ', { value: 'carla.benedetti@mail.example' })],
				[filter('meeting_format', 'EQ', { value: 'in PERSON' })],
			),
			sort: { by: { propertyName: 'hs_meeting_start_time', direction: 'ASCENDING' } },
		});
		expect(error).toBeUndefined();
		expect(titles(json)).toEqual([
			'Site visit, hall 4',
			'Demo for Kestrel Dairy',
			'Energy audit with Carla',
		]);
		expect(sent(hubspot.current).filter((request) => request === SEARCH)).toHaveLength(1);
		expect(bodies().at(-1)?.filterGroups).toEqual([
			{
				filters: [
					filter('hs_meeting_outcome', 'IN', { values: ['NO_SHOW', 'RESCHEDULED'] }),
					filter('hubspot_owner_id', 'EQ', { value: '11349275741' }),
				],
			},
			{ filters: [filter('associations.contact', 'EQ', { value: '104901' })] },
			{ filters: [filter('meeting_format', 'EQ', { value: 'in_person' })] },
		]);
	});

	test.each([
		['a list of groups', (filters: object[]) => [{ filters }]],
		['the body of a HubSpot search', (filters: object[]) => ({ filterGroups: [{ filters }] })],
		['one group', (filters: object[]) => ({ filters })],
	])('JSON with %s is accepted as text and as a value', async (_, form) => {
		const given = form([
			filter('hs_meeting_title', 'CONTAINS_TOKEN', { value: 'pricing' }),
			filter('hs_meeting_start_time', 'BETWEEN', { value: '2026-10-01', highValue: '2026-10-10' }),
		]);
		const json = { filterType: 'json', filterGroupsJson: JSON.stringify(given) };
		const asText = await search(json);
		const asValue = await search(
			{ ...json, filterGroupsJson: '={{ $json.groups }}' },
			{ items: [{ groups: given as unknown as IDataObject }] },
		);
		expect(titles(asText.json)).toEqual(['Pricing call']);
		expect(asValue.json).toEqual(asText.json);
	});

	test('times without a zone use the Time Zone option or else the workflow’s time zone', async () => {
		const given = groups([filter('hs_meeting_start_time', 'EQ', { value: '2026-10-15T13:00:00' })]);
		await search(given, { timezone: 'America/New_York' });
		await search({ ...given, options: { timeZone: 'Asia/Tokyo' } });
		const sentTimes = bodies().map(
			({ filterGroups }) => (filterGroups as never as [{ filters: [{ value: string }] }])[0],
		);
		expect(
			sentTimes.map(({ filters }) => new Date(Number(filters[0].value)).toISOString()),
		).toEqual(['2026-10-15T17:00:00.000Z', '2026-10-15T04:00:00.000Z']);
	});

	test('documented properties need no definitions; for others they are requested once for all items', async () => {
		await search(groups([filter('hs_meeting_outcome', 'EQ', { value: 'completed' })]));
		expect(sent(hubspot.current)).toEqual([SEARCH]);
		await search(groups([filter('satisfaction_score', 'GTE', { value: '={{ $json.n }}' })]), {
			items: [{ n: 5 }, { n: 9 }],
		});
		expect(sent(hubspot.current).slice(1)).toEqual([
			`GET ${api.properties}/meetings`,
			SEARCH,
			SEARCH,
		]);
	});

	test('IN finds text that is given with upper-case letters', async () => {
		const { json } = await search(
			groups([filter('hs_meeting_title', 'IN', { value: 'Pricing Call; Campus Walk' })]),
		);
		expect(titles(json)).toEqual(['Pricing call', 'Campus walk']);
	});

	test.each([
		['an array', '={{ ["Site visit, hall 4", "Pricing call"] }}'],
		['an array as text', '["Site visit, hall 4", "Pricing call"]'],
	])('IN keeps the commas inside the values of %s', async (_, value) => {
		const { json } = await search(groups([filter('hs_meeting_title', 'IN', { value })]));
		expect(titles(json).sort()).toEqual(['Pricing call', 'Site visit, hall 4']);
	});
});

describe('quick filters', () => {
	const quick = async (quickFilters: object, more: object = {}) => {
		const { json, error } = await search({ quickFilters, ...more });
		expect(error).toBeUndefined();
		return titles(json);
	};

	test('upcoming finds the meetings that have not started yet', async () => {
		const { json } = await search({ quickFilters: { when: 'upcoming' } });
		expect(json.length).toBeGreaterThan(3);
		for (const { hs_meeting_start_time } of json) {
			expect(Date.parse(String(hs_meeting_start_time))).toBeGreaterThanOrEqual(NOW);
		}
		expect(titles(json)).not.toContain('Pricing call');
	});

	test('past without outcome finds meetings with an empty outcome and those still scheduled', async () => {
		hubspot.current.account.create('meetings', {
			hs_meeting_title: 'Nobody wrote it down',
			hs_timestamp: '2026-10-13T10:00:00Z',
			hs_meeting_start_time: '2026-10-13T10:00:00Z',
			hs_meeting_outcome: 'SCHEDULED',
		});
		expect(await quick({ when: 'pastWithoutOutcome' })).toEqual([
			'Noise measurement',
			'Nobody wrote it down',
		]);
	});

	test('today and this week use the workflow’s time zone', async () => {
		const at = (title: string, start: string) =>
			hubspot.current.account.create('meetings', {
				hs_meeting_title: title,
				hs_timestamp: start,
				hs_meeting_start_time: start,
				hs_meeting_location: 'Week test',
			});
		at('Sunday night', '2026-10-12T03:30:00Z');
		at('Monday', '2026-10-12T04:00:00Z');
		at('Tuesday night', '2026-10-14T03:30:00Z');
		at('Wednesday night', '2026-10-15T03:30:00Z');
		const here = groups([filter('hs_meeting_location', 'EQ', { value: 'week test' })]);
		const newYork = { timezone: 'America/New_York' };
		const week = await search({ quickFilters: { when: 'thisWeek' }, ...here }, newYork);
		expect(titles(week.json)).toEqual(['Monday', 'Tuesday night', 'Wednesday night']);
		const today = await search({ quickFilters: { when: 'today' }, ...here }, newYork);
		expect(titles(today.json)).toEqual(['Wednesday night']);
	});

	test('Created Since and Updated Since find only the meetings from that time on', async () => {
		const { account } = hubspot.current;
		const properties = { hs_meeting_title: 'Fresh', hs_timestamp: '2026-10-14T00:00:00Z' };
		account.create('meetings', properties, { at: NOW - 60_000 });
		account.update('meetings', 17612479134, { hs_meeting_location: 'x' }, { at: NOW - 30_000 });
		const since = new Date(NOW - 120_000).toISOString();
		expect(await quick({ createdAfter: since })).toEqual(['Fresh']);
		expect(await quick({ updatedAfter: since })).toEqual(['Intro meeting with Nordhafen', 'Fresh']);
	});

	test('owners are found by ID or email, even if they are deactivated', async () => {
		const owners = ['elena.duarte@brightfield.example', '11349275743'];
		expect(await quick({ owners })).toEqual([
			'Handover Salem pilot',
			'Noise measurement',
			'Energy audit with Carla',
		]);
	});

	test('search text and owners are combined with all filter groups', async () => {
		expect(await quick({ query: 'pricing' })).toEqual(['Pricing call', 'Pricing call (new date)']);
		const scheduled = groups(
			[filter('hs_meeting_outcome', 'EQ', { value: 'SCHEDULED' })],
			[filter('hs_meeting_outcome', 'EQ', { value: 'NO_SHOW' })],
		);
		expect(await quick({ query: 'pricing' }, scheduled)).toEqual(['Pricing call (new date)']);
		expect(await quick({ owners: ['11349275741'] }, scheduled)).toEqual([
			'Demo for Kestrel Dairy',
			'Second try: demo for Kestrel Dairy',
			'Contract review Alder & Oak',
		]);
	});
});

describe('the output', () => {
	test('has the chosen properties, associations and owners, with Limit and sort applied', async () => {
		const { json, output } = await search({
			limit: 3,
			sort: { by: { propertyName: 'hs_meeting_start_time', direction: 'DESCENDING' } },
			options: {
				properties: ['hs_meeting_title'],
				associations: ['contacts', 'deals'],
				addOwnerDetails: true,
			},
		});
		expect(titles(json)).toEqual([
			'Energy audit with Carla',
			'Campus walk',
			'Contract review Alder & Oak',
		]);
		expect(json[1]).toMatchObject({
			associations: { contacts: ['107'], deals: ['504'] },
			owner: { id: '11349275742', name: 'Priya Raman', email: 'priya.raman@brightfield.example' },
		});
		expect(json[1]).not.toHaveProperty('hs_meeting_location');
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual([0, 0, 0].map((item) => ({ item })));
		// The owners are requested at the same time as the search.
		expect(sent(hubspot.current)).toEqual([
			`GET ${api.owners}`,
			SEARCH,
			`POST ${api.associations}/meetings/contacts/batch/read`,
			`POST ${api.associations}/meetings/deals/batch/read`,
		]);
	});

	test('has the details of a deactivated owner, which take a second request', async () => {
		const { json } = await search({
			quickFilters: { owners: ['11349275744'] },
			options: { addOwnerDetails: true },
		});
		expect(json[0].owner).toMatchObject({ name: 'Elena Duarte' });
		expect(sent(hubspot.current)).toEqual([`GET ${api.owners}`, SEARCH, `GET ${api.owners}`]);
	});

	test('with Simplify off is HubSpot’s answer unchanged', async () => {
		const { json } = await search({ simplify: false, quickFilters: { query: 'intro' } });
		const { results } = hubspot.current.requests[0].responseBody as { results: IDataObject[] };
		expect(json).toEqual(results);
		expect(json[0]).toMatchObject({ id: '17612479134', properties: expect.any(Object) });
	});

	const hintsOf = ({ run }: Awaited<ReturnType<typeof search>>) =>
		run.data.resultData.runData['HubSpot Meetings'][0].hints ?? [];

	test('is empty, without an error, if nothing is found, and a hint mentions the delay of a search', async () => {
		const result = await search({ quickFilters: { query: 'nonsense' } }, { items: [{}, {}] });
		expect([result.json, result.error]).toEqual([[], undefined]);
		expect(hintsOf(result).map(({ message }) => message)).toEqual([
			"No meetings found. HubSpot's search finds new and changed meetings only after a few seconds.",
		]);
	});

	test('has no hint if something is found', async () => {
		const result = await search({ quickFilters: { query: 'intro' } });
		expect(result.json).not.toEqual([]);
		expect(hintsOf(result)).toEqual([]);
	});
});

describe('empty values do not widen the search', () => {
	test.each([
		[
			'an empty filter value',
			groups([filter('hs_meeting_title', 'EQ', { value: '={{ $json.no }}' })]),
		],
		[
			'an empty value in a list',
			groups([filter('hs_meeting_title', 'NOT_IN', { value: '={{ ["a", $json.no] }}' })]),
		],
		[
			'an empty upper bound',
			groups([
				filter('hs_timestamp', 'BETWEEN', { value: '2026-01-01', highValue: '={{ $json.no }}' }),
			]),
		],
		['an empty property', groups([filter('={{ $json.no }}', 'EQ', { value: 'a' })])],
		['a group without filters', groups([filter('hs_meeting_title', 'EQ', { value: 'a' })], [])],
		[
			'an empty value in a list as JSON',
			groups([filter('hs_meeting_title', 'NOT_IN', { value: '["a", ""]' })]),
		],
		['an empty JSON field', { filterType: 'json', filterGroupsJson: '={{ $json.no }}' }],
		['an empty list as JSON', { filterType: 'json', filterGroupsJson: '[]' }],
		[
			'a JSON group without filters',
			{ filterType: 'json', filterGroupsJson: '[{ "filters": [] }]' },
		],
		[
			'an empty filter value in JSON',
			{
				filterType: 'json',
				filterGroupsJson:
					'[{ "filters": [{ "propertyName": "hs_meeting_title", "operator": "EQ", "value": "" }] }]',
			},
		],
		['an empty search text', { quickFilters: { query: '={{ $json.no }}' } }],
		['an empty owner', { quickFilters: { owners: '={{ $json.no }}' } }],
		['an empty list of owners', { quickFilters: { owners: '={{ [] }}' } }],
		['an empty entry among owners', { quickFilters: { owners: ['11349275741', ''] } }],
		[
			'an empty entry among owners in JSON text',
			{ quickFilters: { owners: '["11349275741", ""]' } },
		],
		[
			'an empty entry among owners separated by commas',
			{ quickFilters: { owners: '11349275741, ,11349275743' } },
		],
		['JSON text with only an empty owner', { quickFilters: { owners: '[""]' } }],
		['an empty time', { quickFilters: { createdAfter: '={{ $json.no }}' } }],
		[
			'a time object without a time',
			{ quickFilters: { createdAfter: '={{ ({ dateTime: null }) }}' } },
		],
		[
			'a time object without a time as filter value',
			groups([filter('hs_timestamp', 'LT', { value: '={{ ({ dateTime: null }) }}' })]),
		],
		['an empty When', { quickFilters: { when: '={{ $json.no }}' } }],
		['an empty sort property', { sort: { by: { propertyName: '={{ $json.no }}' } } }],
	])('%s fails the item before anything is sent', async (_, parameters) => {
		const { json, error } = await search(parameters, {
			items: [{}, {}],
			settings: { onError: 'continueRegularOutput' },
		});
		expect(error).toBeUndefined();
		expect(json).toHaveLength(2);
		expect(json[0].error).toMatch(
			/empty|no property|no filters|no upper bound|filter groups in HubSpot's API format/,
		);
		expect(sent(hubspot.current)).toEqual([]);
	});
});

describe('bad input', () => {
	const many = (count: number) =>
		Array.from({ length: count }, (_, n) => filter('satisfaction_score', 'EQ', { value: n }));

	test.each([
		[
			'six filter groups',
			groups(...Array.from({ length: 6 }, () => many(1))),
			/6 filter groups; HubSpot allows at most 5/,
		],
		[
			'seven filters in a group',
			groups(many(7)),
			/7 filters in one group; HubSpot allows at most 6/,
		],
		[
			'nineteen filters in all groups',
			groups(many(5), many(5), many(5), many(4)),
			/19 filters in all groups; HubSpot allows at most 18/,
		],
		[
			'six filters and a quick filter in one group',
			{ quickFilters: { when: 'today' }, ...groups(many(6)) },
			/7 filters in one group.*Quick filters count/,
		],
		[
			'a list with too many characters',
			groups([
				filter('hs_meeting_title', 'IN', {
					value: `={{ Array.from({ length: 900 }, (_, n) => 'title' + n) }}`,
				}),
			]),
			/3,000 characters.*Shorten/,
		],
		[
			'an unknown property',
			groups([filter('hs_meeting_typ', 'EQ', { value: 'a' })]),
			/^Property: meetings have no property 'hs_meeting_typ' in this account/,
		],
		[
			'an unknown property to sort by',
			{ sort: { by: { propertyName: 'nope' } } },
			/^Property: meetings have no property 'nope'/,
		],
		[
			'an unknown option',
			groups([filter('hs_activity_type', 'EQ', { value: 'Sprint' })]),
			/'Sprint' is not one of its options.*First Meeting/,
		],
		[
			'an operator that does not fit the property',
			groups([filter('hs_meeting_outcome', 'GT', { value: 'a' })]),
			/'Is Greater Than or After' \(GT\) does not work/,
		],
		[
			'an unknown owner',
			groups([filter('hubspot_owner_id', 'EQ', { value: 'no@example.com' })]),
			/no owner with the email address no@example.com/,
		],
		[
			'an unknown contact',
			groups([filter('associations.contact', 'EQ', { value: 'no@example.com' })]),
			/HubSpot has no record for no@example\.com/,
		],
		...['EQ', 'NEQ'].map((operator): [string, object, RegExp] => [
			`two contacts for ${operator}, which takes one`,
			groups([filter('associations.contact', operator, { value: '101, 103' })]),
			/accepts one record, but 2 were given.*'Is Any Of' \(IN\)/,
		]),
		[
			'a filter on associated custom objects',
			groups([filter('associations.installation', 'EQ', { value: '9001' })]),
			/custom objects.*Get Many of Record/,
		],
		[
			'an operator for order on associated records',
			groups([filter('associations.deal', 'GT', { value: '501' })]),
			/does not work with associated records/,
		],
		[
			'an unknown When',
			{ quickFilters: { when: 'tomorrow' } },
			/'tomorrow' is not a valid value.*upcoming/,
		],
		[
			'JSON with more than filter groups',
			{ filterType: 'json', filterGroupsJson: '{ "filterGroups": [], "limit": 5 }' },
			/only filter groups are allowed, not limit/,
		],
		['invalid JSON', { filterType: 'json', filterGroupsJson: '[{' }, /not a list of filter groups/],
		[
			'JSON that is not a list of groups',
			{ filterType: 'json', filterGroupsJson: '[5]' },
			/not a list of filter groups/,
		],
	])(
		'%s: the error says what is wrong, and nothing is searched',
		async (_, parameters, message) => {
			const { error } = await search(parameters);
			expect(error?.message).toMatch(message);
			expect(sent(hubspot.current)).not.toContain(SEARCH);
		},
	);
});

describe.each(['UTC', 'Europe/Berlin', 'America/New_York'])(
	'dates without a time in %s',
	(timezone) => {
		const START = 'hs_meeting_start_time';
		const at = (time: string) => DateTime.fromISO(time, { zone: timezone }).toUTC().toISO() ?? '';
		const TIMES = {
			before: '2031-03-01T23:59:59.999',
			begins: '2031-03-02T00:00:00.000',
			noon: '2031-03-02T12:00:00.000',
			ends: '2031-03-02T23:59:59.999',
			after: '2031-03-03T00:00:00.000',
			last: '2031-03-04T23:59:00.000',
		};

		/** Creates the meetings of TIMES, and searches them with a filter. */
		async function found(operator: string, more: object, options = {}) {
			for (const [title, time] of Object.entries(TIMES)) {
				const properties = { hs_meeting_title: title, [START]: at(time), hs_timestamp: at(time) };
				hubspot.current.account.create('meetings', properties);
			}
			const { json, error } = await search(
				{
					...groups([
						filter(START, operator, more),
						filter(START, 'BETWEEN', { value: '2031-03-01', highValue: '2031-03-04' }),
					]),
					sort: { by: { propertyName: START, direction: 'ASCENDING' } },
					options,
				},
				{ timezone },
			);
			return { error, names: titles(json) };
		}

		test.each([
			['EQ', { value: '2031-03-02' }, ['begins', 'noon', 'ends']],
			['GT', { value: '2031-03-02' }, ['after', 'last']],
			['GTE', { value: '2031-03-02' }, ['begins', 'noon', 'ends', 'after', 'last']],
			['LT', { value: '2031-03-02' }, ['before']],
			['LTE', { value: '2031-03-02' }, ['before', 'begins', 'noon', 'ends']],
			['BETWEEN', { value: '2031-03-03', highValue: '2031-03-04' }, ['after', 'last']],
		])('%s %j matches by whole days', async (operator, more, expected) => {
			const { error, names } = await found(operator, more);
			expect(error).toBeUndefined();
			expect(names).toEqual(expected);
		});

		test('in an ambiguous format are read by Date Order, or refused without it', async () => {
			const { names } = await found('EQ', { value: '02/03/2031' }, { dateOrder: 'dayFirst' });
			expect(names).toEqual(['begins', 'noon', 'ends']);
			const { error } = await found('EQ', { value: '02/03/2031' });
			expect(error?.message).toContain("'Date Order'");
		});

		test('are included by Created Since and Updated Since', async () => {
			const { account } = hubspot.current;
			for (const [title, time] of Object.entries(TIMES)) {
				const properties = { hs_meeting_title: title, [START]: at(time), hs_timestamp: at(time) };
				account.create('meetings', properties, { at: Date.parse(at(time)) });
			}
			for (const name of ['createdAfter', 'updatedAfter']) {
				const since = async (day: string, options = {}) =>
					titles(
						(await search({ quickFilters: { [name]: day }, options }, { timezone })).json,
					).sort();
				const fromNoon = ['after', 'begins', 'ends', 'last', 'noon'];
				expect(await since('2031-03-02')).toEqual(fromNoon);
				expect(await since('02/03/2031', { dateOrder: 'dayFirst' })).toEqual(fromNoon);
				expect(await since('2031-03-04')).toEqual(['last']);
			}
		});

		test.each(['NEQ', 'IN', 'NOT_IN'])('the operator %s is refused', async (operator) => {
			const { error } = await found(operator, { value: '2031-03-02' });
			expect(error?.message).toMatch(/a date without a time is a whole day/);
		});
	},
);

describe('the source as a quick filter', () => {
	const bySource = async (sources: unknown) =>
		await search({
			quickFilters: { sources },
			returnAll: true,
			options: { properties: ['hs_meeting_source'] },
		});

	/** The number of meetings with this source, counted in the account and not by a search. */
	const having = (source: string) =>
		hubspot.current.account
			.store('meetings')
			.page(0, 1_000)
			.filter(({ properties }) => properties.hs_meeting_source === source).length;

	test.each([[['MEETINGS_PUBLIC']], ['meetings_public']])(
		'%j finds the meetings with this source',
		async (sources) => {
			const { json, error } = await bySource(sources);
			expect(error).toBeUndefined();
			expect(json.map(({ hs_meeting_source: source }) => source)).toEqual(
				Array.from({ length: having('MEETINGS_PUBLIC') }, () => 'MEETINGS_PUBLIC'),
			);
			expect(json.length).toBeGreaterThan(0);
		},
	);

	test('several sources can be separated by commas', async () => {
		const { json } = await bySource('MEETINGS_PUBLIC, CRM_UI');
		expect(json).toHaveLength(having('MEETINGS_PUBLIC') + having('CRM_UI'));
	});

	test('an empty source is refused, and any source if the account lacks the property', async () => {
		expect((await bySource([])).error?.message).toMatch(/^'Source' is empty/);
		hubspot.current.account.store('meetings').definitions.delete('hs_meeting_source');
		expect((await bySource(['CRM_UI'])).error?.message).toMatch(
			/^Source: meetings have no property 'hs_meeting_source'/,
		);
	});
});
