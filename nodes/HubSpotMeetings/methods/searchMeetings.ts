import { DateTime } from 'luxon';
import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { askSearch } from '../../api/searchPage';
import * as Prop from '../../hubspot/propertyNames';
import { nextPage, PAGE, picker, toldApart } from '../../shared/loaders/picker';

/**
 * Finds meetings by words in their title or description, latest first. A picker only knows the time zone of the n8n
 * instance, not the workflow's, so the times show the zone.
 */
export async function searchMeetings(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await picker(this, async (client) => {
		const { body } = await askSearch(client, 'meetings', {
			query: filter || undefined,
			sorts: [{ propertyName: Prop.DATE, direction: 'DESCENDING' }],
			properties: [Prop.TITLE, Prop.DATE],
			limit: PAGE,
			after: paginationToken || undefined,
		});
		const zone = this.getTimezone();
		return {
			results: toldApart(
				body.results.map(({ id, properties, url }) => ({
					name: `${properties[Prop.TITLE] || 'Untitled'} (${shown(properties[Prop.DATE], zone)})`,
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
