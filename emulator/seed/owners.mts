import type { Owner } from '../account/owners.mts';

const STAMP = '2023-02-01T09:00:00Z';

const SALES = { id: '2001', name: 'Sales', primary: true };
const SERVICE = { id: '2002', name: 'Service', primary: true };

const person = (
	id: string,
	userId: number,
	firstName: string,
	lastName: string,
	team: typeof SALES,
	archived = false,
): Owner => ({
	id,
	email: `${firstName}.${lastName}@brightfield.example`.toLowerCase(),
	type: 'PERSON',
	firstName,
	lastName,
	...(archived ? {} : { userId }),
	userIdIncludingInactive: userId,
	createdAt: STAMP,
	updatedAt: STAMP,
	archived,
	teams: [team],
});

/** The owners: five users, one of them deactivated, and a queue. */
export const OWNERS: readonly Owner[] = [
	// The owner in the examples of the guide.
	person('11349275740', 9586501, 'Mara', 'Lindqvist', SALES),
	person('11349275741', 9586502, 'Tom', 'Okafor', SALES),
	person('11349275742', 9586503, 'Priya', 'Raman', SALES),
	person('11349275743', 9586504, 'Jonas', 'Weber', SERVICE),
	person('11349275744', 9586505, 'Elena', 'Duarte', SALES, true),
	{
		id: '11349275745',
		email: 'support-queue@brightfield.example',
		type: 'QUEUE',
		firstName: 'Support',
		lastName: 'Queue',
		createdAt: STAMP,
		updatedAt: STAMP,
		archived: false,
	},
];

export const [MARA, TOM, PRIYA, JONAS, ELENA] = OWNERS.map((owner) => owner.id);
