import { define } from '../account/definition.mts';
import type { PropertyDefinition, PropertyType } from '../account/definition.mts';
import { instant } from '../account/instants.mts';
import type { ObjectStore } from '../account/object-store.mts';
import { HubSpotError, invalid } from '../errors.mts';
import { created, NO_CONTENT, ok } from '../http/call.mts';
import type { Call } from '../http/call.mts';
import { del, get, post } from '../http/router.mts';
import type { Route } from '../http/router.mts';
import { isObject, readField } from '../json.mts';

const TYPES = ['bool', 'date', 'datetime', 'enumeration', 'number', 'phone_number', 'string'];

/** In HubSpot, any scope for CRM objects or schemas (about 100) lets a token read definitions. These are examples. */
const readScopes = (store: ObjectStore) => [
	...store.type.read,
	...store.type.read.map((scope) => scope.replace('crm.objects.', 'crm.schemas.')),
	'crm.objects.contacts.read',
	'crm.objects.owners.read',
];

const writeScopes = (store: ObjectStore) =>
	store.type.write.map((scope) => scope.replace('crm.objects.', 'crm.schemas.'));

const byName = (a: PropertyDefinition, b: PropertyDefinition) => (a.name < b.name ? -1 : 1);

function list(call: Call) {
	const store = call.store();
	call.allow(readScopes(store));
	const results = [...store.definitions.values()]
		.filter((definition) => definition.archived === call.flag('archived'))
		.sort(byName);
	return ok({ results });
}

function find(call: Call, store: ObjectStore, archived = false): PropertyDefinition {
	const { name } = call.params;
	const definition = store.definitions.get(name);
	if (definition?.archived === archived) return definition;
	throw new HubSpotError(404, {
		message: `Property "${name}" does not exist`,
		category: 'OBJECT_NOT_FOUND',
	});
}

function read(call: Call) {
	const store = call.store();
	call.allow(readScopes(store));
	return ok(find(call, store, call.flag('archived')));
}

function readOptions(given: unknown): Array<readonly [string, string]> {
	if (!Array.isArray(given)) return [];
	return given
		.filter(isObject)
		.map((option) => [readField(option, 'value'), readField(option, 'label')]);
}

function create(call: Call) {
	const store = call.store();
	call.allow(writeScopes(store));
	const body = call.object();
	const [name, label, type, fieldType, groupName] = (
		['name', 'label', 'type', 'fieldType', 'groupName'] as const
	).map((field) => readField(body, field));
	if (!TYPES.includes(type)) throw invalid(`Invalid property type: ${type}`);
	if (store.definitions.has(name)) {
		throw new HubSpotError(409, {
			message: `A property named '${name}' already exists.`,
			category: 'OBJECT_ALREADY_EXISTS',
		});
	}
	const at = instant(call.account.now());
	const definition: PropertyDefinition = {
		...define(name, label, type as PropertyType, {
			fieldType,
			groupName,
			description: typeof body.description === 'string' ? body.description : '',
			...(Array.isArray(body.options) && { options: readOptions(body.options) }),
			unique: body.hasUniqueValue === true,
			hidden: body.hidden === true,
			custom: true,
		}),
		createdAt: at,
		updatedAt: at,
	};
	store.define(definition);
	return created(definition);
}

function archive(call: Call) {
	const store = call.store();
	call.allow(writeScopes(store));
	const definition = store.definitions.get(call.params.name);
	if (definition?.hubspotDefined) throw invalid(`Property "${definition.name}" cannot be archived`);
	if (definition) definition.archived = true;
	return NO_CONTENT;
}

export const propertyRoutes: readonly Route[] = [
	get('/:objectType', list),
	post('/:objectType', create),
	get('/:objectType/:name', read),
	del('/:objectType/:name', archive),
];
