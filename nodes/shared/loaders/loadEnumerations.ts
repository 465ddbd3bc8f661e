import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import { readDefinition } from '../../hubspot/answers';
import { OUTCOME, TYPE } from '../../hubspot/propertyNames';
import { byName, picker } from './picker';

async function optionsOf(
	context: ILoadOptionsFunctions,
	property: string,
): Promise<INodePropertyOptions[]> {
	return await picker(context, async (asker) => {
		const path = asker.paths.property('meetings', property);
		const { options = [] } = await asker.get(path, readDefinition);
		return options
			.filter(({ hidden }) => !hidden)
			.map(({ label, value }) => ({ name: label, value }))
			.sort(byName);
	});
}

/** The outcomes that meetings can have in this account. */
export async function getOutcomes(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return await optionsOf(this, OUTCOME);
}

/** The call and meeting types of this account. */
export async function getMeetingTypes(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	return await optionsOf(this, TYPE);
}
