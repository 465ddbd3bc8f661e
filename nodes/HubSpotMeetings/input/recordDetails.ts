import { readFound, readRecords } from '../../api/records';
import { titleProperties } from '../../api/schemas';
import { resolveObjectType } from '../../hubspot/objectTypes';
import type { HubSpotObject, JsonObject } from '../../hubspot/types';
import { simplifyAssociations } from '../../hubspot/values/simplify';
import type { Item } from '../../transport/item';
import type { Additions } from './output';
import type { Reading } from './reading';

/**
 * Reads what 'Add Record Details' adds to each meeting: its associated records by object type, such as
 * `contacts: [{ id, hs_object_id, name, email }]`. One request reads a hundred records of a type.
 */
export async function recordsOf(
	item: Item,
	meetings: readonly HubSpotObject[],
	{ addRecords }: Reading,
): Promise<(meeting: HubSpotObject) => Additions> {
	const idsOf = new Map(
		meetings.map((meeting) => [meeting, simplifyAssociations(meeting.associations ?? {})]),
	);
	const byType = await Promise.all(
		addRecords.map(async (name) => {
			const ids = new Set([...idsOf.values()].flatMap((idsByType) => idsByType[name] ?? []));
			return [name, await detailsById(item, name, [...ids])] as const;
		}),
	);
	return (meeting) => {
		const ids = idsOf.get(meeting) ?? {};
		return Object.fromEntries(
			byType.map(([name, details]) => [
				name,
				(ids[name] ?? []).flatMap((id) => details.get(id) ?? []),
			]),
		);
	};
}

/** The name of each record, and the email address or domain that distinguishes records with the same name. */
async function detailsById(item: Item, typeName: string, ids: string[]) {
	const details = new Map<string, JsonObject>();
	if (ids.length === 0) return details;
	const { name, findBy } = resolveObjectType(typeName);
	const properties = await titleProperties(item, resolveObjectType(typeName));
	for (const record of await readFound(item, readRecords(name, { properties }), ids)) {
		const distinct = findBy && (record.properties[findBy] ?? null);
		const title = properties
			.filter((property) => property !== findBy)
			.map((property) => record.properties[property])
			.filter(Boolean)
			.join(' ');
		details.set(record.id, {
			id: record.id,
			// Marks the object as a HubSpot record, so that it is found by ID if it is used as input.
			hs_object_id: record.id,
			name: title || (distinct ?? ''),
			...(findBy && { [findBy]: distinct ?? null }),
		});
	}
	return details;
}
