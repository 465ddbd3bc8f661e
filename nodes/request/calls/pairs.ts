import type { AssociationSpec } from '../../hubspot/types';

/** Object types of the two sides of an association, by name or type id. */
export interface Sides {
	from: string;
	to: string;
}

/** Two records, by their ids. */
export interface Pair {
	from: string;
	to: string;
}

/** A pair with association types. */
export interface TypedPair extends Pair {
	types: AssociationSpec[];
}

/** What a batch knows a pair by. */
export const pairName = ({ from, to }: Pair) => `${from} ${to}`;
