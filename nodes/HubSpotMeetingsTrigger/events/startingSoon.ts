import type { INodePropertyOptions } from 'n8n-workflow';

import { MODIFIED, START } from '../../hubspot/propertyNames';
import type { Asker } from '../../transport/client';
import type { Wishes } from '../config';
import type { Watch } from '../cursor';
import { watchDue } from './byDueTime';
import { since } from './byTimestamp';

export const option: INodePropertyOptions = {
	name: 'Starting Soon',
	value: 'startingSoon',
	description: 'A meeting is about to start: once for a meeting, and again when it was moved',
};

/** Due so many minutes before the start, or when it was created or moved later than that; never when it had begun by then. */
export function watch(wishes: Wishes, asker: Asker): Watch {
	const before = wishes.minutesBefore * 60_000;
	return watchDue(wishes, asker, {
		type: 'startingSoon',
		properties: [START],
		offset: -before,
		groups: (from, until) => [
			{ filters: [since(START, from + before, until + before), ...wishes.associated] },
			{
				filters: [since(START, from, until + before), since(MODIFIED, from), ...wishes.associated],
			},
		],
		fires: (settings) => {
			const { time, setAt } = settings[settings.length - 1];
			return time > setAt ? Math.max(time - before, setAt) : undefined;
		},
	});
}
