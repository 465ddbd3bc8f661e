import { associationLabels } from '../../api/associations';
import type { Sides } from '../../api/pairs';
import { InputError, oneOf, textOf } from '../../common/input';
import { defaultAssociation, specName } from '../../hubspot/associationTypes';
import type { AssociationCategory, AssociationSpec } from '../../hubspot/types';
import { findLabel, hasLabel, parseTypeValue } from '../../hubspot/values/associationLabels';
import { toTexts } from '../../hubspot/values/ids';
import type { Item } from '../../transport/item';

/** The fields that choose an association type. */
export interface TypeFields {
	by: unknown;
	/** Labels by text, by type ID, or as chosen from the list. */
	labels?: unknown;
	typeId?: unknown;
	category?: AssociationCategory | 'lookUp';
}

/** Reads these fields at the top level of an association operation. */
export function readTypeFields(item: Item): TypeFields {
	return {
		by: item.field<unknown>('by', 'default'),
		labels: item.field<unknown>('labels', []),
		typeId: item.field<unknown>('typeId', ''),
		category: item.field<TypeFields['category']>('category', 'lookUp'),
	};
}

/**
 * The association types that the fields choose. Undefined means the default type of the two object types.
 *
 * @throws InputError when the account has no such type, or when an expression returns an invalid 'Association Type'
 */
export async function readTypes(
	item: Item,
	fields: TypeFields,
	sides: Sides,
): Promise<AssociationSpec[] | undefined> {
	const by = oneOf(fields.by, ['default', 'label', 'typeId'], 'Association Type');
	if (by === 'default') return undefined;
	const types =
		by === 'label' ? await byLabels(item, fields.labels, sides) : [await byId(item, fields, sides)];
	const known = defaultAssociation(sides.from, sides.to);
	return known && types.every((type) => specName(type) === specName(known)) ? undefined : types;
}

/** Finds types by their labels, without duplicates. */
export async function byLabels(
	item: Item,
	given: unknown,
	sides: Sides,
	field = 'Labels',
): Promise<AssociationSpec[]> {
	// The text of a label can contain the separators of a list.
	const isOne =
		typeof given === 'string' &&
		/[,;]/.test(given) &&
		hasLabel(given, await associationLabels(item, sides.from, sides.to));
	const texts = isOne ? [given] : toTexts(given).map(String);
	if (texts.length === 0) {
		throw new InputError(field, 'are empty', 'Choose or enter a label.');
	}
	const types = await Promise.all(
		texts.map(async (text) => await byText(item, text, sides, field)),
	);
	return [...new Map(types.map((type) => [specName(type), type])).values()];
}

async function byText(item: Item, text: string, sides: Sides, field: string) {
	return (
		parseTypeValue(text) ??
		findLabel(text, await associationLabels(item, sides.from, sides.to), { ...sides, field })
	);
}

async function byId(item: Item, { typeId, category }: TypeFields, sides: Sides) {
	const text = textOf(typeId);
	if (!/^\d+$/.test(text)) {
		throw new InputError(
			'Type ID',
			text === '' ? 'is empty' : `'${text}' is not the ID of an association type`,
			"Enter a number such as 200. 'Get Many Types' lists the available types.",
		);
	}
	const associationTypeId = Number(text);
	if (category && category !== 'lookUp')
		return { associationCategory: category, associationTypeId };
	const known = defaultAssociation(sides.from, sides.to);
	return known?.associationTypeId === associationTypeId
		? known
		: await byText(item, text, sides, 'Type ID');
}
