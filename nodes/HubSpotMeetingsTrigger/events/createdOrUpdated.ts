import * as Prop from '../../hubspot/propertyNames';
import { latest } from '../samples';
import { detectByTimestamp, momentOf } from './byTimestamp';
import type { MeetingEvent } from './event';

/** The values of `event.type` in the output. */
const CREATED = 'created';
const UPDATED = 'updated';

export const createdOrUpdated: MeetingEvent = {
	option: {
		name: 'Created or Updated',
		value: 'createdOrUpdated',
		description: 'A meeting was created or changed in any way, for example to sync it',
	},
	detect: (config, client) => ({
		/** The first event of a new meeting is always its creation, even if it was changed since. */
		detector: detectByTimestamp(
			Prop.MODIFIED,
			({ isFirst, createdAt, stamp }) =>
				isFirst ? { type: CREATED, at: createdAt } : { type: UPDATED, at: stamp },
			config,
			client,
		),
		samples: async () => {
			const events = await latest(client, config, { property: Prop.MODIFIED });
			return events.map((event) => {
				const isNew = momentOf(event.record, Prop.CREATED) === event.at;
				return { ...event, type: isNew ? CREATED : UPDATED };
			});
		},
	}),
};
