import type { INodePropertyOptions } from 'n8n-workflow';

import { CREATED } from '../../hubspot/propertyNames';
import type { Asker } from '../../transport/client';
import type { Wishes } from '../config';
import type { Watch } from '../cursor';
import { watchStamp } from './byTimestamp';

export const option: INodePropertyOptions = {
	name: 'Created',
	value: 'created',
	description: 'A meeting was created',
};

export const watch = (wishes: Wishes, asker: Asker): Watch =>
	watchStamp(CREATED, () => 'created', wishes, asker);
