import type { INodeProperties } from 'n8n-workflow';

import { locator } from './locator';

/** The record that an operation is about. 'Object Type' is its type. */
export const record: INodeProperties = {
	displayName: 'Record',
	name: 'recordId',
	...locator('searchRecords', {
		modes: [
			{
				displayName: 'By ID, Email or Domain',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. 101 or jane@example.com',
			},
			{
				displayName: 'By URL',
				name: 'url',
				type: 'string',
				placeholder: 'e.g. https://app.hubspot.com/contacts/123456/record/0-1/101',
			},
		],
	}),
	required: true,
	description: 'The record, by ID, HubSpot URL, contact email address or company domain',
	builderHint: {
		propertyHint:
			"Mode 'id' also accepts email addresses and domains: no node is needed to look up the record.",
	},
};

/** One or more records in one field. 'Object Type' is their type. */
export const records: INodeProperties = {
	displayName: 'Records',
	name: 'records',
	...locator('searchRecords', {
		modes: [
			{
				displayName: 'By ID, Email, Domain or URL',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. 101, jane@example.com',
			},
		],
	}),
	required: true,
	description:
		'One from the list, or IDs, record URLs, contact email addresses or company domains, as an array or separated by commas',
};
