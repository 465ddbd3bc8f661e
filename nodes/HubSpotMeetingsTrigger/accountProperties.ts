import { definitionsByName } from '../api/properties';
import type { HubSpotClient } from '../transport/client';

/** How long an answer is believed, in ms. */
const KEPT_MS = 3_600_000;

const answers = new Map<string, { at: number; names: string[] }>();

/**
 * Those of the properties that meetings have in this account: HubSpot refuses a search by any other. Asked once an hour, so
 * that a poll that finds nothing stays one request.
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
	// What is missing may be created any time: it is looked for again.
	if (found.length > 0) answers.set(key, { at: Date.now(), names: found });
	return found;
}
