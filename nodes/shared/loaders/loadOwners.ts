import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import { allOwners } from '../../api/owners';
import { byName, picker } from './picker';
import { ownerName } from './searchOwners';

/** Owners to filter by: first the active ones, then deactivated ones, whose meetings still exist. */
export async function getOwners(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return await picker(this, async (client) => {
		const lists = await Promise.all([allOwners(client), allOwners(client, true)]);
		return lists.flatMap((owners, deactivated) =>
			owners
				.map((owner) => ({
					name: `${ownerName(owner)}${deactivated ? ' – deactivated' : ''}`,
					value: owner.id,
				}))
				.sort(byName),
		);
	});
}
