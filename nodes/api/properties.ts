import { InputError } from '../common/input';
import { readDefinition } from '../hubspot/answers';
import type { PropertyDefinition } from '../hubspot/types';
import type { HubSpotClient } from '../transport/client';
import { getPage } from './lists';

/** The properties of an object type in this account, read once per run. */
export async function propertyDefinitions(
	client: HubSpotClient,
	type = 'meetings',
): Promise<PropertyDefinition[]> {
	return await client.once(`properties ${type}`, async () => {
		const path = client.paths.properties(type);
		return (await getPage(client, path, readDefinition)).results;
	});
}

/** The properties of an object type, by name. */
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
 * The meeting property with the name that the user entered.
 *
 * @throws InputError if the account has no property with this name
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
		'Use the internal name that HubSpot shows in the property settings.',
	);
}
