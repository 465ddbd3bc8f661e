import { list, type Hub, type Json, type Version } from './hub.mts';

const HALF_HOUR = 1_800_000;

const at = (body: Json, ...keys: string[]): Json =>
	keys.reduce((value, key) => value[key] as Json, body);

/** Scheduling pages, their free times, bookings and calendar meetings, with their errors. */
export function driveScheduler(hub: Hub, version: Version, tokens: Record<string, string>): void {
	const links = `${version.scheduler}/meeting-links`;
	const zone = 'timezone=Europe%2FBerlin';

	/** The last free time of next month, or of this month if next month has none. Earlier tests do not use these times. */
	async function lastFree(slug: string, duration = HALF_HOUR): Promise<number> {
		const path = `${links}/book/availability-page/${encodeURIComponent(slug)}?${zone}&monthOffset=`;
		for (const month of [1, 0]) {
			const page = await hub.ok(200, 'GET', `${path}${month}`);
			const times = at(page, 'linkAvailability', 'linkAvailabilityByDuration', String(duration));
			const last = list(times, 'availabilities').at(-1);
			if (last) return Number(last.startMillisUtc);
		}
		throw new Error(`${slug} has no free time`);
	}

	const booking = (slug: string, start: number, more: Json = {}): Json => ({
		slug,
		startTime: new Date(start).toISOString(),
		duration: HALF_HOUR,
		email: 'ada.fischer@nordhafen.example',
		firstName: 'Ada',
		lastName: 'Fischer',
		formFields: [],
		legalConsentResponses: [],
		likelyAvailableUserIds: [],
		...more,
	});

	it('lists the scheduling pages, with filters and page by page', async () => {
		const all = await hub.ok(200, 'GET', `${links}?limit=100`);
		const paid = list(all).find(({ slug }) => slug === 'tom-okafor/paid-consultation');
		expect('paymentLinkId' in paid!).toBe(version.name !== '2026-09');
		const page = await hub.ok(200, 'GET', `${links}?limit=5`);
		expect(page).toHaveProperty('paging.next.after');
		const { after } = at(page, 'paging', 'next');
		expect(list(await hub.ok(200, 'GET', `${links}?limit=5&after=${String(after)}`))).toHaveLength(
			5,
		);
		await hub.ok(
			200,
			'GET',
			`${links}?type=GROUP_CALENDAR&organizerUserId=9586503&name=Site%20visit`,
		);
		await hub.refused(400, 'GET', `${links}?type=TEAM`);
	});

	it.each([
		'mara-lindqvist/pricing',
		'priya-raman/energy-audit',
		'jonas-weber',
		'team/intro',
		'team/site-visit',
	])('returns the page %s and its free times', async (slug) => {
		const segment = encodeURIComponent(slug);
		await hub.ok(200, 'GET', `${links}/book/${segment}?${zone}`);
		await hub.ok(200, 'GET', `${links}/book/availability-page/${segment}?${zone}`);
		await hub.ok(200, 'GET', `${links}/book/availability-page/${segment}?${zone}&monthOffset=1`);
	});

	it('books a time only once', async () => {
		const start = await lastFree('team/intro');
		const body = booking('team/intro', start, {
			formFields: [{ name: 'company', value: 'Nordhafen' }],
			guestEmails: ['brian.halvorsen@nordhafen.example'],
			timezone: 'Europe/Berlin',
			locale: 'de',
			likelyAvailableUserIds: ['9586501'],
		});
		const booked = await hub.ok(200, 'POST', `${links}/book`, body);
		expect(booked).toMatchObject({ contactId: '102', isOffline: false });
		const pricing = await lastFree('mara-lindqvist/intro');
		await hub.ok(200, 'POST', `${links}/book`, booking('mara-lindqvist/intro', pricing));
		await hub.refused(409, 'POST', `${links}/book`, booking('mara-lindqvist/intro', pricing));
	});

	it('reports a calendar that is not connected', async () => {
		const start = await lastFree('jonas-weber');
		const booked = await hub.ok(200, 'POST', `${links}/book`, booking('jonas-weber', start));
		expect(booked).toMatchObject({ isOffline: true, calendarEventId: '' });
	});

	const event = (properties: Json = {}, more: Json = {}): Json => ({
		timezone: 'Europe/Berlin',
		emailReminderSchedule: {
			reminders: [{ numberOfTimeUnits: 1, timeUnit: 'HOURS' }],
			shouldIncludeInviteDescription: true,
		},
		associations: [
			{
				to: { id: '101' },
				types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 200 }],
			},
		],
		properties: {
			hs_meeting_title: 'In the calendar',
			hs_meeting_start_time: '2027-03-01T09:00:00Z',
			hs_meeting_end_time: '2027-03-01T09:30:00Z',
			hs_timestamp: '2027-03-01T09:00:00Z',
			hs_meeting_outcome: 'SCHEDULED',
			hubspot_owner_id: '11349275740',
			...properties,
		},
		...more,
	});

	it('creates a calendar meeting', async () => {
		const path = `${version.scheduler}/calendar?organizerUserId=9586501`;
		const properties = {
			hs_attendee_owner_ids: ['11349275741', '11349275742'],
			hs_meeting_location: 'Hamburg',
			hs_meeting_location_type: 'ADDRESS',
			hs_activity_type: 'Site Visit',
			hs_internal_meeting_notes: 'Bring the plans.',
		};
		const made = await hub.ok(200, 'POST', path, event(properties));
		expect(made.properties).toMatchObject({ ...properties, hs_engagement_source: 'MEETINGS' });
		const read = `${version.objects}/meetings/${String(made.id)}?associations=contacts`;
		expect(await hub.ok(200, 'GET', read)).toHaveProperty(
			'associations.contacts.results.0.id',
			'101',
		);
		await hub.refused(400, 'POST', path, event({ hs_meeting_title: undefined }));
		await hub.refused(400, 'POST', path, event({ hs_activity_type: 'Picnic' }));
		await hub.refused(400, 'POST', path, event({}, { timezone: undefined }));
		await hub.refused(400, 'POST', path, event({}, { emailReminderSchedule: undefined }));
		await hub.refused(400, 'POST', `${version.scheduler}/calendar`, event());
		await hub.refused(400, 'POST', `${version.scheduler}/calendar?organizerUserId=1`, event());
		await hub.refused(403, 'POST', path, event(), tokens.readOnly);
	});

	it.each<[string, Json]>([
		['a duration in minutes instead of milliseconds', { duration: 30 }],
		['a start in the past', { startTime: '2024-01-08T09:00:00Z' }],
		['a missing answer', { slug: 'mara-lindqvist/pricing' }],
		['an empty last name', { lastName: '' }],
		['an invalid email address', { email: 'ada' }],
		['a blocked email address', { email: 'ada@competitor.example' }],
		[
			'guests on a page that does not allow them',
			{ guestEmails: ['brian.halvorsen@nordhafen.example'] },
		],
		['a missing consent', { slug: 'priya-raman', duration: 1_200_000 }],
		['a page that takes payments', { slug: 'tom-okafor/paid-consultation', duration: 3_600_000 }],
		['an offset instead of a time zone', { timezone: '+02:00' }],
		['a missing list of likely available users', { likelyAvailableUserIds: undefined }],
	])('refuses a booking with %s', async (_name, more) => {
		const start = await lastFree('mara-lindqvist/intro');
		const body = booking('mara-lindqvist/intro', start, more);
		const failure = await hub.refused(400, 'POST', `${links}/book`, body);
		expect(failure.category).toBe('VALIDATION_ERROR');
	});

	it('refuses an unknown slug, a missing or invalid time zone and a token without the scope', async () => {
		await hub.refused(404, 'GET', `${links}/book/intro?${zone}`);
		await hub.refused(404, 'GET', `${links}/book/availability-page/intro?${zone}`);
		await hub.refused(404, 'POST', `${links}/book`, booking('intro', 0));
		await hub.refused(400, 'GET', `${links}/book/tom-okafor`);
		await hub.refused(400, 'GET', `${links}/book/tom-okafor?timezone=%2B02%3A00`);
		await hub.refused(403, 'GET', links, undefined, tokens.readOnly);
		await hub.refused(403, 'GET', `${links}/book/tom-okafor?${zone}`, undefined, tokens.readOnly);
		await hub.refused(403, 'POST', `${links}/book`, booking('tom-okafor', 0), tokens.readOnly);
	});
}
