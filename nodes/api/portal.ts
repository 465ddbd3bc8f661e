import { isRecord } from '../common/input';
import { readId } from '../hubspot/answers';
import { HubSpotApiError } from '../transport/apiError';
import type { HubSpotClient } from '../transport/client';

const readPortalId = (value: unknown) => (isRecord(value) ? readId(value.portalId) : undefined);

/** The number of the token's account, asked once a run; undefined where HubSpot does not say it to this token. */
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
