import * as Prop from '../../hubspot/propertyNames';
import { fetchCurrent } from '../fetchCurrent';
import { HANDFUL, latest, latestRecords, LOOKED_AT } from '../samples';
import { changesOf, detectByHistory, toChange, type PropertyChange } from './byHistory';
import type { MeetingEvent } from './event';

const history = [Prop.START];

/** From one time to another: the first time that a meeting gets does not move it. */
const isMove = ({ from, to }: PropertyChange) => from !== null && to !== null;

export const rescheduled: MeetingEvent = {
	option: {
		name: 'Rescheduled',
		value: 'rescheduled',
		description:
			'The start of a meeting was moved. The output says from when to when, and who moved it.',
	},
	detect(config, client) {
		const { event, properties } = config;
		return {
			/** Every move is an event of its own. */
			detector: detectByHistory(config, client, {
				properties: async () => history,
				eventsOf: (record, entries) =>
					entries.filter(isMove).map((entry) => toChange(event, record, entry)),
			}),
			/** Those that were moved, each with its last move; where there are none, any. */
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
