import {
	type Failure,
	type INode,
	type JsonObject,
	NodeApiError,
	type TimedCause,
} from 'n8n-workflow';

import { InputError } from '../common/input';
import type { ApiFailureKind } from '../hubspot/errors/failure';
import { redact } from '../hubspot/errors/redact';
import { HubSpotApiError, TOO_DEEP } from './apiError';

/** An item that failed. */
export interface ItemFailure {
	index: number;
	error: Error;
}

/** The results of all items of a node, for the message of the error that n8n reports. */
export interface Sum {
	total: number;
	succeeded: number;
	/** Ids of the records that were created. */
	created: string[];
	/** In item order. */
	failures: ItemFailure[];
}

/** An explanation of an error for users and AI agents. */
interface Explanation {
	/** Says what happened and how to fix it. It must be understandable on its own. */
	message: string;
	/** For support, and for details that don't fit into a sentence. */
	details: { description?: string; category?: string; correlationId?: string };
	/** HubSpot's HTTP status. */
	status?: number;
}

/** Explains any error of an item, with the token removed. */
export function explain(error: unknown, token = ''): Explanation {
	const clean = (text?: string | null) => (text ? redact(text, token) : undefined);
	if (error instanceof HubSpotApiError) {
		const { message, description, category, correlationId, status } = error.failure;
		return {
			message: clean(message) ?? '',
			details: { description: clean(description), category, correlationId },
			status,
		};
	}
	const { message, description } = error as { message?: string; description?: string | null };
	const isTooDeep = message === 'Maximum call stack size exceeded';
	return {
		message: isTooDeep ? TOO_DEEP : clean(message) || 'The item could not be processed',
		details: {
			description: clean(description),
			category: error instanceof InputError ? 'INVALID_INPUT' : undefined,
		},
	};
}

/**
 * The JSON of a failed item. n8n sends an item to the error output, and adds the item's input, if its JSON has no other
 * keys than `error`, `message` and `details`. The item itself must not have `error` set, because n8n would then replace
 * the JSON with only the message (n8n-core 2.41).
 */
export function errorItemJson(error: unknown, token?: string): JsonObject {
	const { message, details } = explain(error, token);
	return JSON.parse(JSON.stringify({ error: message, details })) as JsonObject;
}

/**
 * The only place that creates errors for n8n. The error is made from a plain object, because a helper's own error has
 * the token in its cause, and n8n rewrites the message of an error that looks like a network error.
 *
 * @param sum the results of all items, because n8n reports one error for all of them
 */
export function nodeError(
	node: INode,
	error: unknown,
	{ token, itemIndex, sum }: { token?: string; itemIndex?: number; sum?: Sum } = {},
): NodeApiError {
	const { status, details, message: own } = explain(error, token);
	const several = sum !== undefined && sum.total > 1;
	const message = several ? summary(own, sum, token) : own;
	const said = [details.description, several ? createdIds(sum) : undefined];
	const description = said.filter(Boolean).join('\n') || undefined;
	const { category, correlationId } = details;
	const httpCode = status ? String(status) : 'none';
	const plain = JSON.parse(JSON.stringify({ message, category, correlationId })) as JsonObject;
	const failure = n8nFailureOf(error);
	return new NodeApiError(node, plain, { message, description, httpCode, itemIndex, failure });
}

/** How many further reasons the message gives, and how many items it names per reason, before it only counts the rest. */
const REASONS = 4;
const ITEMS = 10;

function summary(message: string, { succeeded, failures }: Sum, token?: string): string {
	const byReason = new Map<string, number[]>();
	for (const { index, error } of failures) {
		const reason = explain(error, token).message;
		byReason.set(reason, [...(byReason.get(reason) ?? []), index]);
	}
	const [[, same], ...others] = byReason;
	const reasons = [
		...(same.length > 1 ? [`${itemsNamed(same)} for this reason`] : []),
		...others.slice(0, REASONS).map(([reason, indexes]) => `${itemsNamed(indexes)}: ${reason}`),
		...(others.length > REASONS ? [`${others.length - REASONS} more reasons`] : []),
	];
	const did = `${succeeded} of ${succeeded + failures.length} items succeeded, ${failures.length} did not`;
	const why = reasons.length > 0 ? ` (${reasons.join('; ')})` : '';
	return `${message} [item ${failures[0].index}]. ${did}${why}. Set On Error to 'Continue (using error output)' in the node's settings to keep the rest.`;
}

function itemsNamed(indexes: number[]): string {
	const rest = indexes.length - ITEMS;
	const shown = indexes.slice(0, ITEMS).join(', ');
	return `${indexes.length === 1 ? 'item' : 'items'} ${shown}${rest > 0 ? ` and ${rest} more` : ''}`;
}

function createdIds({ created }: Sum): string | undefined {
	if (created.length === 0) return undefined;
	const shown = created.slice(0, 100).join(', ');
	const rest = created.length > 100 ? ` and ${created.length - 100} more` : '';
	return `Already created: ${shown}${rest}. Retry On Fail does not create these again.`;
}

/** Temporary failures, with their cause in n8n's terms. */
const PASSING = new Map<ApiFailureKind, TimedCause>([
	['dailyLimit', 'quota-exhausted'],
	['rateLimit', 'rate-limited'],
	...(['locked', 'migration', 'network', 'server', 'unreadable'] as const).map(
		(kind) => [kind, 'temporarily-unavailable'] as const,
	),
]);

/** Whether the failure is temporary. Any other failure needs somebody to act. */
export const passes = (error: unknown): boolean =>
	error instanceof HubSpotApiError && PASSING.has(error.failure.kind);

/**
 * The cause of the failure. n8n 2.41 reads it from the error to space out the next polls. Undefined if n8n is to
 * determine it.
 */
export function n8nFailureOf(error: unknown): Failure | undefined {
	if (error instanceof InputError) return { cause: 'configuration-invalid' };
	if (!(error instanceof HubSpotApiError)) return undefined;
	const { kind, retryAfterMs } = error.failure;
	const cause = PASSING.get(kind);
	if (cause) return { cause, retryAfterMs };
	return { cause: kind === 'auth' ? 'credential-invalid' : 'configuration-invalid' };
}
