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

/** The meeting outcomes of this account. */
export async function getOutcomes(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return await optionsOf(this, Prop.OUTCOME);
}

/** The call and meeting types of this account. */
export async function getMeetingTypes(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	return await optionsOf(this, Prop.TYPE);
}

/** Sources that exist in every account, for accounts whose property definition lists none. */
const KNOWN_SOURCES = ['CRM_UI', 'INTEGRATION', 'MEETINGS_PUBLIC'];

/** The meeting sources of this account. */
export async function getMeetingSources(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	const options = await optionsOf(this, Prop.SOURCE);
	return options.length > 0 ? options : KNOWN_SOURCES.map((value) => ({ name: value, value }));
}
