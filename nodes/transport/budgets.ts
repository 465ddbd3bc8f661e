import { LIMITS } from '../hubspot/limits';
import { RateLimiter } from './rateLimiter';

/** How long what was learned about an account is kept after its last request, in ms. */
const IDLE_MS = 10 * 60_000;

/** What one token may ask of one host: HubSpot counts searches apart from everything else. */
export interface Budget {
	burst: RateLimiter;
	search: RateLimiter;
}

const budgets = new Map<string, Budget>();

/**
 * The budget of an account, shared by every request in this process that is made with the same host and token,
 * whatever workflow, picker or trigger it comes from.
 *
 * @param account the account's key, a hash of host and token
 */
export function budgetOf(account: string): Budget {
	const now = performance.now();
	for (const [key, { burst, search }] of budgets) {
		const lastUsed = Math.max(burst.lastUsed, search.lastUsed);
		if (burst.idle && search.idle && now - lastUsed > IDLE_MS) budgets.delete(key);
	}
	let budget = budgets.get(account);
	if (!budget) {
		budget = {
			burst: new RateLimiter(LIMITS.rate.tiers, LIMITS.rate.windowMs),
			search: new RateLimiter([LIMITS.search.perSecond], 1000),
		};
		budgets.set(account, budget);
	}
	return budget;
}
