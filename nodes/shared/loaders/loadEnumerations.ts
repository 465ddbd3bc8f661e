import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import { readDefinition } from '../../hubspot/answers';
import * as Prop from '../../hubspot/propertyNames';
import { byName, picker } from './picker';

async function optionsOf(
	context: ILoadOptionsFunctions,
	property: string,
): Promise<INodePropertyOptions[]> {
	return await picker(context, async (client) => {
		const path = client.paths.property('meetings', property);
		const { options = [] } = await client.get(path, readDefinition);
		return options
			.filter(({ hidden }) => !hidden)
			.map(({ label, value }) => ({ name: label, value }))
			.sort(byName);
	});
}

/** The outcomes that meetings can have in this account. */
export async function getOutcomes(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return await optionsOf(this, Prop.OUTCOME);
}

/** The call and meeting types of this account. */
export async function getMeetingTypes(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	return await optionsOf(this, Prop.TYPE);
}
