import type { JsonObject } from 'n8n-workflow';

import { simplify } from '../../../hubspot/simplify';
import type { HubSpotObject, JsonValue } from '../../../hubspot/types';
import type { Item } from '../../../request/item';

/** What a node adds to a record: empty lists are left out. */
export type Additions = Record<string, JsonValue>;

/** The record as the item's output: flat, or as HubSpot answered. */
export function shape(item: Item, record: HubSpotObject, additions: Additions = {}): JsonObject {
	const json = item.field('simplify', true) ? simplify(record) : record;
	const added = Object.entries(additions).filter(
		([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
	);
	return { ...(json as unknown as JsonObject), ...(Object.fromEntries(added) as JsonObject) };
}
