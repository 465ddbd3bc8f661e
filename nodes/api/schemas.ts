import { readSchema } from '../hubspot/answers';
import type { ObjectType } from '../hubspot/objectTypes';
import type { ObjectSchema } from '../hubspot/types';
import type { HubSpotClient } from '../transport/client';
import { getPage } from './lists';

/** The account's custom objects, read once per run (scope crm.schemas.custom.read). */
export async function customObjects(client: HubSpotClient): Promise<ObjectSchema[]> {
	return await client.once('schemas', async () => {
		const { results } = await getPage(client, client.paths.schemas(), readSchema);
		return results.filter(({ archived }) => !archived);
	});
}

/** The properties that show what a record is. For a custom object, the account determines the property. */
export async function titleProperties(
	client: HubSpotClient,
	{ name, typeId, custom, titleProperties: known }: ObjectType,
): Promise<readonly string[]> {
	if (!custom) return known;
	const { primaryDisplayProperty } = await objectSchema(client, typeId ?? name);
	return primaryDisplayProperty ? [primaryDisplayProperty] : [];
}

/** The schema of one object type: the names of its records, and the property that is displayed for a record. */
export async function objectSchema(client: HubSpotClient, type: string): Promise<ObjectSchema> {
	return await client.get(client.paths.schema(type), readSchema, { what: `object type ${type}` });
}
