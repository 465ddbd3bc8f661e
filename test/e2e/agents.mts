import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { NODE_TYPE_PREFIX } from '../../demo/evidence.mts';
import { CREDENTIAL_TYPE } from '../../demo/side.mts';
import type { Workflow } from '../../demo/types.mts';
import { ROOT } from '../../scripts/ensure-installed.mjs';
import type { Model } from '../support/model.mts';
import { must } from './check.mts';
import { openModel } from './model.mts';
import type { OpenModel } from './model.mts';
import type { Stage } from './scenario.mts';
import { manualTrigger } from './workflows.mts';

const LANGCHAIN = '@n8n/n8n-nodes-langchain.';

export interface Asked {
	/** The agent's final answer. */
	said: string;
	model: OpenModel;
}

/**
 * Runs the agent of an example in the editor of a real n8n. A manual trigger replaces the chat, and a stand-in replaces
 * the model.
 */
export async function askAgent(
	{ editor, page, world }: Stage,
	example: string,
	words: string,
	play: Model,
): Promise<Asked> {
	const model = await openModel(play);
	const chatModel = await world.rest.saveCredential({
		name: 'A stand-in for a model',
		type: 'openAiApi',
		data: { apiKey: 'none', url: model.url },
	});
	const file = await readFile(join(ROOT, 'examples', example), 'utf8');
	const workflow = JSON.parse(file) as Workflow;
	const nodes = workflow.nodes.filter(({ name }) => name !== 'Memory');
	const { Chat: start, Memory: _, ...connections } = workflow.connections;
	const button = manualTrigger();
	for (const node of nodes) {
		if (node.type.startsWith(NODE_TYPE_PREFIX)) {
			node.credentials = { [CREDENTIAL_TYPE]: world.credentials.everything };
		} else if (node.type === `${LANGCHAIN}chatTrigger`) {
			Object.assign(node, button, { position: node['position'] });
		} else if (node.type === `${LANGCHAIN}agent`) {
			Object.assign(node.parameters, { promptType: 'define', text: words });
		} else if (node.type === `${LANGCHAIN}lmChatOpenAi`) {
			node.parameters = { model: { __rl: true, mode: 'id', value: 'stand-in' }, options: {} };
			node.credentials = { openAiApi: { id: chatModel.id, name: chatModel.name } };
		}
	}
	await editor.open({
		name: words.slice(0, 100),
		nodes,
		connections: { ...connections, [button.name]: start },
		settings: { ...workflow.settings, timezone: 'Europe/Berlin' },
	});
	await editor.marked('execute-workflow-button').first().click();
	await page.getByText('Workflow executed successfully').first().waitFor({ timeout: 120_000 });
	const [answer] = await editor.itemsOf('Agent');
	const said = answer?.['output'];
	must(typeof said === 'string', `The agent said ${JSON.stringify(answer)}`);
	return { said, model };
}
