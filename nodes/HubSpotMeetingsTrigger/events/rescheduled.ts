import * as Prop from '../../hubspot/propertyNames';
import { fetchCurrent } from '../fetchCurrent';
import { HANDFUL, latest, latestRecords, LOOKED_AT } from '../samples';
import { changesOf, detectByHistory, toChange, type PropertyChange } from './byHistory';
import type { MeetingEvent } from './event';

const history = [Prop.START];

/** Whether a change moves the meeting from one time to another. Setting the first start time isn't a move. */
const isMove = ({ from, to }: PropertyChange) => from !== null && to !== null;

export const rescheduled: MeetingEvent = {
	option: {
		name: 'Rescheduled',
		value: 'rescheduled',
		description:
			'The start of a meeting was moved. The output shows the old and new start, and who moved it.',
	},
	detect(config, client) {
		const { event, properties } = config;
		return {
			/** Each move is a separate event. */
			detector: detectByHistory(config, client, {
				properties: async () => history,
				eventsOf: (record, entries) =>
					entries.filter(isMove).map((entry) => toChange(event, record, entry)),
			}),
			/** Meetings that were moved, each with its last move. If there are none, any meetings. */
			samples: async () => {
				const newest = { property: Prop.MODIFIED };
				const found = await latestRecords(client, config, { ...newest, count: LOOKED_AT });
				const records = await fetchCurrent(client, found, { properties, history });
				const moves = records.flatMap((record) => {
					const move = changesOf(record, Prop.START).find(isMove);
					return move ? [toChange(event, record, move)] : [];
				});
				return moves.length > 0 ? moves.slice(0, HANDFUL) : await latest(client, config, newest);
			},
		};
	},
};
