import { InputError } from '../../common/input';
import { isOn } from '../../hubspot/values/conversion';
import type { Item } from '../../transport/item';

/** How many results the item wants: Infinity for all. */
export function readMost(item: Item): number {
	if (isOn(item.field('returnAll', false))) return Infinity;
	const limit = Number(item.field('limit', 50));
	if (!Number.isInteger(limit) || limit < 1) {
		throw new InputError(
			'Limit',
			'is not a whole number above zero',
			"Give one, or turn on 'Return All'.",
		);
	}
	return limit;
}

/** n8n itself breaks at more results for one item; a part of them would look like all. */
export function refuseTooMany(count: number, most: number): void {
	if (count <= most) return;
	throw new InputError(
		'Return All',
		`there are more than ${most.toLocaleString('en')} meetings, which is more than n8n can pass on for one item`,
		"Use 'Search' with a time range for each item, or set 'Limit'.",
	);
}
