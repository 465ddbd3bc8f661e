import type { INodeProperties } from 'n8n-workflow';
import { choices } from './choice';

export const simplifyField: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

export const properties: INodeProperties = choices('properties', {
	of: 'Property',
	from: 'getProperties',
	hint: 'The properties to return. Defaults to the most common ones, such as title, times, owner and outcome.',
});
