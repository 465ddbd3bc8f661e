import type { INodeProperties, INodePropertyMode } from 'n8n-workflow';

/** A resource locator: a searchable list, and further modes to enter a value. */
export const locator = (
	searchListMethod: string,
	{ modes }: { modes: INodePropertyMode[] },
): Pick<INodeProperties, 'type' | 'default' | 'modes'> => ({
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod, searchable: true },
		},
		...modes,
	],
});
