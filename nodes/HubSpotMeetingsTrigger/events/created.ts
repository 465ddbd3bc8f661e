import type { INodePropertyOptions } from 'n8n-workflow';

import * as Prop from '../../hubspot/propertyNames';
import type { HubSpotClient } from '../../transport/client';
import type { TriggerConfig } from '../config';
import type { Detector } from '../cursor';
import { detectByTimestamp } from './byTimestamp';

export const option: INodePropertyOptions = {
	name: 'Created',
	value: 'created',
	description: 'A meeting was created',
};

export const detector = (config: TriggerConfig, client: HubSpotClient): Detector =>
	detectByTimestamp(Prop.CREATED, () => 'created', config, client);
