import * as Prop from '../../hubspot/propertyNames';
import { isOn } from '../../hubspot/values/conversion';
import type { SearchFilter } from '../../hubspot/values/searchFilters';
import { hasOutcome, isOff } from '../allowed';
import { latest } from '../samples';
import { detectByDueTime, type Setting } from './byDueTime';
import { since } from './byTimestamp';
import { toMinutes, type MeetingEvent } from './event';

/**
 * When a meeting is over, given all end times that it has had. `after` is the delay after the end, in ms. If an end was in
 * the future when it was set, the meeting is over at that end. An end that was already past when it was set, such as a
 * correction, ends a meeting that was still going on, and changes nothing if the meeting was over. A meeting that is logged
 * afterwards never ends.
 */
export function overAt(ends: readonly Setting[], after: number): number | undefined {
	return ends.reduce<number | undefined>((over, { time, setAt }) => {
		if (time + after > setAt) return time + after;
		return over !== undefined && over > setAt ? setAt : over;
	}, undefined);
}

export const ended: MeetingEvent = {
	option: {
		name: 'Ended',
		value: 'ended',
		description: 'A meeting is over, by its end time or, if it has none, its start time',
	},
	fields: [
		{
			displayName: 'Minutes After the End',
			name: 'minutesAfter',
			type: 'number',
			typeOptions: { minValue: 0 },
			displayOptions: { show: { event: ['ended'] } },
			default: 0,
			description: 'How long after the end to trigger, so that people have time to log the outcome',
		},
	],
	options: [
		{
			displayName: 'Only Without Outcome',
			name: 'onlyWithoutOutcome',
			type: 'boolean',
			displayOptions: { show: { '/event': ['ended'] } },
			default: false,
			description:
				'Whether to skip meetings that have an outcome. Scheduled does not count as one.',
		},
	],
	hides: ['startDate'],
	detect(all, client, { field, option }) {
		const after = toMinutes(field('minutesAfter', 0), 'Minutes After the End') * 60_000;
		const onlyWithoutOutcome = isOn(option('onlyWithoutOutcome'));
		const config = {
			...all,
			accepts: (record: Parameters<typeof all.accepts>[0]) =>
				all.accepts(record) &&
				!isOff(record, all.allowed) &&
				!(onlyWithoutOutcome && hasOutcome(record)),
		};
		const noEnd: SearchFilter = { propertyName: Prop.END, operator: 'NOT_HAS_PROPERTY' };
		const past = (name: string, until: number): SearchFilter => ({
			propertyName: name,
			operator: 'LTE',
			value: String(until - after),
		});
		return {
			detector: detectByDueTime(config, client, {
				properties: [Prop.END, Prop.START],
				offset: after,
				groups: (from, until) =>
					[
						[since(Prop.END, from - after, until - after)],
						[past(Prop.END, until), since(Prop.MODIFIED, from)],
						[since(Prop.START, from - after, until - after), noEnd],
						[past(Prop.START, until), since(Prop.MODIFIED, from), noEnd],
					].map((filters) => ({ filters: [...filters, ...config.associated] })),
				fires: (ends) => overAt(ends, after),
			}),
			samples: async () =>
				await latest(client, config, {
					property: Prop.END,
					filters: [{ propertyName: Prop.END, operator: 'LTE', value: String(Date.now()) }],
					offset: after,
				}),
		};
	},
};
