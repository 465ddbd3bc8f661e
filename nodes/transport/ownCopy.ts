const given = new WeakSet<object>();

/**
 * The output of an item, without objects that other items have. Objects that were already given to another item are
 * copied, so that a later node that changes one item does not change the other. All other objects are returned as they
 * are.
 */
export function ownCopy<T>(value: T): T {
	if (typeof value !== 'object' || value === null) return value;
	if (!given.has(value)) {
		given.add(value);
		let isWhole = true;
		for (const key in value) isWhole = ownCopy(value[key]) === value[key] && isWhole;
		if (isWhole) return value;
	}
	const copy = Array.isArray(value)
		? value.map(ownCopy)
		: Object.fromEntries(Object.entries(value).map(([key, held]) => [key, ownCopy(held)]));
	given.add(copy);
	return copy as T;
}
