import { randomUUID } from 'node:crypto';
import multipart from '@fastify/multipart';
import type { ServerResponse } from 'node:http';
import Fastify from 'fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Account } from '../account/account.mts';
import { HubSpotError, unauthorized } from '../errors.mts';
import { Call } from './call.mts';
import type { Answer, Handler } from './call.mts';
import { distort, PROXY_PAGE } from './faults.mts';
import type { FaultRules } from './faults.mts';
import { readForm } from './form.mts';
import type { Form } from './form.mts';
import type { RateLimiter } from './limits.mts';
import { Recorded } from './recorder.mts';
import type { Recorder } from './recorder.mts';
import type { Mount } from './router.mts';
import type { TempFolder } from '../storage/contents.mts';
import type { StorageLinks } from '../storage/links.mts';

/** Everything that is needed to handle a request. `reset()` replaces its contents. */
export interface Context {
	account: Account;
	limiter: RateLimiter;
	recorder: Recorder;
	faults: FaultRules;
	tokens: Record<string, 'all' | string[]>;
	shuffle: <T>(items: readonly T[]) => T[];
	latencyMs: number;
	/** The folder for uploads. */
	folder: TempFolder;
	links: StorageLinks;
}

/** HubSpot publishes no limit for its 414. Observed clients keep URLs below 15,000 characters. */
const MAX_URL = 16_000;

const JSON_TYPE = 'application/json;charset=utf-8';

const NOT_FOUND_PAGE =
	'<!DOCTYPE html>\n<html><head><title>Page not found</title></head><body><h1>404</h1><p>There is nothing here.</p></body></html>\n';

/** Waits without keeping the process alive. */
export const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms).unref());

/** Sends one character at a time until all are sent or the client disconnects. Never ends an empty response. */
function trickle(response: ServerResponse, text: string, ms: number) {
	const characters = [...text];
	let place = 0;
	const timer = setInterval(() => {
		if (place < characters.length) response.write(characters[place++]);
		else if (text !== '') response.end();
		if (response.writableEnded || response.destroyed) clearInterval(timer);
	}, ms).unref();
}

interface Sent {
	status: number;
	headers: Record<string, string>;
	text: string;
}

const withJson = ({ status, body }: Answer, headers: Record<string, string>): Sent =>
	body === undefined
		? { status, headers, text: '' }
		: { status, headers: { ...headers, 'content-type': JSON_TYPE }, text: JSON.stringify(body) };

const page = (status: number, text: string): Sent => ({
	status,
	headers: { 'content-type': 'text/html; charset=utf-8' },
	text,
});

/** The headers of a request, each as a single string. */
export const headersOf = (request: FastifyRequest): Record<string, string> =>
	Object.fromEntries(
		Object.entries(request.headers).map(([name, value]) => [name, String(value ?? '')]),
	);

const isJson = (type = '') => /^application\/json(?:;|$)/i.test(type);

/** Authenticates a request, counts it against the limits and runs its route. Turns every error into a response. */
function carryOut(
	context: Context,
	request: FastifyRequest,
	handler: Handler | undefined,
	recorded: Recorded,
	form: Form | undefined,
): Sent {
	const { account, limiter, tokens } = context;
	const text = typeof request.body === 'string' ? request.body : '';
	let rate: Record<string, string> = {};
	try {
		const token = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
		const scopes = token !== undefined && Object.hasOwn(tokens, token) ? tokens[token] : undefined;
		if (!handler) return page(404, NOT_FOUND_PAGE);
		if (token === undefined || !scopes) throw unauthorized();
		const url = new URL(request.url, `http://${request.headers.host ?? '127.0.0.1'}`);
		const isSearch = request.method === 'POST' && url.pathname.endsWith('/search');
		const { headers, failure } = limiter.take(token, isSearch, account.now());
		rate = headers;
		if (failure) throw failure;
		recorded.counted = !isSearch;
		if (text !== '' && !isJson(request.headers['content-type'])) {
			throw new HubSpotError(415, { message: 'Unsupported Media Type' });
		}
		if (request.url.length > MAX_URL) {
			throw new HubSpotError(414, { message: 'URI Too Long', category: 'VALIDATION_ERROR' });
		}
		const params = request.params as Record<string, string>;
		const call = new Call(account, params, url, scopes, text, context.shuffle, form);
		return withJson(handler(call), rate);
	} catch (error) {
		const known = error instanceof HubSpotError;
		// Log bugs of the emulator, so that nobody takes this 500 for a response of HubSpot.
		if (!known) console.error(`The emulator failed at ${request.method} ${request.url}:`, error);
		const { message, ...rest } = known ? error.body : { message: 'internal error' };
		const body = { status: 'error', message, correlationId: recorded.correlationId, ...rest };
		return withJson({ status: known ? error.status : 500, body }, rate);
	}
}

