import type { INodePropertyOptions } from 'n8n-workflow';

import { MODIFIED } from '../../hubspot/propertyNames';
import type { Asker } from '../../transport/client';
import type { Wishes } from '../config';
import type { Watch } from '../cursor';
import { watchStamp } from './byTimestamp';

export const option: INodePropertyOptions = {
	name: 'Created or Updated',
	value: 'createdOrUpdated',
	description: 'A meeting was created or changed in any way, as a sync needs it',
};

/** Whatever else happened to a meeting since, the first that is handed on of a new one is its creation. */
export const watch = (wishes: Wishes, asker: Asker): Watch =>
	watchStamp(MODIFIED, (_, isFirst) => (isFirst ? 'created' : 'updated'), wishes, asker);
