import { RECORDED } from '../../examples/recordedCalls.mts';
import { following } from '../../support/model.mts';
import { askAgent } from '../agents.mts';
import { must, mustContain } from '../check.mts';
import type { Scenario } from '../scenario.mts';

/** The first words of the recorded conversations to play: one with a single call, and some with several calls. */
const PLAYED = ['Move my call with Ada', 'Log the call', 'Samuel was not at'];

/** Whether a body contains all keys and values of another one. */
const holds = (body: unknown, part: unknown): boolean =>
	typeof part === 'object' && part !== null
		? Object.entries(part).every(([key, value]) =>
				holds((body as Record<string, unknown> | undefined)?.[key], value),
			)
		: body === part;

export const agent: Scenario = {
	name: 'An AI agent carries out requests with the tools from the examples',
	async run(stage) {
		const { world, shot } = stage;
		let calls = 0;
		for (const words of PLAYED) {
			const recorded = RECORDED.find((one) => one.words.startsWith(words));
			must(recorded, `No recorded call begins with "${words}"`);
			const before = world.emulator.requests.length;
			const play = following(recorded.calls);
			const { said, model } = await askAgent(stage, 'ai-agent.json', recorded.words, play);
			await shot(words);
			const { says, sent } = recorded;
			must(
				typeof says === 'string' ? said.includes(says) : says.test(said),
				`"${recorded.words}" was answered with ${said.slice(0, 600)}`,
			);
			const requests = world.emulator.requests.slice(before);
			const missing = sent.filter(
				([method, path, body]) =>
					!requests.some(
						(one) =>
							one.method === method &&
							one.path.split('?')[0] === path &&
							(body === undefined || holds(one.body, body)),
					),
			);
			must(missing.length === 0, `HubSpot was not asked ${JSON.stringify(missing)}`);
			const offered = JSON.stringify(model.asked[0]?.tools ?? []);
			for (const { tool } of recorded.calls) mustContain(offered, tool, 'the tools');
			mustContain(offered, 'ISO 8601', 'what the model is told');
			calls += recorded.calls.length;
		}
		return `${PLAYED.length} questions, ${calls} tool calls, the right requests to HubSpot`;
	},
};
