import type { INodePropertyOptions } from 'n8n-workflow';

import type { Asker } from '../../request/asker';
import type { Wishes } from '../wishes';
import type { Watch } from '../window';
import { CREATED, MODIFIED, momentOf, watchStamp } from './stamped';

export const option: INodePropertyOptions = {
	name: 'Created or Updated',
	value: 'createdOrUpdated',
	description: 'A meeting was created or changed in any way, as a sync needs it',
};

export const watch = (wishes: Wishes, asker: Asker): Watch =>
	watchStamp(
		MODIFIED,
		(record) => (momentOf(record, MODIFIED) === momentOf(record, CREATED) ? 'created' : 'updated'),
		wishes,
		asker,
	);
