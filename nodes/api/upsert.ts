import { ownOf } from '../common/input';
import { LIMITS } from '../hubspot/limits';
import type { HubSpotObject } from '../hubspot/types';
import type { BatchEndpoint } from '../transport/batch';
import { written, type ChangeInput } from './records';

/**
 * Updates the records that hold a unique value, and creates those that are missing: one batch for a hundred. HubSpot has
 * no request for a lone one. Its answer says of each which it was (`new`). To repeat it doubles nothing.
 */
export function upsertRecords(
	type: string,
	idProperty: string,
): BatchEndpoint<ChangeInput, HubSpotObject> {
	return {
		key: `upsert ${type} by ${idProperty}`,
		effect: 'write',
		limit: LIMITS.batch.objects,
		// Whether HubSpot tells unique values apart by case differs from property to property: alike ones go one after another.
		identity: ({ id }) => id.toLowerCase(),
		mentions: ({ id }) => [id],
		batch: (entries, at) => ({
			path: at.batch(type, 'upsert'),
			body: {
				inputs: entries.map(({ input, traceId }) => ({
					...input,
					idProperty,
					objectWriteTraceId: traceId,
				})),
			},
		}),
		results: (results) =>
			written(results, ({ properties }) => ownOf(properties, idProperty)?.toLowerCase()),
	};
}
