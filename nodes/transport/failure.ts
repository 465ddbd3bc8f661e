import type { Failure, TimedCause } from 'n8n-workflow';

import { InputError } from '../common/input';
import type { RefusalKind } from '../hubspot/errors/readFailure';
import { Refused } from './apiError';

/** What passes by itself, in n8n's terms. */
const PASSING = new Map<RefusalKind, TimedCause>([
	['dailyLimit', 'quota-exhausted'],
	['rateLimit', 'rate-limited'],
	...(['locked', 'migration', 'network', 'server', 'unreadable'] as const).map(
		(kind) => [kind, 'temporarily-unavailable'] as const,
	),
]);

/** Whether it passes by itself; all else waits for somebody who acts. */
export const passes = (error: unknown): boolean =>
	error instanceof Refused && PASSING.has(error.refusal.kind);

/** Why it failed, as n8n reads it off an error to space out the polls after it (2.41); undefined where it is n8n's to say. */
export function failureOf(error: unknown): Failure | undefined {
	if (error instanceof InputError) return { cause: 'configuration-invalid' };
	if (!(error instanceof Refused)) return undefined;
	const { kind, retryAfterMs } = error.refusal;
	const cause = PASSING.get(kind);
	if (cause) return { cause, retryAfterMs };
	return { cause: kind === 'auth' ? 'credential-invalid' : 'configuration-invalid' };
}
