import type { JsonObject } from 'n8n-workflow';

import type { HubSpotObject, JsonValue } from '../../hubspot/types';
import { isOn } from '../../hubspot/values/conversion';
import { simplifier, withoutBookkeeping } from '../../hubspot/values/simplify';
import type { Item } from '../../transport/item';

/** What the node adds to a record. Empty lists are left out. */
export type Additions = Record<string, JsonValue>;

/**
 * Returns a function that converts records to the item's output, simplified or as HubSpot returned them. The field
 * 'Simplify' is read only once.
 *
 * @param written the properties that the item wrote, if the records come from the response to a write. Simplified records
 * then leave out what HubSpot keeps for itself: they have the properties of a read, those written, and the account's own
 */
export function outputFor(
	item: Item,
	written?: object,
): (record: HubSpotObject, additions?: Additions) => JsonObject {
	const flat = isOn(item.field('simplify', true));
	const simplify = simplifier();
	return (record, additions) => {
		const telling = flat && written ? withoutBookkeeping(record, Object.keys(written)) : record;
		// A copy, because items that read the same record share one response.
		const json = (flat ? simplify(telling) : { ...record }) as unknown as JsonObject;
		if (!additions) return json;
		const added = Object.entries(additions).filter(
			([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
		);
		return added.length === 0 ? json : { ...json, ...(Object.fromEntries(added) as JsonObject) };
	};
}
