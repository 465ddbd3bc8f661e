import { EMULATOR_TOKEN } from '../../emulator/index.mts';
import { NOW, startClient } from './client.mts';
import type { Answered, Client } from './client.mts';

const [MARA, TOM, PRIYA] = ['11349275740', '11349275741', '11349275742'];
const HALF_HOUR = 1_800_000;
const READS = 'pat-na1-reads';
const WRITES = 'pat-na1-writes';
const LINKS = '/scheduler/2026-03/meetings/meeting-links';

interface Offer {
	startMillisUtc: number;
	endMillisUtc: number;
}

describe('scheduling pages', () => {
	let client: Client;
	let now = NOW;

	beforeAll(async () => {
		client = await startClient({
			now: () => now,
			tokens: {
				[EMULATOR_TOKEN]: 'all',
				[READS]: ['scheduler.meetings.meeting-link.read'],
				[WRITES]: ['crm.objects.contacts.write'],
			},
		});
	});
	beforeEach(() => {
		now = NOW;
		client.emulator.reset();
	});
	afterAll(() => client.emulator.close());

	const availability = async (slug: string, month = 0, zone = 'Europe/Berlin') => {
		const path = `${LINKS}/book/availability-page/${encodeURIComponent(slug)}`;
		const { body } = await client.get(
			`${path}?timezone=${encodeURIComponent(zone)}&monthOffset=${month}`,
		);
		return body;
	};

	/** The start times that a page offers in a month, as ISO 8601. */
	const offered = async (slug: string, duration = HALF_HOUR, month = 0): Promise<string[]> => {
		const { linkAvailability } = await availability(slug, month);
		const { availabilities } = linkAvailability.linkAvailabilityByDuration[duration];
		return availabilities.map((one: Offer) => new Date(one.startMillisUtc).toISOString());
	};

	const book = async (
		slug: string,
		startTime: string | number,
		more: Record<string, unknown> = {},
		token = EMULATOR_TOKEN,
	): Promise<Answered> =>
		await client.post(
			`${LINKS}/book`,
			{
				slug,
				startTime,
				duration: HALF_HOUR,
				email: 'new.person@nordhafen.example',
				firstName: 'New',
				lastName: 'Person',
				formFields: [],
				legalConsentResponses: [],
				likelyAvailableUserIds: [],
				...more,
			},
			token,
		);

	/** The meetings of a contact, highest ID first. */
	const meetingsOf = (contactId: string) => {
		const { account } = client.emulator;
		return [...account.record('contacts', contactId).linked('0-47').keys()]
			.map((id) => account.record('meetings', id))
			.sort((a, b) => b.id - a.id);
	};

	describe('the list', () => {
		const slugs = async (query: string): Promise<string[]> => {
			const { body } = await client.get(`${LINKS}?${query}`);
			return body.results.map(({ slug }: { slug: string }) => slug);
		};

		it('returns every scheduling page once, page by page', async () => {
			const seen: string[] = [];
			let after: string | undefined = '';
			do {
				const { body }: Answered = await client.get(`${LINKS}?limit=5&after=${after}`);
				expect(body.total).toBe(12);
				seen.push(...body.results.map(({ id }: { id: string }) => id));
				after = body.paging?.next.after;
			} while (after !== undefined);
			expect(seen).toEqual(Array.from({ length: 12 }, (_, n) => String(5_100_001 + n)));
		});

		it('can be filtered by name, type and organizer', async () => {
			expect(await slugs('name=intro%20CALL')).toEqual([
				'mara-lindqvist/intro',
				'tom-okafor/intro',
			]);
			expect(await slugs('type=GROUP_CALENDAR')).toEqual(['team/site-visit']);
			expect(await slugs('organizerUserId=9586502&type=ROUND_ROBIN_CALENDAR')).toEqual([
				'team/intro',
			]);
		});

		it('includes payment link IDs in v3 and 2026-03 only', async () => {
			const links = ['v3', '2026-03', '2026-09'].map(async (version) => {
				const { body } = await client.get(`/scheduler/${version}/meetings/meeting-links`);
				return body.results.flatMap((one: { paymentLinkId?: string }) => one.paymentLinkId ?? []);
			});
			expect(await Promise.all(links)).toEqual([['88120045'], ['88120045'], []]);
		});
	});

	describe('free times', () => {
		it("exclude the members' meetings, except canceled ones", async () => {
			// Tom meets Alder & Oak on Wednesday at 1 p.m. in New York. His second demo for Kestrel is on Saturday.
			expect(
				(await offered('tom-okafor/intro')).filter((at) => at.startsWith('2026-11-25')),
			).toEqual(expect.not.arrayContaining([expect.stringContaining('T18:')]));
			const path = `${LINKS}/book/tom-okafor?timezone=UTC`;
			const { body } = await client.get(path);
			const busy = body.allUsersBusyTimes[0].busyTimes;
			const demo = { start: Date.parse('2026-11-25T18:00Z'), end: Date.parse('2026-11-25T19:00Z') };
			expect(busy).toContainEqual(demo);
			const { account } = client.emulator;
			account.update('meetings', 17612479139, { hs_meeting_outcome: 'CANCELED' });
			expect(await offered('tom-okafor/intro')).toContain('2026-11-25T18:00:00.000Z');
		});

		it('respect the minimum notice, the buffer and the number of weeks offered', async () => {
			const { account } = client.emulator;
			account.scheduling.add({
				slug: 'ada',
				name: 'Ada',
				organizer: PRIYA,
				timeZone: 'Europe/Berlin',
				noticeMinutes: 90,
				bufferMinutes: 15,
				weeksAhead: 1,
				increment: 'THIRTY',
			});
			account.create('meetings', {
				hs_timestamp: '2026-11-23T10:00:00Z',
				hs_meeting_start_time: '2026-11-23T10:00:00Z',
				hs_meeting_end_time: '2026-11-23T10:30:00Z',
				hs_attendee_owner_ids: `${TOM};${PRIYA}`,
			});
			const all = await offered('ada');
			// It is Friday, 12:00 UTC. With 90 minutes' notice, the first time is 13:30 UTC.
			// The last one before 5 p.m. in Berlin is 15:30 UTC.
			expect(all.slice(0, 5)).toEqual(
				['13:30', '14:00', '14:30', '15:00', '15:30'].map((at) => `2026-11-20T${at}:00.000Z`),
			);
			const monday = all.filter((at) => at.startsWith('2026-11-23')).map((at) => at.slice(11, 16));
			expect(monday.slice(0, 5)).toEqual(['08:00', '08:30', '09:00', '11:00', '11:30']);
			expect(all.at(-1)).toBe('2026-11-27T11:30:00.000Z');
			expect((await availability('ada')).linkAvailability.hasMore).toBe(false);
		});

		it('are within the date range of a page that has one', async () => {
			const hour = 3_600_000;
			const months = [0, 1, 2].map(async (month) => await offered('team/site-visit', hour, month));
			const all = (await Promise.all(months)).flat();
			expect(all[0]).toBe('2026-11-24T13:00:00.000Z');
			expect(all.at(-1)).toBe('2027-01-16T11:00:00.000Z');
			expect((await availability('team/site-visit', 2)).linkAvailability.hasMore).toBe(false);
			expect((await availability('team/site-visit', 1)).linkAvailability.hasMore).toBe(true);
		});

		it.each([
			['', /timezone/],
			['timezone=%2B02%3A00', /Invalid timezone: \+02:00/],
			['timezone=Mars%2FOlympus', /Invalid timezone/],
			['timezone=UTC&monthOffset=soon', /monthOffset/],
		])('are refused for the query %p', async (query, message) => {
			const { status, body } = await client.get(
				`${LINKS}/book/availability-page/tom-okafor?${query}`,
			);
			expect(status).toBe(400);
			expect(body.message).toMatch(message);
		});

		it('require the whole slug, as one path segment', async () => {
			const get = async (slug: string) => await client.get(`${LINKS}/book/${slug}?timezone=UTC`);
			expect((await get('team%2Fintro')).body.linkId).toBe('5100010');
			expect((await get('intro')).body).toMatchObject({ message: 'slug does not exist' });
			expect((await get('intro')).status).toBe(404);
		});
	});

	describe('a booking', () => {
		it('creates a contact and a meeting, and the time is no longer free', async () => {
			const [start] = await offered('mara-lindqvist/pricing');
			const { status, body } = await book('mara-lindqvist/pricing', start, {
				formFields: [
					{ name: 'company', value: 'Nordhafen' },
					{ name: 'heating_today', value: 'oil' },
				],
				guestEmails: ['ada.fischer@nordhafen.example'],
				timezone: 'Europe/Lisbon',
				locale: 'pt',
			});
			expect(status).toBe(200);
			expect(body).toMatchObject({
				duration: HALF_HOUR,
				subject: 'Pricing call: New Person',
				bookingTimezone: 'Europe/Lisbon',
				locale: 'pt',
				isOffline: false,
				guestEmails: ['ada.fischer@nordhafen.example'],
			});
			expect(Date.parse(body.start)).toBe(Date.parse(start));
			expect(Date.parse(body.end)).toBe(Date.parse(start) + HALF_HOUR);
			expect(body.formFields[1]).toEqual({
				name: 'heating_today',
				label: 'How do you heat today?',
				value: 'oil',
				valueLabel: 'Oil',
				isCustom: true,
				fieldType: 'select',
			});
			const contact = client.emulator.account.record('contacts', body.contactId);
			expect(contact.properties).toMatchObject({
				email: 'new.person@nordhafen.example',
				firstname: 'New',
				lastname: 'Person',
				company: 'Nordhafen',
			});
			const [meeting] = meetingsOf(body.contactId);
			expect(meeting.properties).toMatchObject({
				hs_meeting_title: 'Pricing call: New Person',
				hs_meeting_outcome: 'SCHEDULED',
				hs_activity_type: 'Contract Review',
				hs_meeting_source: 'INTEGRATION',
				hs_meeting_created_from_link_id: '5100003',
				hubspot_owner_id: MARA,
				hs_guest_emails: 'ada.fischer@nordhafen.example',
				hs_timezone: 'Europe/Lisbon',
			});
			expect(body.calendarEventId).not.toBe('');
			expect(await offered('mara-lindqvist/pricing')).not.toContain(start);
			// The time is no longer free on Mara's other pages either.
			expect(await offered('mara-lindqvist/intro')).not.toContain(start);
		});

		it('is refused for a time that is taken or never offered', async () => {
			const [start] = await offered('mara-lindqvist/intro');
			expect((await book('mara-lindqvist/intro', start)).status).toBe(200);
			const taken = await book('mara-lindqvist/intro', start);
			expect(taken.status).toBe(409);
			expect(taken.body.subCategory).toMatch(/MEETING_TIME_NOT_AVAILABLE$/);
			const sunday = await book('mara-lindqvist/intro', '2026-11-22T10:00:00Z');
			expect(sunday.status).toBe(400);
			expect(sunday.body).toMatchObject({
				message: 'Start time must be contained in availability settings',
				subCategory: 'MeetingsBookingSchedulingError.MEETING_START_TIME_NOT_VALID',
			});
		});

		it('accepts a start in milliseconds and finds an existing contact', async () => {
			const [start] = await offered('tom-okafor/intro');
			const known = { email: 'Ada.Fischer@nordhafen.example', firstName: 'A', lastName: 'F' };
			const { body } = await book('tom-okafor/intro', Date.parse(start), {
				...known,
				formFields: undefined,
				legalConsentResponses: undefined,
			});
			expect(body.contactId).toBe('102');
			const { properties } = client.emulator.account.record('contacts', 102);
			expect(properties).toMatchObject({ firstname: 'Ada', lastname: 'Fischer' });
		});

		it('creates only the contact if the calendar is not connected', async () => {
			const { account } = client.emulator;
			const before = account.store('meetings').count();
			const [start] = await offered('jonas-weber');
			const { status, body } = await book('jonas-weber', start);
			expect(status).toBe(200);
			expect(body).toMatchObject({ isOffline: true, calendarEventId: '' });
			expect(account.record('contacts', body.contactId).properties.firstname).toBe('New');
			expect(account.store('meetings').count()).toBe(before);
			const page = await client.get(`${LINKS}/book/jonas-weber?timezone=UTC`);
			expect(page.body).toMatchObject({
				isOffline: true,
				allUsersBusyTimes: [{ isOffline: true, busyTimes: [] }],
			});
		});

		it('includes every member of a group page', async () => {
			const hour = 3_600_000;
			const [start] = await offered('team/site-visit', hour);
			const { body } = await book('team/site-visit', start, { duration: hour });
			const [meeting] = meetingsOf(body.contactId);
			expect(meeting.properties).toMatchObject({
				hubspot_owner_id: PRIYA,
				hs_attendee_owner_ids: `${PRIYA};${TOM}`,
				hs_meeting_location: 'Rua do Alecrim 20, Lisbon',
			});
			expect(await offered('tom-okafor/intro')).not.toContain(start);
		});

		it('is assigned to one free member after another on a round robin page', async () => {
			const start = '2026-11-30T15:00:00Z';
			const hosts: unknown[] = [];
			for (const more of [
				{ likelyAvailableUserIds: ['9586503'] },
				{ email: 'brian.halvorsen@nordhafen.example' },
				{},
			]) {
				const { body } = await book('team/intro', start, more);
				hosts.push(meetingsOf(body.contactId)[0].properties.hubspot_owner_id);
			}
			// First a likely available user, then the owner of the contact, then the remaining member.
			expect(hosts).toEqual([PRIYA, MARA, TOM]);
			expect((await book('team/intro', start)).status).toBe(409);
		});

		it('is never assigned to a member without a calendar if another member has one', async () => {
			const start = '2026-11-30T09:00:00Z';
			const { body } = await book('team/support', start);
			expect(meetingsOf(body.contactId)[0].properties.hubspot_owner_id).toBe(PRIYA);
			expect((await book('team/support', start)).status).toBe(409);
		});

		it.each<[string, Record<string, unknown>, RegExp]>([
			['a duration in minutes', { duration: 30 }, /Duration is not accepted by link/],
			['an empty last name', { lastName: ' ' }, /lastName/],
			['a missing first name', { firstName: undefined }, /firstName/],
			['an invalid email address', { email: 'ada@' }, /INVALID_EMAIL/],
			['an email address at example.com', { email: 'ada@example.com' }, /INVALID_EMAIL/],
			['a blocked email address', { email: 'a@Competitor.example' }, /blocked/],
			[
				'guests on a page that does not allow them',
				{ guestEmails: ['b@nordhafen.example'] },
				/Guests/,
			],
			['an offset instead of a time zone', { timezone: '+01:00' }, /timezone/],
			['an unknown form field', { formFields: [{ name: 'x', value: 'y' }] }, /form field x/],
			[
				'a missing list of likely available users',
				{ likelyAvailableUserIds: undefined },
				/likelyAvailableUserIds/,
			],
			[
				'a missing required field',
				{ slug: 'mara-lindqvist/pricing', formFields: [{ name: 'company', value: 'N' }] },
				/required form field heating_today does not have a corresponding value/,
			],
			[
				'an unknown option',
				{
					slug: 'mara-lindqvist/pricing',
					formFields: [
						{ name: 'company', value: 'N' },
						{ name: 'heating_today', value: 'wood' },
					],
				},
				/wood/,
			],
			['a page that takes payments', { slug: 'tom-okafor/paid-consultation' }, /payments/],
			['a missing consent', { slug: 'priya-raman', duration: 1_200_000 }, /41001/],
			[
				'a required consent that is denied',
				{
					slug: 'priya-raman',
					duration: 1_200_000,
					legalConsentResponses: [
						{ communicationTypeId: '41001', consented: false },
						{ communicationTypeId: '41002', consented: false },
					],
				},
				/consent is required for communication type 41001/,
			],
			[
				'a consent that the page does not ask for',
				{ legalConsentResponses: [{ communicationTypeId: '1', consented: true }] },
				/communication type 1/,
			],
		])('is refused for %s and creates no records', async (_name, more, message) => {
			const { account } = client.emulator;
			const count = () => account.store('contacts').count() + account.store('meetings').count();
			const before = count();
			const [start] = await offered('mara-lindqvist/intro');
			const { status, body } = await book('mara-lindqvist/intro', start, more);
			expect(status).toBe(400);
			expect(body.message).toMatch(message);
			expect(count()).toBe(before);
		});

		it('requires a response for each checkbox, but none for the processing of data', async () => {
			const [start] = await offered('priya-raman/energy-audit', 5_400_000);
			const { status, body } = await book('priya-raman/energy-audit', start, {
				duration: 5_400_000,
				formFields: [{ name: 'phone', value: '+351 555 0100' }],
				legalConsentResponses: [{ communicationTypeId: '41002', consented: false }],
			});
			expect(status).toBe(200);
			const { properties } = client.emulator.account.record('contacts', body.contactId);
			expect(properties.phone).toBe('+351 555 0100');
		});

		it('needs a different scope from reading the pages', async () => {
			const [start] = await offered('mara-lindqvist/intro');
			const refused = await book('mara-lindqvist/intro', start, {}, READS);
			expect(refused.status).toBe(403);
			expect(refused.body.category).toBe('MISSING_SCOPES');
			expect((await client.get(LINKS, READS)).status).toBe(200);
			expect((await client.get(LINKS, WRITES)).status).toBe(403);
			expect((await book('mara-lindqvist/intro', start, {}, WRITES)).status).toBe(200);
		});

		it('made by a visitor on the page has a different source', async () => {
			const { account } = client.emulator;
			const start = Date.parse('2026-11-30T15:00:00Z');
			const visitor = { email: 'v@nordhafen.example', firstName: 'V', lastName: 'W' };
			const { meeting } = account.scheduling.bookOnPage('tom-okafor/intro', {
				...visitor,
				start,
				duration: HALF_HOUR,
			});
			expect(meeting?.properties).toMatchObject({
				hs_meeting_source: 'MEETINGS_PUBLIC',
				hs_meeting_created_from_link_id: '5100005',
				hs_object_source_label: 'MEETINGS',
			});
			expect((await book('tom-okafor/intro', start)).status).toBe(409);
		});
	});

	it('creates a calendar meeting, and its time is no longer free', async () => {
		const [start] = await offered('mara-lindqvist/intro');
		const { status, body } = await client.post(
			'/scheduler/2026-03/meetings/calendar?organizerUserId=9586501',
			{
				associations: [],
				timezone: 'Europe/Berlin',
				emailReminderSchedule: { reminders: [], shouldIncludeInviteDescription: false },
				properties: {
					hs_meeting_title: 'Walk',
					hs_meeting_start_time: start,
					hs_meeting_end_time: new Date(Date.parse(start) + HALF_HOUR).toISOString(),
					hs_timestamp: start,
					hs_meeting_outcome: 'SCHEDULED',
					hubspot_owner_id: MARA,
				},
			},
		);
		expect(status).toBe(200);
		expect(client.emulator.account.record('meetings', body.id).properties).toMatchObject({
			hs_meeting_title: 'Walk',
			hs_engagement_source: 'MEETINGS',
			hs_meeting_source: 'INTEGRATION',
			hs_timezone: 'Europe/Berlin',
		});
		expect(await offered('mara-lindqvist/intro')).not.toContain(start);
	});
});

it('omits the scheduling page of an API booking when linkOnApiBookings is off', async () => {
	const client = await startClient({ now: () => NOW, linkOnApiBookings: false });
	const { body } = await client.post(`${LINKS}/book`, {
		slug: 'tom-okafor/intro',
		startTime: '2026-11-30T15:00:00Z',
		duration: HALF_HOUR,
		email: 'v@nordhafen.example',
		firstName: 'V',
		lastName: 'W',
		likelyAvailableUserIds: [],
	});
	const { account } = client.emulator;
	const [id] = account.record('contacts', body.contactId).linked('0-47').keys();
	const { properties } = account.record('meetings', id);
	expect(properties.hs_meeting_title).toBe('Intro call: V W');
	expect(properties).not.toHaveProperty('hs_meeting_created_from_link_id');
	await client.emulator.close();
});
