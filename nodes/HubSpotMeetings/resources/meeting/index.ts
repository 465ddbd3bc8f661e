import type { INodeProperties } from 'n8n-workflow';

import { routing } from '../../../request/operation';
import { show } from '../fields/show';
import * as create from './create';
import * as remove from './delete';
import * as get from './get';
import * as getAll from './getAll';
import * as getAllOfRecord from './getAllOfRecord';
import * as pin from './pin';
import * as search from './search';
import * as unpin from './unpin';
import * as update from './update';
import * as upsert from './upsert';

const operation: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Create',
			value: 'create',
			action: 'Create meeting',
			description: 'Log a meeting on records. No invitation is sent, no calendar is changed.',
			routing: routing('POST', '/objects/meetings', create.operate),
		},
		{
			name: 'Create or Update',
			value: 'upsert',
			action: 'Create or update meeting',
			description: 'Create a new record, or update the current one if it already exists (upsert)',
			routing: routing('POST', '/objects/meetings/batch/upsert', upsert.operate),
		},
		{
			name: 'Delete',
			value: 'delete',
			action: 'Delete meeting',
			description:
				'Move a meeting to the recycling bin. It can be restored there, or on the timeline of its records, for 90 days.',
			routing: routing('DELETE', '/objects/meetings/{meetingId}', remove.operate),
		},
		{
			name: 'Get',
			value: 'get',
			action: 'Get meeting',
			description: 'Retrieve one meeting by its ID or another unique property',
			routing: routing('GET', '/objects/meetings/{meetingId}', get.operate),
		},
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many meetings',
			description: 'Retrieve a list of meetings, in the order they were created',
			routing: routing('GET', '/objects/meetings', getAll.operate),
		},
		{
			name: 'Get Many of Record',
			value: 'getAllOfRecord',
			action: 'Get many meetings of record',
			description:
				'Retrieve the meetings of a contact, company, deal, ticket or custom object, the newest first',
			routing: routing(
				'GET',
				'/objects/{objectType}/{recordId}/associations/meetings',
				getAllOfRecord.operate,
			),
		},
		{
			name: 'Pin',
			value: 'pin',
			action: 'Pin meeting on record',
			description:
				'Put a meeting on top of the timeline of a contact, company, deal, ticket or custom object. What was pinned there before is unpinned.',
			routing: routing('PATCH', '/objects/{objectType}/{recordId}', pin.operate),
		},
		{
			name: 'Search',
			value: 'search',
			action: 'Search meetings',
			description:
				'Find meetings: upcoming ones, those without outcome, by owner, text or any property',
			routing: routing('POST', '/objects/meetings/search', search.operate),
		},
		{
			name: 'Unpin',
			value: 'unpin',
			action: 'Unpin meeting from record',
			description: 'Take down what is pinned on a record, or only a certain meeting',
			routing: routing('PATCH', '/objects/{objectType}/{recordId}', unpin.operate),
		},
		{
			name: 'Update',
			value: 'update',
			action: 'Update meeting',
			description:
				'Change a logged meeting: reschedule it, set its outcome, add to its notes. No invitation is sent, no calendar is changed.',
			routing: routing('PATCH', '/objects/meetings/{meetingId}', update.operate),
		},
	],
	default: 'create',
};

export const meeting: INodeProperties[] = [
	...show({ resource: ['meeting'] }, [operation]),
	...create.description,
	...remove.description,
	...get.description,
	...getAll.description,
	...getAllOfRecord.description,
	...pin.description,
	...search.description,
	...unpin.description,
	...update.description,
	...upsert.description,
];
