import {
	DEFAULT_ASSOCIATIONS,
	defaultAssociationTypeId,
	oppositeAssociation,
} from '../../../nodes/hubspot/associationTypes';
import type { AssociationLabel } from '../../../nodes/hubspot/types';
import {
	findLabel,
	parseTypeValue,
	typeValue,
} from '../../../nodes/hubspot/values/associationLabels';

const label = (
	typeId: number,
	text: string | null,
	category: AssociationLabel['category'] = 'USER_DEFINED',
): AssociationLabel => ({ typeId, label: text, category });

const LABELS = [
	label(200, null, 'HUBSPOT_DEFINED'),
	label(37, 'Decision maker'),
	label(39, 'Guest of'),
	label(41, 'guest OF', 'INTEGRATOR_DEFINED'),
	label(43, '200'),
	label(45, 'Twin'),
	label(45, 'Other twin', 'INTEGRATOR_DEFINED'),
];

const find = (text: string) =>
	findLabel(text, LABELS, { from: 'meetings', to: 'contacts', field: 'Labels' });

const USER = (associationTypeId: number) => ({
	associationCategory: 'USER_DEFINED',
	associationTypeId,
});

describe('a label that a user enters as text', () => {
	test.each([
		['Decision maker', 37],
		['  decision   MAKER ', 37],
		['37', 37],
		// An exact match wins over a case-insensitive match, and a label wins over an ID.
		['Guest of', 39],
		['200', 43],
		// The format of lists and messages.
		['decision maker (37)', 37],
	])('is found: %s', (text, id) => {
		expect(find(text)).toEqual(USER(id));
	});

	test.each(['No label', 'no  LABEL', 'No label (200)'])(
		'means the type without a label: %s',
		(text) => {
			expect(find(text)).toEqual({
				associationCategory: 'HUBSPOT_DEFINED',
				associationTypeId: 200,
			});
		},
	);

	test('is refused with the matches if it matches several', () => {
		expect(() => find('GUEST OF')).toThrow(
			/matches several association types from meetings to contacts: Guest of \(39\), guest OF \(41\).*USER_DEFINED:39/,
		);
		expect(() => find('45')).toThrow(/Twin \(45\), Other twin \(45\)/);
	});

	test('is refused with the existing labels if it is unknown', () => {
		expect(() => find('Friend')).toThrow(
			/Labels: 'Friend' is not an association type or label from meetings to contacts in this account\. Available: No label \(200\), Decision maker \(37\)/,
		);
	});

	test('is refused with the right ID if it is the type ID of another direction or object type', () => {
		expect(() => find('199')).toThrow(/199 is for contacts to meetings; .*, use 200/);
		expect(() => find('212')).toThrow(/212 is for meetings to deals; .*, use 200/);
	});

	test('is refused with advice to check the object type if there are no association types', () => {
		const sides = { from: 'meetings', to: 'users', field: 'Type ID' };
		expect(() => findLabel('5', [], sides)).toThrow(/check the object type/);
	});
});

test('the stored value of a picker is parsed, and other text is not', () => {
	for (const each of LABELS) {
		expect(parseTypeValue(typeValue(each))).toEqual({
			associationCategory: each.category,
			associationTypeId: each.typeId,
		});
	}
	for (const text of ['Decision maker', '37', 'FOE_DEFINED:37', 'USER_DEFINED:x', '']) {
		expect(parseTypeValue(text)).toBeUndefined();
	}
});

test('each default type has an opposite type, except for projects', () => {
	for (const { from, to, typeId } of DEFAULT_ASSOCIATIONS) {
		expect(defaultAssociationTypeId(from, to)).toBe(typeId);
		const opposite = oppositeAssociation(typeId);
		// HubSpot publishes only one direction between meetings and projects.
		if (from === 'projects') expect(opposite).toBeUndefined();
		else expect(opposite).toMatchObject({ from: to, to: from });
	}
});
