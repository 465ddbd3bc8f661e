import type { IDataObject } from 'n8n-workflow';

import { toSlug } from '../../../../nodes/HubSpotMeetings/input/schedulingPage.ts';
import { run } from '../../../support/engine.mts';
import { credentialsOf, emulatorForTests } from '../../../support/hubspot.mts';
import { searchList } from '../../../support/picker.mts';

const hubspot = emulatorForTests();

const ask = async (operation: string, parameters: IDataObject, items?: IDataObject[]) =>
	await run({
		parameters: { resource: 'schedulingPage', operation, ...parameters },
		credentials: credentialsOf(hubspot.current),
		items,
	});

const page = (value: string, mode = 'slug') => ({
	schedulingPage: { __rl: true, mode, value },
});

describe('Get Many', () => {
	test('returns all scheduling pages with their details', async () => {
		const { json, error } = await ask('getAll', { returnAll: true });
		expect(error).toBeUndefined();
		expect(json).toHaveLength(hubspot.current.account.scheduling.pages.length);
		expect(json[0]).toMatchObject({
			slug: 'mara-lindqvist',
			name: 'Meet Mara',
			type: 'PERSONAL_LINK',
			link: 'https://meetings.hubspot.com/mara-lindqvist',
			userIdsOfLinkMembers: [json[0].organizerUserId],
		});
	});

	test('reads all pages of results, or only as many results as the limit', async () => {
		for (let n = 0; n < 200; n++) {
			hubspot.current.account.scheduling.add({
				slug: `more/${n}`,
				name: `More ${n}`,
				organizer: '11349275740',
			});
		}
		expect((await ask('getAll', { returnAll: true })).json).toHaveLength(212);
		expect(hubspot.current.requests).toHaveLength(3);
		expect((await ask('getAll', { limit: 5 })).json).toHaveLength(5);
		expect(hubspot.current.requests.at(-1)?.path).toContain('limit=5');
	});

	test('filters by name, by type and by organizer', async () => {
		const { json } = await ask('getAll', { filters: { name: 'Intro call' } });
		expect(json.map(({ slug }) => slug)).toEqual(['mara-lindqvist/intro', 'tom-okafor/intro']);
		const groups = await ask('getAll', { filters: { type: 'GROUP_CALENDAR' } });
		expect(groups.json.map(({ slug }) => slug)).toEqual(['team/site-visit']);
		const organizer = { __rl: true, mode: 'email', value: 'priya.raman@brightfield.example' };
		const hers = await ask('getAll', { filters: { organizer } });
		expect(hers.json.map(({ slug }) => slug)).toEqual([
			'priya-raman',
			'priya-raman/energy-audit',
			'team/site-visit',
			'team/support',
		]);
	});

	test.each([
		[{ name: '={{ $json.nothing }}' }, /'Name' is empty/],
		[{ type: 'SECRET' }, /Type: 'SECRET' is not a valid value/],
		[{ organizer: 'nobody@brightfield.example' }, /no active owner with the email address nobody@/],
		[{ organizer: '={{ $json.nothing }}' }, /'Organizer' is empty/],
	])('refuses an invalid filter: %j', async (filters, message) => {
		const { error } = await ask('getAll', { filters });
		expect(error?.message).toMatch(message);
	});
});

