import { readPage, readSchema } from '../hubspot/answers';
import type { ObjectSchema } from '../hubspot/types';
import type { Asker } from '../transport/client';

/** The account's custom objects, asked once for a run (scope crm.schemas.custom.read). */
export async function customObjects(asker: Asker): Promise<ObjectSchema[]> {
	return await asker.once('schemas', async () => {
		const { results } = await asker.get(asker.paths.schemas(), readPage(readSchema));
		return results.filter(({ archived }) => !archived);
	});
}

/** One object type's schema: what its records are called, and by which property. */
export async function objectSchema(asker: Asker, type: string): Promise<ObjectSchema> {
	return await asker.get(asker.paths.schema(type), readSchema, { what: `object type ${type}` });
}
