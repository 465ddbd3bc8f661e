/** Property definitions, as `GET /crm/v3/properties/{objectType}` returns them. */
export type PropertyType =
	'bool' | 'date' | 'datetime' | 'enumeration' | 'number' | 'phone_number' | 'string';

export interface PropertyOption {
	label: string;
	value: string;
	displayOrder: number;
	hidden: boolean;
	description?: string;
}

export interface PropertyDefinition {
	name: string;
	label: string;
	type: PropertyType;
	fieldType: string;
	description: string;
	groupName: string;
	options: PropertyOption[];
	displayOrder: number;
	calculated: boolean;
	externalOptions: boolean;
	hasUniqueValue: boolean;
	hidden: boolean;
	hubspotDefined: boolean;
	formField: boolean;
	archived: boolean;
	dataSensitivity: 'non_sensitive';
	referencedObjectType?: string;
	createdAt?: string;
	updatedAt?: string;
	createdUserId?: string;
	updatedUserId?: string;
	modificationMetadata: {
		archivable: boolean;
		readOnlyDefinition: boolean;
		readOnlyOptions?: boolean;
		readOnlyValue: boolean;
	};
}

export interface DefinitionExtras {
	description?: string;
	fieldType?: string;
	groupName?: string;
	/** Pairs of value and label; a third entry `hidden` hides the option. */
	options?: ReadonlyArray<readonly [value: string, label: string, hidden?: 'hidden']>;
	readOnly?: boolean;
	calculated?: boolean;
	hidden?: boolean;
	unique?: boolean;
	externalOptions?: boolean;
	/** Whether an enumeration accepts several values, separated by semicolons. */
	multiple?: boolean;
	referencedObjectType?: string;
	/** Whether the account, not HubSpot, defines the property. */
	custom?: boolean;
}

const FIELD_TYPES: Record<PropertyType, string> = {
	bool: 'booleancheckbox',
	date: 'date',
	datetime: 'date',
	enumeration: 'select',
	number: 'number',
	phone_number: 'phonenumber',
	string: 'text',
};

const YES_NO = [
	['true', 'Yes'],
	['false', 'No'],
] as const;

/** Creates a property definition in the form that HubSpot's API returns. */
export function define(
	name: string,
	label: string,
	type: PropertyType,
	extras: DefinitionExtras = {},
): PropertyDefinition {
	const options = extras.options ?? (type === 'bool' ? YES_NO : []);
	return {
		name,
		label,
		type,
		fieldType: extras.fieldType ?? (extras.multiple ? 'checkbox' : FIELD_TYPES[type]),
		description: extras.description ?? '',
		groupName: extras.groupName ?? '',
		options: options.map(([value, optionLabel, hidden], displayOrder) => ({
			label: optionLabel,
			value,
			displayOrder,
			hidden: hidden === 'hidden',
			description: '',
		})),
		displayOrder: -1,
		calculated: extras.calculated ?? false,
		externalOptions: extras.externalOptions ?? false,
		hasUniqueValue: extras.unique ?? false,
		hidden: extras.hidden ?? false,
		hubspotDefined: !extras.custom,
		formField: false,
		archived: false,
		dataSensitivity: 'non_sensitive',
		...(extras.referencedObjectType && { referencedObjectType: extras.referencedObjectType }),
		modificationMetadata: {
			archivable: Boolean(extras.custom),
			readOnlyDefinition: !extras.custom,
			readOnlyValue: Boolean(extras.readOnly ?? extras.calculated),
		},
	};
}

/** True for an enumeration whose value is a list separated by semicolons. */
export const isMultiple = (definition: PropertyDefinition): boolean =>
	definition.type === 'enumeration' && definition.fieldType === 'checkbox';
