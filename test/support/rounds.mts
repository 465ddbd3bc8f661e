import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A round is complete when no request has arrived for this many intervals of `QUIET_MS` each. */
const QUIET_TURNS = 4;
const QUIET_MS = 8;

interface Held {
	request: IncomingMessage;
	body: Buffer;
	response: ServerResponse;
}

/** A proxy between a node and HubSpot. It counts how many responses the node waits for one after the other. */
export interface Rounds {
	url: string;
	/** The requests of each round. */
	readonly rounds: string[][];
	close: () => Promise<void>;
}

/**
 * Starts a proxy that holds all requests until the node sends no more without a response. Then it answers all of them.
 * That is one round. So the count does not depend on how fast the node or HubSpot is.
 */
export async function roundsTo(target: string): Promise<Rounds> {
	const rounds: string[][] = [];
	let held: Held[] = [];
	let arrivals = 0;
	let waiting = false;
	const answer = async ({ request, body, response }: Held) => {
		const { host: _host, connection: _connection, ...headers } = request.headers;
		const answered = await fetch(new URL(request.url ?? '/', target), {
			method: request.method,
			headers: headers as Record<string, string>,
			...(body.length > 0 && { body: new Uint8Array(body) }),
			redirect: 'manual',
		});
		const content = Buffer.from(await answered.arrayBuffer());
		const kept: Record<string, string> = {};
		answered.headers.forEach((value, name) => {
			if (!/^(?:content-(?!type)|transfer|connection)/.test(name)) kept[name] = value;
		});
		return () => response.writeHead(answered.status, kept).end(content);
	};
	const release = async () => {
		waiting = true;
		for (let turn = 0, seen = arrivals; turn < QUIET_TURNS; turn++) {
			await sleep(QUIET_MS);
			if (seen !== arrivals) turn = -1;
			seen = arrivals;
		}
		const now = held;
		held = [];
		waiting = false;
		rounds.push(now.map(({ request }) => `${request.method} ${request.url?.split('?')[0]}`).sort());
		for (const send of await Promise.all(now.map(answer))) send();
	};
	const server = createServer(async (request, response) => {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		arrivals += 1;
		held.push({ request, body: Buffer.concat(chunks), response });
		if (!waiting) void release();
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		rounds,
		close: async () => {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		},
	};
}
