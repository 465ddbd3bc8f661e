import { DateTime } from 'luxon';

import * as Prop from '../propertyNames';
import type { SearchFilter, SearchGroup } from './searchFilters';
import { toZone } from './zones';

/** Quick filters for everyday use, by the start time of a meeting. */
export const WHEN = ['pastWithoutOutcome', 'thisWeek', 'today', 'upcoming'] as const;

export type When = (typeof WHEN)[number];

/**
 * The filter groups of a quick filter. Weeks begin on Monday. A past meeting counts as one without an outcome if it has
 * none, or if it is still Scheduled.
 *
 * @param now epoch milliseconds
 * @param zone the time zone of days and weeks
 */
export function quickGroups(when: When, now: number, zone: string): SearchGroup[] {
	const past: SearchFilter = { propertyName: Prop.START, operator: 'LT', value: String(now) };
	switch (when) {
		case 'upcoming':
			return [{ filters: [{ propertyName: Prop.START, operator: 'GTE', value: String(now) }] }];
		case 'today':
			return [{ filters: [within('day', now, zone)] }];
		case 'thisWeek':
			return [{ filters: [within('week', now, zone)] }];
		case 'pastWithoutOutcome':
			return [
				{ filters: [past, { propertyName: Prop.OUTCOME, operator: 'NOT_HAS_PROPERTY' }] },
				{ filters: [past, { propertyName: Prop.OUTCOME, operator: 'EQ', value: 'SCHEDULED' }] },
			];
	}
}

/** Uses one filter instead of two: HubSpot's BETWEEN includes both ends, and its times are whole milliseconds. */
function within(unit: 'day' | 'week', now: number, zone: string): SearchFilter {
	const local = DateTime.fromMillis(now, { zone: toZone(zone) });
	return {
		propertyName: Prop.START,
		operator: 'BETWEEN',
		value: String(local.startOf(unit).toMillis()),
		highValue: String(local.endOf(unit).toMillis()),
	};
}
