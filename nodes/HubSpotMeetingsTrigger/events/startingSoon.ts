import * as Prop from '../../hubspot/propertyNames';
import type { SearchFilter } from '../../hubspot/values/searchFilters';
import { isOff } from '../allowed';
import { latest } from '../samples';
import { detectByDueTime } from './byDueTime';
import { since } from './byTimestamp';
import { toMinutes, type MeetingEvent } from './event';

export const startingSoon: MeetingEvent = {
	option: {
		name: 'Starting Soon',
		value: 'startingSoon',
		description:
			'A meeting is about to start. Triggers once per meeting, and again if it is moved.',
	},
	fields: [
		{
			displayName: 'Minutes Before the Start',
			name: 'minutesBefore',
			type: 'number',
			typeOptions: { minValue: 0 },
			displayOptions: { show: { event: ['startingSoon'] } },
			default: 15,
			description:
				'How long before the start to trigger. A meeting that is created or moved later than that triggers immediately.',
		},
	],
	hides: ['startDate'],
	detect(all, client, { field }) {
		const before = toMinutes(field('minutesBefore', 15), 'Minutes Before the Start') * 60_000;
		const config = {
			...all,
			accepts: (record: Parameters<typeof all.accepts>[0]) =>
				all.accepts(record) && !isOff(record, all.allowed),
		};
		return {
			/**
			 * Fires the given number of minutes before the start. If the meeting was created or moved later than that, it fires at
			 * that moment, unless the meeting had already begun.
			 */
			detector: detectByDueTime(config, client, {
				properties: [Prop.START],
				offset: -before,
				groups: (from, until) => [
					{ filters: [since(Prop.START, from + before, until + before), ...config.associated] },
					{
						filters: [
							since(Prop.START, from, until + before),
							since(Prop.MODIFIED, from),
							...config.associated,
						],
					},
				],
				fires: (settings) => {
					const { time, setAt } = settings[settings.length - 1];
					return time > setAt ? Math.max(time - before, setAt) : undefined;
				},
			}),
			/** The next meetings. If there are none, the last ones. */
			samples: async () => {
				const ahead: SearchFilter = {
					propertyName: Prop.START,
					operator: 'GTE',
					value: String(Date.now()),
				};
				const how = { property: Prop.START, offset: -before };
				const upcoming = await latest(client, config, {
					...how,
					filters: [ahead],
					direction: 'ASCENDING',
				});
				return upcoming.length > 0 ? upcoming : await latest(client, config, how);
			},
		};
	},
};
