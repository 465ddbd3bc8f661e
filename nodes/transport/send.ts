import type {
	IAllExecuteFunctions,
	IDataObject,
	IHttpRequestMethods,
	IHttpRequestOptions,
} from 'n8n-workflow';

import { halfCharacter } from '../common/input';
import type { MultipartForm } from '../common/multipart';
import { short } from '../common/text';
import { decoded, type Decode } from '../hubspot/answers';
import type { ApiFailure } from '../hubspot/errors/failure';
import { readFailure } from '../hubspot/errors/readFailure';
import { redact } from '../hubspot/errors/redact';
import { LIMITS } from '../hubspot/limits';
import type { Account } from './account';
import { HubSpotApiError, neverLetThrough, neverSent, outcomeUnknown, TOO_DEEP } from './apiError';
import { budgetOf } from './budgets';
import { cancelSignal, CREDENTIAL, endedBy, whoAsks, type RequestContext } from './context';
import { CLOSED } from './helperOptions';
import type { RateFeedback } from './rateLimiter';
import { retryDelay, type Effect } from './retryPolicy';
import { fitsUrl } from './urlLength';
import { wait } from './wait';

/** A form with a file. */
export interface Form {
	/** Bytes of the file: a big one may take longer. */
	size: number;
	make: () => MultipartForm;
}

/** A request in HubSpot's terms; the host, the token and the way there are added when it is sent. */
export interface HubSpotRequest<Body = unknown> {
	method: IHttpRequestMethods;
	/** From the version table, segments encoded. */
	path: string;
	qs?: IDataObject;
	body?: unknown;
	/** A form in place of a body: made for each try, since its file is a stream that serves once. */
	form?: Form;
	/** What its answer should be: any other can't be read. */
	decode: Decode<Body>;
	effect: Effect;
	/** HubSpot counts searches apart. */
	search?: boolean;
	/** What it is about, for the message of an error that names nothing: `meeting 123`. */
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
	/** The longest that one request may spend on waiting between its tries, and while HubSpot lets none of its node through, in ms. */
	longestWaitMs: number;
	/** Whether a request is tried again when that is safe. */
	retry: boolean;
	/** When no request is tried again any more, in epoch ms; who has such an end comes before those who have time. */
	until?: number;
}

export const DEFAULT_SETTINGS: SendSettings = { inFlight: 8, longestWaitMs: 300_000, retry: true };

/** Everything that a request needs besides itself. */
export interface Sender {
	context: RequestContext;
	account: Account;
	settings: SendSettings;
	/** What n8n prepared: proxy, certificates, allowed domains; and the timeout, which is that of a whole exchange here. */
	options?: Partial<IHttpRequestOptions>;
}

/** How long an exchange may take where nobody says, in ms: as n8n's own nodes. */
const TIMEOUT_MS = 300_000;

/** Slower is no connection: 128 kB a second. */
const SLOWEST_BYTES_PER_MS = 128;

/** The longest timer there is, in ms. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The code of an exchange that did not end in time. */
export const OVERDUE = 'ETIMEDOUT';

interface RawAnswer {
	status: number;
	headers: Record<string, unknown>;
	body: unknown;
	/** The connection's own code (ECONNRESET …) when there was no answer. */
	networkCode?: string;
}

/**
 * Sends one request and answers with what HubSpot said. Waits for its turn, tries again by the policy of
 * `transport/retryPolicy`, and ends: after bounded tries, bounded waiting, or with the workflow's cancel.
 *
 * @throws HubSpotApiError when HubSpot refuses, or when the outcome is not known
 * @throws Cancelled
 */
export async function send<Body>(
	sender: Sender,
	request: HubSpotRequest<Body>,
): Promise<Answer<Body>> {
	const { account, settings } = sender;
	const text = bodyText(request);
	const budget = budgetOf(account.key);
	const limiter = request.search ? budget.search : budget.burst;
	const signal = cancelSignal(sender.context);
	const cameAt = performance.now();
	const longestWaitMs = Math.min(settings.longestWaitMs, LIMITS.retryAfter.longestMs);
	let waited = 0;
	let lastError: HubSpotApiError | undefined;
	for (let attempt = 1; ; attempt++) {
		const slot = await limiter.acquire({
			who: whoAsks(sender.context),
			inFlight: settings.inFlight,
			urgent: settings.until !== undefined,
			// A window at least: within one, others may have been before us.
			patienceMs: Math.max(longestWaitMs, LIMITS.rate.windowMs) - waited,
			signal,
		});
		if (!slot) throw lastError ?? neverLetThrough(limiter.refusing, performance.now() - cameAt);
		waited += slot.stoodMs;
		// None where nothing was sent.
		let feedback: RateFeedback | undefined;
		let pauseMs: number | undefined;
		let failure: ApiFailure;
		try {
			const raw = await ask(sender, request, text);
			feedback = { ...readRateFeedback(raw.headers), unanswered: raw.status === 0 };
			const isSuccess = raw.status >= 200 && raw.status < 300;
			const body = isSuccess ? decoded(raw.body, request.decode) : undefined;
			if (body !== undefined) {
				const correlationId = raw.headers['x-hubspot-correlation-id'];
				return {
					status: raw.status,
					body,
					...answeredAt(raw.headers),
					...(typeof correlationId === 'string' && { correlationId }),
				};
			}
			failure = readFailure({
				...raw,
				baseUrl: account.baseUrl,
				token: account.token,
				what: request.what,
			});
			if (failure.kind === 'rateLimit') {
				// Where HubSpot says a time that can't be, the policy's counts.
				if (raw.headers['retry-after'] === undefined) pauseMs = limiter.backoffMs;
				feedback.refused = true;
				// Where this one gives up, the others are not made to wait for so long either.
				if ((failure.retryAfterMs ?? 0) <= longestWaitMs) feedback.pauseMs = failure.retryAfterMs;
			}
		} finally {
			limiter.release(slot, feedback);
		}
		// An item has waited as long as a request may take; a poll may try again in the time that it has left.
		const mayRepeat =
			settings.retry && (failure.networkCode !== OVERDUE || settings.until !== undefined);
		const byPolicy = mayRepeat ? retryDelay(failure, attempt, request.effect) : undefined;
		const delay = byPolicy === undefined ? undefined : (pauseMs ?? byPolicy);
		const isLate = delay === undefined || Date.now() + delay > (settings.until ?? Infinity);
		lastError =
			request.effect === 'read' || failure.certain
				? new HubSpotApiError(failure)
				: outcomeUnknown(failure, request.effect);
		if (isLate || waited + delay > longestWaitMs) throw lastError;
		waited += delay;
		await wait(delay, signal);
	}
}

