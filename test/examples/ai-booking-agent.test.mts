import { converse } from '../support/agent.mts';
import { credentialsOf, emulatorForTests } from '../support/hubspot.mts';
import type { Model } from '../support/model.mts';
import { readExample } from '../support/workflow.mts';

const hubspot = emulatorForTests();

const PAGE = 'mara-lindqvist/intro';

const NOOR = {
	email: 'noor.haddad@tallgrass.example',
	firstName: 'Noor',
	lastName: 'Haddad',
};

const TIME = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d/g;

/** The ISO 8601 times in a text. */
const timesIn = (text: string): string[] => [...text.matchAll(TIME)].map(([time]) => time);

const timeZone = 'America/New_York';

/** Gets the free times and offers the first three. */
const offer: Model = (answered) =>
	answered.length === 0
		? [{ tool: 'Get_free_times', args: { timeZone } }]
		: `I can offer ${timesIn(answered[0].answer).slice(0, 3).join(', ')}.`;

/** Books the chosen time. If it is taken, offers the times from the error message. */
const book =
	(start: string): Model =>
	(answered) => {
		if (answered.length === 0)
			return [{ tool: 'Book_a_meeting', args: { ...NOOR, start, timeZone } }];
		const [{ answer }] = answered;
		return answer.includes('is not free')
			? `Somebody was faster. I can offer ${timesIn(answered[0].answer).slice(1).join(', ')}.`
			: `Booked: ${answer}`;
	};

const say = async (model: Model) => {
	const example = readExample('ai-booking-agent.json');
	const turn = await converse(example, credentialsOf(hubspot.current), model);
	expect(turn.error).toBeUndefined();
	return { ...turn, times: timesIn(turn.said) };
};

const bookings = () =>
	hubspot.current.requests.filter(
		({ method, path }) => method === 'POST' && path.endsWith('/meeting-links/book'),
	);

test('an agent offers three times and books another one if the chosen time is taken', async () => {
	const { account } = hubspot.current;
	const { answered, times } = await say(offer);
	expect(times).toHaveLength(3);
	// The response is short: weekday and start for each time, and the common values only once.
	expect(JSON.parse(answered[0].answer)).toEqual([
		{
			freeTimes: expect.arrayContaining([{ weekday: expect.any(String), start: times[0] }]),
			timeZone,
			durationMinutes: 30,
			slug: PAGE,
		},
	]);
	expect(answered[0].answer.length).toBeLessThan(1_000);

	const page = account.scheduling.find(PAGE)!;
	const [start] = times.map((time) => new Date(time).toISOString());
	account.create('meetings', {
		hs_timestamp: start,
		hs_meeting_title: 'Somebody was faster',
		hs_meeting_start_time: start,
		hs_meeting_end_time: new Date(Date.parse(start) + 30 * 60_000).toISOString(),
		hubspot_owner_id: page.organizer,
	});
	const refused = await say(book(times[0]));
	expect(bookings()).toHaveLength(1);
	expect(refused.said).toMatch(/^Somebody was faster/);
	expect(refused.times.length).toBeGreaterThan(2);
	expect(refused.times).not.toContain(times[0]);

	const booked = await say(book(refused.times[0]));
	expect(bookings().map(({ status }) => status)).toEqual([expect.any(Number), 200]);
	expect(booked.said).toContain(`"startLocal":"${refused.times[0]}"`);
	const last = [...account.store('meetings').all()].at(-1);
	expect(last?.properties).toMatchObject({ hs_meeting_title: 'Intro call: Noor Haddad' });
	expect([...last!.linked('0-1').keys()]).toEqual([110]);
});

test('the tools set the scheduling page, and the model cannot change it', () => {
	const { nodes } = readExample('ai-booking-agent.json');
	const pages = nodes.flatMap(({ parameters }) => parameters.schedulingPage ?? []);
	expect(pages).toEqual([
		{ __rl: true, mode: 'slug', value: PAGE },
		{ __rl: true, mode: 'slug', value: PAGE },
	]);
});
