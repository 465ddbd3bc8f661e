import type { INodeProperties, INodePropertyMode } from 'n8n-workflow';
import { isRecord } from '../../common/input';

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

/** A resource locator's value; everything else as it is. Its own modes are told apart by the value. */
export function plainLocator(value: unknown): unknown {
	return isRecord(value) && value.__rl === true ? value.value : value;
}
