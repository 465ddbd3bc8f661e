import fc from 'fast-check';

import { hasOutcome } from '../../../nodes/HubSpotMeetingsTrigger/allowed.ts';
import { settingsOf } from '../../../nodes/HubSpotMeetingsTrigger/events/byDueTime.ts';
import { changesOf } from '../../../nodes/HubSpotMeetingsTrigger/events/byHistory.ts';
import { overAt } from '../../../nodes/HubSpotMeetingsTrigger/events/ended.ts';
import type { HubSpotObject } from '../../../nodes/hubspot/types.ts';

const CREATED = Date.UTC(2026, 10, 2, 9);
const at = (ms: number) => new Date(CREATED + ms).toISOString();

const meeting = (
	properties: Record<string, string | null>,
	history: Record<string, Array<[value: string, ms: number]>> = {},
): HubSpotObject => ({
	id: '1',
	properties: { hs_createdate: at(0), ...properties },
	propertiesWithHistory: Object.fromEntries(
		Object.entries(history).map(([name, entries]) => [
			name,
			entries.map(([value, ms]) => ({ value, timestamp: at(ms), sourceType: 'CRM_UI' })),
		]),
	),
});

describe('overAt', () => {
	test.each([
		['an end set in advance: over at the end', [[10, 0]], 0, 10],
		['five minutes after an end set in advance: over five minutes later', [[10, 0]], 5, 15],
		[
			'moved later before the end: over at the new end',
			[
				[10, 0],
				[20, 5],
			],
			0,
			20,
		],
		[
			'moved later after the end: over again at the new end',
			[
				[10, 0],
				[20, 15],
			],
			0,
			20,
		],
		[
			'moved to a time in the past: over at the change',
			[
				[10, 0],
				[3, 5],
			],
			0,
			5,
		],
		[
			'moved earlier after the end: over at the old end',
			[
				[10, 0],
				[8, 12],
			],
			0,
			10,
		],
		[
			'moved to a time in the past, then corrected: over at the first change',
			[
				[10, 0],
				[3, 5],
				[4, 7],
			],
			0,
			5,
		],
		['logged after its end: never over', [[10, 12]], 0, undefined],
		[
			'logged after its end, then corrected: never over',
			[
				[10, 12],
				[11, 13],
			],
			0,
			undefined,
		],
		[
			'logged after its end, less than five minutes later: over five minutes after the end',
			[[10, 12]],
			5,
			15,
		],
		['without an end: never over', [], 0, undefined],
	] as Array<[string, Array<[number, number]>, number, number | undefined]>)(
		'%s',
		(_, settings, after, expected) => {
			expect(
				overAt(
					settings.map(([time, setAt]) => ({ time, setAt })),
					after,
				),
			).toBe(expected);
		},
	);

	test('is never before the first setting or after the last due time', () => {
		fc.assert(
			fc.property(
				fc.array(fc.tuple(fc.nat(1_000), fc.nat(50)), { minLength: 1, maxLength: 8 }),
				fc.nat(100),
				(given, after) => {
					let now = 0;
					const ends = given.map(([time, wait]) => ({ time, setAt: (now += wait) }));
					const over = overAt(ends, after);
					if (over === undefined) return ends.every(({ time, setAt }) => time + after <= setAt);
					const latest = Math.max(...ends.map(({ time }) => time + after));
					return over >= ends[0].setAt && over <= latest;
				},
			),
		);
	});
});

test('settingsOf: lists each real change, oldest first, with the start in place of a missing end', () => {
	const start = at(60_000);
	const moved = at(90_000);
	const record = meeting(
		{ hs_meeting_start_time: moved, hs_meeting_end_time: null },
		{
			hs_meeting_start_time: [
				[moved, 20_000],
				[moved, 10_000],
				[start, 0],
			],
		},
	);
	expect(settingsOf(record, ['hs_meeting_end_time', 'hs_meeting_start_time'])).toEqual([
		{ time: Date.parse(start), setAt: CREATED },
		{ time: Date.parse(moved), setAt: CREATED + 10_000 },
	]);
	expect(settingsOf(meeting({}), ['hs_meeting_end_time'])).toEqual([]);
	// Moved twice in the same millisecond.
	const twice = meeting(
		{ hs_meeting_start_time: moved },
		{
			hs_meeting_start_time: [
				[moved, 10_000],
				[at(70_000), 10_000],
				[start, 0],
			],
		},
	);
	const times = settingsOf(twice, ['hs_meeting_start_time']).map(({ time }) => time - CREATED);
	expect(times).toEqual([60_000, 70_000, 90_000]);
	// The end is cleared, and later set to another time.
	const names = ['hs_meeting_end_time', 'hs_meeting_start_time'];
	const ends = { hs_meeting_start_time: start, hs_meeting_end_time: moved };
	const other = meeting(ends, {
		hs_meeting_start_time: [[start, 0]],
		hs_meeting_end_time: [
			[moved, 20_000],
			['', 10_000],
			[at(80_000), 0],
		],
	});
	expect(settingsOf(other, names)).toEqual([
		{ time: Date.parse(at(80_000)), setAt: CREATED },
		{ time: Date.parse(start), setAt: CREATED + 10_000 },
		{ time: Date.parse(moved), setAt: CREATED + 20_000 },
	]);
	// Without history, the value counts as set at creation.
	expect(settingsOf(meeting({ a: start }), ['a'])).toEqual([
		{ time: Date.parse(start), setAt: CREATED },
	]);
});

test('changesOf: lists each real change with the previous value, and an empty value as null', () => {
	const record = meeting(
		{},
		{
			title: [
				['', 40],
				['B', 30],
				['B', 20],
				['A', 0],
			],
		},
	);
	expect(
		changesOf(record, 'title').map(({ from, to, at: moment, initial }) => [
			from,
			to,
			moment - CREATED,
			initial,
		]),
	).toEqual([
		['B', null, 40, false],
		['A', 'B', 20, false],
		[null, 'A', 0, true],
	]);
	expect(changesOf(record, 'other')).toEqual([]);
});

test.each([
	[null, false],
	['', false],
	['SCHEDULED', false],
	['NO_SHOW', true],
	['A custom one', true],
])('hasOutcome: the outcome %j counts as logged: %s', (value, expected) => {
	expect(hasOutcome(meeting({ hs_meeting_outcome: value }))).toBe(expected);
});
