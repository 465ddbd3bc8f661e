import { InputError } from '../common/input';
import { list } from '../common/text';
import { readOwner } from '../hubspot/answers';
import { LIMITS } from '../hubspot/limits';
import type { Owner } from '../hubspot/types';
import { ownerText, type OwnerRef } from '../hubspot/values/recordRefs';
import type { HubSpotClient } from '../transport/client';
import { getPages } from './lists';

/**
 * The account's owners, asked once for a run: five hundred a request.
 *
 * @param archived the deactivated ones instead of the active ones
 */
export async function allOwners(client: HubSpotClient, archived = false): Promise<Owner[]> {
	return await client.once(`owners ${archived}`, async () =>
		getPages(client, client.paths.owners(), readOwner, {
			qs: { archived },
			pageSize: LIMITS.page.owners,
		}),
	);
}

/** A name without case, commas and doubled blanks. */
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

/**
 * An owner whom a user names. Who was deactivated still is one, and HubSpot takes the id: asked for where none
 * of the active ones is meant.
 *
 * @param among whether deactivated ones are looked at, one list after the other
 * @returns undefined where nobody of the account is meant
 * @throws InputError for a name that several have
 */
export async function findOwner(
	client: HubSpotClient,
	ref: OwnerRef,
	field: string,
	among: readonly boolean[] = [false, true],
): Promise<Owner | undefined> {
	for (const archived of among) {
		const byKey = await client.once(`owner index ${archived}`, async () =>
			index(await allOwners(client, archived)),
		);
		const found = byKey.get(keyOf(ref)) ?? [];
		if (found.length > 1) throw ambiguous(ref, found, field);
		if (found.length === 1) return found[0];
	}
	return undefined;
}

function ambiguous(ref: OwnerRef, found: readonly Owner[], field: string): InputError {
	const owners = found.map(({ id, email }) => `${id} (${email ?? 'no email address'})`);
	return new InputError(
		field,
		`${ownerText(ref)} is the name of several owners: ${list(owners)}`,
		'Give the ID or the email address of the one that is meant.',
	);
}
