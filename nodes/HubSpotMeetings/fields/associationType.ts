import type { INodeProperties } from 'n8n-workflow';

import { CATEGORIES } from '../../hubspot/values/associationLabels';
import { choices } from '../../shared/fields/choice';

const byLabel = { show: { by: ['label'] } };
const byTypeId = { show: { by: ['typeId'] } };

/** How records are associated. The fields below depend on it. */
export const by: INodeProperties = {
	displayName: 'Association Type',
	name: 'by',
	type: 'options',
	options: [
		{
			name: 'Default',
			value: 'default',
			description: 'The type without a label',
		},
		{
			name: 'Label',
			value: 'label',
			description: 'One or more labels of the account, such as Decision Maker',
		},
		{
			name: 'Type ID',
			value: 'typeId',
			description: 'A type by its ID, such as 200 for contacts',
		},
	],
	default: 'default',
	description: 'How the records are associated with the meeting',
};

/** Labels of the account. `dependsOn` names the field with the object type (`&objectType` in a collection row). */
export const labelsOf = (
	dependsOn: string,
	displayOptions?: INodeProperties['displayOptions'],
): INodeProperties =>
	choices('labels', {
		of: 'Label',
		from: 'getAssociationTypes',
		loadOptionsDependsOn: [dependsOn],
		...(displayOptions && { displayOptions }),
		hint: 'Or enter a label (case-insensitive)',
	});

const typeId: INodeProperties = {
	displayName: 'Type ID',
	name: 'typeId',
	type: 'string',
	displayOptions: byTypeId,
	default: '',
	placeholder: 'e.g. 200',
	description:
		"The ID of the association type, from the meeting to the record. 'Get Many Types' lists them.",
};

const category: INodeProperties = {
	displayName: 'Category',
	name: 'category',
	type: 'options',
	displayOptions: byTypeId,
	options: [
		...(['INTEGRATOR_DEFINED', 'HUBSPOT_DEFINED', 'USER_DEFINED'] as const).map((value) => ({
			name: CATEGORIES[value],
			value,
			description: value,
		})),
		{
			name: 'Look Up',
			value: 'lookUp',
			description: 'Look up the category by the ID',
		},
	],
	default: 'lookUp',
	description: 'Where the association type was defined',
};

/** The fields for the association type, in a collection row (`&objectType`) or at the top level (`objectType`). */
export const typeFields = (dependsOn: string): INodeProperties[] => [
	by,
	labelsOf(dependsOn, byLabel),
	typeId,
	category,
];
