import type { AddressInfo } from 'node:net';
import Fastify from 'fastify';
import { atEnd } from '../../scripts/process.mjs';

interface Message {
	role: string;
	content?: unknown;
}

interface Tool {
	function: { name: string; description?: string; parameters?: unknown };
}

interface ChatRequest {
	messages: Message[];
	tools?: Tool[];
}

/** A stand-in for a chat model, which speaks OpenAI's protocol as far as n8n asks. */
export interface Model {
	url: string;
	/** What it was asked, in order. */
	asked: ChatRequest[];
}

const text = (content: unknown): string =>
	typeof content === 'string' ? content : JSON.stringify(content);

/** Asks for the first tool with these arguments; once the tool has answered, repeats the answer in a sentence. */
export async function openModel(argumentsOfTool: Record<string, unknown>): Promise<Model> {
	const asked: ChatRequest[] = [];
	const app = Fastify();
	atEnd(() => app.close());
	app.get('/v1/models', () => ({ object: 'list', data: [{ id: 'stand-in', object: 'model' }] }));
	app.post('/v1/chat/completions', (request) => {
		const body = request.body as ChatRequest;
		asked.push(body);
		const answer = body.messages.find(({ role }) => role === 'tool');
		const name = body.tools?.[0]?.function.name;
		const message =
			answer || name === undefined
				? { role: 'assistant', content: `The tool says: ${text(answer?.content ?? 'nothing')}` }
				: {
						role: 'assistant',
						content: null,
						tool_calls: [
							{
								id: 'call_1',
								type: 'function',
								function: { name, arguments: JSON.stringify(argumentsOfTool) },
							},
						],
					};
		return {
			id: `chatcmpl-${asked.length}`,
			object: 'chat.completion',
			created: Math.floor(Date.now() / 1000),
			model: 'stand-in',
			choices: [
				{ index: 0, message, finish_reason: 'tool_calls' in message ? 'tool_calls' : 'stop' },
			],
			usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
		};
	});
	await app.listen({ port: 0, host: '127.0.0.1' });
	const { port } = app.server.address() as AddressInfo;
	return { url: `http://127.0.0.1:${port}/v1`, asked };
}
