import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { listSchedulingPages } from '../../api/scheduler';
import { byName, picker } from '../../shared/loaders/picker';

/** Finds scheduling pages by name or slug. HubSpot has no search for them, so this filters the whole list. */
export async function searchSchedulingPages(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	return await picker(this, async (client) => {
		const pages = await listSchedulingPages(client);
		const wanted = filter.trim().toLowerCase();
		return {
			results: pages
				.map(({ name, slug, link, paymentLinkId }) => ({
					name: `${name ? `${name} (${slug})` : slug}${paymentLinkId ? ' – payment, not bookable here' : ''}`,
					value: slug,
					url: link,
				}))
				.filter(({ name }) => name.toLowerCase().includes(wanted))
				.sort(byName),
		};
	});
}
