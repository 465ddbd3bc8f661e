import Fastify from 'fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import type { StoredFile } from '../account/files.mts';
import { PROXY_PAGE } from '../http/faults.mts';
import { Recorded } from '../http/recorder.mts';
import type { Recorder } from '../http/recorder.mts';
import { headersOf, sleep } from '../http/server.mts';
import type { Context } from '../http/server.mts';

/** An error of the storage server, in the style of S3. */
interface Failure {
	status: number;
	code: string;
	message: string;
}

type Found = StoredFile | Failure;

const NOT_THERE: Failure = {
	status: 404,
	code: 'NoSuchKey',
	message: 'The specified key does not exist.',
};

const denied = (message: string): Failure => ({ status: 403, code: 'AccessDenied', message });

const isFailure = (found: Found): found is Failure => 'code' in found;

/** Finds the file of a signed URL. */
function bySignature({ account, links }: Context, request: FastifyRequest): Found {
	const { id } = request.params as { id: string };
	const { expires, signature } = request.query as Record<string, string>;
	const until = Number(expires);
	if (!links.isSigned(Number(id), until, signature)) {
		return denied('The signature does not match.');
	}
	if (account.now() >= until) return denied('Request has expired');
	return account.files.get(id) ?? NOT_THERE;
}

/** Finds the file of a public URL. */
function byPath({ account }: Context, request: FastifyRequest): Found {
	const { portal, '*': path } = request.params as { portal: string; '*': string };
	const file = portal === String(account.portalId) ? account.files.byPath(`/${path}`) : undefined;
	if (!file) return NOT_THERE;
	return file.open ? file : denied('Access Denied');
}

/** Sends one byte at a time until all are sent or the client disconnects. */
async function trickle(response: ServerResponse, bytes: Readable, ms: number): Promise<void> {
	for await (const chunk of bytes as AsyncIterable<Buffer>) {
		for (let place = 0; place < chunk.length; place++) {
			if (response.destroyed) return;
			response.write(chunk.subarray(place, place + 1));
			await sleep(ms);
		}
	}
	response.end();
}

async function answer(
	context: Context,
	recorder: Recorder,
	request: FastifyRequest,
	reply: FastifyReply,
	find: (context: Context, request: FastifyRequest) => Found,
): Promise<FastifyReply> {
	const { account, faults } = context;
	const { method, url } = request;
	const recorded = new Recorded(account.now(), method, url, headersOf(request), randomUUID(), '');
	recorder.add(recorded);
	const effect = faults.take({ method, path: url, text: '' });
	recorded.faulty = effect !== undefined && !('delayMs' in effect);
	if (effect && 'delayMs' in effect) await sleep(effect.delayMs);
	const send = (status: number, type: string, text: string, more: Record<string, string> = {}) => {
		const headers = { 'content-type': type, ...more };
		recorded.answered(status, headers, text);
		return reply.code(status).headers(headers).send(text);
	};
	if (effect && 'proxyAfter' in effect) return send(effect.proxyAfter, 'text/html', PROXY_PAGE);
	if (effect && 'html' in effect) return send(effect.status ?? 502, 'text/html', PROXY_PAGE);
	if (effect && 'status' in effect) {
		const text = effect.body === undefined ? '' : JSON.stringify(effect.body);
		return send(effect.status, 'application/json', text, effect.headers);
	}
	if (effect && 'reset' in effect && effect.reset === 'before') {
		reply.hijack();
		request.raw.socket.destroy();
		return reply;
	}
	const found: Found =
		request.headers.authorization === undefined
			? find(context, request)
			: {
					status: 400,
					code: 'InvalidArgument',
					message: 'Only one auth mechanism allowed: an Authorization header came with the address',
				};
	if (isFailure(found)) {
		const { code, message } = found;
		const text = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`;
		return send(found.status, 'application/xml', text);
	}
	const { size } = found.content;
	const half = Math.floor(size / 2);
	const cut = effect !== undefined && 'reset' in effect;
	const short = effect !== undefined && 'truncate' in effect;
	const headers = {
		'content-type': found.mimeType,
		'content-length': String(short ? half : size),
		'x-content-type-options': 'nosniff',
		...(effect && 'replaceHeaders' in effect && effect.replaceHeaders),
	};
	recorded.answered(cut ? 0 : 200, headers, '');
	const bytes = found.content.open(short || cut ? half : size);
	const slow = effect !== undefined && 'trickleMs' in effect;
	if (!cut && !slow) return reply.headers(headers).send(bytes);
	reply.hijack();
	reply.raw.writeHead(200, headers);
	if (slow) {
		void trickle(reply.raw, bytes, effect.trickleMs);
		return reply;
	}
	bytes.pipe(reply.raw, { end: false });
	bytes.once('end', () => reply.raw.write('', () => request.raw.socket.destroy()));
	return reply;
}

/**
 * Builds the server for file downloads. As in HubSpot, its origin differs from the API's. It accepts signed and
 * public URLs, and rejects requests with a token.
 */
export function buildStorage(context: Context, recorder: Recorder): FastifyInstance {
	const app = Fastify({ routerOptions: { maxParamLength: 2_000 }, forceCloseConnections: true });
	const routes = [
		['/signed/:id/:name', bySignature],
		['/hubfs/:portal/*', byPath],
	] as const;
	for (const [url, find] of routes) {
		app.get(url, (request, reply) => answer(context, recorder, request, reply, find));
	}
	app.setNotFoundHandler((request, reply) =>
		answer(context, recorder, request, reply, () => NOT_THERE),
	);
	return app;
}
