import type { INodePropertyOptions } from 'n8n-workflow';

export const option: INodePropertyOptions = {
	name: 'Deleted',
	value: 'deleted',
	description: 'A meeting was moved to the recycling bin',
};
