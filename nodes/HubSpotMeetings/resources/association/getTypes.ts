import type { INodeProperties, JsonObject } from 'n8n-workflow';

import { associationLabels } from '../../../api/associations';
import { InputError } from '../../../common/input';
import { inAssociations } from '../../../hubspot/objectTypes';
import type { Item } from '../../../transport/item';
import type { OperationOption } from '../../../transport/operation';
import { objectType } from '../../fields/objectType';
import { optionsField } from '../../fields/options';
import { outputFields } from '../../fields/readOptions';
import { show } from '../../fields/show';
import { readObjectType } from '../../input/findRecords';

const side = (name: string, displayName: string, value: string): INodeProperties => ({
	...objectType,
	displayName,
	name,
	typeOptions: { loadOptionsMethod: 'getAllObjectTypes' },
	default: value,
});

export const option: OperationOption = {
	name: 'Get Many Types',
	value: 'getTypes',
	action: 'Get many association types',
	description: 'Retrieve the association types and labels between two object types, with their IDs',
	request: { method: 'GET', url: '/associations/{fromObjectType}/{toObjectType}/labels' },
};

export const description = show({ resource: ['association'], operation: ['getTypes'] }, [
	side('fromObjectType', 'From Object Type Name or ID', 'meetings'),
	side('toObjectType', 'To Object Type Name or ID', 'contacts'),
	optionsField([outputFields]),
]);

/** Lists the association types and labels from one object type to another, with the IDs that HubSpot's guide asks for. */
export async function operate(item: Item): Promise<JsonObject[]> {
	const from = readObjectType(item, 'fromObjectType', 'From Object Type');
	const to = readObjectType(item, 'toObjectType', 'To Object Type');
	const types = await associationLabels(item, inAssociations(from), inAssociations(to));
	if (types.length === 0) {
		throw new InputError(
			'To Object Type',
			`${from.name} and ${to.name} have no association types in this account`,
			'Check both object types.',
		);
	}
	return types.map(({ typeId, category, label }) => ({
		typeId,
		category,
		label,
		isDefault: label === null,
		fromObjectType: from.name,
		toObjectType: to.name,
	}));
}
