import type { CollectionResponse, ObjectSchema } from '../../hubspot/types';
import { paths } from '../../hubspot/versions';
import type { Asker } from '../asker';

/** The account's custom objects, asked once for a run (scope crm.schemas.custom.read). */
export async function customObjects(asker: Asker): Promise<ObjectSchema[]> {
	return await asker.once('schemas', async () => {
		const path = paths(asker.account.apiVersion).schemas();
		const { body } = await asker.send<CollectionResponse<ObjectSchema>>({
			method: 'GET',
			path,
			effect: 'read',
		});
		return body.results.filter(({ archived }) => !archived);
	});
}

/** One object type's schema: what its records are called, and by which property. */
export async function objectSchema(asker: Asker, type: string): Promise<ObjectSchema> {
	const path = paths(asker.account.apiVersion).schema(type);
	const request = { method: 'GET', path, effect: 'read', what: `object type ${type}` } as const;
	return (await asker.send<ObjectSchema>(request)).body;
}
