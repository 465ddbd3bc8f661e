import { isRecord } from '../common/input';
import { readId } from '../hubspot/answers';
import { HubSpotApiError } from '../transport/apiError';
import type { HubSpotClient } from '../transport/client';

const readPortalId = (value: unknown) => (isRecord(value) ? readId(value.portalId) : undefined);

/** The id of the token's account, read once per run. Undefined if HubSpot does not return it for this token. */
export async function portalIdOf(client: HubSpotClient): Promise<string | undefined> {
	return await client.once('portal', async () => {
		const asked = client.get(client.paths.accountDetails(), readPortalId);
		return await asked.catch((error: unknown) => {
			const isFailure =
				error instanceof HubSpotApiError &&
				['forbidden', 'notFound', 'scope', 'unreadable'].includes(error.failure.kind);
			if (isFailure) return undefined;
			throw error;
		});
	});
}
