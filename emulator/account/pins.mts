import { invalid } from '../errors.mts';
import type { Account } from './account.mts';
import { StoredRecord } from './record.mts';

export const PIN_PROPERTY = 'hs_pinned_engagement_id';

/**
 * Throws if the pinned record is not an activity that is associated with the record. HubSpot documents this
 * requirement, but not the response. This error is a guess.
 *
 * @param values the values to be written
 * @param owner the record, or the records with which a new one will be associated
 */
export function checkPin(
	account: Account,
	values: Readonly<Record<string, string>>,
	owner: StoredRecord | readonly StoredRecord[],
): void {
	const pinned = values[PIN_PROPERTY];
	if (!pinned) return;
	const id = Number(pinned);
	const activities = account.objectTypes.filter((type) => type.activity);
	const associated = activities.some(({ typeId }) =>
		owner instanceof StoredRecord
			? owner.linked(typeId).has(id) && account.store(typeId).get(id)
			: owner.some((record) => record.typeId === typeId && record.id === id),
	);
	if (associated) return;
	throw invalid(
		`Engagement ${pinned} cannot be pinned: the activity must already be associated with the record.`,
		{ context: { [PIN_PROPERTY]: [pinned] } },
	);
}