async function answer(
	context: Context,
	request: FastifyRequest,
	reply: FastifyReply,
	handler: Handler | undefined,
): Promise<FastifyReply> {
	const { recorder, faults, account } = context;
	const cut = () => {
		reply.hijack();
		request.raw.socket.destroy();
		recorder.done();
		return reply;
	};
	// A request from before a `reset()` must not change the new account.
	const isOver = () => context.account !== account;
	const form = await readForm(request, context.folder);
	if (isOver()) return cut();
	const text = form?.text ?? (typeof request.body === 'string' ? request.body : '');
	const recorded = new Recorded(
		account.now(),
		request.method,
		request.url,
		headersOf(request),
		randomUUID(),
		text,
	);
	recorder.add(recorded);
	const effect = faults.take({ method: request.method, path: request.url, text });
	recorded.faulty = effect !== undefined && !('delayMs' in effect);
	const delay = context.latencyMs + (effect && 'delayMs' in effect ? effect.delayMs : 0);
	if (delay > 0) await sleep(delay);

	// Do not execute a request if the client disconnected before its form was complete.
	const gone = form?.broken && request.raw.socket.destroyed;
	if (gone || isOver() || (effect && 'reset' in effect && effect.reset === 'before')) {
		form?.discard();
		return cut();
	}
	let sent: Sent;
	if (effect && 'html' in effect) sent = page(effect.status ?? 502, PROXY_PAGE);
	else if (effect && 'status' in effect) sent = withJson(effect, effect.headers ?? {});
	else sent = carryOut(context, request, handler, recorded, form);
	form?.discard();
	if (effect && 'reset' in effect) return cut();
	if (effect && 'proxyAfter' in effect) sent = page(effect.proxyAfter, PROXY_PAGE);
	if (effect && sent.text) {
		if ('truncate' in effect) sent.text = sent.text.slice(0, Math.floor(sent.text.length / 2));
		else if ('dropResults' in effect || 'stripTraceIds' in effect || 'extraResult' in effect) {
			sent.text = JSON.stringify(distort(JSON.parse(sent.text), effect));
		}
	}
	const headers = {
		...sent.headers,
		// The account's clock, which tests can set.
		date: new Date(account.now()).toUTCString(),
		'x-hubspot-correlation-id': recorded.correlationId,
		...(effect && 'replaceHeaders' in effect && effect.replaceHeaders),
	};
	recorded.answered(sent.status, headers, sent.text);
	recorder.done(recorded.characters);
	if (effect && 'trickleMs' in effect) {
		reply.hijack();
		// Without a body, not even the headers are sent.
		if (sent.text !== '') reply.raw.writeHead(sent.status, headers);
		trickle(reply.raw, sent.text, effect.trickleMs);
		return reply;
	}
	return reply
		.code(sent.status)
		.headers(headers)
		.send(sent.text === '' ? undefined : sent.text);
}

/**
 * Builds the server with the routes of the API, without starting it. `extend` adds routes that are not part of
 * the API.
 *
 * @param context read again for every request
 */
export function buildServer(
	context: Context,
	mounts: readonly Mount[],
	extend: (app: FastifyInstance) => void,
): FastifyInstance {
	const app = Fastify({
		bodyLimit: 16 * 1024 * 1024,
		routerOptions: { maxParamLength: 2_000 },
		http: { maxHeaderSize: 128 * 1024 },
		forceCloseConnections: true,
	});
	app.removeAllContentTypeParsers();
	app.register(multipart, { limits: { fileSize: Infinity } });
	app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
	for (const { prefix, routes } of mounts) {
		for (const { method, path, handler } of routes) {
			app.route({
				method,
				url: `${prefix}${path}`,
				handler: (request, reply) => answer(context, request, reply, handler),
			});
		}
	}
	app.setNotFoundHandler((request, reply) => answer(context, request, reply, undefined));
	extend(app);
	return app;
}
