import { readRecord } from '../hubspot/answers';
import { LIMITS } from '../hubspot/limits';
import type { HubSpotObject } from '../hubspot/types';
import type { SearchFilter } from '../hubspot/values/searchFilters';
import { unlessNotFound } from '../transport/apiError';
import type { BatchEndpoint } from '../transport/batch';
import type { HubSpotClient } from '../transport/client';
import { searchPage } from './searchPage';

/** How many characters of a search the texts may take up. The rest of the search takes up fewer than 400. */
const ROOM = LIMITS.search.characters - 400;

/**
 * The ids of the meetings that have a text in a property. One search covers up to a hundred texts. HubSpot's search
 * ignores case. If meetings with the exact text are among the results, only those count.
 */
export async function findByText(
	client: HubSpotClient,
	property: string,
	text: string,
): Promise<string[]> {
	const found =
		JSON.stringify(text).length > ROOM
			? await findByFilter(client, { propertyName: property, operator: 'EQ', value: text })
			: await unlessNotFound(client.batch(byText(property), text)).catch(async (error: unknown) => {
					if (!(error instanceof FullPage)) throw error;
					return await findByFilter(client, {
						propertyName: property,
						operator: 'EQ',
						value: text,
					});
				});
	const held = found ?? [];
	const exact = held.filter(({ properties }) => properties[property]?.trim() === text);
	return (exact.length > 0 ? exact : held).map(({ id }) => id);
}

/** The meetings that a filter finds, at most one page of them. */
export async function findByFilter(
	client: HubSpotClient,
	filter: SearchFilter,
): Promise<HubSpotObject[]> {
	const { results } = await searchPage(client, 'meetings', {
		filterGroups: [{ filters: [filter] }],
		properties: [filter.propertyName],
	});
	return results;
}

/** Thrown if a page of a search is full, because there may be more results. */
class FullPage extends Error {}

const byText = (property: string): BatchEndpoint<string, HubSpotObject[]> => ({
	key: `find meetings by ${property}`,
	effect: 'read',
	limit: LIMITS.batch.objects,
	share: (text) => Math.max(1, (JSON.stringify([text]).length / ROOM) * LIMITS.batch.objects),
	identity: (text) => text.toLowerCase(),
	batch: (entries, at) => ({
		path: at.search('meetings'),
		body: {
			filterGroups: [
				{
					filters: [
						{
							propertyName: property,
							operator: 'IN',
							values: entries.map(({ input }) => input.toLowerCase()),
						},
					],
				},
			],
			properties: [property],
			limit: LIMITS.page.search,
		},
		search: true,
	}),
	results: (results) => {
		if (results.length >= LIMITS.page.search) throw new FullPage();
		const byValue = new Map<string, HubSpotObject[]>();
		for (const record of results.map(readRecord)) {
			const value = record?.properties[property]?.trim().toLowerCase();
			if (!record || value === undefined) return [{}];
			byValue.set(value, [...(byValue.get(value) ?? []), record]);
		}
		return [...byValue].map(([identity, result]) => ({ identity, result }));
	},
	absent: (text) => `meeting with the ${property} ${text}`,
});
