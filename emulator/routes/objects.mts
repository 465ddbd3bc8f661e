import { presentCreated, presenter, presentUpdated } from '../account/present.mts';
import type { StoredRecord } from '../account/record.mts';
import type { ObjectStore } from '../account/object-store.mts';
import { checkIdProperty, prepareCreate, prepareUpdate } from '../account/writes.mts';
import { badObjectId, invalid, missingFields, notFound } from '../errors.mts';
import { created, NO_CONTENT, ok } from '../http/call.mts';
import type { Call } from '../http/call.mts';
import { del, get, patch, post } from '../http/router.mts';
import type { Route } from '../http/router.mts';
import type { ApiVersion } from '../http/versions.mts';

const MAX_PAGE = 100;

/** Requests with history have half the page size (recorded in a 400). */
const MAX_PAGE_WITH_HISTORY = 50;

const viewOf = (call: Call) => ({
	properties: call.list('properties'),
	history: call.list('propertiesWithHistory'),
	associations: call.list('associations'),
});

/** Finds a record by its ID or by a unique property. Throws HubSpot's 404. */
export function findRecord(
	store: ObjectStore,
	id: string,
	{ idProperty, archived = false }: { idProperty?: string; archived?: boolean } = {},
): StoredRecord {
	if (idProperty && idProperty !== 'hs_object_id') {
		checkIdProperty(store, idProperty);
		const found = store.findBy(idProperty, id);
		if (!found) throw notFound();
		return found;
	}
	if (!/^[1-9]\d*$/.test(id)) throw badObjectId(id);
	const record = store.get(Number(id), archived);
	if (!record) throw notFound();
	return record;
}

function list(call: Call) {
	const store = call.store();
	call.allow(store.type.read);
	const view = viewOf(call);
	const limit = call.limit(10, view.history.length > 0 ? MAX_PAGE_WITH_HISTORY : MAX_PAGE);
	const after = call.parameter('after') ?? '0';
	if (!/^\d+$/.test(after))
		throw invalid(`Unable to parse value for query parameter after: ${after}`);
	const page = store.page(Number(after), limit + 1, call.flag('archived'));
	const next = page[limit];
	const present = presenter(call.account, store, view);
	return ok({
		results: page.slice(0, limit).map((record) => present(record)),
		...(next && { paging: call.next(String(next.id)) }),
	});
}

function read(call: Call) {
	const store = call.store();
	call.allow(store.type.read);
	const record = findRecord(store, call.params.id, {
		idProperty: call.parameter('idProperty'),
		archived: call.flag('archived'),
	});
	return ok(presenter(call.account, store, viewOf(call))(record));
}

function create(call: Call, version: ApiVersion) {
	const store = call.store();
	call.allow(store.type.write);
	const { properties, associations } = call.object();
	if (properties === undefined || properties === null) throw missingFields(['properties']);
	const record = prepareCreate(call.account, store, properties, associations, {
		rules: version.accountRules,
	})();
	return created(presentCreated(call.account, record));
}

function update(call: Call, version: ApiVersion) {
	const store = call.store();
	call.allow(store.type.write);
	const { properties } = call.object();
	if (properties === undefined || properties === null) throw missingFields(['properties']);
	const found = findRecord(store, call.params.id, { idProperty: call.parameter('idProperty') });
	const record = prepareUpdate(call.account, store, found, properties, {
		rules: version.accountRules,
	})();
	return ok(presentUpdated(call.account, store, record, properties));
}

/** Deleting a record that doesn't exist or is already deleted is not an error (a guess). */
function archive(call: Call) {
	const store = call.store();
	call.allow(store.type.write);
	const { id } = call.params;
	if (!/^[1-9]\d*$/.test(id)) throw badObjectId(id);
	if (store.get(Number(id))) call.account.archive(store.type.typeId, id);
	return NO_CONTENT;
}

/** Endpoints to list, read, create, update and delete records of every object type. */
export const objectRoutes = (version: ApiVersion): readonly Route[] => [
	get('/:objectType', list),
	post('/:objectType', (call) => create(call, version)),
	get('/:objectType/:id', read),
	patch('/:objectType/:id', (call) => update(call, version)),
	del('/:objectType/:id', archive),
];
