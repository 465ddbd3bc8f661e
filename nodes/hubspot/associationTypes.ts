import { textOf } from '../common/input';
import { findObjectType } from './objectTypes';
import type { AssociationLabel, AssociationSpec } from './types';

/** HubSpot's default association types of meetings: [other type, meeting to it, it to meeting]. */
const DEFAULTS: ReadonlyArray<[other: string, fromMeeting: number | undefined, toMeeting: number]> =
	[
		['contacts', 200, 199],
		['companies', 188, 187],
		['deals', 212, 211],
		['tickets', 226, 225],
		['leads', 601, 600],
		['orders', 769, 768],
		['appointments', 919, 918],
		['courses', 873, 872],
		['listings', 897, 896],
		['services', 839, 838],
		['calls', 400, 399],
		// HubSpot publishes only the direction from the project.
		['projects', undefined, 1255],
	];

/** The object types for which HubSpot publishes association types with meetings, sorted. */
export const DEFAULT_TYPES: readonly string[] = DEFAULTS.map(([other]) => other).sort();

/** Associations of a new record, in the format of HubSpot's API. */
export const ASSOCIATIONS_EXAMPLE =
	'[{ "to": { "id": 101 }, "types": [{ "associationCategory": "HUBSPOT_DEFINED", "associationTypeId": 200 }] }]';

/** One direction of a default association type. */
export interface DefaultAssociation {
	from: string;
	to: string;
	typeId: number;
	/** The name that v3 uses in requests and responses, such as `meeting_event_to_contact`. */
	name: string;
}

const word = (type: string) =>
	type === 'meetings' ? 'meeting_event' : (findObjectType(type)?.singular ?? type);

const direction = (from: string, to: string, typeId: number): DefaultAssociation => ({
	from,
	to,
	typeId,
	name: `${word(from)}_to_${word(to)}`,
});

/** Both directions of each default type (HubSpot's associations guide). */
export const DEFAULT_ASSOCIATIONS: readonly DefaultAssociation[] = DEFAULTS.flatMap(
	([other, fromMeeting, toMeeting]) => [
		...(fromMeeting === undefined ? [] : [direction('meetings', other, fromMeeting)]),
		direction(other, 'meetings', toMeeting),
	],
);

const nameOf = (type: string) => findObjectType(type)?.name ?? type;

/** The id of the default type between two object types. Undefined for custom objects: only the labels API has their types. */
export function defaultAssociationTypeId(from: string, to: string): number | undefined {
	const [a, b] = [nameOf(from), nameOf(to)];
	return DEFAULT_ASSOCIATIONS.find((row) => row.from === a && row.to === b)?.typeId;
}

/** The default type as an entry of `types`. */
export function defaultAssociation(from: string, to: string): AssociationSpec | undefined {
	const associationTypeId = defaultAssociationTypeId(from, to);
	return associationTypeId === undefined
		? undefined
		: { associationCategory: 'HUBSPOT_DEFINED', associationTypeId };
}

/** The default type that has this id or name. */
export function findDefaultAssociation(type: string | number): DefaultAssociation | undefined {
	const text = textOf(type).toLowerCase();
	return DEFAULT_ASSOCIATIONS.find((row) => String(row.typeId) === text || row.name === text);
}

/** The same link seen from the other side: 199 for 200. */
export function oppositeAssociation(type: string | number): DefaultAssociation | undefined {
	const row = findDefaultAssociation(type);
	return row && DEFAULT_ASSOCIATIONS.find(({ from, to }) => from === row.to && to === row.from);
}

/** A contact's primary company. It is the only labeled type defined by HubSpot that the nodes look for. */
export const PRIMARY_COMPANY: AssociationSpec = {
	associationCategory: 'HUBSPOT_DEFINED',
	associationTypeId: 1,
};

/** Converts a type from HubSpot's responses to the format of its requests. */
export const toSpec = ({ category, typeId }: AssociationLabel): AssociationSpec => ({
	associationCategory: category,
	associationTypeId: typeId,
});

/** Whether a type from a response and a type for a request are the same. */
export const isSameType = (held: AssociationLabel, type: AssociationSpec) =>
	held.category === type.associationCategory && held.typeId === type.associationTypeId;

/** A type as HubSpot's error messages name it: `USER_DEFINED=37`. */
export const specName = ({ associationCategory, associationTypeId }: AssociationSpec) =>
	`${associationCategory}=${associationTypeId}`;
