import type { INodeProperties } from 'n8n-workflow';

import { choice } from '../../shared/fields/choice';

/** The object type of the records that an operation is about, from a list that includes custom objects. */
export const objectType: INodeProperties = choice('objectType', {
	of: 'Object Type',
	from: 'getObjectTypes',
	default: 'contacts',
	required: true,
	hint: 'In an expression, a name such as contacts, or the type ID of a custom object such as 2-123',
});

/** Like `objectType`, but only with types on whose records HubSpot can pin meetings. */
export const pinningType: INodeProperties = {
	...objectType,
	typeOptions: { loadOptionsMethod: 'getPinningTypes' },
};
