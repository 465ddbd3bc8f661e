import type { INodeProperties } from 'n8n-workflow';

/** Order by display name. Not by locale: that would load n8n's tables of languages with the node, a third of its load time. */
export function byDisplayName(a: INodeProperties, b: INodeProperties): number {
	return a.displayName < b.displayName ? -1 : 1;
}

/** The Options collection of an operation, sorted as n8n wants it. */
export function optionsField(options: INodeProperties[]): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [...options].sort(byDisplayName),
	};
}
