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

/** What the filters look at. */
export const FILTERED: readonly string[] = [Prop.OWNER, Prop.TYPE, Prop.OUTCOME];

/** The Filters collection, as n8n stores it. A key that is there was added. */
export interface FilterFields {
	owners?: unknown;
	sources?: unknown;
	types?: unknown;
	outcomes?: unknown;
	associatedWith?: { record?: { objectType?: string; records?: unknown } };
}

/** The values that a meeting may have, by property. */
export type Allowed = Map<string, string[]>;

/**
 * @param known ids of owners by email address or name; HubSpot is asked for those that are not in it
 * @returns `owners`: the ids of those that the filter names so
 * @throws InputError for a filter that was added and came out empty: it would let everything through
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

/** Outcomes by value, or those that every account has by label; each once. */
export function readOutcomes(value: unknown, field: string): string[] {
	const texts = readList(value, field).map(textOf);
	return [...new Set(texts.map((text) => findOption(text, DEFAULT_OUTCOMES) ?? text))];
}

/** Ids by email address or name; undefined where all were given by ID. */
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
 * The filter on associated records; none when it was not added.
 *
 * @param known ids of records that the filter names otherwise; HubSpot is asked for those that are not in it
 * @returns `records`: the same for the next time
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
			`HubSpot's search has no filter on ${type.name}`,
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
				'Check it, or give the ID.',
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
 * Filters that a search has room for: of the six of a group, one is for the time, one for the place in the list, and one
 * for what an event looks for.
 */
const ROOM = LIMITS.search.filtersPerGroup - 3;

/** All filters as HubSpot's search takes them. Values that it has no room for are left to `accepts`. */
export const searchFilters = (
	allowed: Allowed,
	associated: readonly SearchFilter[],
): SearchFilter[] => [
	...[...allowed]
		.map(([propertyName, values]): SearchFilter => ({ propertyName, operator: 'IN', values }))
		.slice(0, ROOM - associated.length),
	...associated,
];

/** Whether a meeting passes; for those that are not from a search, or whose search was older than they are. */
export const accepts = (allowed: Allowed, { properties }: HubSpotObject): boolean =>
	[...allowed].every(([name, values]) => values.includes(properties[name] ?? ''));

/** Whether somebody has said how the meeting went: Scheduled is what HubSpot gives to meetings that are yet to come. */
export const hasOutcome = ({ properties }: HubSpotObject): boolean =>
	!isEmpty(properties[Prop.OUTCOME]) && properties[Prop.OUTCOME] !== 'SCHEDULED';

/** Whether a meeting doesn't take place: it was cancelled or rescheduled, unless such outcomes were chosen. */
export const isOff = ({ properties }: HubSpotObject, allowed: Allowed): boolean =>
	!allowed.has(Prop.OUTCOME) &&
	['CANCELED', 'RESCHEDULED'].includes(properties[Prop.OUTCOME] ?? '');
