import { readOwner } from '../hubspot/answers';
import { LIMITS } from '../hubspot/limits';
import type { Owner } from '../hubspot/types';
import type { HubSpotClient } from '../transport/client';
import { getPages } from './lists';

/**
 * The account's owners, asked once for a run: five hundred a request.
 *
 * @param archived the deactivated ones instead of the active ones
 */
export async function allOwners(client: HubSpotClient, archived = false): Promise<Owner[]> {
	return await client.once(`owners ${archived}`, async () =>
		getPages(client, client.paths.owners(), readOwner, {
			qs: { archived },
			pageSize: LIMITS.page.owners,
		}),
	);
}
