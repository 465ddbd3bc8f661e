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

describe('a label by what people write', () => {
	test.each([
		['Decision maker', 37],
		['  decision   MAKER ', 37],
		['37', 37],
		// An exact match wins over a case-insensitive match, and a label wins over an ID.
		['Guest of', 39],
		['200', 43],
		// The format of lists and messages.
		['decision maker (37)', 37],
	])('%s', (text, id) => {
		expect(find(text)).toEqual(USER(id));
	});

	test.each(['No label', 'no  LABEL', 'No label (200)'])('the type without one: %s', (text) => {
		expect(find(text)).toEqual({ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 200 });
	});

	test('that fits several says which there are', () => {
		expect(() => find('GUEST OF')).toThrow(
			/matches several association types from meetings to contacts: Guest of \(39\), guest OF \(41\).*USER_DEFINED:39/,
		);
		expect(() => find('45')).toThrow(/Twin \(45\), Other twin \(45\)/);
	});

	test('that is none', () => {
		expect(() => find('Friend')).toThrow(
			/Labels: 'Friend' is not an association type or label from meetings to contacts in this account\. There are: No label \(200\), Decision maker \(37\)/,
		);
	});

	test('that is the id of another direction or other object types', () => {
		expect(() => find('199')).toThrow(/199 goes from contacts to meetings; .* it is 200/);
		expect(() => find('212')).toThrow(/212 goes from meetings to deals; .* it is 200/);
	});

	test('where nothing can be associated', () => {
		const sides = { from: 'meetings', to: 'users', field: 'Type ID' };
		expect(() => findLabel('5', [], sides)).toThrow(/check the object type/);
	});
});

test('what a picker stores is read back', () => {
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

test('each direction knows the other one', () => {
	for (const { from, to, typeId } of DEFAULT_ASSOCIATIONS) {
		expect(defaultAssociationTypeId(from, to)).toBe(typeId);
		const opposite = oppositeAssociation(typeId);
		// HubSpot publishes only one direction between meetings and projects.
		if (from === 'projects') expect(opposite).toBeUndefined();
		else expect(opposite).toMatchObject({ from: to, to: from });
	}
});
