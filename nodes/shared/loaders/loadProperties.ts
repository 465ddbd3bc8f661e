import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import { propertyDefinitions } from '../../api/properties';
import { capitalized } from '../../common/text';
import { CREATE_UNIQUE, isReadOnlyProperty } from '../../hubspot/meetingProperties';
import * as Prop from '../../hubspot/propertyNames';
import type { PropertyDefinition } from '../../hubspot/types';
import { byName, chosenType, picker } from './picker';

type Accept = (definition: PropertyDefinition) => boolean;

const every: Accept = () => true;

/** `meeting_information` as it is read. */
function groupLabel({ groupName = '' }: PropertyDefinition): string {
	return capitalized(groupName.replaceAll('_', ' ').trim());
}

/** Properties group by group, as HubSpot's settings list them; the group and what HubSpot says of it as description. */
async function options(
	context: ILoadOptionsFunctions,
	accept: Accept,
	type: () => string = () => 'meetings',
): Promise<INodePropertyOptions[]> {
	return await picker(context, async (client) =>
		(await propertyDefinitions(client, type()))
			.filter((definition) => !definition.hidden && !definition.archived && accept(definition))
			.map((definition) => ({
				name: `${definition.label} (${definition.name})`,
				value: definition.name,
				group: groupLabel(definition),
				description: definition.description,
			}))
			.sort(
				(a, b) =>
					Number(a.group === '') - Number(b.group === '') ||
					a.group.localeCompare(b.group) ||
					byName(a, b),
			)
			.map(({ name, value, group, description }) => {
				const about = [group, description].filter(Boolean).join(': ');
				return { name, value, ...(about && { description: about }) };
			}),
	);
}

/** Every property of an object type in this account. */
export const propertiesOf = (type: string) =>
	async function (this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		return await options(this, every, () => type);
	};

/** Every property of meetings. */
export const getProperties = propertiesOf('meetings');

/** Every property of the chosen object type. */
export async function getRecordProperties(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	return await options(this, every, () => {
		const { typeId, name } = chosenType(this);
		return typeId ?? name;
	});
}

/** What searches can filter by: properties, and HubSpot's pseudo-properties for associated records. */
export async function getFilterableProperties(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	const associated = ['company', 'contact', 'deal', 'ticket'].map((type) => ({
		name: `Associated ${type} (associations.${type})`,
		value: `associations.${type}`,
		description: `Associations: the ID of a ${type} that the meeting is associated with`,
	}));
	return [...(await options(this, every)), ...associated];
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

/** Those whose values are unique, and how one is made: an account has none until somebody makes one. */
export async function getUniqueProperties(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	const unique = await options(
		this,
		({ name, hasUniqueValue }) => hasUniqueValue === true && name !== Prop.ID,
	);
	const name =
		unique.length > 0 ? 'How to create another one' : 'No meeting property has unique values yet';
	return [...unique, { name, value: '', description: capitalized(CREATE_UNIQUE) }];
}
