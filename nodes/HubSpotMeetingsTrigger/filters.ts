import { DEFAULT_OUTCOMES, findOption } from '../hubspot/enumerations';
import type { SearchFilter } from '../hubspot/filters';
import { toIdList, toList } from '../hubspot/ids';
import { InputError, isEmpty } from '../hubspot/input';
import { resolveObjectType } from '../hubspot/objectTypes';
import { parseOwnerRef } from '../hubspot/recordRefs';
import type { HubSpotObject } from '../hubspot/types';
import type { Asker } from '../request/asker';
import { allOwners } from '../request/calls/owners';

const OWNER = 'hubspot_owner_id';
const TYPE = 'hs_activity_type';
const OUTCOME = 'hs_meeting_outcome';

/** What the filters look at. */
export const FILTERED: readonly string[] = [OWNER, TYPE, OUTCOME];

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
 * @param knownOwners ids of owners by email address; HubSpot is asked for those that are not in it, and they are added
 * @throws InputError for a filter that was added and came out empty: it would let everything through
 */
export async function readAllowed(
	asker: Asker,
	{ owners, types, outcomes }: FilterFields,
	knownOwners: Record<string, string>,
): Promise<Allowed> {
	const allowed: Allowed = new Map();
	if (owners !== undefined) {
		const list = listOf(owners, 'Assigned To');
		allowed.set(OWNER, await ownerIds(asker, list, knownOwners));
	}
	if (types !== undefined) allowed.set(TYPE, listOf(types, 'Meeting Type').map(String));
	if (outcomes !== undefined) allowed.set(OUTCOME, readOutcomes(outcomes, 'Outcome'));
	return allowed;
}

/** Outcomes by value, or those that every account has by label; each once. */
export function readOutcomes(value: unknown, field: string): string[] {
	const texts = listOf(value, field).map((entry) => String(entry).trim());
	return [...new Set(texts.map((text) => findOption(text, DEFAULT_OUTCOMES) ?? text))];
}

function listOf(value: unknown, field: string): unknown[] {
	const list = toList(value);
	if (list.length > 0 && !(Array.isArray(value) && value.some(isEmpty))) return list;
	throw new InputError(
		field,
		'is empty, so it would not filter anything',
		'Check the expression, or remove the filter.',
	);
}

async function ownerIds(asker: Asker, list: unknown[], known: Record<string, string>) {
	const refs = list.map((entry) => parseOwnerRef(entry));
	const emails = refs.flatMap((ref) => (ref.kind === 'email' ? [ref.email] : []));
	if (emails.some((email) => known[email] === undefined)) {
		for (const { id, email } of await allOwners(asker)) {
			const wanted = email?.toLowerCase();
			if (wanted !== undefined && emails.includes(wanted)) known[wanted] = id;
		}
	}
	return refs.map((ref) => {
		const id = ref.kind === 'id' ? ref.id : known[ref.email];
		if (id !== undefined) return id;
		throw new InputError(
			'Assigned To',
			`HubSpot has no active owner with the email address ${ref.kind === 'email' ? ref.email : ''}`,
			'Check the address, or give the ID of the owner.',
		);
	});
}

/** The filter on associated records; none when it was not added. */
export function readAssociated({ associatedWith }: FilterFields): SearchFilter[] {
	const given = associatedWith?.record;
	if (given === undefined) return [];
	const type = resolveObjectType(given.objectType, 'Object Type');
	if (type.custom) {
		throw new InputError(
			'Associated With',
			`HubSpot's search has no filter on ${type.name}`,
			'Use contacts, companies, deals or tickets.',
		);
	}
	const values = toIdList(given.records, 'Associated With', type);
	if (values.length === 0) {
		throw new InputError(
			'Associated With',
			'is empty, so it would not filter anything',
			'Give the ID of a record, or remove the filter.',
		);
	}
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
	!isEmpty(properties[OUTCOME]) && properties[OUTCOME] !== 'SCHEDULED';

/** Whether a meeting takes place: a cancelled or rescheduled one does not, unless such outcomes were chosen. */
export const takesPlace = (
	{ properties }: HubSpotObject,
	{ allowed }: { allowed: Allowed },
): boolean =>
	allowed.has(OUTCOME) || !['CANCELED', 'RESCHEDULED'].includes(properties[OUTCOME] ?? '');
