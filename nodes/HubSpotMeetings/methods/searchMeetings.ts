import { DateTime } from 'luxon';
import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { askSearch } from '../../api/searchPage';
import { DATE, TITLE } from '../../hubspot/propertyNames';
import { nextPage, PAGE, picker, toldApart } from '../../shared/loaders/picker';

/**
 * Meetings by words in their title or description, the latest first. The editor does not tell a picker the workflow's time
 * zone, only n8n's own, so the times name it.
 */
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
		const zone = this.getTimezone();
		return {
			results: toldApart(
				body.results.map(({ id, properties, url }) => ({
					name: `${properties[TITLE] || 'Untitled'} (${shown(properties[DATE], zone)})`,
					value: id,
					url,
				})),
			),
			paginationToken: nextPage(body),
		};
	});
}

const shown = (time: string | null | undefined, zone: string) =>
	time
		? DateTime.fromISO(time, { zone, locale: 'en' }).toFormat('yyyy-MM-dd HH:mm ZZZZ')
		: 'no date';
