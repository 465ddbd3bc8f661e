import type { JsonObject } from 'n8n-workflow';

import type { HubSpotObject, JsonValue } from '../../hubspot/types';
import { isOn } from '../../hubspot/values/conversion';
import { simplifier, withoutBookkeeping } from '../../hubspot/values/simplify';
import type { Item } from '../../transport/item';

/** What a node adds to a record: empty lists are left out. */
export type Additions = Record<string, JsonValue>;

/**
 * What makes records the item's output, flat or as HubSpot answered; the field that says which is read once.
 *
 * @param written what the item wrote, where the records answer a write: flat, they have no more than what a read brings
 */
export function outputFor(
	item: Item,
	written?: object,
): (record: HubSpotObject, additions?: Additions) => JsonObject {
	const flat = isOn(item.field('simplify', true));
	const simplify = simplifier();
	return (record, additions) => {
		const telling = flat && written ? withoutBookkeeping(record, Object.keys(written)) : record;
		// A copy: items that asked for the same record have it from one answer.
		const json = (flat ? simplify(telling) : { ...record }) as unknown as JsonObject;
		if (!additions) return json;
		const added = Object.entries(additions).filter(
			([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
		);
		return added.length === 0 ? json : { ...json, ...(Object.fromEntries(added) as JsonObject) };
	};
}
