import type { IDataObject } from 'n8n-workflow';

import { credentialsOf, emulatorForTests } from '../support/hubspot.mts';
import { STAND_INS } from '../support/standIns.mts';
import { n8nsOwnNodes, readExample, runWorkflow } from '../support/workflow.mts';

const OWN = n8nsOwnNodes();

const hubspot = emulatorForTests();

const meetings = () => [...hubspot.current.account.store('meetings').all()];

/** The meetings with this booking ID. */
const of = (booking: string) =>
	meetings().filter(({ properties }) => properties.external_booking_id === booking);

const contactsOf = (booking: string) =>
	of(booking).flatMap((meeting) =>
		[...meeting.linked('0-1').keys()].map(
			(id) => hubspot.current.account.record('contacts', Number(id)).properties.email,
		),
	);

const TOM = '11349275741';
const PRIYA = '11349275742';

const START = '2027-02-01T10:00:00.000Z';
const LATER = '2027-02-03T15:00:00.000Z';
const end = (start: string) => new Date(Date.parse(start) + 30 * 60_000).toISOString();
const stored = (time: string) => time.replace('.000', '');

/** The body of a booking tool's webhook request. */
type Hook = (what: 'created' | 'moved' | 'canceled' | 'noShow', more?: IDataObject) => IDataObject;

const calcom: Hook = (what, more = {}) => {
	const payload = {
		title: '30min between Tom Okafor and Yuki Tanaka',
		startTime: what === 'created' ? START : LATER,
		endTime: end(what === 'created' ? START : LATER),
		organizer: { name: 'Tom Okafor', email: 'tom.okafor@brightfield.example' },
		attendees: [
			{ email: 'yuki.tanaka@tallgrass.example', name: 'Yuki Tanaka' },
			{ email: 'new.guest@tallgrass.example', name: 'New Guest' },
			{ email: 'colleague@brightfield.example', name: 'A Colleague' },
		],
		uid: what === 'created' ? 'FIRST' : 'SECOND',
		...(what === 'moved' && { rescheduleUid: 'FIRST' }),
	};
	return {
		created: { triggerEvent: 'BOOKING_CREATED', payload: { ...payload, ...more } },
		moved: { triggerEvent: 'BOOKING_RESCHEDULED', payload: { ...payload, ...more } },
		canceled: { triggerEvent: 'BOOKING_CANCELLED', payload: { ...payload, ...more } },
		noShow: {
			triggerEvent: 'BOOKING_NO_SHOW_UPDATED',
			payload: {
				bookingUid: 'SECOND',
				attendees: [{ email: 'yuki.tanaka@tallgrass.example', noShow: true }],
				...more,
			},
		},
	}[what];
};

const events = 'https://api.calendly.com/scheduled_events';

const calendly: Hook = (what, more = {}) => {
	const id = what === 'created' ? 'FIRST' : 'SECOND';
	const start = what === 'created' ? START : LATER;
	const event = {
		created: 'invitee.created',
		moved: 'invitee.created',
		canceled: 'invitee.canceled',
		noShow: 'invitee_no_show.created',
	}[what];
	return {
		event,
		payload: {
			uri: `${events}/${id}/invitees/I`,
			name: 'Yuki Tanaka',
			email: 'yuki.tanaka@tallgrass.example',
			old_invitee: what === 'moved' ? `${events}/FIRST/invitees/I` : null,
			rescheduled: false,
			questions_and_answers: [{ question: 'Why?', answer: '<Roofs>' }],
			scheduled_event: {
				uri: `${events}/${id}`,
				name: '30min between Tom Okafor and Yuki Tanaka',
				status: what === 'canceled' ? 'canceled' : 'active',
				start_time: start,
				end_time: end(start),
				event_guests: [
					{ email: 'new.guest@tallgrass.example' },
					{ email: 'colleague@brightfield.example' },
				],
				event_memberships: [{ user_email: 'tom.okafor@brightfield.example' }],
				invitees_counter: { active: what === 'canceled' ? 0 : 1 },
			},
			...more,
		},
	};
};

const TOOLS: Array<[file: string, webhook: string, hook: Hook]> = [
	['calcom-bookings.json', 'Cal.com calls', calcom],
	['calendly-bookings.json', 'Calendly calls', calendly],
];

