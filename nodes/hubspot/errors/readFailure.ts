import { short } from '../../common/text';
import { DEFAULT_BASE_URL, hostOf, regionBaseUrl } from '../baseUrl';
import { LIMITS } from '../limits';
import type { ErrorBody } from '../types';
import { allContext, propertyErrors, readErrorBody } from './errorBody';
import type { ApiFailure, ApiFailureKind, Facts } from './failure';
import { describe } from './messages';
import { redactDeep } from './redact';

/** A failed response, with details of the request. */
export interface FailedAnswer {
	/** HTTP status; 0 if there was no response. */
	status: number;
	headers?: Record<string, unknown>;
	/** HubSpot's JSON, a web page, or truncated text. */
	body?: unknown;
	/** Error code of the connection if there was no response: ECONNRESET … */
	networkCode?: string;
	baseUrl?: string;
	/** Used for the hint about another region, and to remove the token from every text. */
	token?: string;
	/** The subject of the request, for the message: `meeting 123`. */
	what?: string;
}

/** Codes of connections that were never established, so nothing was sent. */
const NEVER_SENT = new Set([
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'EHOSTUNREACH',
	'ENETUNREACH',
	'ERR_TLS_CERT_ALTNAME_INVALID',
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'SELF_SIGNED_CERT_IN_CHAIN',
	'CERT_HAS_EXPIRED',
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/** Reads any response that is not a success. */
export function readFailure(answer: FailedAnswer): ApiFailure {
	const body = readErrorBody(answer.body);
	const headers = lowerCase(answer.headers);
	const kind = kindOf(answer, body, headers);
	const { token = '', baseUrl = '' } = answer;
	return finish(
		{
			kind,
			status: answer.status,
			correlationId: body?.correlationId ?? headers['x-hubspot-correlation-id'],
			certain:
				kind === 'network' ? NEVER_SENT.has(answer.networkCode ?? '') : isTurnedAway(answer.status),
			retryAfterMs: retryAfter(headers['retry-after'], headers.date),
			limit: limitOf(kind, body),
			networkCode: answer.networkCode,
			otherBaseUrl: kind === 'auth' ? otherRegion(token, hostOf(baseUrl)) : undefined,
			redirectTo: kind === 'redirect' ? originOf(headers.location, baseUrl) : undefined,
		},
		body,
		answer,
	);
}

/** Redirects that ask clients to send the request to another URL. A 303 differs: its URL has the result of the request. */
const ASKS_ELSEWHERE = new Set([301, 302, 307, 308]);

/** Whether a status means that the request was not carried out. */
const isTurnedAway = (status: number) =>
	ASKS_ELSEWHERE.has(status) || (status >= 400 && status < 500 && status !== 408);

/** Scheme and host of a redirect's target; undefined if it has no valid URL. */
function originOf(location: string | undefined, baseUrl: string): string | undefined {
	try {
		return location ? short(new URL(location, baseUrl).origin, 200) : undefined;
	} catch {
		return undefined;
	}
}

/** The HTTP status that each category of an entry in a 207 means. */
const STATUS_OF = new Map([
	['VALIDATION_ERROR', 400],
	['OBJECT_NOT_FOUND', 404],
	['CONFLICT', 409],
	['MISSING_SCOPES', 403],
	['RATE_LIMITS', 429],
]);

/** Reads one entry of `errors` in a 207. */
export function readEntryFailure(
	entry: unknown,
	answer: Pick<FailedAnswer, 'token' | 'what'> & { correlationId?: string } = {},
): ApiFailure {
	const body = readErrorBody(entry) ?? {};
	const status = STATUS_OF.get(body.category ?? '') ?? 400;
	const kind = kindOf({ status }, body, {});
	return finish(
		{ kind, status, correlationId: body.correlationId ?? answer.correlationId, certain: true },
		body,
		answer,
	);
}

function finish(
	facts: Facts,
	body: ErrorBody | undefined,
	{ token = '', what, body: raw }: Pick<FailedAnswer, 'token' | 'what' | 'body'>,
): ApiFailure {
	const context = body && allContext(body);
	const properties = body ? propertyErrors(body) : [];
	const full: Facts = {
		...facts,
		category: body?.category,
		subCategory: body?.subCategory,
		hubspotMessage: body?.message,
		...(properties.length > 0 && { propertyErrors: properties }),
		...(context && Object.keys(context).length > 0 && { context }),
		missingScopes: context?.requiredGranularScopes ?? context?.requiredScopes,
		ids: namedIds(context),
		traceIds: context?.objectWriteTraceId,
	};
	const text = typeof raw === 'string' && !body ? raw : undefined;
	const words = describe(full, { what, text });
	return clean({ ...full, aboutInput: isAboutInput(full), ...words }, token);
}

function isAboutInput({ kind, hubspotMessage }: Facts): boolean {
	// A 404 without HubSpot's message is a web page. The URL is wrong, not the inputs.
	if (kind === 'notFound') return hubspotMessage !== undefined;
	return kind === 'validation' || kind === 'conflict' || kind === 'tooLong';
}

/** Removes undefined fields, and the token from all texts. */
function clean(failure: ApiFailure, token: string): ApiFailure {
	const known = Object.entries(failure).filter(([, value]) => value !== undefined);
	return redactDeep(Object.fromEntries(known), token) as ApiFailure;
}

/** Keys of `context` whose values are ids of records. */
const ID_KEYS = /^(?:(?:from|to)?(?:object)?ids?|INVALID_OBJECT_IDS)$/i;

function namedIds(context: Record<string, string[]> = {}): string[] | undefined {
	const ids = Object.entries(context)
		.filter(([key]) => ID_KEYS.test(key))
		// `CONTACT=424242 is not valid`
		.flatMap(([, list]) => list.map((entry) => /=\s*(\S+)/.exec(entry)?.[1] ?? entry));
	return ids.length > 0 ? [...new Set(ids)] : undefined;
}

function kindOf(
	{ status, networkCode }: Pick<FailedAnswer, 'status' | 'networkCode'>,
	body: ErrorBody | undefined,
	headers: Record<string, string>,
): ApiFailureKind {
	if (networkCode !== undefined || status === 0) return 'network';
	if (status === 401) return 'auth';
	// The network in front of HubSpot returns 530 for a malformed token (Airbyte's source-hubspot).
	if (status === 530) return 'auth';
	if (status === 403) return body?.category === 'MISSING_SCOPES' ? 'scope' : 'forbidden';
	if (status === 404) return 'notFound';
	if (status === 408) return 'server';
	if (status === 409) return 'conflict';
	if (status === 413 || status === 414 || status === 431) return 'tooLong';
	if (status === 423) return 'locked';
	if (status === 429) return isDaily(body, headers) ? 'dailyLimit' : 'rateLimit';
	if (status === 477) return 'migration';
	if (status >= 300 && status < 400) return 'redirect';
	if (status >= 500) return 'server';
	if (status >= 400) return body?.category === 'CONFLICT' ? 'conflict' : 'validation';
	return 'unreadable';
}

function isDaily(body: ErrorBody | undefined, headers: Record<string, string>): boolean {
	if (body?.policyName) return body.policyName.toUpperCase() === 'DAILY';
	if (/daily limit/i.test(body?.message ?? '')) return true;
	return (
		!/secondly/i.test(body?.message ?? '') && headers['x-hubspot-ratelimit-daily-remaining'] === '0'
	);
}

function limitOf(kind: ApiFailureKind, body: ErrorBody | undefined): ApiFailure['limit'] {
	if (kind === 'dailyLimit') return 'daily';
	if (kind !== 'rateLimit') return undefined;
	const words = `${body?.policyName ?? ''} ${body?.message ?? ''}`;
	if (/ten_secondly/i.test(words)) return 'tenSecondly';
	return /secondly/i.test(words) ? 'secondly' : 'tenSecondly';
}

/**
 * Converts Retry-After to milliseconds from now. It is in seconds, or a date that is compared with the response's own
 * clock. A past or unreadable time counts as one second. Undefined if the header is missing, or if the wait is longer
 * than 24 hours.
 */
function retryAfter(value = '', date = ''): number | undefined {
	const text = value.trim();
	if (text === '') return undefined;
	const { shortestMs, longestMs } = LIMITS.retryAfter;
	const ms = /^\d/.test(text) ? Number(text) * 1000 : Date.parse(text) - clockOf(date);
	if (ms > longestMs) return undefined;
	return ms > shortestMs ? Math.round(ms) : shortestMs;
}

/** The time in the response's Date header, or our own time if the header is missing or unreadable. */
function clockOf(date: string): number {
	const at = Date.parse(date);
	return Number.isNaN(at) ? Date.now() : at;
}

/**
 * The base URL of the token's region, if the request was sent to another host. For an na1 token, only if that host is the
 * host of another region.
 */
function otherRegion(token: string, host: string): string | undefined {
	const region = regionBaseUrl(token);
	if (region === undefined || hostOf(region) === host) return undefined;
	return region !== DEFAULT_BASE_URL || /^api-[a-z]{2}\d\./.test(host) ? region : undefined;
}

function lowerCase(headers: Record<string, unknown> = {}): Record<string, string> {
	return Object.fromEntries(
		Object.entries(headers)
			.filter(([, value]) => value !== undefined && value !== null)
			.map(([key, value]) => [key.toLowerCase(), String(Array.isArray(value) ? value[0] : value)]),
	);
}
