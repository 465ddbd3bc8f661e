import { matchingOwners } from '../../api/owners';
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
		addOwners ? records.flatMap(({ properties }) => properties[Prop.OWNER] || []) : [],
	);
	if (ids.size === 0) return () => ({});
	const owners = new Map<string, Owner>();
	for (const id of ids) {
		const [owner] = await matchingOwners(item, { kind: 'id', id });
		if (owner) owners.set(id, owner);
	}
	return ({ properties }) => {
		const owner = owners.get(properties[Prop.OWNER] ?? '');
		return owner ? { owner: detailsOf(owner) } : {};
	};
}

function detailsOf({ id, firstName, lastName, email = '' }: Owner) {
	return { id, name: [firstName, lastName].filter(Boolean).join(' ') || email, email };
}
