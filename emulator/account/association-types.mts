/** Association types (HubSpot also calls them definitions). Each ID is for one direction. */
export type AssociationCategory =
	'HUBSPOT_DEFINED' | 'INTEGRATOR_DEFINED' | 'USER_DEFINED' | 'WORK';

export interface AssociationType {
	category: AssociationCategory;
	typeId: number;
	/** Object type IDs. */
	from: string;
	to: string;
	/** Null for the unlabelled type of a pair. */
	label: string | null;
	/** The name in the v3 API: `meeting_event_to_contact`. */
	name: string;
	/** The ID of the type for the other direction. */
	inverse: number;
	/** Whether a record can have only one associated record of this type (such as its primary company). */
	single?: boolean;
}

/**
 * HubSpot's own types: from, to, ID in this direction, ID in the other direction, and label, if any.
 * Sources: HubSpot's list of association type IDs; `AssociationTypes` of the official client.
 * The ID from meetings to projects is a guess. HubSpot publishes only the other direction.
 */
const HUBSPOT_DEFINED: ReadonlyArray<
	readonly [from: string, to: string, there: number, back: number, label?: string]
> = [
	['0-47', '0-1', 200, 199],
	['0-47', '0-2', 188, 187],
	['0-47', '0-3', 212, 211],
	['0-47', '0-5', 226, 225],
	['0-47', '0-136', 601, 600],
	['0-47', '0-123', 769, 768],
	['0-47', '0-421', 919, 918],
	['0-47', '0-410', 873, 872],
	['0-47', '0-420', 897, 896],
	['0-47', '0-162', 839, 838],
	['0-47', '0-48', 400, 399],
	['0-47', '0-970', 1256, 1255],
	['0-1', '0-2', 279, 280],
	['0-1', '0-2', 1, 2, 'Primary'],
	['0-3', '0-1', 3, 4],
	['0-3', '0-2', 341, 342],
	['0-3', '0-2', 5, 6, 'Primary'],
	['0-5', '0-1', 16, 15],
	['0-5', '0-2', 339, 340],
	['0-5', '0-2', 26, 25, 'Primary'],
	['0-3', '0-5', 27, 28],
	['0-1', '0-1', 449, 449],
	['0-2', '0-2', 450, 450],
	['0-3', '0-3', 451, 451],
	['0-5', '0-5', 452, 452],
	['0-46', '0-1', 202, 201],
	['0-46', '0-2', 190, 189],
	['0-46', '0-3', 214, 213],
	['0-46', '0-5', 228, 227],
	['0-48', '0-1', 194, 193],
	['0-48', '0-2', 182, 181],
	['0-48', '0-3', 206, 205],
	['0-48', '0-5', 220, 219],
	['0-49', '0-1', 198, 197],
	['0-49', '0-2', 186, 185],
	['0-49', '0-3', 210, 209],
	['0-49', '0-5', 224, 223],
	['0-27', '0-1', 204, 203],
	['0-27', '0-2', 192, 191],
	['0-27', '0-3', 216, 215],
	['0-27', '0-5', 230, 229],
];

/** All built-in types, in both directions. `nameOf` returns the v3 name of an object type. */
export function builtInTypes(nameOf: (typeId: string) => string): AssociationType[] {
	return HUBSPOT_DEFINED.flatMap(([from, to, there, back, label]) => {
		// If a pair has a primary type, that type has the v3 name without a suffix.
		const hasPrimary = HUBSPOT_DEFINED.some((row) => row[0] === from && row[1] === to && row[4]);
		const suffix = hasPrimary && !label ? '_unlabeled' : '';
		const type = (a: string, b: string, typeId: number, inverse: number): AssociationType => ({
			category: 'HUBSPOT_DEFINED',
			typeId,
			from: a,
			to: b,
			label: label ?? null,
			name: `${nameOf(a)}_to_${nameOf(b)}${suffix}`,
			inverse,
		});
		const forth = { ...type(from, to, there, back), ...(label && { single: true }) };
		return there === back ? [forth] : [forth, type(to, from, back, there)];
	});
}
