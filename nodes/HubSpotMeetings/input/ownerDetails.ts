import { matchingOwners } from '../../api/owners';
import * as Prop from '../../hubspot/propertyNames';
import type { HubSpotObject, Owner } from '../../hubspot/types';
import type { Item } from '../../transport/item';
import type { Additions } from './output';
import type { Reading } from './reading';

/**
 * Finds what 'Add Owner Details' adds to each record: `owner: { id, name, email }`. Reads the list of owners, and that of
 * the deactivated owners only if a meeting has one of them. Each list is read once per run.
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
