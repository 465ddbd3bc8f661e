import type { INodeProperties } from 'n8n-workflow';

import { routing } from '../../../request/operation';
import { show } from '../fields/show';
import * as create from './create';
import * as remove from './delete';
import * as get from './get';
import * as getAll from './getAll';
import * as update from './update';

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
	...update.description,
];
