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
	/** Size of the file in bytes. A large file may take longer. */
	size: number;
	make: () => MultipartForm;
}

/** A request in HubSpot's terms. `send` adds the host, the token and the options of the connection. */
export interface HubSpotRequest<Body = unknown> {
	method: IHttpRequestMethods;
	/** From the version table, with encoded segments. */
	path: string;
	qs?: IDataObject;
	body?: unknown;
	/**
	 * A form instead of a body. It is created again for each attempt, because the stream of its file can be read only
	 * once.
	 */
	form?: Form;
	/** Parses the response. If it can't, the response counts as unreadable. */
	decode: Decode<Body>;
	effect: Effect;
	/** HubSpot counts searches separately. */
	search?: boolean;
	/** What the request is about, for the message of an error that names nothing: `meeting 123`. */
	what?: string;
}

export interface Answer<Body> {
	status: number;
	body: Body;
	/**
	 * When HubSpot responded, by its own clock (the Date header, whole seconds), in epoch ms. Undefined without that
	 * header.
	 */
	at?: number;
	/** HubSpot's id of the request, by which its support finds it. The errors in a batch don't have one. */
	correlationId?: string;
}

/** How many requests a node may send at once, and for how long: the node's "Limits and Retries" fields. */
export interface SendSettings {
	/** Maximum number of concurrent requests. */
	inFlight: number;
	/**
	 * Maximum time that one request may wait, in ms: between its attempts, and while HubSpot accepts no request of its
	 * node.
	 */
	longestWaitMs: number;
	/** Whether a request is retried if that is safe. */
	retry: boolean;
	/** When to stop retrying, in epoch ms. Requests with this deadline are urgent and start before the others. */
	until?: number;
}

export const DEFAULT_SETTINGS: SendSettings = { inFlight: 8, longestWaitMs: 300_000, retry: true };

/** Everything that is needed to send a request, besides the request itself. */
export interface Sender {
	context: RequestContext;
	account: Account;
	settings: SendSettings;
	/**
	 * The options that n8n prepared: proxy, certificates and allowed domains. The timeout applies to the whole exchange
	 * here.
	 */
	options?: Partial<IHttpRequestOptions>;
}

/** Default timeout of an exchange, in ms. n8n's own nodes use the same. */
const TIMEOUT_MS = 300_000;

/** A slower transfer counts as a failed connection: 128 kB per second. */
const SLOWEST_BYTES_PER_MS = 128;

/** The longest possible timer, in ms. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The error code of an exchange that exceeded its timeout. */
export const OVERDUE = 'ETIMEDOUT';

interface RawAnswer {
	status: number;
	headers: Record<string, unknown>;
	body: unknown;
	/** The connection's error code (ECONNRESET …), if there was no response. */
	networkCode?: string;
}

/**
 * Sends one request and returns HubSpot's response. It waits for a slot, and retries by the policy of
 * `transport/retryPolicy`. Both the number of attempts and the waiting time are limited. It also stops when the
 * workflow is cancelled.
 *
 * @throws HubSpotApiError if HubSpot refuses the request, or if the outcome is unknown
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
			// Wait for at least one window, because other requests may have used up the current one.
			patienceMs: Math.max(longestWaitMs, LIMITS.rate.windowMs) - waited,
			signal,
		});
		if (!slot) throw lastError ?? neverLetThrough(limiter.refusing, performance.now() - cameAt);
		waited += slot.stoodMs;
		// Stays undefined if nothing was sent.
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
				// If the value of Retry-After is not plausible, the delay of the retry policy applies.
				if (raw.headers['retry-after'] === undefined) pauseMs = limiter.backoffMs;
				feedback.refused = true;
				// If this request gives up because the wait is too long, the others must not wait that long either.
				if ((failure.retryAfterMs ?? 0) <= longestWaitMs) feedback.pauseMs = failure.retryAfterMs;
			}
		} finally {
			limiter.release(slot, feedback);
		}
		// After a timeout, a request of an item has already taken its maximum time. A request with a deadline may be
		// retried in the time that is left.
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

/** The message for a URL that is too long, if the data can't be sent as a batch. */
const TOO_LONG_URL =
	'The URL of the request is too long for HubSpot. Check for a value that is longer than it should be';

/**
 * Serializes the body.
 *
 * @throws HubSpotApiError if something in the request can't be sent
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

/** The timeout of an exchange in ms, including the time to transfer a file at the slowest accepted speed. */
export function exchangeMs(timeout = 0, bytes = 0): number {
	const ms = timeout > 0 ? Math.ceil(timeout) : TIMEOUT_MS;
	return Math.min(ms + Math.ceil(bytes / SLOWEST_BYTES_PER_MS), LONGEST_TIMER_MS);
}

/** Sends the request once. The timeout covers everything up to the last byte of the response. */
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
		url: account.baseUrl + request.path,
		qs: request.qs ?? {},
		// The format of HubSpot's documentation, for lists that are not joined into one text: `ids=1&ids=2`.
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
		// This keeps a reference to `deadline`. Node 22 collects an unreferenced signal together with its timer.
		const isOverdue = deadline.aborted && !cancel?.aborted;
		return { status: 0, headers: {}, body: '', networkCode: isOverdue ? OVERDUE : networkCode };
	}
}

/**
 * Gets the connection's error code from an error of n8n's helper. The code is all that is used, because the cause of
 * that error contains the request and its token.
 *
 * @throws HubSpotApiError if the error occurred before there was a connection: from an option, the proxy's URL, or
 * n8n's own checks
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

/**
 * Reads HubSpot's rate limit headers (public/usage-guidelines). Responses to searches and from other hosts may lack
 * them or contain implausible values.
 */
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
