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
 * How values that a property is compared with are read: known for the documented ones, else by the account's definition,
 * which costs one request a run. Options have to be known: HubSpot compares them as they are, and finds nothing silently.
 *
 * @param values what it is compared with; none where only its type matters
 * @throws InputError when meetings have no such property: HubSpot would find nothing, and not say why
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

/** What is needed besides the property: owners that were not given by ID are looked up, deactivated ones, too. */
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

/** The values of a list as HubSpot holds them, each once. */
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
 * The sources of a list, as meetings may have them.
 *
 * @throws InputError when the account's meetings tell no source
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
