import { instantOf } from '../../emulator/account/zones.mts';
import { credentialsOf, emulatorForTests } from '../support/hubspot.mts';
import { STAND_INS } from '../support/standIns.mts';
import { readExample, runWorkflow } from '../support/workflow.mts';

const hubspot = emulatorForTests();

const BERLIN = 'Europe/Berlin';

/** A Wednesday in one to two weeks. The page offers four weeks, and the seed's meetings are within one week. */
const WEDNESDAY = (() => {
	const day = new Date(Date.now() + 9 * 86_400_000);
	while (day.getUTCDay() !== 3) day.setUTCDate(day.getUTCDate() + 1);
	return day.toISOString().slice(0, 10);
})();

/** Runs the workflow with a submitted form. */
const submit = async (answers: Record<string, string> = {}) => {
	const json = {
		Name: 'Ada Maria Fischer',
		Email: 'ada.fischer@nordhafen.example',
		Day: WEDNESDAY,
		Time: '10:00',
		Topic: 'Heat pumps\nfor hall 4',
		...answers,
	};
	const result = await runWorkflow(
		readExample('book-from-form.json'),
		credentialsOf(hubspot.current),
		STAND_INS,
		{ 'On form submission': [{ json }] },
	);
	expect(result.error).toBeUndefined();
	return result;
};

const meetings = () => [...hubspot.current.account.store('meetings').all()];

test('a form creates a booking with its topic as notes and shows the visitor the time', async () => {
	const before = meetings().length;
	const { json } = await submit();
	expect(meetings()).toHaveLength(before + 1);
	const start = instantOf(BERLIN, Date.parse(`${WEDNESDAY}T10:00:00Z`));
	expect(meetings().at(-1)?.properties).toMatchObject({
		hs_meeting_title: 'Intro call: Ada Maria Fischer',
		hs_meeting_start_time: new Date(start).toISOString().replace('.000', ''),
		hs_internal_meeting_notes: 'Heat pumps<br>for hall 4',
	});
	expect(json('Booked')).toEqual([
		{
			title: 'You are booked',
			message: expect.stringMatching(
				/^Wednesday, \d+ \w+ \d{4}, 10:00 \(Europe\/Berlin\)\. .* to ada\.fischer@nordhafen\.example\.$/,
			),
		},
	]);
	expect(json('Not booked')).toEqual([]);
});

test('a visitor who chooses a taken time sees free times', async () => {
	await submit();
	const before = meetings().length;
	const { json } = await submit({ Name: 'Brian Halvorsen', Email: 'brian@nordhafen.example' });
	expect(meetings()).toHaveLength(before);
	expect(json('Booked')).toEqual([]);
	expect(json('Not booked')).toEqual([
		{
			title: 'Nothing is booked yet',
			message: expect.stringMatching(/T10:00:00.* is not free .*Nearby free times: .*T09:30:00/),
		},
	]);
});

test('a visitor without a last name is asked for it', async () => {
	const { json } = await submit({ Name: 'Ada' });
	expect(json('Not booked')[0].message).toMatch(/'Last Name' is empty/);
});
