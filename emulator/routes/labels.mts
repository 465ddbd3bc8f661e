import type { AssociationType } from '../account/association-types.mts';
import { invalid, notFound } from '../errors.mts';
import { NO_CONTENT, ok } from '../http/call.mts';
import type { Answer, Call } from '../http/call.mts';
import { del, get, post, put } from '../http/router.mts';
import type { Route } from '../http/router.mts';
import type { ApiVersion } from '../http/versions.mts';
import { readField, readInteger } from '../json.mts';
import { ends, labelled } from './associations.mts';

const MAX_LABELS = 50;

function list(call: Call, version: ApiVersion): Answer {
	const { from, to } = ends(call, 'read');
	const types = call.account.associations.between(from.type.typeId, to.type.typeId);
	return ok({ results: types.map(labelled(version)) });
}

/** Finds a label of the account by its type ID. HubSpot's own labels cannot be changed. */
function findLabel(call: Call, typeId: number): AssociationType {
	const { from, to } = ends(call, 'write');
	const type = call.account.associations
		.between(from.type.typeId, to.type.typeId)
		.find((one) => one.typeId === typeId && one.category === 'USER_DEFINED' && one.label !== null);
	if (!type) throw notFound();
	return type;
}

function create(call: Call, version: ApiVersion): Answer {
	const { from, to } = ends(call, 'write');
	const body = call.object();
	const label = readField(body, 'label');
	const name = readField(body, 'name');
	const inverseLabel = typeof body.inverseLabel === 'string' ? body.inverseLabel : undefined;
	const { associations } = call.account;
	const there = associations.between(from.type.typeId, to.type.typeId);
	if (there.some((type) => type.name === name)) {
		throw invalid(`An association label with the name ${name} already exists`);
	}
	if (there.filter((type) => type.category === 'USER_DEFINED').length >= MAX_LABELS) {
		throw invalid(`At most ${MAX_LABELS} labels can exist between two object types`);
	}
	const made = associations.define(from.type.typeId, to.type.typeId, { name, label, inverseLabel });
	return ok({ results: made.map(labelled(version)) });
}

function update(call: Call): Answer {
	const body = call.object();
	const type = findLabel(call, readInteger(body.associationTypeId, 0));
	const inverse = typeof body.inverseLabel === 'string' ? body.inverseLabel : undefined;
	call.account.associations.rename(type, readField(body, 'label'), inverse);
	return NO_CONTENT;
}

function remove(call: Call): Answer {
	const type = findLabel(call, Number(call.params.typeId));
	const { account } = call;
	for (const record of account.store(type.from).all()) {
		for (const [id, types] of record.linked(type.to)) {
			const other = types.has(type) && account.store(type.to).get(id);
			if (other) account.dissociate(record, other, [type]);
		}
	}
	account.associations.remove(type);
	return NO_CONTENT;
}

/** Endpoints for labels between two object types. */
export const labelRoutes = (version: ApiVersion): readonly Route[] => [
	get('/:objectType/:toObjectType/labels', (call) => list(call, version)),
	post('/:objectType/:toObjectType/labels', (call) => create(call, version)),
	put('/:objectType/:toObjectType/labels', update),
	del('/:objectType/:toObjectType/labels/:typeId', remove),
];
