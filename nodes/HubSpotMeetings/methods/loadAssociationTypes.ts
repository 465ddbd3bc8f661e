import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import { associationLabels } from '../../api/associations';
import { inAssociations } from '../../hubspot/objectTypes';
import { CATEGORIES, typeName, typeValue } from '../../hubspot/values/associationLabels';
import { byName, chosenType, picker } from '../../shared/loaders/picker';

/** The association types and labels from meetings to the chosen object type, labels first. */
export async function getAssociationTypes(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	return await picker(this, async (client) => {
		const to = inAssociations(chosenType(this));
		const types = await associationLabels(client, 'meetings', to);
		return types
			.map((type) => ({
				name: typeName(type),
				value: typeValue(type),
				description: CATEGORIES[type.category],
				last: type.label === null,
			}))
			.sort((a, b) => Number(a.last) - Number(b.last) || byName(a, b))
			.map(({ name, value, description }) => ({ name, value, description }));
	});
}
