import type { INodePropertyOptions } from 'n8n-workflow';

import { CREATED } from '../../hubspot/propertyNames';
import type { Asker } from '../../request/asker';
import type { Wishes } from '../wishes';
import type { Watch } from '../window';
import { watchStamp } from './stamped';

export const option: INodePropertyOptions = {
	name: 'Created',
	value: 'created',
	description: 'A meeting was created',
};

export const watch = (wishes: Wishes, asker: Asker): Watch =>
	watchStamp(CREATED, () => 'created', wishes, asker);
