import {
	HubSpotError,
	invalid,
	invalidProperties,
	missingRequired,
	nothingToUpdate,
} from '../errors.mts';
import type { PropertyFault } from '../errors.mts';
import { isObject, readText } from '../json.mts';
import type { JsonObject } from '../json.mts';
import type { Account } from './account.mts';
import { checkAssociations } from './association-checks.mts';
import type { Target } from './association-checks.mts';
import { isMultiple } from './definition.mts';
import type { PropertyDefinition } from './definition.mts';
import type { ObjectStore } from './object-store.mts';
import { checkPin } from './pins.mts';
import type { StoredRecord } from './record.mts';
import { checkValue } from './values.mts';

/** Options for checking a write. */
export interface Checks {
	/** Whether to enforce the account's own rules, as HubSpot does from version 2026-09. */
	rules?: boolean;
	reserved?: Reserved;
	/** Properties that HubSpot itself writes when the record is created. */
	own?: Readonly<Record<string, string>>;
}

/** Unique values of earlier inputs in the same batch, as `property=value`. */
export type Reserved = Set<string>;

/** A checked write. Calling it executes the write. */
export type Prepared = () => StoredRecord;

function checkOwner(account: Account, definition: PropertyDefinition, value: string) {
	const ids = isMultiple(definition) ? value.split(';').filter(Boolean) : [value];
	const unknown = ids.find((id) => !account.owner(id));
	return unknown === undefined
		? undefined
		: { code: 'INVALID_OWNER_ID', message: `Owner with id ${unknown} does not exist` };
}

/** Checks a unique value. A duplicate email address of a contact is a 409. Other duplicates are invalid values. */
function checkUnique(
	store: ObjectStore,
	name: string,
	value: string,
	record: StoredRecord | undefined,
	reserved: Reserved,
) {
	const owner = store.findBy(name, value);
	const taken = owner && owner !== record;
	if (taken && store.type.typeId === '0-1' && name === 'email') {
		throw new HubSpotError(409, {
			message: `Contact already exists. Existing ID: ${owner.id}`,
			category: 'CONFLICT',
		});
	}
	if (!taken && !reserved.has(`${name}=${value}`)) {
		reserved.add(`${name}=${value}`);
		return undefined;
	}
	return {
		code: 'CONFLICTING_UNIQUE_VALUE',
		message: `${owner?.id ?? 'Another input'} already has that value.`,
	};
}

function checkProperty(
	account: Account,
	store: ObjectStore,
	name: string,
	value: string,
	record: StoredRecord | undefined,
	reserved: Reserved,
): { value: string } | Omit<PropertyFault, 'name'> {
	const definition = store.definitions.get(name);
	if (!definition || definition.archived) {
		return { code: 'PROPERTY_DOESNT_EXIST', message: `Property "${name}" does not exist` };
	}
	if (definition.modificationMetadata.readOnlyValue) {
		return {
			code: 'READ_ONLY_VALUE',
			message: `"${name}" is a read only property; its value cannot be set.`,
		};
	}
	if (value === '') return { value };
	const checked = checkValue(definition, value);
	if (!('value' in checked)) return checked;
	const fault =
		(definition.referencedObjectType === 'OWNER' &&
			checkOwner(account, definition, checked.value)) ||
		(definition.hasUniqueValue && checkUnique(store, name, checked.value, record, reserved));
	return fault || checked;
}

/**
 * Checks values and converts them to the form that HubSpot stores. Throws one error that lists every invalid
 * value. Null clears a property.
 */
function checkProperties(
	account: Account,
	store: ObjectStore,
	given: JsonObject,
	record: StoredRecord | undefined,
	reserved: Reserved,
): Record<string, string> {
	const values = Object.create(null) as Record<string, string>;
	const faults: PropertyFault[] = [];
	for (const [name, raw] of Object.entries(given)) {
		const value = raw === null ? '' : readText(raw);
		const checked = checkProperty(account, store, name, value, record, reserved);
		if ('value' in checked) values[name] = checked.value;
		else faults.push({ name, ...checked });
	}
	if (faults.length > 0) throw invalidProperties(faults, account.portalId);
	return values;
}

const isSet = (value: string | undefined) => value !== undefined && value !== '';

/** Since November 2024, a missing activity date is set to the start of the meeting. */
function withDefaults(values: Record<string, string>): Record<string, string> {
	if (isSet(values.hs_timestamp) || !isSet(values.hs_meeting_start_time)) return values;
	return { ...values, hs_timestamp: values.hs_meeting_start_time };
}

const enforceRules = (
	account: Account,
	store: ObjectStore,
	values: Record<string, string>,
	record?: StoredRecord,
) => account.rules.check(values, record?.properties, (name) => account.findStore(name) === store);

/**
 * Checks a create request like the API.
 *
 * @param associations `associations` of the request, not yet parsed
 * @throws HubSpotError if HubSpot would reject the request
 */
export function prepareCreate(
	account: Account,
	store: ObjectStore,
	properties: unknown,
	associations: unknown,
	{ rules = false, reserved = new Set(), own = {} }: Checks = {},
): Prepared {
	const given = isObject(properties) ? properties : {};
	const values = withDefaults(checkProperties(account, store, given, undefined, reserved));
	const missing = store.type.required.filter((name) => !isSet(values[name]));
	if (missing.length > 0) throw missingRequired(store.type.enumName, missing);
	if (rules) enforceRules(account, store, values);
	const targets: Target[] = checkAssociations(account, store.type, associations);
	checkPin(
		account,
		values,
		targets.map(({ record }) => record),
	);
	return () => {
		const record = account.create(store.type.typeId, { ...values, ...own });
		for (const { record: target, types } of targets) account.associate(record, target, types);
		return record;
	};
}

/** Checks an update request like the API and throws HubSpot's errors. */
export function prepareUpdate(
	account: Account,
	store: ObjectStore,
	record: StoredRecord,
	properties: unknown,
	{ rules = false, reserved = new Set() }: Checks = {},
): Prepared {
	if (!isObject(properties) || Object.keys(properties).length === 0) throw nothingToUpdate();
	const values = checkProperties(account, store, properties, record, reserved);
	if (rules) enforceRules(account, store, values, record);
	checkPin(account, values, record);
	return () => {
		account.update(store.type.typeId, record.id, values);
		return record;
	};
}

/** Throws a 400 if `idProperty` is not a unique property. */
export function checkIdProperty(store: ObjectStore, idProperty: string): void {
	if (store.isUnique(idProperty)) return;
	if (!store.definitions.has(idProperty)) throw invalid(`Property "${idProperty}" does not exist`);
	throw invalid(
		`Property "${idProperty}" is not a unique property and cannot be used as idProperty`,
	);
}
