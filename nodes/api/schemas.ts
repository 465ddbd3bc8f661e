import { readSchema } from '../hubspot/answers';
import type { ObjectType } from '../hubspot/objectTypes';
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

/** Properties that show what a record is. Of a custom object the account decides which one it is. */
export async function titleProperties(
	client: HubSpotClient,
	{ name, typeId, custom, titleProperties: known }: ObjectType,
): Promise<readonly string[]> {
	if (!custom) return known;
	const { primaryDisplayProperty } = await objectSchema(client, typeId ?? name);
	return primaryDisplayProperty ? [primaryDisplayProperty] : [];
}

/** One object type's schema: what its records are called, and by which property. */
export async function objectSchema(client: HubSpotClient, type: string): Promise<ObjectSchema> {
	return await client.get(client.paths.schema(type), readSchema, { what: `object type ${type}` });
}
