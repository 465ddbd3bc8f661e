import { associatedIds, associatedRecords } from '../../api/associations';
import { readFound, readRecords } from '../../api/records';
import { oneOf } from '../../common/input';
import { isSameType, PRIMARY_COMPANY } from '../../hubspot/associationTypes';
import { resolveObjectType } from '../../hubspot/objectTypes';
import { toNames } from '../../hubspot/values/ids';
import type { Item } from '../../transport/item';
import type { Link } from './links';

/** Which records of the contacts to associate as well: primary company, all companies, open deals. */
const ALONG = ['primaryCompany', 'companies', 'openDeals'] as const;

/**
 * Finds the records to associate because of the contacts among the links. Leaves out records that are already among the
 * links. One request reads the companies of a thousand contacts, one their deals, and one the details of a hundred deals
 * (to see which are open).
 */
export async function bringAlong(item: Item, links: Link[], chosen: unknown): Promise<Link[]> {
	const along = toNames(chosen).map((name) => oneOf(name, ALONG, 'Also Associate'));
	const contacts = links.filter(({ type }) => type?.name === 'contacts').map(({ id }) => id);
	if (contacts.length === 0 || along.length === 0) return [];
	const [companies, deals] = await Promise.all([
		along.includes('companies') || along.includes('primaryCompany')
			? companiesOf(item, contacts, !along.includes('companies'))
			: [],
		along.includes('openDeals') ? openDealsOf(item, contacts) : [],
	]);
	const given = new Set(links.map(({ type, id }) => `${type?.name} ${id}`));
	return [...toLinks('companies', companies), ...toLinks('deals', deals)].filter(
		({ type, id }) => !given.has(`${type?.name} ${id}`),
	);
}

const toLinks = (name: string, ids: string[]): Link[] => {
	const type = resolveObjectType(name);
	return [...new Set(ids)].map((id) => ({ type, id }));
};

async function companiesOf(item: Item, contacts: string[], primaryOnly: boolean) {
	const lists = await Promise.all(
		contacts.map(async (id) => await associatedRecords(item, 'contacts', id, 'companies')),
	);
	return lists
		.flat()
		.filter(
			({ associationTypes }) =>
				!primaryOnly || associationTypes.some((held) => isSameType(held, PRIMARY_COMPANY)),
		)
		.map(({ toObjectId }) => String(toObjectId));
}

/** Uses HubSpot's own property `hs_is_closed`, which works for any pipelines and stages of the account. */
async function openDealsOf(item: Item, contacts: string[]) {
	const lists = await Promise.all(
		contacts.map(async (id) => await associatedIds(item, 'contacts', id, 'deals')),
	);
	const ids = [...new Set(lists.flat())];
	const endpoint = readRecords('deals', { properties: ['hs_is_closed'] });
	const deals = await readFound(item, endpoint, ids);
	return deals
		.filter(({ properties }) => properties.hs_is_closed !== 'true')
		.map(({ id }) => String(id));
}

/** The IDs of these records by object type, for the output. Undefined if there are none. */
export function listAlong(links: Link[]): Record<string, string[]> | undefined {
	if (links.length === 0) return undefined;
	const byType = new Map<string, string[]>();
	for (const { type, id } of links) {
		const name = type?.name ?? '';
		byType.set(name, [...(byType.get(name) ?? []), id]);
	}
	return Object.fromEntries(byType);
}
