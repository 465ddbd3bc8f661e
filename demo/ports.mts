import { once } from 'node:events';
import { createServer } from 'node:net';

const TRIES = 50;

/** Returns the wanted port if it is free, otherwise the next free port above it. */
export async function freePort(wanted: number): Promise<number> {
	for (let port = wanted; port < wanted + TRIES; port++) {
		if (await isFree(port)) return port;
	}
	throw new Error(`No free port between ${wanted} and ${wanted + TRIES - 1}`);
}

/**
 * Checks both addresses, since a port can be in use on one and free on the other. This finds servers that listen on all
 * addresses as well as those that only listen on 127.0.0.1.
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
