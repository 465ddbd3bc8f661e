import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import { propertyDefinitions } from '../../api/properties';
import { capitalized } from '../../common/text';
import { CREATE_UNIQUE, isReadOnlyProperty } from '../../hubspot/meetingProperties';
import * as Prop from '../../hubspot/propertyNames';
import type { PropertyDefinition } from '../../hubspot/types';
import { byName, chosenType, picker } from './picker';

type Accept = (definition: PropertyDefinition) => boolean;

const every: Accept = () => true;

/** The display name of a group: `meeting_information` becomes `Meeting information`. */
function groupLabel({ groupName = '' }: PropertyDefinition): string {
	return capitalized(groupName.replaceAll('_', ' ').trim());
}

/**
 * Properties sorted by group, as in HubSpot's settings. The option's description contains the group and HubSpot's
 * description.
 */
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

/** Every property of the selected object type. */
export async function getRecordProperties(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	return await options(this, every, () => {
		const { typeId, name } = chosenType(this);
		return typeId ?? name;
	});
}

/** The fields that searches can filter by: properties, and HubSpot's pseudo-properties for associated records. */
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

/** Properties that can be written. */
export async function getWritableProperties(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	return await options(
		this,
		({ name, calculated, modificationMetadata }) =>
			!calculated && !modificationMetadata?.readOnlyValue && !isReadOnlyProperty(name),
	);
}

/**
 * Properties with unique values, and an entry that explains how to create one. An account has none until somebody
 * creates one.
 */
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
