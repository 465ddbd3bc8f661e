import type { IDataObject } from 'n8n-workflow';

import { callAsTool } from '../support/engine.mts';
import { credentialsOf, emulatorForTests } from '../support/hubspot.mts';
import { readExample } from '../support/workflow.mts';

const hubspot = emulatorForTests();

const { nodes, connections } = readExample('ai-agent.json');

/** Calls a tool of the example as the agent does, with what the model fills in. */
const ask = async (tool: string, args: IDataObject): Promise<unknown> => {
	const { parameters } = nodes.find(({ name }) => name === tool)!;
	const { descriptionType, toolDescription, ...ours } = parameters as IDataObject;
	expect([descriptionType, toolDescription]).toEqual(['manual', expect.any(String)]);
	const options = { parameters: ours, credentials: credentialsOf(hubspot.current) };
	const [answer] = await callAsTool(options, [args]);
	return answer;
};

test('chat, model, memory and four tools are wired to the agent', () => {
	const wired = Object.entries(connections).flatMap(([from, kinds]) =>
		Object.entries(kinds).map(([kind, outputs]) => [from, kind, outputs[0]?.[0].node]),
	);
	expect(wired.filter(([, , to]) => to !== 'Agent')).toEqual([]);
	expect(wired.map(([, kind]) => kind).sort()).toEqual([
		'ai_languageModel',
		'ai_memory',
		'ai_tool',
		'ai_tool',
		'ai_tool',
		'ai_tool',
		'main',
	]);
});

test('finds the meetings of somebody, and by words', async () => {
	const ofAda = await ask('Meetings of somebody', { contact: 'ada.fischer@nordhafen.example' });
	expect((ofAda as IDataObject[]).map((one) => one.hs_meeting_title)).toEqual([
		'Pricing call (new date)',
		'Pricing call',
		'Intro meeting with Nordhafen',
	]);
	const found = await ask('Find meetings', { words: 'pricing' });
	expect((found as IDataObject[]).map(({ id }) => id)).toEqual(['17612479137', '17612479136']);
});

test('logs a meeting', async () => {
	const answer = await ask('Log a meeting', {
		title: 'Call with Ada',
		start: '2026-12-01T10:00:00+01:00',
		minutes: 20,
		contacts: 'ada.fischer@nordhafen.example',
		notes: 'She wants the offer by Friday.',
		outcome: 'COMPLETED',
	});
	expect(answer).toMatchObject([
		{
			hs_meeting_title: 'Call with Ada',
			hs_meeting_start_time: '2026-12-01T09:00:00Z',
			hs_meeting_end_time: '2026-12-01T09:20:00Z',
			hs_meeting_outcome: 'COMPLETED',
			alsoAssociated: { companies: ['301'] },
		},
	]);
});

test('what it gets wrong is told in words that say what to do', async () => {
	const answer = await ask('Log a meeting', {
		title: 'Call',
		start: '2026-12-01T10:00:00Z',
		minutes: 30,
		contacts: 'nobody@example.com',
		notes: '',
		outcome: 'COMPLETED',
	});
	expect(answer).toMatch(/nobody@example\.com/);
});

test('moves a meeting, which keeps its length', async () => {
	const answer = await ask('Reschedule a meeting', {
		meeting: '17612479137',
		start: '2026-12-03T15:00:00Z',
	});
	expect(answer).toMatchObject([
		{
			id: '17612479137',
			hs_meeting_start_time: '2026-12-03T15:00:00Z',
			hs_meeting_end_time: '2026-12-03T15:30:00Z',
		},
	]);
});
