import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { LIMITS } from '../../hubspot/limits';
import { type ObjectType, resolveObjectType } from '../../hubspot/objectTypes';
import type { CollectionResponse } from '../../hubspot/types';
import { accountOf } from '../../transport/account';
import { HubSpotClient } from '../../transport/client';
import { nodeError } from '../../transport/nodeErrors';

/**
 * Loads the options of a picker in the same way, and with the same error messages, as the operations. An error is shown
 * as an error, never as an empty list.
 */
export async function picker<T>(
	context: ILoadOptionsFunctions,
	load: (client: HubSpotClient) => Promise<T>,
): Promise<T> {
	let token: string | undefined;
	try {
		const account = await accountOf(context);
		token = account.token;
		return await load(
			new HubSpotClient(context, account, undefined, {
				// A user is waiting. Like a poll, this must not wait behind the queued requests of a run.
				settings: { longestWaitMs: 15_000, until: Date.now() + 30_000 },
				options: { timeout: 30_000 },
			}),
		);
	} catch (error) {
		throw nodeError(context.getNode(), error, { token });
	}
}

/** Adds the id to entries with the same name, because nothing else distinguishes them. */
export function toldApart<T extends { name: string; value: unknown }>(entries: T[]): T[] {
	const names = entries.map(({ name }) => name);
	return entries.map((entry) =>
		names.indexOf(entry.name) === names.lastIndexOf(entry.name)
			? entry
			: { ...entry, name: `${entry.name} – ${String(entry.value)}` },
	);
}

/** The sort order of lists. */
export const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name);

/** The object type selected next to the field whose options are loaded, or else at the top of the node. */
export function chosenType(context: ILoadOptionsFunctions): ObjectType {
	const ofRow = context.getCurrentNodeParameter('&objectType');
	return resolveObjectType(ofRow ?? context.getCurrentNodeParameter('objectType'));
}

export const PAGE = 100;

/** The cursor of the next page. HubSpot's search ends at 10,000 results. The rest can only be found with search terms. */
export function nextPage({ paging, results }: CollectionResponse): string | undefined {
	// Otherwise empty pages could follow each other forever.
	if (results.length === 0) return undefined;
	const next = paging?.next?.after;
	return Number(next) + PAGE > LIMITS.search.results ? undefined : next;
}
