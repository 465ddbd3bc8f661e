import { LIMITS } from '../hubspot/limits';
import { RateLimiter } from './rateLimiter';

/** How long to keep what was learned about an account after its last request, in ms. */
const IDLE_MS = 10 * 60_000;

/** The rate limiters for one token on one host. HubSpot counts searches separately from everything else. */
export interface Budget {
	burst: RateLimiter;
	search: RateLimiter;
}

const budgets = new Map<string, Budget>();

/**
 * The budget of an account. All requests in this process with the same host and token share it, whether they come from
 * a workflow, a picker or a trigger.
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
