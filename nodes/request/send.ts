import type {
	IAllExecuteFunctions,
	IDataObject,
	IHttpRequestMethods,
	IHttpRequestOptions,
} from 'n8n-workflow';

import { isEmpty, isRecord } from '../hubspot/input';
import { LIMITS } from '../hubspot/limits';
import { redact } from '../hubspot/redact';
import { readRefusal, type Refusal } from '../hubspot/refusals';
import { isRepeatable, retryDelay, type Effect } from '../hubspot/retryPolicy';
import type { Account } from './account';
import { budgetOf } from './budgets';
import { cancelSignal, CREDENTIAL, type RequestContext } from './context';
import type { RateNews } from './lane';
import { outcomeUnknown, Refused } from './refused';
import { wait } from './wait';

/** A request in HubSpot's terms; the host, the token and the way there are added on the way out. */
export interface HubSpotRequest {
	method: IHttpRequestMethods;
	/** From the version table, segments encoded. */
	path: string;
	qs?: IDataObject;
	body?: unknown;
	effect: Effect;
	/** HubSpot counts searches apart. */
	search?: boolean;
	/** What it is about, for the message of a refusal that names nothing: `meeting 123`. */
	what?: string;
}

export interface Answer<Body> {
	status: number;
	body: Body;
	/** When HubSpot answered, by its own clock (the Date header, whole seconds), in epoch ms; where it says so. */
	at?: number;
	/** HubSpot's number for the request, by which its support finds it; a batch's errors have none of their own. */
	correlationId?: string;
}

/** How much and how long a node may ask; the node's "Limits and Retries" fields. */
export interface SendSettings {
	/** Requests under way at once. */
	inFlight: number;
	/** The longest that one request may spend on waiting between its tries, in ms. */
	longestWaitMs: number;
	/** Whether a request is tried again when that is safe. */
	retry: boolean;
	/** When no request is tried again any more, in epoch ms; who has such an end comes before those who have time. */
	until?: number;
}

export const DEFAULT_SETTINGS: SendSettings = { inFlight: 8, longestWaitMs: 300_000, retry: true };

/** Everything that a request needs beside itself. */
export interface Sender {
	context: RequestContext;
	account: Account;
	settings: SendSettings;
	/** What n8n prepared: proxy, timeout, certificates, allowed domains. */
	options?: Partial<IHttpRequestOptions>;
}

interface RawAnswer {
	status: number;
	headers: Record<string, unknown>;
	body: unknown;
	/** The connection's own code (ECONNRESET …) when there was no answer. */
	networkCode?: string;
}

/**
 * Sends one request and answers with what HubSpot said. Waits for its turn, tries again by the policy of
 * `hubspot/retryPolicy`, and ends: after bounded tries, bounded waiting, or with the workflow's cancel.
 *
 * @throws Refused when HubSpot refuses, or when the outcome is not known
 * @throws Cancelled
 */
