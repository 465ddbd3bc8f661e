import { InputError } from '../common/input';
import { readDefinition, readPage } from '../hubspot/answers';
import type { PropertyDefinition } from '../hubspot/types';
import type { Asker } from '../transport/client';

/** The properties that an object type has in this account, asked once for a run. */
export async function propertyDefinitions(
	asker: Asker,
	type = 'meetings',
): Promise<PropertyDefinition[]> {
	return await asker.once(`properties ${type}`, async () => {
		const path = asker.paths.properties(type);
		return (await asker.get(path, readPage(readDefinition))).results;
	});
}

/** The properties by name. */
export async function definitionsByName(
	asker: Asker,
	type?: string,
): Promise<Map<string, PropertyDefinition>> {
	return await asker.once(`properties by name ${type ?? ''}`, async () => {
		const definitions = await propertyDefinitions(asker, type);
		return new Map(definitions.map((definition) => [definition.name, definition]));
	});
}

/**
 * The property of a meeting that a user named.
 *
 * @throws InputError when the account has none of this name
 */
export async function definitionOf(
	asker: Asker,
	name: string,
	field: string,
): Promise<PropertyDefinition> {
	const definition = (await definitionsByName(asker)).get(name);
	if (definition) return definition;
	throw new InputError(
		field,
		`meetings have no property '${name}' in this account`,
		'Use the internal name that HubSpot shows in the settings of the property.',
	);
}
