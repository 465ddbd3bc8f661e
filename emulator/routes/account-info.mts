import { instant } from '../account/instants.mts';
import { ok } from '../http/call.mts';
import type { Call } from '../http/call.mts';
import type { RateLimiter } from '../http/limits.mts';
import { get } from '../http/router.mts';
import type { Route } from '../http/router.mts';

export const UTC_OFFSET_MS = -18_000_000;

const DAY = 86_400_000;

/** Needs no scope: every token can read the account details. */
function details({ account }: Call) {
	return ok({
		portalId: account.portalId,
		accountType: 'DEVELOPER_TEST',
		timeZone: account.timeZone,
		companyCurrency: 'USD',
		additionalCurrencies: [],
		utcOffset: '-05:00',
		utcOffsetMilliseconds: UTC_OFFSET_MS,
		uiDomain: 'app.hubspot.com',
		dataHostingLocation: 'na1',
	});
}

/** @param limiter returns the current rate limiter */
export function accountInfoRoutes(limiter: () => RateLimiter): readonly Route[] {
	const usage = ({ account }: Call) => {
		const now = account.now();
		const midnight = Math.ceil((now + UTC_OFFSET_MS) / DAY) * DAY - UTC_OFFSET_MS;
		return ok({
			results: [
				{
					name: 'private-apps-api-calls-daily',
					usageLimit: Math.min(limiter().limits.daily, 2_147_483_647),
					currentUsage: limiter().usedToday,
					collectedAt: instant(now),
					fetchStatus: 'SUCCESS',
					resetsAt: instant(midnight),
				},
			],
		});
	};
	return [get('/details', details), get('/api-usage/daily/private-apps', usage)];
}
