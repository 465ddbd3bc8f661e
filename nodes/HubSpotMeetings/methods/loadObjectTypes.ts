import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import { customObjects } from '../../api/schemas';
import { capitalized } from '../../common/text';
import { DEFAULT_TYPES } from '../../hubspot/associationTypes';
import { findObjectType, MAIN_TYPES } from '../../hubspot/objectTypes';
import { byName, picker } from '../../shared/loaders/picker';
import { HubSpotApiError } from '../../transport/apiError';

async function typesOf(
	context: ILoadOptionsFunctions,
	builtIn: readonly string[],
): Promise<INodePropertyOptions[]> {
	return await picker(context, async (client) => {
		const own = await customObjects(client).catch(whyNot);
		const known = builtIn.map((name) => ({
			name: capitalized(name),
			value: name,
			description: `Type ID ${findObjectType(name)?.typeId}`,
		}));
		const custom = Array.isArray(own)
			? own.map(({ name, labels, objectTypeId }) => ({
					name: labels?.plural ?? name,
					value: objectTypeId,
					description: `Custom object, type ID ${objectTypeId}`,
				}))
			: [own];
		return [...known, ...custom.sort(byName)];
	});
}

/** Most users don't need custom objects. Without the scope, the list has the other types and an entry with the reason. */
function whyNot(error: unknown): INodePropertyOptions {
	if (!(error instanceof HubSpotApiError) || error.failure.kind !== 'scope') throw error;
	return {
		name: 'Custom Objects Are Not Shown',
		value: '',
		description: `${error.message}. You can still enter their type IDs with an expression.`,
	};
}

/** The object types that meetings can be associated with: HubSpot's own, then the account's custom objects. */
export async function getObjectTypes(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return await typesOf(this, DEFAULT_TYPES);
}

/** The object types on whose records HubSpot can pin meetings. */
export async function getPinningTypes(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	return await typesOf(this, MAIN_TYPES);
}

/** Meetings, and the object types that they can be associated with. */
export async function getAllObjectTypes(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	return await typesOf(this, [...DEFAULT_TYPES, 'meetings'].sort());
}
