import { must, mustContain } from '../check.mts';
import { openModel } from '../model.mts';
import type { Scenario } from '../scenario.mts';
import { chain, manualTrigger, node, NODE, ours } from '../workflows.mts';

const MEETING = 17612479134;

export const agent: Scenario = {
	name: 'An AI agent uses the node as its tool',
	async run({ editor, page, world, shot }) {
		const model = await openModel({ meeting: String(MEETING) });
		const { id, name } = await world.rest.saveCredential({
			name: 'A stand-in for a model',
			type: 'openAiApi',
			data: { apiKey: 'none', url: model.url },
		});
		const ask = node(
			'Agent',
			'@n8n/n8n-nodes-langchain.agent',
			{
				promptType: 'define',
				text: `What is meeting ${MEETING} about?`,
				options: {},
			},
			{ typeVersion: 3.1 },
		);
		const chat = node(
			'Model',
			'@n8n/n8n-nodes-langchain.lmChatOpenAi',
			{ model: { __rl: true, mode: 'id', value: 'stand-in' }, options: {} },
			{
				typeVersion: 1.2,
				position: [160, 220],
				credentials: { openAiApi: { id, name } },
			},
		);
		const tool = ours(
			'Read a meeting',
			world.credentials.everything,
			{
				operation: 'get',
				meetingId: {
					__rl: true,
					mode: 'id',
					value: "={{ $fromAI('meeting', 'The ID of the meeting', 'string') }}",
				},
			},
			{ type: `${NODE}Tool`, position: [500, 220] },
		);
		const workflow = chain('An agent that reads meetings', [manualTrigger(), ask]);
		workflow.nodes.push(chat, tool);
		workflow.connections[chat.name] = {
			ai_languageModel: [[{ node: ask.name, type: 'ai_languageModel', index: 0 }]],
		};
		workflow.connections[tool.name] = {
			ai_tool: [[{ node: ask.name, type: 'ai_tool', index: 0 }]],
		};
		await editor.open(workflow);
		await editor.marked('execute-workflow-button').first().click();
		await page.getByText('Workflow executed successfully').first().waitFor();
		await shot('canvas', 'ai-agent');
		await editor.openNode('Agent');
		await editor.outputText();
		const [answer] = await editor.itemsOf('Agent');
		await shot('answer');
		const title =
			world.emulator.account.record('meetings', MEETING).properties['hs_meeting_title'] ?? '';
		must(title !== '', 'The meeting has no title');
		mustContain(String(answer?.['output']), title, "the agent's answer");
		const [first] = model.asked;
		const offered = first?.tools?.[0]?.function;
		mustContain(JSON.stringify(offered?.parameters), 'The ID of the meeting', 'the tool');
		return `asked for ${offered?.name}, answered with "${title}"`;
	},
};
