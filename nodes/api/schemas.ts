import { readSchema } from '../hubspot/answers';
import type { ObjectSchema } from '../hubspot/types';
import type { HubSpotClient } from '../transport/client';
import { getPage } from './lists';

/** The account's custom objects, asked once for a run (scope crm.schemas.custom.read). */
export async function customObjects(client: HubSpotClient): Promise<ObjectSchema[]> {
	return await client.once('schemas', async () => {
		const { results } = await getPage(client, client.paths.schemas(), readSchema);
		return results.filter(({ archived }) => !archived);
	});
}

/** One object type's schema: what its records are called, and by which property. */
export async function objectSchema(client: HubSpotClient, type: string): Promise<ObjectSchema> {
	return await client.get(client.paths.schema(type), readSchema, { what: `object type ${type}` });
}