export async function send<Body>(sender: Sender, request: HubSpotRequest): Promise<Answer<Body>> {
	const { account, settings } = sender;
	const budget = budgetOf(account.key);
	const lane = request.search ? budget.search : budget.burst;
	const signal = cancelSignal(sender.context);
	let waited = 0;
	const cameAt = performance.now();
	// A window at least: within one, others may have been before us.
	const longestStandstillMs = Math.max(settings.longestWaitMs, LIMITS.rate.windowMs);
	for (let attempt = 1; ; attempt++) {
		await lane.turn(settings.inFlight, signal, settings.until !== undefined);
		// Where nobody gets through, the tries of the others count: who came together gives up together.
		const hopeless = lane.hopeless(cameAt, longestStandstillMs);
		if (hopeless) {
			lane.done();
			throw new Refused(hopeless);
		}
		const startedAt = performance.now();
		let news: RateNews = { refused: false };
		let pauseMs: number | undefined;
		let refusal: Refusal;
		try {
			const raw = await ask(sender, request);
			news = rateNews(raw.headers);
			if (raw.status >= 200 && raw.status < 300 && isReadable(raw.body, request)) {
				const correlationId = raw.headers['x-hubspot-correlation-id'];
				return {
					status: raw.status,
					body: raw.body as Body,
					...answeredAt(raw.headers),
					...(typeof correlationId === 'string' && { correlationId }),
				};
			}
			refusal = readRefusal({
				...raw,
				baseUrl: account.baseUrl,
				token: account.token,
				what: request.what,
			});
			if (refusal.kind === 'rateLimit') {
				pauseMs = refusal.retryAfterMs || lane.breather;
				lane.refused(startedAt, refusal);
				news = { ...news, refused: true };
				// Where this one gives up, the others are not made to wait for so long either.
				if (pauseMs <= settings.longestWaitMs) news.pauseMs = refusal.retryAfterMs;
			}
		} finally {
			lane.done(news);
		}
		const byPolicy = settings.retry ? retryDelay(refusal, attempt, request.effect) : undefined;
		const delay = byPolicy === undefined ? undefined : (pauseMs ?? byPolicy);
		const isLate = delay === undefined || Date.now() + delay > (settings.until ?? Infinity);
		if (isLate || waited + delay > settings.longestWaitMs) {
			throw isRepeatable(request.effect) || refusal.certain
				? new Refused(refusal)
				: outcomeUnknown(refusal, request.effect);
		}
		waited += delay;
		await wait(delay, signal);
	}
}

async function ask(sender: Sender, request: HubSpotRequest): Promise<RawAnswer> {
	const { context, account } = sender;
	const options: IHttpRequestOptions = {
		...sender.options,
		method: request.method,
		baseURL: account.baseUrl,
		url: request.path,
		qs: request.qs ?? {},
		body: request.body as IHttpRequestOptions['body'],
		json: true,
		returnFullResponse: true,
		// A 401 as well, with which n8n would send the request once more: for a token that can be renewed.
		ignoreHttpStatusErrors: true,
	};
	try {
		const { statusCode, headers, body } = (await context.helpers.httpRequestWithAuthentication.call(
			context as IAllExecuteFunctions,
			CREDENTIAL,
			options,
		)) as { statusCode: number; headers: Record<string, unknown>; body: unknown };
		return { status: statusCode, headers, body };
	} catch (error) {
		return answerIn(error, account.token);
	}
}

/** n8n's helper throws an error whose cause holds the request and its token: only the connection's code is taken out. */
function answerIn(error: unknown, token: string): RawAnswer {
	const { cause, httpCode, code, message } = error as {
		cause?: { code?: string };
		httpCode?: string | null;
		code?: string;
		message?: string;
	};
	const networkCode = cause?.code ?? httpCode ?? code ?? redact(message ?? 'unknown', token);
	return { status: 0, headers: {}, body: '', networkCode };
}

/**
 * HubSpot answers with a list, or with something that has an id or a name; most changes of associations and deletions it
 * answers with nothing at all. What was cut off arrives as text, as a page in place of an answer does.
 */
function isReadable(body: unknown, { method, effect }: HubSpotRequest): boolean {
	const { id, name, results } = isRecord(body) ? body : {};
	if (results !== undefined) return Array.isArray(results) && results.every(isRecord);
	if (effect === 'write' && method !== 'PATCH') return typeof body !== 'string' || isEmpty(body);
	return Boolean(id ?? name);
}

function answeredAt({ date }: Record<string, unknown>): { at?: number } {
	const at = typeof date === 'string' ? Date.parse(date) : Number.NaN;
	return Number.isNaN(at) ? {} : { at };
}

/** HubSpot's rate headers (public/usage-guidelines); search answers and other hosts may lack them. */
function rateNews(headers: Record<string, unknown>): RateNews {
	const read = (name: string) => {
		const value = Number(headers[`x-hubspot-ratelimit-${name}`]);
		return Number.isFinite(value) && headers[`x-hubspot-ratelimit-${name}`] !== ''
			? value
			: undefined;
	};
	return {
		refused: false,
		max: read('max'),
		windowMs: read('interval-milliseconds'),
		remaining: read('remaining'),
	};
}
