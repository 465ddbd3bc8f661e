import { presenter } from '../account/present.mts';
import { runSearch } from '../search/run.mts';
import { readSearch } from '../search/request.mts';
import { ok } from '../http/call.mts';
import type { Call } from '../http/call.mts';
import { post } from '../http/router.mts';
import type { Route } from '../http/router.mts';

function search(call: Call) {
	const { account } = call;
	const store = call.store();
	call.allow(store.type.read);
	const request = readSearch(call, store);
	const found = runSearch(account, store, request);
	const end = request.after + request.limit;
	const present = presenter(account, store, {
		properties: request.properties,
		history: [],
		associations: [],
	});
	return ok({
		total: found.length,
		results: found.slice(request.after, end).map(({ record, seen }) => {
			// Search results are never archived. They include a deleted record only until its deletion is indexed.
			const { archivedAt: _, ...shown } = present(record, seen);
			return { ...shown, archived: false };
		}),
		...(end < found.length && { paging: { next: { after: String(end) } } }),
	});
}

export const searchRoutes: readonly Route[] = [post('/:objectType/search', search)];
