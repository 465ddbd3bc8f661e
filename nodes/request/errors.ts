import { NodeApiError, type INode, type JsonObject } from 'n8n-workflow';

import { InputError } from '../hubspot/input';
import { redact } from '../hubspot/redact';
import type { Sum } from './attempt';
import { Refused } from './refused';

/** What a user and an AI agent can act on: the JSON of an item that could not be carried out. */
export interface Explanation {
	/** Says what happened and the way out, standing alone. */
	error: string;
	description?: string;
	category?: string;
	correlationId?: string;
}

/** Explains whatever was thrown on an item's way, without the token. */
export function explain(error: unknown, token = ''): Explanation & { status?: number } {
	const clean = (text?: string) => (text ? redact(text, token) : undefined);
	if (error instanceof Refused) {
		const { message, description, category, correlationId, status } = error.refusal;
		return {
			error: clean(message) ?? '',
			description: clean(description),
			category,
			correlationId,
			status,
		};
	}
	const { message, description } = error as { message?: string; description?: string | null };
	return {
		error: clean(message) || 'The item could not be carried out',
		description: clean(description ?? undefined),
		category: error instanceof InputError ? 'INVALID_INPUT' : undefined,
	};
}

/** The JSON of an error item: what is known, nothing else. */
export function explanationJson(error: unknown, token?: string): JsonObject {
	const { error: message, description, category, correlationId } = explain(error, token);
	const json = { error: message, description, category, correlationId };
	return JSON.parse(JSON.stringify(json)) as JsonObject;
}

/**
 * The one place where errors for n8n are made: from a plain object, since a helper's own error carries the token in its
 * cause, and n8n rewrites the message of one that looks like a network error.
 *
 * @param sum what the other items did, for the error that n8n reports for all of them
 */
export function nodeError(
	node: INode,
	error: unknown,
	{ token, itemIndex, sum }: { token?: string; itemIndex?: number; sum?: Sum } = {},
): NodeApiError {
	const { status, ...explanation } = explain(error, token);
	const several = sum !== undefined && sum.total > 1;
	const message = several ? summary(explanation.error, sum, token) : explanation.error;
	const description = explanation.description ?? (several ? createdIds(sum) : undefined);
	const { category, correlationId } = explanation;
	const httpCode = status ? String(status) : 'none';
	const plain = JSON.parse(JSON.stringify({ message, category, correlationId })) as JsonObject;
	return new NodeApiError(node, plain, { message, description, httpCode, itemIndex });
}

/** How many failures the message names before it counts the rest. */
const NAMED = 5;

function summary(message: string, { succeeded, failures }: Sum, token?: string): string {
	const [first, ...others] = failures;
	const named = others
		.slice(0, NAMED - 1)
		.map(({ index, error }) => `item ${index}: ${explain(error, token).error}`);
	const rest = others.length - named.length;
	return [
		`${message} [item ${first.index}].`,
		`${succeeded} of ${succeeded + failures.length} items succeeded, ${failures.length} did not`,
		named.length > 0 ? ` (${named.join('; ')}${rest > 0 ? `; and ${rest} more` : ''}).` : '.',
		" Set On Error to 'Continue (using error output)' in the node's settings to keep the rest.",
	]
		.join(' ')
		.replace(/ ([.(])/g, (_, mark: string) => (mark === '.' ? '.' : ' ('))
		.replace(/ {2,}/g, ' ');
}

function createdIds({ created }: Sum): string | undefined {
	if (created.length === 0) return undefined;
	const shown = created.slice(0, 100).join(', ');
	const rest = created.length > 100 ? ` and ${created.length - 100} more` : '';
	return `Created all the same: ${shown}${rest}. Retry On Fail does not create these again.`;
}
