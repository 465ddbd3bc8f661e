import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { DATE, TITLE } from '../../hubspot/propertyNames';
import { askSearch } from '../../request/calls/searchPage';
import { nextPage, PAGE } from './nextPage';
import { picker } from './picker';

/** Meetings by words in their title or description, the latest first. */
export async function searchMeetings(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await picker(this, async (asker) => {
		const { body } = await askSearch(asker, 'meetings', {
			query: filter || undefined,
			sorts: [{ propertyName: DATE, direction: 'DESCENDING' }],
			properties: [TITLE, DATE],
			limit: PAGE,
			after: paginationToken || undefined,
		});
		return {
			results: body.results.map(({ id, properties, url }) => ({
				name: `${properties[TITLE] || 'Untitled'} (${day(properties[DATE])})`,
				value: id,
				url,
			})),
			paginationToken: nextPage(body),
		};
	});
}

const day = (time: string | null | undefined) => (time ? time.slice(0, 10) : 'no date');
