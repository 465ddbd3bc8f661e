import { ownOf } from '../common/input';
import { LIMITS } from '../hubspot/limits';
import type { HubSpotObject } from '../hubspot/types';
import type { BatchEndpoint } from '../transport/batch';
import { written, type ChangeInput } from './records';

/**
 * Updates the records that hold a unique value, and creates the missing ones, up to a hundred per batch. HubSpot has no
 * request for a single record. Its response says for each record whether it is new (`new`). A repeated request creates
 * no duplicates.
 */
export function upsertRecords(
	type: string,
	idProperty: string,
): BatchEndpoint<ChangeInput, HubSpotObject> {
	return {
		key: `upsert ${type} by ${idProperty}`,
		effect: 'write',
		limit: LIMITS.batch.objects,
		// Some properties distinguish unique values by case, others do not. So values that differ only in case are
		// sent one after another.
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
