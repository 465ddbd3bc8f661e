import { findIds } from '../api/find';
import { findOwner } from '../api/owners';
import { InputError, isEmpty, textOf } from '../common/input';
import { LIMITS } from '../hubspot/limits';
import { resolveObjectType } from '../hubspot/objectTypes';
import * as Prop from '../hubspot/propertyNames';
import type { HubSpotObject } from '../hubspot/types';
import { DEFAULT_OUTCOMES, findOption } from '../hubspot/values/enumerations';
import {
	ownerEntries,
	ownerText,
	parseOwnerRef,
	parseRecordRefs,
	refText,
	type OwnerRef,
} from '../hubspot/values/recordRefs';
import { inAnyCase, readList, type SearchFilter } from '../hubspot/values/searchFilters';
import type { HubSpotClient } from '../transport/client';
import { propertiesThere } from './accountProperties';

/** The properties that the filters check. */
export const FILTERED: readonly string[] = [Prop.OWNER, Prop.TYPE, Prop.OUTCOME];

/** The Filters collection as n8n stores it. It only has the filters that the user added. */
export interface FilterFields {
	owners?: unknown;
	sources?: unknown;
	types?: unknown;
	outcomes?: unknown;
	associatedWith?: { record?: { objectType?: string; records?: unknown } };
}

/** The allowed values by property name. */
export type Allowed = Map<string, string[]>;

/**
 * Reads the filters on properties.
 *
 * @param known owner IDs by email address or name; all other owners are looked up in HubSpot
 * @returns `owners`: the IDs of the owners that the filter gives by email address or name
 * @throws InputError if a filter was added but is empty, since it would let every meeting through
 */
export async function readAllowed(
	client: HubSpotClient,
	{ owners, sources, types, outcomes }: FilterFields,
	known?: Record<string, string>,
): Promise<{ allowed: Allowed; owners?: Record<string, string> }> {
	const allowed: Allowed = new Map();
	let named: Record<string, string> | undefined;
	if (owners !== undefined) {
		readList(owners, 'Assigned To');
		const refs = ownerEntries(owners, 'Assigned To').map((entry) => parseOwnerRef(entry));
		named = await ownerIds(client, refs, known);
		const ids = refs.map((ref) => (ref.kind === 'id' ? ref.id : (named?.[ownerText(ref)] ?? '')));
		allowed.set(Prop.OWNER, ids);
	}
	if (types !== undefined) allowed.set(Prop.TYPE, readList(types, 'Meeting Type').map(textOf));
	if (outcomes !== undefined) allowed.set(Prop.OUTCOME, readOutcomes(outcomes, 'Outcome'));
	if (sources !== undefined) {
		const texts = readList(sources, 'Source').map(textOf);
		if ((await propertiesThere(client, [Prop.SOURCE])).length === 0) {
			throw new InputError(
				'Source',
				`meetings have no property '${Prop.SOURCE}' in this account`,
				'Remove the filter.',
			);
		}
		allowed.set(Prop.SOURCE, inAnyCase(texts));
	}
	return { allowed, owners: named };
}

/** Reads outcomes and removes duplicates. The outcomes that every account has can also be given by label. */
export function readOutcomes(value: unknown, field: string): string[] {
	const texts = readList(value, field).map(textOf);
	return [...new Set(texts.map((text) => findOption(text, DEFAULT_OUTCOMES) ?? text))];
}

/** The owner IDs by email address or name; undefined if all owners were given by ID. */
async function ownerIds(
	client: HubSpotClient,
	refs: readonly OwnerRef[],
	known: Record<string, string> = {},
): Promise<Record<string, string> | undefined> {
	const named = refs.filter(({ kind }) => kind !== 'id');
	if (named.length === 0) return undefined;
	const ids: Array<[string, string]> = [];
	for (const ref of named) {
		const text = ownerText(ref);
		ids.push([text, known[text] ?? (await findOwner(client, ref, 'Assigned To')).id]);
	}
	return Object.fromEntries(ids);
}

/**
 * Reads the filter on associated records. The list is empty if the filter was not added.
 *
 * @param known record IDs by what the filter gives instead of an ID; all other records are looked up in HubSpot
 * @returns `records`: the same map for the next poll
 */
export async function readAssociated(
	client: HubSpotClient,
	{ associatedWith }: FilterFields,
	known: Record<string, string> = {},
): Promise<{ associated: SearchFilter[]; records?: Record<string, string> }> {
	if (associatedWith === undefined) return { associated: [] };
	const { objectType = 'contacts', records } = associatedWith.record ?? {};
	const type = resolveObjectType(objectType, 'Object Type');
	if (type.custom) {
		throw new InputError(
			'Associated With',
			`HubSpot's search can't filter by ${type.name}`,
			'Use contacts, companies, deals or tickets.',
		);
	}
	readList(records, 'Associated With');
	const refs = parseRecordRefs(records, type, 'Associated With');
	const named = new Map<string, string>();
	const found = await Promise.all(
		refs.map(async (ref) => {
			if (ref.kind === 'id') return ref.id;
			const text = refText(ref);
			const id = known[text] ?? (await findIds(client, [ref]))[0];
			if (id !== undefined) {
				named.set(text, id);
				return id;
			}
			throw new InputError(
				'Associated With',
				`HubSpot has no ${type.singular} for ${text}`,
				'Check it, or enter the ID.',
			);
		}),
	);
	const values = [...new Set(found)];
	const propertyName = `associations.${type.singular}`;
	const filter: SearchFilter =
		values.length === 1
			? { propertyName, operator: 'EQ', value: values[0] }
			: { propertyName, operator: 'IN', values };
	return {
		associated: [filter],
		...(named.size > 0 && { records: Object.fromEntries(named) }),
	};
}

/**
 * How many of the user's filters fit into a search. A group has six filters. One is for the time, one for the last id of
 * the page before, and one for what the event searches for.
 */
const ROOM = LIMITS.search.filtersPerGroup - 3;

/** The filters for HubSpot's search. Property filters that don't fit are left out; `accepts` checks them. */
export const searchFilters = (
	allowed: Allowed,
	associated: readonly SearchFilter[],
): SearchFilter[] => [
	...[...allowed]
		.map(([propertyName, values]): SearchFilter => ({ propertyName, operator: 'IN', values }))
		.slice(0, ROOM - associated.length),
	...associated,
];

/**
 * Whether a meeting passes the property filters. Meetings that don't come from a search need this check, and so do
 * meetings that were read again after the search.
 */
export const accepts = (allowed: Allowed, { properties }: HubSpotObject): boolean =>
	[...allowed].every(([name, values]) => values.includes(properties[name] ?? ''));

/** Whether somebody has logged an outcome. Scheduled doesn't count: HubSpot gives it to upcoming meetings. */
export const hasOutcome = ({ properties }: HubSpotObject): boolean =>
	!isEmpty(properties[Prop.OUTCOME]) && properties[Prop.OUTCOME] !== 'SCHEDULED';

/** Whether a meeting was canceled or rescheduled. Always false if the user filters by outcome. */
export const isOff = ({ properties }: HubSpotObject, allowed: Allowed): boolean =>
	!allowed.has(Prop.OUTCOME) &&
	['CANCELED', 'RESCHEDULED'].includes(properties[Prop.OUTCOME] ?? '');
