import { LIMITS } from '../../hubspot/limits';
import type { CollectionResponse } from '../../hubspot/types';

export const PAGE = 100;

/** Where the next page begins. HubSpot's search ends at 10,000: what is behind is found by words. */
export function nextPage({ paging, results }: CollectionResponse): string | undefined {
	// A page without anything would be followed by another one for ever.
	if (results.length === 0) return undefined;
	const next = paging?.next?.after;
	return Number(next) + PAGE > LIMITS.search.results ? undefined : next;
}
