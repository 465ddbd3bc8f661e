import type { INodeProperties } from 'n8n-workflow';

import { routing } from '../../../request/operation';
import { show } from '../fields/show';
import * as create from './create';
import * as remove from './delete';
import * as getAll from './getAll';
import * as getTypes from './getTypes';

const operation: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Create',
			value: 'create',
			action: 'Associate meeting with records',
			description:
				'Associate a meeting with one or many records, by default type, label or type ID',
			routing: routing(
				'PUT',
				'/objects/meetings/{meetingId}/associations/{toObjectType}/{toObjectId}/{associationTypeId}',
				create.operate,
			),
		},
		{
			name: 'Delete',
			value: 'delete',
			action: 'Remove association of meeting',
			description: 'Remove labels, or the whole association, between a meeting and records',
			routing: routing(
				'DELETE',
				'/objects/meetings/{meetingId}/associations/{toObjectType}/{toObjectId}/{associationTypeId}',
				remove.operate,
			),
		},
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many associated records',
			description: 'Retrieve the records that a meeting is associated with, and their labels',
			routing: routing(
				'GET',
				'/objects/meetings/{meetingId}/associations/{toObjectType}',
				getAll.operate,
			),
		},
		{
			name: 'Get Many Types',
			value: 'getTypes',
			action: 'Get many association types',
			description:
				'Retrieve the association types and labels between two object types, with their IDs',
			routing: routing(
				'GET',
				'/associations/{fromObjectType}/{toObjectType}/labels',
				getTypes.operate,
			),
		},
	],
	default: 'create',
};

export const association: INodeProperties[] = [
	...show({ resource: ['association'] }, [operation]),
	...create.description,
	...remove.description,
	...getAll.description,
	...getTypes.description,
];
