import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { paths } from '../../hubspot/versions';
import type { CollectionResponse } from '../../hubspot/types';
import { nextPage, PAGE } from './nextPage';
import { picker } from './picker';

/** Meetings by words in their title or description, the latest first. */
export async function searchMeetings(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await picker(this, async (asker) => {
		const { body } = await asker.send<CollectionResponse>({
			method: 'POST',
			path: paths(asker.account.apiVersion).search('meetings'),
			body: {
				...(filter && { query: filter }),
				sorts: [{ propertyName: 'hs_timestamp', direction: 'DESCENDING' }],
				properties: ['hs_meeting_title', 'hs_timestamp'],
				limit: PAGE,
				...(paginationToken && { after: paginationToken }),
			},
			effect: 'read',
			search: true,
		});
		return {
			results: body.results.map(({ id, properties, url }) => ({
				name: `${properties.hs_meeting_title || 'Untitled'} (${day(properties.hs_timestamp)})`,
				value: id,
				...(url && { url }),
			})),
			paginationToken: nextPage(body),
		};
	});
}

const day = (time: string | null | undefined) => (time ? time.slice(0, 10) : 'no date');
