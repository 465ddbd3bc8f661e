import { credentialsOf, emulatorForTests } from '../support/hubspot.mts';
import { readExample, runWorkflow } from '../support/workflow.mts';

const hubspot = emulatorForTests();

const run = async (file: string) => {
	const result = await runWorkflow(readExample(file), credentialsOf(hubspot.current));
	expect(result.error).toBeUndefined();
	return result;
};

test('lists the meetings of a contact with owners and deals', async () => {
	const { json } = await run('meetings-of-a-contact.json');
	expect(json('In one line each')).toEqual([
		{
			line: expect.stringMatching(
				/^\d{4}-\d\d-\d\d: Pricing call \(new date\) \(Mara Lindqvist, SCHEDULED\)$/,
			),
			deals: '501',
		},
		{
			line: expect.stringMatching(/: Pricing call \(Mara Lindqvist, RESCHEDULED\)$/),
			deals: '501',
		},
		{ line: expect.stringMatching(/: Intro meeting with Nordhafen \(/), deals: '501' },
	]);
	// One request each for associations, meetings, owners and deals, and one to find the contact by email.
	expect(hubspot.current.requests).toHaveLength(5);
});

test('finds meetings with OR groups, and past meetings without an outcome', async () => {
	const { json } = await run('search-or-groups.json');
	expect(json('Search with two groups').map((one) => one.hs_meeting_title)).toEqual([
		'Demo for Kestrel Dairy',
		'Blueport kick-off',
		'Roof survey Boston',
		'Site visit, hall 4',
	]);
	expect(json('Search with two groups')[0]).toMatchObject({
		associations: { contacts: ['105', '106'], companies: ['303'] },
		owner: { name: 'Tom Okafor' },
	});
	expect(json('Past without outcome').map((one) => one.hs_meeting_title)).toEqual([
		'Noise measurement',
	]);
});
