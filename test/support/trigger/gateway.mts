import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Emulator } from '../../../emulator/index.mts';

/** How a gateway changes responses. */
interface Made {
	/** Changes the time in the Date header, in epoch ms. Return undefined to omit the header. */
	date?: (at: number) => number | undefined;
	/** Changes the body of a successful response. */
	body?: (body: Record<string, unknown>, path: string) => unknown;
}

/** A gateway between n8n and HubSpot, such as companies use. It can change the time and the bodies of responses. */
export class Gateway {
	made: Made = {};

	private constructor(
		private readonly server: Server,
		readonly url: string,
	) {}

	static async before(hubspot: Emulator): Promise<Gateway> {
		const server = createServer();
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const { port } = server.address() as AddressInfo;
		const gateway = new Gateway(server, `http://127.0.0.1:${port}`);
		server.on('request', (request, response) => {
			const chunks: Buffer[] = [];
			request.on('data', (chunk: Buffer) => chunks.push(chunk));
			request.on('end', () => {
				const { authorization = '', 'content-type': type } = request.headers;
				fetch(hubspot.url + request.url, {
					method: request.method,
					headers: { authorization, ...(type && { 'content-type': type }) },
					body: chunks.length > 0 ? Buffer.concat(chunks) : undefined,
				})
					.then(async (answer) => {
						const { date, body } = gateway.made;
						let text = await answer.text();
						if (body && answer.ok && text) {
							const parsed = JSON.parse(text) as Record<string, unknown>;
							text = JSON.stringify(body(parsed, request.url ?? ''));
						}
						const at = Date.parse(answer.headers.get('date') ?? '');
						const told = date ? date(at) : at;
						answer.headers.forEach((value, name) => {
							if (/^(x-|retry-|content-type)/.test(name)) response.setHeader(name, value);
						});
						response.sendDate = false;
						if (told !== undefined) response.setHeader('date', new Date(told).toUTCString());
						response.writeHead(answer.status).end(text);
					})
					.catch(() => request.socket.destroy());
			});
		});
		return gateway;
	}

	async close(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}
}
