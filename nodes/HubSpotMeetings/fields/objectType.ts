import type { INodeProperties } from 'n8n-workflow';

import { choice } from '../../shared/fields/choice';

/** The type of the records that an operation is about, from those of the account. */
export const objectType: INodeProperties = choice('objectType', {
	of: 'Object Type',
	from: 'getObjectTypes',
	default: 'contacts',
	required: true,
	hint: 'In an expression, a name such as contacts, or the type ID of a custom object such as 2-123',
});

/** The same, of the types on whose records HubSpot pins. */
export const pinningType: INodeProperties = {
	...objectType,
	typeOptions: { loadOptionsMethod: 'getPinningTypes' },
};
