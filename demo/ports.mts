import { once } from 'node:events';
import { createServer } from 'node:net';

const TRIES = 50;

/** The wanted port when it is free, the next free one above it otherwise. */
export async function freePort(wanted: number): Promise<number> {
	for (let port = wanted; port < wanted + TRIES; port++) {
		if (await isFree(port)) return port;
	}
	throw new Error(`No free port between ${wanted} and ${wanted + TRIES - 1}`);
}

/**
 * A port can be taken on one address and free on another: a server on every address has to be noticed as well as one on
 * 127.0.0.1 alone.
 */
async function isFree(port: number): Promise<boolean> {
	for (const host of ['127.0.0.1', '0.0.0.0']) {
		const server = createServer();
		server.listen({ port, host, exclusive: true });
		try {
			await once(server, 'listening');
		} catch {
			return false;
		}
		server.close();
		await once(server, 'close');
	}
	return true;
}
