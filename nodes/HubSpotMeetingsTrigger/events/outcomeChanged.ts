import type { INodePropertyOptions } from 'n8n-workflow';

import { OUTCOME } from '../../hubspot/propertyNames';
import type { Asker } from '../../transport/client';
import type { Wishes } from '../config';
import type { Watch } from '../cursor';
import { watchEntries, whoChanged } from './byHistory';

export const option: INodePropertyOptions = {
	name: 'Outcome Set or Changed',
	value: 'outcomeChanged',
	description: 'A meeting got an outcome, when it was created or later, or another one',
};

/** Every change of the outcome is an event of its own. */
export const watch = (wishes: Wishes, asker: Asker): Watch =>
	watchEntries(wishes, asker, {
		properties: async () => [OUTCOME],
		happen: (record, entries) =>
			entries
				.filter(
					({ to }) => wishes.newOutcomes.length === 0 || wishes.newOutcomes.includes(to ?? ''),
				)
				.map((entry) => ({
					type: 'outcomeChanged',
					at: entry.at,
					record,
					details: { from: entry.from, to: entry.to, changedBy: whoChanged(entry) },
				})),
	});
