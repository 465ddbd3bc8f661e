import type { IDataObject } from 'n8n-workflow';

import { toolsOf } from '../support/agent.mts';
import { callAsTool } from '../support/engine.mts';
import { credentialsOf, emulatorForTests } from '../support/hubspot.mts';
import { readExample } from '../support/workflow.mts';

const hubspot = emulatorForTests();

const tools = toolsOf(readExample('ai-agent.json'));

/** Calls a tool as n8n's older agents do. They run the node directly, not through the engine. */
const ask = async (name: string, args: IDataObject): Promise<unknown> => {
	const { node } = tools.find((tool) => tool.name === name)!;
	const { descriptionType: _, toolDescription: __, ...parameters } = node.parameters;
	const options = { parameters, credentials: credentialsOf(hubspot.current) };
	const [answer] = await callAsTool(options, [args]);
	return answer;
};

test('older agents find meetings by contact and by a word in the title', async () => {
	const ofAda = await ask('Meetings_of_a_record', { record: 'ada.fischer@nordhafen.example' });
	expect((ofAda as IDataObject[]).map((one) => one.hs_meeting_title)).toEqual([
		'Pricing call (new date)',
		'Pricing call',
		'Intro meeting with Nordhafen',
	]);
	const found = await ask('Find_meetings', {
		from: '2020-01-01',
		to: '2099-12-31',
		title: 'pricing',
	});
	expect((found as IDataObject[]).map(({ id }) => id)).toEqual(['17612479136', '17612479137']);
	const none = await ask('Find_meetings', { from: '2020-01-01', to: '2020-12-31' });
	expect(none).toEqual([{ result: 'Nothing was found' }]);
});

test('older agents log a meeting and move it without changing its duration', async () => {
	const answer = await ask('Log_a_meeting', {
		title: 'Call with Ada',
		start: '2026-12-01T10:00:00+01:00',
		minutes: 20,
		contacts: 'ada.fischer@nordhafen.example',
		notes: 'She wants the offer by Friday.',
		outcome: 'SCHEDULED',
	});
	const [{ id, ...logged }] = answer as IDataObject[];
	expect(logged).toMatchObject({
		hs_meeting_title: 'Call with Ada',
		hs_meeting_end_time: '2026-12-01T09:20:00Z',
		alsoAssociated: { companies: ['301'] },
	});
	const moved = await ask('Change_a_meeting', { meeting: id, start: '2026-12-03T15:00:00Z' });
	expect(moved).toMatchObject([{ id, hs_meeting_end_time: '2026-12-03T15:20:00Z' }]);
});

test('older agents get an error message that names the unknown contact', async () => {
	const answer = await ask('Log_a_meeting', {
		title: 'Call',
		start: '2026-12-01T10:00:00Z',
		minutes: 30,
		contacts: 'nobody@example.com',
	});
	expect(answer).toMatch(/nobody@example\.com/);
});
