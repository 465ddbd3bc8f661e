import {
	DEFAULT_ASSOCIATIONS,
	defaultAssociationTypeId,
	findDefaultAssociation,
	oppositeAssociation,
} from '../../nodes/hubspot/associationTypes.ts';

/** The type IDs in HubSpot's associations guide, from meetings and to meetings. */
const GUIDE: Array<[type: string, fromMeeting: number | undefined, toMeeting: number]> = [
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
	['projects', undefined, 1255],
];

test.each(GUIDE)(
	'meetings and %s: the type is %p from the meeting and %p to the meeting',
	(type, fromMeeting, toMeeting) => {
		expect(defaultAssociationTypeId('meetings', type)).toBe(fromMeeting);
		expect(defaultAssociationTypeId(type, 'meetings')).toBe(toMeeting);
		expect(oppositeAssociation(toMeeting)?.typeId).toBe(fromMeeting);
		expect(findDefaultAssociation(toMeeting)).toMatchObject({ from: type, to: 'meetings' });
	},
);

test('there are 23 built-in association types, each with a unique ID and name', () => {
	expect(DEFAULT_ASSOCIATIONS).toHaveLength(23);
	expect(new Set(DEFAULT_ASSOCIATIONS.map(({ typeId }) => typeId)).size).toBe(23);
	expect(new Set(DEFAULT_ASSOCIATIONS.map(({ name }) => name)).size).toBe(23);
});

test('an object type is found by any of its names; a custom one has no built-in association type', () => {
	expect(defaultAssociationTypeId('0-47', 'Contact')).toBe(200);
	expect(findDefaultAssociation('MEETING_EVENT_TO_CONTACT')?.typeId).toBe(200);
	expect(defaultAssociationTypeId('meetings', '2-123')).toBeUndefined();
});
