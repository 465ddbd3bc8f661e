import type { AssociationCategory, AssociationType } from './association-types.mts';

export interface AssociationSpec {
	associationCategory: AssociationCategory;
	associationTypeId: number;
}

const keyOf = (category: string, typeId: number) => `${category}=${typeId}`;

/** The association types of an account: HubSpot's own and the account's labels. */
export class AssociationRegistry {
	private readonly byKey = new Map<string, AssociationType>();

	private readonly byPair = new Map<string, AssociationType[]>();

	private nextTypeId = 37;

	add(type: AssociationType): void {
		this.byKey.set(keyOf(type.category, type.typeId), type);
		const pair = `${type.from}>${type.to}`;
		const types = this.byPair.get(pair);
		if (types) types.push(type);
		else this.byPair.set(pair, [type]);
	}

	find(category: string, typeId: number): AssociationType | undefined {
		return this.byKey.get(keyOf(category, typeId));
	}

	/** The types from one object type to another, with the unlabelled type first. */
	between(from: string, to: string): readonly AssociationType[] {
		return this.byPair.get(`${from}>${to}`) ?? [];
	}

	/** The unlabelled type, which an association without a label gets. */
	default(from: string, to: string): AssociationType | undefined {
		return this.between(from, to).find((type) => type.label === null);
	}

	inverse(type: AssociationType): AssociationType {
		return this.find(type.category, type.inverse) ?? type;
	}

	/** Finds a type by its ID, or by its name in the v3 API (case-insensitive). */
	named(from: string, to: string, idOrName: string): AssociationType | undefined {
		const name = idOrName.toLowerCase();
		return this.between(from, to).find(
			(type) => String(type.typeId) === name || type.name === name,
		);
	}

	/**
	 * Creates a user-defined type for both directions.
	 *
	 * @param label null for the unlabelled type between a custom object and another type
	 * @param inverseLabel the label of the other direction, if it differs
	 */
	define(
		from: string,
		to: string,
		{ name, label, inverseLabel }: { name: string; label: string | null; inverseLabel?: string },
	): AssociationType[] {
		const there = this.nextTypeId++;
		const symmetric = from === to && (inverseLabel === undefined || inverseLabel === label);
		const back = symmetric ? there : this.nextTypeId++;
		const type = (a: string, b: string, typeId: number, inverse: number, text: string | null) => ({
			category: 'USER_DEFINED' as const,
			typeId,
			from: a,
			to: b,
			label: text,
			name,
			inverse,
		});
		const forth = type(from, to, there, back, label);
		this.add(forth);
		if (symmetric) return [forth];
		const inverse = type(to, from, back, there, label === null ? null : (inverseLabel ?? label));
		this.add(inverse);
		return [forth, inverse];
	}

	/** Renames a label. Without `inverseLabel`, also renames the other direction if it had the same label. */
	rename(type: AssociationType, label: string, inverseLabel?: string): void {
		const inverse = this.inverse(type);
		const sameText = inverse.label === type.label;
		type.label = label;
		if (inverseLabel !== undefined) inverse.label = inverseLabel;
		else if (sameText) inverse.label = label;
	}

	remove(type: AssociationType): void {
		// A label that is the same both ways is its own inverse.
		for (const one of new Set([type, this.inverse(type)])) {
			this.byKey.delete(keyOf(one.category, one.typeId));
			const types = this.byPair.get(`${one.from}>${one.to}`);
			types?.splice(types.indexOf(one), 1);
		}
	}
}
