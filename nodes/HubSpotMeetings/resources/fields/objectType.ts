import type { INodeProperties } from 'n8n-workflow';

/** The type of the records that an operation is about, from those of the account. */
export const objectType: INodeProperties = {
	displayName: 'Object Type Name or ID',
	name: 'objectType',
	type: 'options',
	typeOptions: { loadOptionsMethod: 'getObjectTypes' },
	default: 'contacts',
	required: true,
	description:
		'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
	hint: 'A name such as contacts, or the type ID of a custom object such as 2-123',
};

/** The same, of the types on whose records HubSpot pins. */
export const pinningType: INodeProperties = {
	...objectType,
	typeOptions: { loadOptionsMethod: 'getPinningTypes' },
};
