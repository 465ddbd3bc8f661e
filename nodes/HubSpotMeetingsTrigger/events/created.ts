import * as Prop from '../../hubspot/propertyNames';
import { latest } from '../samples';
import { detectByTimestamp } from './byTimestamp';
import type { MeetingEvent } from './event';

export const created: MeetingEvent = {
	option: {
		name: 'Created',
		value: 'created',
		description: 'A meeting was created',
	},
	detect: (config, client) => ({
		detector: detectByTimestamp(
			Prop.CREATED,
			({ createdAt }) => ({ type: config.event, at: createdAt }),
			config,
			client,
		),
		samples: async () => await latest(client, config, { property: Prop.CREATED }),
	}),
};
