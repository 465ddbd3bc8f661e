import { InputError } from '../common/input';
import { readDefinition } from '../hubspot/answers';
import type { PropertyDefinition } from '../hubspot/types';
import type { HubSpotClient } from '../transport/client';
import { getPage } from './lists';

/** The properties that an object type has in this account, asked once for a run. */
export async function propertyDefinitions(
	client: HubSpotClient,
	type = 'meetings',
): Promise<PropertyDefinition[]> {
	return await client.once(`properties ${type}`, async () => {
		const path = client.paths.properties(type);
		return (await getPage(client, path, readDefinition)).results;
	});
}

/** The properties by name. */
export async function definitionsByName(
	client: HubSpotClient,
	type?: string,
): Promise<Map<string, PropertyDefinition>> {
	return await client.once(`properties by name ${type ?? ''}`, async () => {
		const definitions = await propertyDefinitions(client, type);
		return new Map(definitions.map((definition) => [definition.name, definition]));
	});
}

/**
 * The property of a meeting that a user named.
 *
 * @throws InputError when the account has none of this name
 */
export async function definitionOf(
	client: HubSpotClient,
	name: string,
	field: string,
): Promise<PropertyDefinition> {
	const definition = (await definitionsByName(client)).get(name);
	if (definition) return definition;
	throw new InputError(
		field,
		`meetings have no property '${name}' in this account`,
		'Use the internal name that HubSpot shows in the settings of the property.',
	);
}
