import { InputError, quote } from '../../common/input';
import { list } from '../../common/text';
import { defaultAssociationTypeId, findDefaultAssociation, toSpec } from '../associationTypes';
import type { AssociationCategory, AssociationLabel, AssociationSpec } from '../types';

/** Who defined an association type, as the UI shows it. HubSpot documents only the name of WORK. */
export const CATEGORIES: Record<AssociationCategory, string> = {
	HUBSPOT_DEFINED: 'Defined by HubSpot',
	INTEGRATOR_DEFINED: 'Defined by an Integration',
	USER_DEFINED: 'Defined in the Account',
	WORK: 'Work',
};

/** An association type as a picker stores it: `USER_DEFINED:37`. Type ids are unique only within a category. */
export const typeValue = ({ category, typeId }: AssociationLabel) => `${category}:${typeId}`;

/** Parses the result of `typeValue`, or HubSpot's `USER_DEFINED=37`; undefined for anything else. */
export function parseTypeValue(text: string): AssociationSpec | undefined {
	const [, category, id] = /^\s*([A-Z_]+)\s*[:=]\s*(\d+)\s*$/i.exec(text) ?? [];
	const associationCategory = (Object.keys(CATEGORIES) as AssociationCategory[]).find(
		(name) => name === category?.toUpperCase(),
	);
	return associationCategory && { associationCategory, associationTypeId: Number(id) };
}

/** The name of the unlabeled type. */
const NO_LABEL = 'No label';

/** An association type as users see it: `Decision maker (37)`. */
export const typeName = ({ label, typeId }: AssociationLabel) => `${label ?? NO_LABEL} (${typeId})`;

const fold = (text: string) => text.trim().replace(/\s+/g, ' ').toLowerCase();

/** Whether one of the labels has this text (case-insensitive). */
export const hasLabel = (text: string, labels: readonly AssociationLabel[]): boolean =>
	labels.some(({ label }) => label !== null && fold(label) === fold(text));

/**
 * The association type that a text means: by its label (case-insensitive), by its id, or by both, as lists and messages
 * show them.
 *
 * @param labels the account's association types from one object type to the other
 * @throws InputError if no type matches, or several types match
 */
export function findLabel(
	text: string,
	labels: readonly AssociationLabel[],
	{ from, to, field }: { from: string; to: string; field: string },
): AssociationSpec {
	const wanted = fold(text);
	const exact = labels.filter(({ label }) => label === text.trim());
	const byText =
		exact.length > 0 ? exact : labels.filter(({ label }) => fold(label ?? NO_LABEL) === wanted);
	const found =
		byText.length > 0
			? byText
			: labels.filter((type) => `${type.typeId}` === wanted || fold(typeName(type)) === wanted);
	if (found.length === 1) return toSpec(found[0]);
	const there = list((found.length > 1 ? found : labels).map(typeName));
	if (found.length > 1) {
		throw new InputError(
			field,
			`${quote(text)} matches several association types from ${from} to ${to}: ${there}`,
			`Enter the category with the ID, such as ${typeValue(found[0])}.`,
		);
	}
	const known = /^\d+$/.test(wanted) ? otherDirection(wanted, from, to) : undefined;
	throw new InputError(
		field,
		known ??
			`${quote(text)} is not an association type or label from ${from} to ${to} in this account`,
		labels.length > 0
			? `Available: ${there}.`
			: "These object types can't be associated; check the object type.",
	);
}

/** Explains what one of HubSpot's own type ids is for, if it is for other object types or the other direction. */
function otherDirection(id: string, from: string, to: string): string | undefined {
	const known = findDefaultAssociation(id);
	if (!known) return undefined;
	const right = defaultAssociationTypeId(from, to);
	return `association type ${id} is for ${known.from} to ${known.to}${
		right === undefined ? '' : `; for ${from} to ${to}, use ${right}`
	}`;
}
