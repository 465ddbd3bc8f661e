import type { INodePropertyOptions } from 'n8n-workflow';

import * as Prop from '../../hubspot/propertyNames';
import type { HubSpotClient } from '../../transport/client';
import type { TriggerConfig } from '../config';
import type { Detector } from '../cursor';
import { detectByTimestamp } from './byTimestamp';

export const option: INodePropertyOptions = {
	name: 'Created or Updated',
	value: 'createdOrUpdated',
	description: 'A meeting was created or changed in any way, as a sync needs it',
};

/** Whatever else happened to a meeting since, the first that is handed on of a new one is its creation. */
export const detector = (config: TriggerConfig, client: HubSpotClient): Detector =>
	detectByTimestamp(
		Prop.MODIFIED,
		(_, isFirst) => (isFirst ? 'created' : 'updated'),
		config,
		client,
	);
