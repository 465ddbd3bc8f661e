import { isPlain } from '../common/input';

const unshared = new WeakSet<object>();

/** Marks a list of outputs that share nothing with other items, so that it isn't copied. For lists with many records. */
export function asUnshared<T extends object>(outputs: T): T {
	unshared.add(outputs);
	return outputs;
}

/**
 * The outputs of an item, with copies of the lists and objects in them. Items can share what HubSpot returned, and a later
 * node that changes one item must not change the others.
 */
export const ownOutputs = <T>(outputs: T[]): T[] =>
	unshared.has(outputs) ? outputs : outputs.map(ownCopy);

/** A copy of a value, with copies of the lists and plain objects in it. */
export function ownCopy<T>(value: T): T {
	if (Array.isArray(value)) return value.map(ownCopy) as T;
	if (!isPlain(value)) return value;
	const copy = { ...value };
	for (const key in copy) {
		if (typeof copy[key] === 'object') copy[key] = ownCopy(copy[key]);
	}
	return copy;
}
