import type { IDataObject, IHttpRequestMethods } from 'n8n-workflow';

import { LIMITS } from '../../hubspot/limits';
import type { CollectionResponse, HubSpotObject, NextPage } from '../../hubspot/types';
import { paths } from '../../hubspot/versions';
import type { Asker } from '../asker';
import { unreadable } from '../refused';
import { readQuery, type ReadOptions } from './records';

/** A page's cursor and results, wherever they come from. */
interface Page<T> {
	results: T[];
	paging?: NextPage;
}

/**
 * Turns pages until there are none, or until `most` results are there. A cursor that comes a second time would go on
 * for ever: it is refused.
 *
 * @param ask asks for the page at a cursor, with at most so many results
 */
export async function turnPages<T>(
	ask: (after: string | undefined, limit: number) => Promise<Page<T>>,
	{ pageSize, most = Infinity }: { pageSize: number; most?: number },
): Promise<T[]> {
	const all: T[] = [];
	const seen = new Set<string>();
	let after: string | undefined;
	while (all.length < most) {
		const { results, paging } = await ask(after, Math.min(pageSize, most - all.length));
		for (const result of results) all.push(result);
		after = paging?.next?.after === undefined ? undefined : String(paging.next.after);
		if (after === undefined) break;
		if (seen.has(after)) {
			throw unreadable(
				`HubSpot gave the same page twice (cursor ${after}), so the list would never end. Try again, or read with a lower Limit`,
			);
		}
		seen.add(after);
	}
	return all.slice(0, most);
}

/** Pages of a GET list, with its own query and the most that a page may have. */
export async function getPages<T>(
	asker: Asker,
	path: string,
	{ qs = {}, pageSize, most }: { qs?: IDataObject; pageSize: number; most?: number },
): Promise<T[]> {
	return await turnPages<T>(
		async (after, limit) => {
			const request = {
				method: 'GET' as IHttpRequestMethods,
				path,
				qs: { ...qs, limit, ...(after !== undefined && { after }) },
				effect: 'read' as const,
			};
			return (await asker.send<CollectionResponse<T>>(request)).body;
		},
		{ pageSize, most },
	);
}

/** All records of a type, or the first `most`: a hundred a page, fifty with property history. */
export async function listRecords(
	asker: Asker,
	type: string,
	options: ReadOptions,
	most?: number,
): Promise<HubSpotObject[]> {
	const withHistory = (options.history ?? []).length > 0;
	return await getPages<HubSpotObject>(asker, paths(asker.account.apiVersion).records(type), {
		qs: readQuery(options),
		pageSize: withHistory ? LIMITS.page.listWithHistory : LIMITS.page.list,
		most,
	});
}
