import type { INodeProperties, INodePropertyMode } from 'n8n-workflow';

/** How one is chosen from a list that is searched, or given in other ways. */
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
