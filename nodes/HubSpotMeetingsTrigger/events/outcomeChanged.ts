import type { INodePropertyOptions } from 'n8n-workflow';

import * as Prop from '../../hubspot/propertyNames';
import type { HubSpotClient } from '../../transport/client';
import type { TriggerConfig } from '../config';
import type { Detector } from '../cursor';
import { detectByHistory, whoChanged } from './byHistory';

export const option: INodePropertyOptions = {
	name: 'Outcome Set or Changed',
	value: 'outcomeChanged',
	description: 'A meeting got an outcome, when it was created or later, or another one',
};

/** Every change of the outcome is an event of its own. */
export const detector = (config: TriggerConfig, client: HubSpotClient): Detector =>
	detectByHistory(config, client, {
		properties: async () => [Prop.OUTCOME],
		eventsOf: (record, entries) =>
			entries
				.filter(
					({ to }) => config.newOutcomes.length === 0 || config.newOutcomes.includes(to ?? ''),
				)
				.map((entry) => ({
					type: 'outcomeChanged',
					at: entry.at,
					record,
					details: { from: entry.from, to: entry.to, changedBy: whoChanged(entry) },
				})),
	});
