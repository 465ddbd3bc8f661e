import { readFound, readRecords } from '../api/records';
import type { HubSpotObject } from '../hubspot/types';
import type { HubSpotClient } from '../transport/client';

/**
 * Reads the current state of meetings, with property history if requested: 100 per request, or 50 with history. Search
 * returns neither. Meetings that were deleted in the meantime are left out.
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
