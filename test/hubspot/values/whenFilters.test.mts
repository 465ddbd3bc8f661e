import { quickGroups } from '../../../nodes/hubspot/values/whenFilters.ts';

/** Early Sunday morning in Berlin, but still Saturday in New York. */
const NOW = Date.parse('2026-10-25T02:30:00Z');

const range = (when: 'today' | 'thisWeek', zone: string) => {
	const [{ filters }] = quickGroups(when, NOW, zone);
	const [{ value, highValue }] = filters;
	return [value, highValue].map((ms) => new Date(Number(ms)).toISOString());
};

test('today is the day in the time zone, also when clocks change', () => {
	// Clocks go back on this day, so it has 25 hours.
	expect(range('today', 'Europe/Berlin')).toEqual([
		'2026-10-24T22:00:00.000Z',
		'2026-10-25T22:59:59.999Z',
	]);
	expect(range('today', 'America/New_York')).toEqual([
		'2026-10-24T04:00:00.000Z',
		'2026-10-25T03:59:59.999Z',
	]);
});

test('this week begins on Monday', () => {
	expect(range('thisWeek', 'Europe/Berlin')).toEqual([
		'2026-10-18T22:00:00.000Z',
		'2026-10-25T22:59:59.999Z',
	]);
});

test('past without outcome means that the outcome is empty or still Scheduled', () => {
	const past = { propertyName: 'hs_meeting_start_time', operator: 'LT', value: String(NOW) };
	expect(quickGroups('pastWithoutOutcome', NOW, 'UTC')).toEqual([
		{ filters: [past, { propertyName: 'hs_meeting_outcome', operator: 'NOT_HAS_PROPERTY' }] },
		{
			filters: [past, { propertyName: 'hs_meeting_outcome', operator: 'EQ', value: 'SCHEDULED' }],
		},
	]);
});

test('an unknown time zone is refused', () => {
	expect(() => quickGroups('today', NOW, 'Berlin')).toThrow(/is not a time zone/);
});
