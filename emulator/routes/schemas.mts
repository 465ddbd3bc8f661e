import type { Account } from '../account/account.mts';
import type { ObjectTypeRow } from '../account/object-types.mts';
import { notFound } from '../errors.mts';
import { ok } from '../http/call.mts';
import type { Answer, Call } from '../http/call.mts';
import { get } from '../http/router.mts';
import type { Route } from '../http/router.mts';

const SCOPES = ['crm.schemas.custom.read', 'crm.objects.custom.read'];

const STAMP = '2024-01-15T10:00:00Z';

const title = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

function present(account: Account, row: ObjectTypeRow) {
	const store = account.store(row.typeId);
	const types = account.objectTypes.flatMap((other) => [
		...account.associations.between(row.typeId, other.typeId),
		...account.associations.between(other.typeId, row.typeId),
	]);
	return {
		id: row.typeId.split('-')[1],
		objectTypeId: row.typeId,
		fullyQualifiedName: row.fullyQualifiedName,
		name: row.singular,
		labels: { singular: title(row.singular), plural: title(row.plural) },
		primaryDisplayProperty: row.title,
		secondaryDisplayProperties: [],
		requiredProperties: row.required,
		searchableProperties: row.searched,
		properties: [...store.definitions.values()],
		associations: types.map(({ typeId, name, from, to }) => ({
			id: String(typeId),
			fromObjectTypeId: from,
			toObjectTypeId: to,
			name,
			createdAt: STAMP,
			updatedAt: STAMP,
		})),
		archived: false,
		restorable: true,
		createdAt: STAMP,
		updatedAt: STAMP,
	};
}

const customTypes = ({ account }: Call) =>
	account.objectTypes.filter((row) => row.fullyQualifiedName);

function list(call: Call): Answer {
	call.allow(SCOPES);
	return ok({ results: customTypes(call).map((row) => present(call.account, row)) });
}

function read(call: Call): Answer {
	call.allow(SCOPES);
	const type = call.account.findStore(call.params.objectType)?.type;
	if (!type?.fullyQualifiedName) throw notFound();
	return ok(present(call.account, type));
}

/** Endpoints for the schemas of custom objects. */
export const schemaRoutes: readonly Route[] = [get('', list), get('/:objectType', read)];
