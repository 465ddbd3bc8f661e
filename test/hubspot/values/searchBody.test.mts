import {
	checkSearchLimits,
	isShortEnough,
	searchBody,
} from '../../../nodes/hubspot/values/searchBody.ts';
import type { SearchGroup } from '../../../nodes/hubspot/values/searchFilters.ts';

const groups = (...sizes: number[]): SearchGroup[] =>
	sizes.map((size) => ({
		filters: Array.from({ length: size }, () => ({
			propertyName: 'p',
			operator: 'HAS_PROPERTY' as const,
		})),
	}));

const check =
	(filterGroups: SearchGroup[], more: object = {}) =>
	() =>
		checkSearchLimits({ filterGroups, properties: [], ...more });

test("a search that reaches HubSpot's limits is accepted", () => {
	expect(check(groups(6, 6, 6))).not.toThrow();
	expect(check(groups(4, 4, 4, 3, 3))).not.toThrow();
	expect(check([])).not.toThrow();
});

test.each([
	['groups', groups(1, 1, 1, 1, 1, 1), /6 filter groups; HubSpot allows at most 5/],
	['filters in a group', groups(7), /7 filters in one group; HubSpot allows at most 6/],
	[
		'filters in all groups',
		groups(5, 5, 5, 4),
		/19 filters in all groups; HubSpot allows at most 18/,
	],
])('too many %s are refused with the limit', (_, given, message) => {
	expect(check(given)).toThrow(message);
});

test('a search of more than 3,000 characters is refused with the limit', () => {
	expect(check([], { query: 'x'.repeat(2_000) })).not.toThrow();
	expect(check([], { query: 'x'.repeat(3_000) })).toThrow(/3,000 characters/);
});

test('a search that is too long only because of its properties is not refused', () => {
	const properties = Array.from({ length: 200 }, (_, n) => `some_property_${n}`);
	expect(isShortEnough({ filterGroups: [], properties })).toBe(false);
	expect(check([], { properties })).not.toThrow();
});

test("the request for a page of results has the format of HubSpot's API", () => {
	const question = {
		filterGroups: groups(1),
		query: 'demo',
		sort: { propertyName: 'hs_timestamp', direction: 'DESCENDING' as const },
		properties: ['hs_meeting_title'],
	};
	expect(searchBody(question, 200, '400')).toEqual({
		filterGroups: groups(1),
		query: 'demo',
		sorts: [question.sort],
		properties: ['hs_meeting_title'],
		limit: 200,
		after: '400',
	});
	expect(searchBody({ filterGroups: [], properties: [] }, 10)).toEqual({
		filterGroups: [],
		sorts: [],
		properties: [],
		limit: 10,
	});
});
