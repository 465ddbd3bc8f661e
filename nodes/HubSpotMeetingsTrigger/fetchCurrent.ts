import { readFound, readRecords } from '../api/records';
import type { HubSpotObject } from '../hubspot/types';
import type { HubSpotClient } from '../transport/client';

/** Names whose total length is safe in an address. */
const SAFE_LENGTH = 3_000;

/**
 * Meetings as they are now, with history: fifty a request. Search gives neither. Those that were deleted meanwhile are
 * left out.
 */
export async function fetchCurrent(
	client: HubSpotClient,
	candidates: readonly HubSpotObject[],
	{ properties, history = [] }: { properties: readonly string[]; history?: readonly string[] },
): Promise<HubSpotObject[]> {
	const endpoint = readRecords('meetings', { properties, history });
	const isLong = [...properties, ...history].join(',').length > SAFE_LENGTH;
	const how = isLong ? { ...endpoint, single: undefined } : endpoint;
	return await readFound(
		client,
		how,
		candidates.map(({ id }) => id),
	);
}
