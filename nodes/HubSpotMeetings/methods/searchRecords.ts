import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { titleProperties } from '../../api/schemas';
import { askSearch } from '../../api/searchPage';
import type { ObjectType } from '../../hubspot/objectTypes';
import type { HubSpotObject } from '../../hubspot/types';
import { chosenType, nextPage, PAGE, picker, toldApart } from '../../shared/loaders/picker';

/** Finds records of the chosen object type by HubSpot's text search, sorted by name. */
export async function searchRecords(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await picker(this, async (client) => {
		const type = chosenType(this);
		const properties = await titleProperties(client, type);
		const { body } = await askSearch(client, type.typeId ?? type.name, {
			query: filter || undefined,
			sorts: properties
				.slice(0, 1)
				.map((propertyName) => ({ propertyName, direction: 'ASCENDING' })),
			properties,
			limit: PAGE,
			after: paginationToken || undefined,
		});
		return {
			results: toldApart(
				body.results.map((record) => ({
					name: titleOf(record, type, properties),
					value: record.id,
					url: record.url,
				})),
			),
			paginationToken: nextPage(body),
		};
	});
}

/** The name of a record, with the email or domain that distinguishes records with the same name. */
function titleOf({ id, properties }: HubSpotObject, type: ObjectType, names: readonly string[]) {
	const distinct = type.findBy ? properties[type.findBy] : undefined;
	const name = names
		.filter((property) => property !== type.findBy)
		.map((property) => properties[property])
		.filter(Boolean)
		.join(' ');
	if (!name) return distinct || `${type.displayName} ${id}`;
	return distinct ? `${name} (${distinct})` : name;
}
