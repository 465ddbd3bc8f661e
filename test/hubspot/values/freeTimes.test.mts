import { readMonthOfTimes } from '../../../nodes/hubspot/scheduling.ts';
import { chooseTimes, toFreeTime } from '../../../nodes/hubspot/values/freeTimes.ts';
import { toZone } from '../../../nodes/hubspot/values/zones.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * HubSpot's responses for a year, one for each month. The page has five durations and is free from 8:00 to 16:00 UTC on
 * workdays.
 */
function year(from: number): unknown[] {
	return Array.from({ length: 12 }, (_, month) => {
		const durations = [15, 20, 30, 45, 60].map((minutes) => minutes * MINUTE);
		const byDuration = durations.map((duration) => {
			const availabilities = [];
			for (let day = Date.UTC(from, month, 1); day < Date.UTC(from, month + 1, 1); day += DAY) {
				if ([0, 6].includes(new Date(day).getUTCDay())) continue;
				const closes = day + 16 * HOUR;
				for (let start = day + 8 * HOUR; start + duration <= closes; start += 15 * MINUTE)
					availabilities.push({ startMillisUtc: start, endMillisUtc: start + duration });
			}
			return [duration, { meetingDurationMillis: duration, availabilities }];
		});
		return {
			linkAvailability: {
				linkAvailabilityByDuration: Object.fromEntries(byDuration),
				hasMore: month < 11,
			},
			allUsersBusyTimes: [],
		};
	});
}

/** The time in ms that the node's own code takes for a year. It reads all durations, and returns all times of one. */
function timeOf(answers: unknown[], timeZone: string): number {
	const zone = toZone(timeZone);
	const began = performance.now();
	const duration = 15 * MINUTE;
	const times = answers.flatMap((answer) => {
		const starts = readMonthOfTimes(answer)?.starts.get(duration) ?? [];
		return chooseTimes(starts, { duration, zone }).map((start) =>
			toFreeTime(start, duration, zone),
		);
	});
	const took = performance.now() - began;
	expect(times.length).toBeGreaterThan(8_000);
	return took;
}

test('the free times of a year, in five durations, are read within milliseconds', () => {
	const zones = ['Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe'];
	const took = zones.map((zone, index) => timeOf(year(2027 + index), zone));
	// The goal is 50 ms, which an idle machine easily meets. A busy machine takes longer.
	expect(Math.min(...took)).toBeLessThan(250);
});
