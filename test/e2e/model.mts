import type { AddressInfo } from 'node:net';
import Fastify from 'fastify';
import { atEnd } from '../../scripts/process.mjs';
import type { Answered, Model } from '../support/model.mts';

interface Message {
	role: string;
	content?: unknown;
	tool_calls?: Array<{ id: string; function: { name: string; arguments: string } }>;
	tool_call_id?: string;
}

interface Tool {
	function: { name: string; description?: string; parameters?: unknown };
}

interface ChatRequest {
	messages: Message[];
	tools?: Tool[];
}

/** A stand-in for a chat model. It serves the part of OpenAI's API that n8n uses. */
export interface OpenModel {
	url: string;
	/** The requests that it received, in order. */
	asked: ChatRequest[];
}

const text = (content: unknown): string =>
	typeof content === 'string' ? content : JSON.stringify(content);

/** The tool calls of a conversation that already have a result. */
function answeredIn(messages: Message[]): Answered[] {
	const answers = new Map(messages.map((one) => [one.tool_call_id, one]));
	return messages
		.flatMap((one) => one.tool_calls ?? [])
		.filter(({ id }) => answers.has(id))
		.map(({ id, function: called }) => ({
			tool: called.name,
			args: JSON.parse(called.arguments) as Answered['args'],
			answer: text(answers.get(id)?.content),
		}));
}

/** The model's next message, in OpenAI's format. */
function next(model: Model, messages: Message[]): Message {
	const answered = answeredIn(messages);
	const turn = model(answered);
	if (typeof turn === 'string') return { role: 'assistant', content: turn };
	const calls = turn.map(({ tool, args }, place) => ({
		id: `call_${answered.length + place + 1}`,
		type: 'function',
		function: { name: tool, arguments: JSON.stringify(args) },
	}));
	return { role: 'assistant', content: null, tool_calls: calls };
}

/** Starts the server of a model for n8n. It closes when the command ends. */
export async function openModel(model: Model): Promise<OpenModel> {
	const asked: ChatRequest[] = [];
	const app = Fastify();
	atEnd(() => app.close());
	app.get('/v1/models', () => ({ object: 'list', data: [{ id: 'stand-in', object: 'model' }] }));
	app.post('/v1/chat/completions', (request) => {
		const body = request.body as ChatRequest;
		asked.push(body);
		const message = next(model, body.messages);
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
