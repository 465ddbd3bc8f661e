import { createEmulator, EMULATOR_TOKEN } from '../../emulator/index.mts';
import type { Emulator, EmulatorOptions } from '../../emulator/index.mts';

/** A response. The body is parsed if it is JSON, otherwise it is text. It is untyped, since tests read bodies of any shape. */
export interface Answered {
	status: number;
	headers: Headers;
	body: ReturnType<typeof JSON.parse>;
}

export interface Client {
	emulator: Emulator;
	get(path: string, token?: string): Promise<Answered>;
	post(path: string, body: unknown, token?: string): Promise<Answered>;
	put(path: string, body?: unknown): Promise<Answered>;
	patch(path: string, body: unknown): Promise<Answered>;
	del(path: string): Promise<Answered>;
	send(method: string, path: string, text?: string, token?: string): Promise<Answered>;
}

/** The time at which the test accounts start. */
export const NOW = Date.parse('2026-11-20T12:00:00.000Z');

/** Starts an emulator and a client for it. */
export async function startClient(options: EmulatorOptions = {}): Promise<Client> {
	const emulator = await createEmulator(options);
	const send = async (method: string, path: string, text?: string, token = EMULATOR_TOKEN) => {
		const response = await fetch(`${emulator.url}${path}`, {
			method,
			headers: {
				...(token && { authorization: `Bearer ${token}` }),
				...(text !== undefined && { 'content-type': 'application/json' }),
			},
			body: text,
		});
		const answer = await response.text();
		const isJson = response.headers.get('content-type')?.includes('json') ?? false;
		return {
			status: response.status,
			headers: response.headers,
			body: isJson ? JSON.parse(answer) : answer,
		};
	};
	const json = (body: unknown) => (body === undefined ? undefined : JSON.stringify(body));
	return {
		emulator,
		send,
		get: (path, token) => send('GET', path, undefined, token),
		post: (path, body, token) => send('POST', path, json(body), token),
		put: (path, body) => send('PUT', path, json(body)),
		patch: (path, body) => send('PATCH', path, json(body)),
		del: (path) => send('DELETE', path),
	};
}
