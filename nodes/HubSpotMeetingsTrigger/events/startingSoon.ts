import type { INodePropertyOptions } from 'n8n-workflow';

import * as Prop from '../../hubspot/propertyNames';
import type { HubSpotClient } from '../../transport/client';
import type { TriggerConfig } from '../config';
import type { Detector } from '../cursor';
import { detectByDueTime } from './byDueTime';
import { since } from './byTimestamp';

export const option: INodePropertyOptions = {
	name: 'Starting Soon',
	value: 'startingSoon',
	description: 'A meeting is about to start: once for a meeting, and again when it was moved',
};

/** Due so many minutes before the start, or when it was created or moved later than that; never when it had begun by then. */
export function detector(config: TriggerConfig, client: HubSpotClient): Detector {
	const before = config.minutesBefore * 60_000;
	return detectByDueTime(config, client, {
		type: 'startingSoon',
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
	});
}
