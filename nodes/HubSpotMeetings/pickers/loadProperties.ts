import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import { isReadOnlyProperty } from '../../hubspot/meetingProperties';
import type { PropertyDefinition } from '../../hubspot/types';
import { propertyDefinitions } from '../../request/calls/definitions';
import { picker } from './picker';

async function options(
	context: ILoadOptionsFunctions,
	accept: (definition: PropertyDefinition) => boolean,
): Promise<INodePropertyOptions[]> {
	return await picker(context, async (asker) =>
		(await propertyDefinitions(asker))
			.filter((definition) => !definition.hidden && !definition.archived && accept(definition))
			.map(({ name, label, description }) => ({
				name: `${label} (${name})`,
				value: name,
				...(description && { description }),
			}))
			.sort((a, b) => a.name.localeCompare(b.name)),
	);
}

/** Every property of meetings in this account. */
export async function getProperties(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return await options(this, () => true);
}

/** Those that can be written. */
export async function getWritableProperties(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	return await options(
		this,
		({ name, calculated, modificationMetadata }) =>
			!calculated && !modificationMetadata?.readOnlyValue && !isReadOnlyProperty(name),
	);
}

/** Those whose values are unique. */
export async function getUniqueProperties(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	return await options(this, ({ hasUniqueValue }) => hasUniqueValue === true);
}
