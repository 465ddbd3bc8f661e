import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { LIMITS } from '../../hubspot/limits';
import { type ObjectType, resolveObjectType } from '../../hubspot/objectTypes';
import type { CollectionResponse } from '../../hubspot/types';
import { accountOf } from '../../transport/account';
import { HubSpotClient } from '../../transport/client';
import { nodeError } from '../../transport/nodeErrors';

/**
 * Loads what a picker shows, by the same way and with the same messages as the operations: an error is shown as itself,
 * never as an empty list.
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
				// Somebody looks at it: like a poll, it does not wait behind all that a run has still to ask for.
				settings: { longestWaitMs: 15_000, until: Date.now() + 30_000 },
				options: { timeout: 30_000 },
			}),
		);
	} catch (error) {
		throw nodeError(context.getNode(), error, { token });
	}
}

/** Entries of the same name with their ids, which are all that tells them apart. */
export function toldApart<T extends { name: string; value: unknown }>(entries: T[]): T[] {
	const names = entries.map(({ name }) => name);
	return entries.map((entry) =>
		names.indexOf(entry.name) === names.lastIndexOf(entry.name)
			? entry
			: { ...entry, name: `${entry.name} – ${String(entry.value)}` },
	);
}

/** The order in which lists are shown. */
export const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name);

/** The object type that the user has chosen next to the field that loads, or else at the top of the node. */
export function chosenType(context: ILoadOptionsFunctions): ObjectType {
	const ofRow = context.getCurrentNodeParameter('&objectType');
	return resolveObjectType(ofRow ?? context.getCurrentNodeParameter('objectType'));
}

export const PAGE = 100;

/** Where the next page begins. HubSpot's search ends at 10,000: what is behind is found by words. */
export function nextPage({ paging, results }: CollectionResponse): string | undefined {
	// A page without anything would be followed by another one for ever.
	if (results.length === 0) return undefined;
	const next = paging?.next?.after;
	return Number(next) + PAGE > LIMITS.search.results ? undefined : next;
}
