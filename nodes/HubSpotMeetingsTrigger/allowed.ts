import { allOwners } from '../api/owners';
import { InputError, isEmpty, textOf } from '../common/input';
import { resolveObjectType } from '../hubspot/objectTypes';
import * as Prop from '../hubspot/propertyNames';
import type { HubSpotObject } from '../hubspot/types';
import { DEFAULT_OUTCOMES, findOption } from '../hubspot/values/enumerations';
import { toIdList } from '../hubspot/values/ids';
import { parseOwnerRef } from '../hubspot/values/recordRefs';
import { readList, type SearchFilter } from '../hubspot/values/searchFilters';
import type { HubSpotClient } from '../transport/client';

/** What the filters look at. */
export const FILTERED: readonly string[] = [Prop.OWNER, Prop.TYPE, Prop.OUTCOME];

/** The Filters collection, as n8n stores it. A key that is there was added. */
export interface FilterFields {
	owners?: unknown;
	types?: unknown;
	outcomes?: unknown;
	associatedWith?: { record?: { objectType?: string; records?: unknown } };
}

/** The values that a meeting may have, by property. */
export type Allowed = Map<string, string[]>;

/**
 * @param known ids of owners by email address; HubSpot is asked for those that are not in it
 * @returns `owners`: the ids of those that the filter names by email address
 * @throws InputError for a filter that was added and came out empty: it would let everything through
 */
export async function readAllowed(
	client: HubSpotClient,
	{ owners, types, outcomes }: FilterFields,
	known?: Record<string, string>,
): Promise<{ allowed: Allowed; owners?: Record<string, string> }> {
	const allowed: Allowed = new Map();
	let named: Record<string, string> | undefined;
	if (owners !== undefined) {
		const refs = readList(owners, 'Assigned To').map((entry) => parseOwnerRef(entry));
		named = await ownerIds(client, refs, known);
		const ids = refs.map((ref) => (ref.kind === 'id' ? ref.id : (named?.[ref.email] ?? '')));
		allowed.set(Prop.OWNER, ids);
	}
	if (types !== undefined) allowed.set(Prop.TYPE, readList(types, 'Meeting Type').map(textOf));
	if (outcomes !== undefined) allowed.set(Prop.OUTCOME, readOutcomes(outcomes, 'Outcome'));
	return { allowed, owners: named };
}

/** Outcomes by value, or those that every account has by label; each once. */
export function readOutcomes(value: unknown, field: string): string[] {
	const texts = readList(value, field).map(textOf);
	return [...new Set(texts.map((text) => findOption(text, DEFAULT_OUTCOMES) ?? text))];
}

/** Ids by email address; undefined where none is named so. */
async function ownerIds(
	client: HubSpotClient,
	refs: Array<ReturnType<typeof parseOwnerRef>>,
	known: Record<string, string> = {},
): Promise<Record<string, string> | undefined> {
	const emails = refs.flatMap((ref) => (ref.kind === 'email' ? [ref.email] : []));
	if (emails.length === 0) return undefined;
	const isKnown = emails.every((email) => known[email] !== undefined);
	const listed = isKnown ? [] : await allOwners(client);
	const ids = new Map(listed.map(({ id, email }) => [email?.toLowerCase(), id]));
	return Object.fromEntries(
		emails.map((email) => {
			const id = ids.get(email) ?? known[email];
			if (id !== undefined) return [email, id];
			throw new InputError(
				'Assigned To',
				`HubSpot has no active owner with the email address ${email}`,
				'Check the address, or give the ID of the owner.',
			);
		}),
	);
}

/** The filter on associated records; none when it was not added. */
export function readAssociated({ associatedWith }: FilterFields): SearchFilter[] {
	if (associatedWith === undefined) return [];
	const { objectType = 'contacts', records } = associatedWith.record ?? {};
	const type = resolveObjectType(objectType, 'Object Type');
	if (type.custom) {
		throw new InputError(
			'Associated With',
			`HubSpot's search has no filter on ${type.name}`,
			'Use contacts, companies, deals or tickets.',
		);
	}
	const values = toIdList(readList(records, 'Associated With'), 'Associated With', type);
	const propertyName = `associations.${type.singular}`;
	return values.length === 1
		? [{ propertyName, operator: 'EQ', value: values[0] }]
		: [{ propertyName, operator: 'IN', values }];
}

/** The values as HubSpot's search filters by them. */
export const searchFilters = (allowed: Allowed): SearchFilter[] =>
	[...allowed].map(([propertyName, values]) => ({ propertyName, operator: 'IN', values }));

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
