import { findOwner } from '../../api/owners';
import { definitionOf } from '../../api/properties';
import * as Prop from '../../hubspot/propertyNames';
import {
	documentedType,
	toPropertyValue,
	type ValueContext,
	type ValueType,
	valueTypeOf,
} from '../../hubspot/values/conversion';
import { ownerEntries, ownerText, parseOwnerRef } from '../../hubspot/values/recordRefs';
import { inAnyCase } from '../../hubspot/values/searchFilters';
import type { TimeReading } from '../../hubspot/values/timeOptions';
import type { HubSpotClient } from '../../transport/client';

/**
 * The type of a property that a filter compares. It is built in for documented properties. For others it comes from the
 * account's property definitions, which take one request per run. Option values must be checked against the known
 * options, because HubSpot compares them as given and returns nothing for an unknown one, without an error.
 *
 * @param values the values to compare with; empty if only the type matters
 * @throws InputError when meetings have no such property. HubSpot would return nothing, without an error
 */
export async function comparedType(
	client: HubSpotClient,
	name: string,
	values: readonly unknown[] = [],
): Promise<ValueType> {
	const documented = documentedType(name, values);
	const needsOptions = documented?.kind === 'enumeration' && values.length > 0;
	if (documented && (documented.options || !needsOptions)) return documented;
	return valueTypeOf(await definitionOf(client, name, 'Property'));
}

/** What else a conversion needs. Looks up owners that were not given by ID, including deactivated ones. */
export async function comparisonContext(
	client: HubSpotClient,
	{ kind, field }: ValueType,
	values: readonly unknown[],
	times: TimeReading,
): Promise<ValueContext> {
	if (kind !== 'owner' && kind !== 'owners') return times;
	const refs = values
		.flatMap((value) => (kind === 'owners' ? ownerEntries(value, field) : [value]))
		.map((value) => parseOwnerRef(value, field))
		.filter((ref) => ref.kind !== 'id');
	const ids = new Map<string, string>();
	for (const ref of refs) ids.set(ownerText(ref), (await findOwner(client, ref, field)).id);
	return { ...times, ownerIdOf: (named) => ids.get(named) };
}

/** The values of a list as HubSpot stores them, without duplicates. */
export async function comparedValues(
	client: HubSpotClient,
	property: string,
	values: readonly unknown[],
	times: TimeReading,
): Promise<string[]> {
	const valueType = await comparedType(client, property, values);
	const context = await comparisonContext(client, valueType, values, times);
	return [...new Set(values.map((value) => toPropertyValue(value, valueType, context) ?? ''))];
}

/**
 * The sources of a list, in the spellings that meetings may have: as given, in upper case and in lower case.
 *
 * @throws InputError when meetings in this account have no source property
 */
export async function comparedSources(
	client: HubSpotClient,
	values: readonly unknown[],
	field: string,
): Promise<string[]> {
	const valueType = valueTypeOf(await definitionOf(client, Prop.SOURCE, field));
	return inAnyCase(
		values.map((value) => toPropertyValue(value, { ...valueType, field }, { zone: 'UTC' }) ?? ''),
	);
}
