import { allOwners } from '../../api/owners';
import * as Prop from '../../hubspot/propertyNames';
import type { HubSpotObject, Owner } from '../../hubspot/types';
import type { Item } from '../../transport/item';
import type { Additions } from './output';
import type { Reading } from './reading';

/**
 * What is added to each record: `owner: { id, name, email }`, where the option asks for it. One request for all; a second
 * one for the deactivated owners, when a meeting has one.
 */
export async function ownersOf(
	item: Item,
	records: readonly HubSpotObject[],
	{ addOwners }: Reading,
): Promise<(record: HubSpotObject) => Additions> {
	const ids = new Set(
		addOwners ? records.map(({ properties }) => properties[Prop.OWNER]).filter(Boolean) : [],
	);
	if (ids.size === 0) return () => ({});
	const owners = byId(await allOwners(item));
	if ([...ids].some((id) => !owners.has(id ?? ''))) {
		for (const [id, owner] of byId(await allOwners(item, true))) owners.set(id, owner);
	}
	return ({ properties }) => {
		const owner = owners.get(properties[Prop.OWNER] ?? '');
		return owner ? { owner: detailsOf(owner) } : {};
	};
}

const byId = (owners: Owner[]) => new Map(owners.map((owner) => [owner.id, owner]));

function detailsOf({ id, firstName, lastName, email = '' }: Owner) {
	return { id, name: [firstName, lastName].filter(Boolean).join(' ') || email, email };
}
