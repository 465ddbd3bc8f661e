import { InputError } from '../common/input';
import { list } from '../common/text';
import { readOwner } from '../hubspot/answers';
import { LIMITS } from '../hubspot/limits';
import type { Owner } from '../hubspot/types';
import { noOwner } from '../hubspot/values/conversion';
import { ownerText, type OwnerRef } from '../hubspot/values/recordRefs';
import type { HubSpotClient } from '../transport/client';
import { getPages } from './lists';

/**
 * The account's owners, read once per run, up to five hundred per request.
 *
 * @param archived whether to return the deactivated owners instead of the active ones
 */
export async function allOwners(client: HubSpotClient, archived = false): Promise<Owner[]> {
	return await client.once(`owners ${archived}`, async () =>
		getPages(client, client.paths.owners(), readOwner, {
			qs: { archived },
			pageSize: LIMITS.page.owners,
		}),
	);
}

/** A name in lower case, without commas and extra whitespace. */
const fold = (name: string) =>
	name
		.normalize('NFKC')
		.toLowerCase()
		.replace(/[\s,]+/g, ' ')
		.trim();

const namesOf = ({ firstName = '', lastName = '' }: Owner) => [
	fold(`${firstName} ${lastName}`),
	fold(`${lastName} ${firstName}`),
];

/** Owners by id, email address and full name. */
function index(owners: readonly Owner[]): Map<string, Owner[]> {
	const byKey = new Map<string, Owner[]>();
	for (const owner of owners) {
		const keys = [`id ${owner.id}`, `email ${owner.email?.toLowerCase()}`];
		for (const key of new Set([...keys, ...namesOf(owner).map((name) => `name ${name}`)])) {
			byKey.set(key, [...(byKey.get(key) ?? []), owner]);
		}
	}
	return byKey;
}

const keyOf = (ref: OwnerRef) =>
	`${ref.kind} ${ref.kind === 'name' ? fold(ref.name) : ownerText(ref)}`;

/** The active owners that match a reference. If there are none, the deactivated ones. HubSpot accepts the ids of both. */
export async function matchingOwners(
	client: HubSpotClient,
	ref: OwnerRef,
	activeOnly = false,
): Promise<Owner[]> {
	for (const archived of activeOnly ? [false] : [false, true]) {
		const byKey = await client.once(`owner index ${archived}`, async () =>
			index(await allOwners(client, archived)),
		);
		const found = byKey.get(keyOf(ref));
		if (found) return found;
	}
	return [];
}

/**
 * The owner that a reference identifies.
 *
 * @throws InputError if the account has no such owner, or several with that name
 */
export async function findOwner(
	client: HubSpotClient,
	ref: OwnerRef,
	field: string,
	activeOnly = false,
): Promise<Owner> {
	const found = await matchingOwners(client, ref, activeOnly);
	if (found.length > 1) throw ambiguous(ref, found, field);
	return found[0] ?? noOwner(ref, field, activeOnly);
}

function ambiguous(ref: OwnerRef, found: readonly Owner[], field: string): InputError {
	const owners = found.map(({ id, email }) => `${id} (${email ?? 'no email address'})`);
	return new InputError(
		field,
		`${ownerText(ref)} is the name of several owners: ${list(owners)}`,
		'Enter the ID or email address of one of them.',
	);
}