describe.each(TOOLS)('%s', (file, webhook, hook) => {
	/** Runs the workflow with a webhook request of the booking tool. */
	const call = async (body: IDataObject, types = STAND_INS) => {
		const result = await runWorkflow(readExample(file), credentialsOf(hubspot.current), types, {
			[webhook]: [{ json: { headers: {}, params: {}, query: {}, body } }],
		});
		expect(result.error).toBeUndefined();
		return result.json('Write the meeting');
	};

	test('a booking that is created, moved, canceled and missed stays one meeting', async () => {
		const before = meetings().length;
		await call(hook('created'));
		expect(of('FIRST').map(({ properties }) => properties)).toMatchObject([
			{
				hs_meeting_title: '30min between Tom Okafor and Yuki Tanaka',
				hs_meeting_start_time: stored(START),
				hs_meeting_end_time: stored(end(START)),
				hs_meeting_outcome: 'SCHEDULED',
				hubspot_owner_id: TOM,
			},
		]);
		// The workflow created a contact for the guest whom HubSpot didn't know, but not for the colleague.
		expect(contactsOf('FIRST').sort()).toEqual([
			'new.guest@tallgrass.example',
			'yuki.tanaka@tallgrass.example',
		]);
		const [{ id }] = of('FIRST');
		await call(hook('moved'));
		expect(of('FIRST')).toEqual([]);
		expect(of('SECOND')).toMatchObject([
			{ id, properties: { hs_meeting_start_time: stored(LATER), hs_meeting_outcome: 'SCHEDULED' } },
		]);
		await call(hook('canceled'));
		expect(of('SECOND')[0].properties.hs_meeting_outcome).toBe('CANCELED');
		await call(hook('noShow'));
		expect(of('SECOND')[0].properties.hs_meeting_outcome).toBe('NO_SHOW');
		expect(of('SECOND')[0].properties.hs_meeting_start_time).toBe(stored(LATER));
		expect(meetings()).toHaveLength(before + 1);
	});

	test.each(['created', 'moved'] as const)(
		'a webhook that arrives twice at the same time (%s) creates one meeting and one contact',
		async (what) => {
			if (what === 'moved') await call(hook('created'));
			const contacts = hubspot.current.account.store('contacts').count();
			const [one, other] = await Promise.all([call(hook(what)), call(hook(what))]);
			const all = [...of('FIRST'), ...of('SECOND')];
			expect(all).toHaveLength(1);
			expect([one[0].id, other[0].id]).toEqual([String(all[0].id), String(all[0].id)]);
			expect(hubspot.current.account.store('contacts').count()).toBe(
				contacts + (what === 'created' ? 1 : 0),
			);
		},
	);

	test('moving a booking that the workflow does not know creates the meeting', async () => {
		await call(hook('moved'));
		expect(of('SECOND')).toMatchObject([{ properties: { hs_meeting_start_time: stored(LATER) } }]);
	});

	test('a booking with an unknown host still creates the meeting', async () => {
		const stranger = 'stranger@example.com';
		const body = hook('created');
		const text = JSON.stringify(body).replaceAll('tom.okafor@brightfield.example', stranger);
		const [written] = await call(JSON.parse(text) as IDataObject);
		expect(of('FIRST')).toHaveLength(1);
		expect(written.notFound).toContain(stranger);
	});

	test('other events send no request to HubSpot', async () => {
		const before = hubspot.current.requests.length;
		expect(await call({ triggerEvent: 'PING', event: 'routing_form', payload: {} })).toEqual([]);
		expect(hubspot.current.requests).toHaveLength(before);
	});

	test.each([
		['stand-ins', STAND_INS] as const,
		...(OWN ? [['n8n’s own nodes', OWN] as const] : []),
	])('a manual run processes the sample events with %s', async (_, types) => {
		const { json, error } = await runWorkflow(
			readExample(file),
			credentialsOf(hubspot.current),
			types,
		);
		expect(error).toBeUndefined();
		const written = json('Write the meeting');
		const outcomes = written.map(({ hs_meeting_outcome: outcome }) => outcome).sort();
		expect(outcomes).toEqual(['CANCELED', 'NO_SHOW', 'SCHEDULED', 'SCHEDULED']);
		expect(json('Give it the new booking ID')).toMatchObject([{ id: expect.any(String) }]);
		const owner = file.startsWith('calcom') ? TOM : PRIYA;
		expect(written.some((one) => one.hubspot_owner_id === owner)).toBe(true);
	});
});

test('Cal.com: removing a no-show sets the outcome to completed', async () => {
	const run = async (body: IDataObject) =>
		await runWorkflow(
			readExample('calcom-bookings.json'),
			credentialsOf(hubspot.current),
			STAND_INS,
			{
				'Cal.com calls': [{ json: { body } }],
			},
		);
	await run(calcom('moved'));
	await run(
		calcom('noShow', { attendees: [{ email: 'yuki.tanaka@tallgrass.example', noShow: false }] }),
	);
	expect(of('SECOND')[0].properties.hs_meeting_outcome).toBe('COMPLETED');
});

test.each([
	['that belongs to a move', { rescheduled: true }],
	[
		'of one of several invitees',
		{
			scheduled_event: {
				uri: `${events}/SECOND`,
				status: 'active',
				invitees_counter: { active: 2 },
			},
		},
	],
])('Calendly: a cancellation %s does not cancel the meeting', async (_, more) => {
	const run = async (body: IDataObject) =>
		await runWorkflow(
			readExample('calendly-bookings.json'),
			credentialsOf(hubspot.current),
			STAND_INS,
			{
				'Calendly calls': [{ json: { body } }],
			},
		);
	await run(calendly('moved'));
	await run(calendly('canceled', more));
	expect(of('SECOND')[0].properties.hs_meeting_outcome).toBe('SCHEDULED');
});