/** What of a request is too long for its URL, and can't go by a batch. */
const TOO_LONG_URL =
	'The URL of the request is too long for HubSpot. Check for a value that is longer than it should be';

/**
 * The body as it is sent.
 *
 * @throws HubSpotApiError when something in the request can't be sent
 */
function bodyText({ path, body, qs = {} }: HubSpotRequest): string | undefined {
	if (!fitsUrl(path, qs)) throw neverSent(TOO_LONG_URL, true);
	const broken = Object.values(qs).map(halfCharacter).find(Boolean);
	if (broken) throw neverSent(broken, true);
	try {
		return body === undefined ? undefined : JSON.stringify(body);
	} catch (error) {
		throw neverSent(
			error instanceof RangeError
				? TOO_DEEP
				: `A value cannot be written as JSON (${(error as Error).message.split('\n')[0]}). Send it as text`,
			true,
		);
	}
}

/** How long an exchange may take, in ms, with the time for a file at the slowest pace that counts as one. */
export function exchangeMs(timeout = 0, bytes = 0): number {
	const ms = timeout > 0 ? Math.ceil(timeout) : TIMEOUT_MS;
	return Math.min(ms + Math.ceil(bytes / SLOWEST_BYTES_PER_MS), LONGEST_TIMER_MS);
}

/** One exchange: from here to the last byte of the answer it takes no longer than its timeout. */
async function ask(sender: Sender, request: HubSpotRequest, text?: string): Promise<RawAnswer> {
	const { context, account } = sender;
	const { timeout, ...prepared } = sender.options ?? {};
	const cancel = cancelSignal(context);
	const deadline = AbortSignal.timeout(exchangeMs(timeout, request.form?.size));
	const signal = cancel ? AbortSignal.any([cancel, deadline]) : deadline;
	const options: IHttpRequestOptions = {
		...prepared,
		...CLOSED,
		...(account.allowedDomains && { allowedDomains: account.allowedDomains }),
		method: request.method,
		baseURL: account.baseUrl,
		url: request.path,
		qs: request.qs ?? {},
		// As HubSpot's documents have it, where a list is not one text already: `ids=1&ids=2`.
		...(Object.values(request.qs ?? {}).some(Array.isArray) && { arrayFormat: 'repeat' as const }),
		body: request.form?.make() ?? text,
		...(text !== undefined && {
			headers: { ...prepared.headers, 'Content-Type': 'application/json' },
		}),
		json: true,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		abortSignal: signal,
	};
	try {
		const { statusCode, headers, body } = (await context.helpers.httpRequestWithAuthentication.call(
			endedBy(context, signal) as IAllExecuteFunctions,
			CREDENTIAL,
			options,
		)) as { statusCode: number; headers: Record<string, unknown>; body: unknown };
		return { status: statusCode, headers, body };
	} catch (error) {
		const networkCode = codeOf(error, account.token);
		// Held until here: a signal that nobody holds is collected with its timer (Node 22).
		const isOverdue = deadline.aborted && !cancel?.aborted;
		return { status: 0, headers: {}, body: '', networkCode: isOverdue ? OVERDUE : networkCode };
	}
}

/**
 * n8n's helper throws an error whose cause holds the request and its token: only the connection's code is taken out.
 *
 * @throws HubSpotApiError where the error came before there was a connection: from an option, a proxy's address, n8n's own checks
 */
export function codeOf(error: unknown, token: string): string {
	const { cause, httpCode, code, message } = error as {
		cause?: { code?: string; message?: string; request?: unknown };
		httpCode?: string | null;
		code?: string;
		message?: string;
	};
	const found = cause?.code ?? httpCode ?? code;
	if (!cause?.request && (!found || found.startsWith('ERR_'))) {
		const why = redact(cause?.message ?? message ?? 'unknown', token);
		throw neverSent(`The request could not be sent to HubSpot: ${short(why, 300)}`);
	}
	return found ?? 'unknown';
}

function answeredAt({ date }: Record<string, unknown>): { at?: number } {
	const at = typeof date === 'string' ? Date.parse(date) : Number.NaN;
	return Number.isNaN(at) ? {} : { at };
}

/** HubSpot's rate headers (public/usage-guidelines); search answers and other hosts may lack them, or say what can't be. */
function readRateFeedback(headers: Record<string, unknown>): RateFeedback {
	const read = (name: string, [least, most]: readonly [number, number]) => {
		const text = String(headers[`x-hubspot-ratelimit-${name}`]).trim();
		const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
		return value >= least && value <= most ? value : undefined;
	};
	const { plausible } = LIMITS.rate;
	const max = read('max', plausible.max);
	return {
		refused: false,
		max,
		windowMs: read('interval-milliseconds', plausible.windowMs),
		remaining: read('remaining', [0, max ?? 0]),
	};
}
