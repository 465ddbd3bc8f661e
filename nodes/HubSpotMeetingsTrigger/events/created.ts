import type { INodePropertyOptions } from 'n8n-workflow';

import type { Wishes } from '../wishes';
import type { Watch } from '../window';
import { CREATED, watchStamp } from './stamped';

export const option: INodePropertyOptions = {
	name: 'Created',
	value: 'created',
	description: 'A meeting was created',
};

export const watch = ({ searchFilters }: Wishes): Watch =>
	watchStamp(CREATED, () => 'created', searchFilters);
