import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import type { FaultEffect } from '../../../emulator/types.mts';
import { TestAccount } from '../../support/trigger/account.mts';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: async (ms: number) => await globalThis.sleepByClock(ms),
}));

const account = new TestAccount({ seed: 'empty' });

const N8N = join(process.cwd(), 'demo', 'node_modules', 'n8n', 'dist');
const POLICY = join(N8N, 'workflows', 'triggers', 'poll-backoff-policy.js');

type ToFailure = (error: unknown, now: Date) => { type: string; retryAfterMs: number | null };

/** How n8n's server classifies a poll's error. Undefined if the demo's n8n isn't installed. */
function n8nsVerdict(error: unknown): ReturnType<ToFailure> | undefined {
	if (!existsSync(POLICY)) return undefined;
	const { pollFailureFromError } = createRequire(POLICY)(POLICY) as {
		pollFailureFromError: ToFailure;
	};
	return pollFailureFromError(error, new Date());
}

const refused = (status: number, message: string, more: object = {}): FaultEffect => ({
	status,
	body: { status: 'error', message, ...more },
});

const LIMIT = 'You have reached your secondly limit.';

describe('a failed poll tells n8n the cause, which decides when n8n polls again', () => {
	test.each([
		['credential-invalid', 'a revoked token', refused(401, 'expired')],
		['credential-invalid', 'a malformed token', { status: 530, body: 'error code: 1016' }],
		[
			'configuration-invalid',
			'a missing scope',
			refused(403, 'no', { category: 'MISSING_SCOPES' }),
		],
		['configuration-invalid', 'a filter that HubSpot refuses', refused(400, 'There was a problem')],
		['configuration-invalid', 'a wrong base URL', { status: 404, body: '<html>' }],
	] as Array<[string, string, FaultEffect]>)(
		'%s: %s fails the poll at once',
		async (cause, _, then) => {
			const trigger = await account.activated({ event: 'created' });
			account.hubspot.faults.add({ match: {}, times: Infinity, then });
			await expect(trigger.poll()).rejects.toMatchObject({ failure: { cause } });
			const verdict = n8nsVerdict(trigger.errors[0]);
			if (verdict) expect(verdict).toEqual({ type: 'permanent', retryAfterMs: null, cause });
		},
	);

	test('configuration-invalid: an empty filter fails the poll', async () => {
		const trigger = await account.activated({ event: 'created' });
		trigger.restart({ event: 'created', filters: { owners: [] } });
		const error: unknown = await trigger.poll().catch((thrown: unknown) => thrown);
		expect(error).toMatchObject({ failure: { cause: 'configuration-invalid' } });
		expect(n8nsVerdict(error)?.type ?? 'permanent').toBe('permanent');
	});

	test.each([
		['rate-limited', { ...refused(429, LIMIT), headers: { 'retry-after': '600' } }, 600_000],
		['quota-exhausted', refused(429, 'You have reached your daily limit.'), null],
		['temporarily-unavailable', refused(503, 'Service unavailable'), null],
		['temporarily-unavailable', refused(423, 'Locked'), null],
		['temporarily-unavailable', { reset: 'before' }, null],
	] as Array<[string, FaultEffect, number | null]>)(
		'%s: %j fails polls only after half an hour',
		async (cause, then, retryAfterMs) => {
			const trigger = await account.activated({ event: 'created' });
			account.hubspot.faults.add({ match: {}, times: Infinity, then });
			expect(await trigger.poll()).toEqual([]);
			account.minutes(31);
			await expect(trigger.poll()).rejects.toMatchObject({ failure: { cause } });
			const verdict = n8nsVerdict(trigger.errors[0]);
			if (verdict) expect(verdict).toEqual({ type: 'transient', retryAfterMs, cause });
		},
	);
});
