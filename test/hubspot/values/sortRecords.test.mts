import type { ValueKind } from '../../../nodes/hubspot/meetingProperties.ts';
import { compareIds, sortRecords } from '../../../nodes/hubspot/values/sortRecords.ts';

const sorted = (
	values: Array<string | null>,
	kind: ValueKind,
	direction: 'ASCENDING' | 'DESCENDING' = 'ASCENDING',
) =>
	sortRecords(
		values.map((p, n) => ({ id: String(n + 9), properties: { p } })),
		{ propertyName: 'p', direction },
		kind,
	).map(({ properties }) => properties.p);

test('numbers are compared as numbers, times as times, and texts regardless of case', () => {
	expect(sorted(['10', '9', '-1'], 'number')).toEqual(['-1', '9', '10']);
	// HubSpot omits zero milliseconds. Compared as text, the whole second would come after .500.
	expect(sorted(['2026-01-01T00:00:00.500Z', '2026-01-01T00:00:00Z'], 'datetime')).toEqual([
		'2026-01-01T00:00:00Z',
		'2026-01-01T00:00:00.500Z',
	]);
	expect(sorted(['b', 'A', 'C'], 'text', 'DESCENDING')).toEqual(['C', 'b', 'A']);
});

test('records without a value are last in both directions', () => {
	expect(sorted([null, '1', '', '2'], 'number')).toEqual(['1', '2', null, '']);
	expect(sorted([null, '1', '', '2'], 'number', 'DESCENDING')).toEqual(['2', '1', null, '']);
});

test('records with equal values are sorted by ID, as whole numbers of any length', () => {
	const records = ['10', '9', '17612479134', '2'].map((id) => ({ id, properties: { p: 'x' } }));
	const ids = (direction: 'ASCENDING' | 'DESCENDING') =>
		sortRecords(records, { propertyName: 'p', direction }, 'text').map(({ id }) => id);
	expect(ids('ASCENDING')).toEqual(['2', '9', '10', '17612479134']);
	expect(ids('DESCENDING')).toEqual(['2', '9', '10', '17612479134']);
	expect(compareIds('90071992547409931', '90071992547409930')).toBeGreaterThan(0);
});
