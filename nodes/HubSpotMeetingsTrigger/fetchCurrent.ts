import { readFound, readRecords } from '../api/records';
import type { HubSpotObject } from '../hubspot/types';
import type { HubSpotClient } from '../transport/client';

/**
 * Meetings as they are now, with history: fifty a request. Search gives neither. Those that were deleted meanwhile are
 * left out.
 */
export async function fetchCurrent(
	client: HubSpotClient,
	candidates: readonly HubSpotObject[],
	what: { properties: readonly string[]; history?: readonly string[] },
): Promise<HubSpotObject[]> {
	return await readFound(
		client,
		readRecords('meetings', what),
		candidates.map(({ id }) => id),
	);
}
