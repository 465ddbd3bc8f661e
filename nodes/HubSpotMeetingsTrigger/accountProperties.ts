import { definitionsByName } from '../api/properties';
import type { HubSpotClient } from '../transport/client';

/** How long a result is cached, in ms. */
const KEPT_MS = 3_600_000;

const answers = new Map<string, { at: number; names: string[] }>();

/**
 * Returns the names of the given properties that meetings have in this account. HubSpot rejects a search by any other
 * property. The result is cached for an hour, so that a poll that finds nothing needs only one request.
 */
export async function propertiesThere(
	client: HubSpotClient,
	names: readonly string[],
): Promise<string[]> {
	const key = `${client.account.key} ${names.join(' ')}`;
	const kept = answers.get(key);
	if (kept && Math.abs(Date.now() - kept.at) < KEPT_MS) return kept.names;
	const definitions = await definitionsByName(client);
	const found = names.filter((name) => definitions.has(name));
	// An empty result isn't cached, since the properties may be created at any time.
	if (found.length > 0) answers.set(key, { at: Date.now(), names: found });
	return found;
}
