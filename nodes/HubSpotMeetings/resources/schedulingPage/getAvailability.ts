import type { JsonObject } from 'n8n-workflow';

import { monthOfFreeTimes } from '../../../api/scheduler';
import { InputError, isEmpty, oneOf } from '../../../common/input';
import { isOn } from '../../../hubspot/values/conversion';
import {
	chooseTimes,
	localText,
	monthsBetween,
	toFreeTime,
	toHours,
	toWeekdays,
	type FreeTime,
	type TimesWanted,
} from '../../../hubspot/values/freeTimes';
import type { Item } from '../../../transport/item';
import type { OperationOption } from '../../../transport/operation';
import { freeTimeOptions, pageDuration, span, visitorZone } from '../../fields/freeTimes';
import { optionsField } from '../../fields/options';
import { outputFields, returnAllFields } from '../../fields/readOptions';
import { schedulingPage } from '../../fields/schedulingPage';
import { show } from '../../fields/show';
import { readDuration, readSpan, readZone } from '../../input/freeTimes';
import { readLimit } from '../../input/reading';
import { readSchedulingPage } from '../../input/schedulingPage';

interface Options {
	betweenHours?: unknown;
	groupByDay?: unknown;
	mostPerDay?: unknown;
	nothingFree?: unknown;
	weekdays?: unknown;
}

export const option: OperationOption = {
	name: 'Get Availability',
	value: 'getAvailability',
	action: 'Get availability of scheduling page',
	description:
		'Retrieve the free times of a scheduling page, for use with Book, one item per time (one item in total for AI agents)',
	request: {
		method: 'GET',
		url: '/scheduler/meetings/meeting-links/book/availability-page/{slug}',
	},
};

export const description = show({ resource: ['schedulingPage'], operation: ['getAvailability'] }, [
	schedulingPage,
	...span,
	pageDuration,
	visitorZone,
	...returnAllFields,
	optionsField([...freeTimeOptions, outputFields]),
]);

/**
 * Lists the free times of a page. Sends one request for the page, and one for each month of the time span. Stops at the
 * limit, at the end of the time span, or when HubSpot says that there are no more free times.
 */
export async function operate(item: Item): Promise<JsonObject[]> {
	const options = item.field<Options>('options', {});
	const named = readZone(item);
	const { zone, name: timeZone } = named;
	const limit = readLimit(item);
	const spanFrom = readSpan(item, named);
	const filters = {
		zone,
		hours: toHours(options.betweenHours, 'Between Hours'),
		weekdays: toWeekdays(options.weekdays, 'Weekdays'),
		mostPerDay: readMostPerDay(options.mostPerDay),
	};
	const nothingFree = oneOf(options.nothingFree ?? 'none', ['none', 'item'], 'Nothing Free');
	const page = await readSchedulingPage(item);
	const { slug, aheadMs } = page;
	const now = Date.now() + aheadMs;
	const { from, to } = spanFrom(now);
	const duration = readDuration(item, page);
	const wanted: TimesWanted = { ...filters, duration };
	const inSpan = new Set<number>();
	let found: number[] = [];
	let hasMore = true;
	const latest = to - duration;
	const last = latest < from ? -1 : monthsBetween(now, latest, zone);
	for (let month = monthsBetween(now, from, zone); month <= last && hasMore; month++) {
		const { starts, ...answer } = await item.once(
			`free times ${slug} ${timeZone} ${month}`,
			async () => await monthOfFreeTimes(item, slug, timeZone, month),
		);
		const fresh = (starts.get(duration) ?? []).filter(
			(start) => start >= from && start <= latest && !inSpan.has(start),
		);
		for (const start of fresh) inSpan.add(start);
		// A month consists of whole days, so 'At Most per Day' can be applied to each month by itself.
		found = found.concat(chooseTimes(fresh, wanted));
		hasMore = answer.hasMore;
		if (found.length >= limit) break;
	}
	const durationMinutes = duration / 60_000;
	const about = { timeZone, durationMinutes, slug };
	if (found.length === 0) {
		const reason =
			inSpan.size > 0
				? `${slug} has ${inSpan.size} free times of ${durationMinutes} minutes until ${localText(to, zone)}, but none in the chosen hours and weekdays`
				: `${slug} has no free time of ${durationMinutes} minutes from ${localText(from, zone)} to ${localText(to, zone)}${hasMore ? '. There may be later ones' : ', and none after that'}`;
		if (nothingFree === 'item' || item.isToolCall) {
			return [{ freeTimes: [], reason, searchedUntil: new Date(to).toISOString(), ...about }];
		}
		item.hint('nothingFree', reason);
		return [];
	}
	const times = found.slice(0, limit).map((start) => toFreeTime(start, duration, zone));
	// An AI model only gets what it tells the user and passes to Book.
	const shown = (some: FreeTime[]) =>
		some.map((time) =>
			item.isToolCall ? { weekday: time.weekday, start: time.startLocal } : { ...time },
		);
	if (isOn(options.groupByDay)) {
		return byDay(times).map(([date, ofDay]) => ({
			date,
			weekday: ofDay[0].weekday,
			freeTimes: shown(ofDay),
			...about,
		}));
	}
	return item.isToolCall
		? [{ freeTimes: shown(times), ...about }]
		: times.map((time) => ({ ...time, ...about }));
}

function byDay(times: FreeTime[]): Array<[string, FreeTime[]]> {
	const days = new Map<string, FreeTime[]>();
	for (const time of times) {
		const date = time.startLocal.slice(0, 10);
		days.set(date, [...(days.get(date) ?? []), time]);
	}
	return [...days];
}

function readMostPerDay(given: unknown): number | undefined {
	if (isEmpty(given)) return undefined;
	const limit = Number(given);
	if (Number.isInteger(limit) && limit > 0) return limit;
	throw new InputError(
		'At Most per Day',
		'is not a positive whole number',
		'Enter one, such as 3.',
	);
}