describe('Get', () => {
	test("accepts a slug with a dot, and a URL of the account's domain without a scheme", async () => {
		const { scheduling } = hubspot.current.account;
		scheduling.add({ slug: 'jane.doe/intro', name: 'Jane', organizer: '11349275740' });
		expect((await ask('get', page('jane.doe/intro'))).json[0].slug).toBe('jane.doe/intro');
		const own = await ask('get', page('meetings.brightfield.example/priya-raman', 'url'));
		expect(own.json[0].slug).toBe('priya-raman');
	});

	test('returns durations, form, consent and members', async () => {
		const { json, error } = await ask('get', page('mara-lindqvist/pricing'));
		expect(error).toBeUndefined();
		expect(json[0]).toMatchObject({
			slug: 'mara-lindqvist/pricing',
			durationsMinutes: [30],
			startsEveryMinutes: 30,
			weeksToAdvertise: 8,
			guests: { canAddGuests: true, maxGuestCount: 2 },
			members: [{ email: 'mara.lindqvist@brightfield.example', isOffline: false }],
		});
		expect(json[0].formFields).toContainEqual({
			name: 'heating_today',
			label: 'How do you heat today?',
			type: 'enumeration',
			fieldType: 'select',
			isRequired: true,
			isCustom: true,
			options: expect.arrayContaining([{ value: 'gas', label: 'Gas', hidden: false }]),
		});
		const [audit] = (await ask('get', page('priya-raman/energy-audit'))).json;
		expect(audit.consent).toEqual({
			processing: 'REQUIRED_CHECKBOX',
			processingLabel: expect.stringContaining('I agree'),
			boxes: [{ communicationTypeId: '41002', label: 'Newsletter', required: false }],
		});
	});

	test('says whose calendar is not connected and until when a page can be booked', async () => {
		const [support] = (await ask('get', page('team/support'))).json;
		expect(support.members).toMatchObject([{ isOffline: false }, { isOffline: true }]);
		const [visit] = (await ask('get', page('team/site-visit'))).json;
		expect(visit).toMatchObject({
			availableFrom: expect.stringMatching(/Z$/),
			availableUntil: expect.stringMatching(/Z$/),
			location: 'Rua do Alecrim 20, Lisbon',
		});
	});

	test("returns HubSpot's structure without Simplify", async () => {
		const { json } = await ask('get', { ...page('tom-okafor'), simplify: false });
		expect(json[0]).toMatchObject({ linkType: 'PERSONAL_LINK', customParams: {} });
	});

	test('reads each page once for several items, with the slug as one path segment', async () => {
		const { json } = await ask('get', page('={{ $json.slug }}'), [
			{ slug: 'team/intro' },
			{ slug: 'team/intro' },
			{ slug: 'tom-okafor' },
		]);
		expect(json.map(({ slug }) => slug)).toEqual(['team/intro', 'team/intro', 'tom-okafor']);
		expect(hubspot.current.requests).toHaveLength(2);
		expect(hubspot.current.requests[0].path).toContain('/book/team%2Fintro?');
	});

	test('By Name finds the page with that name, not another page with that slug', async () => {
		const { scheduling } = hubspot.current.account;
		scheduling.add({ slug: 'demo', name: 'Old demo', organizer: '11349275740' });
		scheduling.add({ slug: 'demo-call', name: 'Demo', organizer: '11349275740' });
		expect((await ask('get', page('Demo', 'name'))).json[0].slug).toBe('demo-call');
		expect((await ask('get', page('demo', 'slug'))).json[0].slug).toBe('demo');
		// The message about two pages of one name advises to enter the slug.
		expect((await ask('get', page('team/intro', 'name'))).json[0].slug).toBe('team/intro');
		const none = await ask('get', page('nothing', 'name'));
		expect(none.error?.message).toMatch(/no scheduling page 'nothing'/);
	});

	test.each([
		['https://meetings.hubspot.com/team/intro?utm_source=x#top', 'url'],
		['meetings-eu1.hubspot.com/team/intro/', 'url'],
		['https://www.brightfield.example/meetings/team/intro', 'url'],
		['/team/intro', 'slug'],
		['Intro with the sales team', 'name'],
		[' intro WITH the sales team ', 'slug'],
	])('finds the page by %s', async (value, mode) => {
		const { json, error } = await ask('get', page(value, mode));
		expect(error).toBeUndefined();
		expect(json[0].slug).toBe('team/intro');
	});

	test.each([
		[
			'Intro call',
			'name',
			/2 pages are named 'Intro call'.*mara-lindqvist\/intro, tom-okafor\/intro/,
		],
		['intro', 'slug', /no scheduling page 'intro'.*Available slugs: mara-lindqvist, .* and 7 more/],
		['https://meetings.hubspot.com/', 'url', /is not the URL of a page/],
		['={{ $json.nothing }}', 'slug', /'Scheduling Page' is empty/],
		['..', 'slug', /'\.\.' cannot be part of a URL/],
	])('refuses %s', async (value, mode, message) => {
		const { error } = await ask('get', page(value, mode));
		expect(error?.message).toMatch(message);
	});
});

test('toSlug: the time for long URLs grows only in proportion to their length', () => {
	const [short, long] = [20_000, 200_000].map((length) => {
		const startedAt = performance.now();
		toSlug('a.'.repeat(length));
		toSlug('a-'.repeat(length));
		toSlug(`https://x.example/${'/meetings'.repeat(length)}`);
		return performance.now() - startedAt;
	});
	expect(long).toBeLessThan(short * 40 + 50);
});

test('the list of scheduling pages is searched by slug and sorted by name', async () => {
	const credentials = credentialsOf(hubspot.current);
	const { results } = await searchList('searchSchedulingPages', {
		credentials,
		filter: 'tom-okafor',
	});
	expect(results.map(({ value }) => value)).toEqual([
		'tom-okafor/intro',
		'tom-okafor/paid-consultation',
		'tom-okafor',
	]);
});
