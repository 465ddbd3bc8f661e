import { converse } from '../support/agent.mts';
import { credentialsOf, emulatorForTests } from '../support/hubspot.mts';
import { following } from '../support/model.mts';
import { readExample } from '../support/workflow.mts';
import { ASKED_AT, ASKED_IN, RECORDED, type Sent } from './recordedCalls.mts';

/** The maximum length of a tool's response in characters, which is about 600 tokens. */
const MOST = 2_500;

// Sets the clocks of n8n and HubSpot before the account is created.
const realNow = Date.now;
const shift = Date.parse(ASKED_AT) - realNow();
beforeAll(() => {
	jest.spyOn(Date, 'now').mockImplementation(() => realNow() + shift);
});
afterAll(() => jest.restoreAllMocks());

const hubspot = emulatorForTests();

const combined = readExample('ai-agent.json');
const agent = { ...combined, settings: { ...combined.settings, timezone: ASKED_IN } };

const changes = (method: string, path: string) =>
	method !== 'GET' && !/\/(?:search|batch\/read)$/.test(path);

test('the 30 recorded conversations use every tool', () => {
	expect(RECORDED).toHaveLength(30);
	const used = new Set(RECORDED.flatMap(({ calls }) => calls.map(({ tool }) => tool)));
	const tools = combined.nodes.filter(({ type }) => type.endsWith('hubSpotMeetingsTool'));
	expect([...used].sort()).toEqual(tools.map(({ name }) => name.replaceAll(' ', '_')).sort());
});

test.each(RECORDED)('$words', async ({ calls, sent, says }) => {
	const talk = await converse(agent, credentialsOf(hubspot.current), following(calls));
	expect(talk.error).toBeUndefined();
	expect(talk.answered).toHaveLength(calls.length);
	expect(talk.answered.filter(({ answer }) => answer.length > MOST)).toEqual([]);
	expect(talk.said).toMatch(says);
	const asked = new Set(sent.map(([method, path]) => `${method} ${path}`));
	const requests = hubspot.current.requests
		.map(({ method, path, body }): Sent => [method, path.split('?')[0], body as object])
		.filter(([method, path]) => changes(method, path) || asked.has(`${method} ${path}`));
	expect(requests.map(([method, path]) => `${method} ${path}`)).toEqual(
		sent.map(([method, path]) => `${method} ${path}`),
	);
	for (const [place, [, , body]] of sent.entries())
		if (body) expect(requests[place][2]).toMatchObject(body);
});
