import type { Account } from './account.mts';
import type { AssociationType } from './association-types.mts';
import type { StoredRecord } from './record.mts';

function typesBetween(from: StoredRecord, to: StoredRecord): Set<AssociationType> {
	let ids = from.links.get(to.typeId);
	if (!ids) from.links.set(to.typeId, (ids = new Map()));
	let types = ids.get(to.id);
	if (!types) ids.set(to.id, (types = new Set()));
	return types;
}

/** Removes a type that only one record can have (a primary company) from any other record. */
function demote(
	account: Account,
	from: StoredRecord,
	to: StoredRecord,
	type: AssociationType,
): void {
	const inverse = account.associations.inverse(type);
	for (const [id, types] of from.links.get(to.typeId) ?? []) {
		if (id !== to.id && types.delete(type)) {
			account.store(to.typeId).get(id)?.links.get(from.typeId)?.get(from.id)?.delete(inverse);
		}
	}
}

/** Associates two records in both directions. Always adds the unlabelled type as well. Keeps existing types. */
export function associate(
	account: Account,
	from: StoredRecord,
	to: StoredRecord,
	types: readonly AssociationType[],
): void {
	const unlabelled = account.associations.default(from.typeId, to.typeId);
	for (const type of unlabelled ? [unlabelled, ...types] : types) {
		const inverse = account.associations.inverse(type);
		if (type.single) demote(account, from, to, type);
		if (inverse.single) demote(account, to, from, inverse);
		typesBetween(from, to).add(type);
		typesBetween(to, from).add(inverse);
	}
}

function cut(from: StoredRecord, to: StoredRecord): void {
	from.links.get(to.typeId)?.delete(to.id);
	to.links.get(from.typeId)?.delete(from.id);
}

/**
 * Removes the given types between two records. Removes all types if the unlabelled one is given or if there is
 * no list.
 */
export function dissociate(
	account: Account,
	from: StoredRecord,
	to: StoredRecord,
	types?: readonly AssociationType[],
): void {
	const unlabelled = account.associations.default(from.typeId, to.typeId);
	if (!types || (unlabelled && types.includes(unlabelled))) return cut(from, to);
	const there = from.links.get(to.typeId)?.get(to.id);
	const back = to.links.get(from.typeId)?.get(from.id);
	for (const type of types) {
		there?.delete(type);
		back?.delete(account.associations.inverse(type));
	}
	if (there?.size === 0) cut(from, to);
	return undefined;
}
