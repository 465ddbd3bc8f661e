import type { Account } from './account.mts';
import type { AssociationType } from './association-types.mts';
import { invalidObjectIds } from './association-checks.mts';
import type { ObjectStore } from './object-store.mts';
import type { StoredRecord } from './record.mts';
import { invalid } from '../errors.mts';

/** Two records to associate or dissociate. */
export interface Pair {
	from: StoredRecord;
	to: StoredRecord;
}

/** Finds both records. Throws an error that names the missing ones. */
export function findPair(
	stores: { from: ObjectStore; to: ObjectStore },
	ids: { from: string; to: string },
): Pair {
	const from = stores.from.get(Number(ids.from));
	const to = stores.to.get(Number(ids.to));
	if (from && to) return { from, to };
	const missing = (['from', 'to'] as const).filter((side) => !(side === 'from' ? from : to));
	throw invalidObjectIds(
		missing.map((side) => ({ enumName: stores[side].type.enumName, id: ids[side] })),
	);
}

/** The unlabelled type between two object types. Throws a 400 if there is none. */
export function defaultType(account: Account, from: ObjectStore, to: ObjectStore): AssociationType {
	const type = account.associations.default(from.type.typeId, to.type.typeId);
	if (!type) {
		throw invalid(
			`No default association type exists from object type ${from.type.typeId} to object type ${to.type.typeId}`,
		);
	}
	return type;
}

/**
 * Sets the labels of a pair. Removes the account's labels that are not in `types`, as HubSpot's guide says for
 * both the single and the batch request. Keeps HubSpot's own, such as a primary company (a guess).
 */
export function setLabels(
	account: Account,
	{ from, to }: Pair,
	types: AssociationType[],
): string[] {
	const there = from.linked(to.typeId).get(to.id) ?? new Set();
	const gone = [...there].filter(
		(type) => type.category !== 'HUBSPOT_DEFINED' && type.label !== null && !types.includes(type),
	);
	account.associate(from, to, types);
	if (gone.length > 0) account.dissociate(from, to, gone);
	return types.flatMap(({ label }) => label ?? []);
}
