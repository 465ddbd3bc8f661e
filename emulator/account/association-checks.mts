import { badJson, invalid, missingFields } from '../errors.mts';
import { isObject, readArray, readField, readInteger, readObject } from '../json.mts';
import type { Account } from './account.mts';
import type { AssociationType } from './association-types.mts';
import type { ObjectTypeRow } from './object-types.mts';
import type { StoredRecord } from './record.mts';

/** A record to associate, with the association types to use. */
export interface Target {
	record: StoredRecord;
	types: AssociationType[];
}

const CATEGORIES = ['HUBSPOT_DEFINED', 'INTEGRATOR_DEFINED', 'USER_DEFINED', 'WORK'];

const INVALID = 'One or more associations are invalid';

/** 400 for records that do not exist: `CONTACT=424242 is not valid`. */
export const invalidObjectIds = (objects: ReadonlyArray<{ enumName: string; id: string }>) =>
	invalid(INVALID, {
		context: {
			INVALID_OBJECT_IDS: objects.map(({ enumName, id }) => `${enumName}=${id} is not valid`),
		},
	});

const wrongDirection = (from: ObjectTypeRow, type: AssociationType) =>
	invalid(
		`invalid from object type ${from.typeId} for associations to be created. expected: ${type.from}. For definition 0-${type.typeId}`,
	);

/**
 * Reads one `{ associationCategory, associationTypeId }`. Its direction must be from the object type `from` and,
 * if `to` is given, to that object type.
 */
export function readAssociationType(
	account: Account,
	from: ObjectTypeRow,
	given: unknown,
	to?: ObjectTypeRow,
): AssociationType {
	const spec = readObject(given);
	const category = readField(spec, 'associationCategory');
	if (!CATEGORIES.includes(category)) {
		throw badJson(
			`Cannot deserialize value of type \`AssociationCategory\` from String "${category}": not one of the values accepted for Enum class: [${CATEGORIES.join(', ')}]`,
			2,
		);
	}
	if (spec.associationTypeId === undefined) throw missingFields(['associationTypeId']);
	const typeId = readInteger(spec.associationTypeId, 0);
	const type = account.associations.find(category, typeId);
	if (!type) {
		const name = `${category}=${typeId}`;
		throw invalid(INVALID, {
			context: {
				associationSpec: [name],
				INVALID_ASSOCIATION_TYPE_ID: [`${name} is not a valid association definition id`],
			},
		});
	}
	if (type.from !== from.typeId) throw wrongDirection(from, type);
	if (to && type.to !== to.typeId) {
		throw invalid(
			`invalid to object type ${to.typeId} for associations to be created. expected: ${type.to}. For definition 0-${typeId}`,
		);
	}
	return type;
}

/** Reads `associations` of a create request and throws HubSpot's errors. One error lists all missing records. */
export function checkAssociations(
	account: Account,
	from: ObjectTypeRow,
	associations: unknown,
): Target[] {
	if (associations === undefined || associations === null) return [];
	const missing: Array<{ enumName: string; id: string }> = [];
	const targets = readArray({ associations }, 'associations').flatMap((given) => {
		const association = readObject(given);
		if (!isObject(association.to)) throw missingFields(['to']);
		const id = readField(association.to, 'id');
		const types = readArray(association, 'types').map((one) =>
			readAssociationType(account, from, one),
		);
		if (types.length === 0) throw missingFields(['types']);
		return types.flatMap((type): Target[] => {
			const store = account.store(type.to);
			const record = store.get(Number(id));
			if (record) return [{ record, types: [type] }];
			missing.push({ enumName: store.type.enumName, id });
			return [];
		});
	});
	if (missing.length > 0) throw invalidObjectIds(missing);
	return targets;
}
