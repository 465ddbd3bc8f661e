import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { allOwners } from '../../api/owners';
import type { Owner } from '../../hubspot/types';
import { byName, picker } from './picker';

/** The owner's name, with the email address to distinguish owners of the same name. */
export function ownerName({ firstName, lastName, email, id }: Owner): string {
	const name = [firstName, lastName].filter(Boolean).join(' ');
	if (!name) return email ?? id;
	return email ? `${name} (${email})` : name;
}

/**
 * Searches active owners by name or email address. HubSpot has no search for owners, so the whole list is read and
 * filtered.
 */
export async function searchOwners(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	return await picker(this, async (client) => {
		const owners = await allOwners(client);
		const wanted = filter.trim().toLowerCase();
		return {
			results: owners
				.map((owner) => ({ name: ownerName(owner), value: owner.id }))
				.filter(({ name }) => name.toLowerCase().includes(wanted))
				.sort(byName),
		};
	});
}
