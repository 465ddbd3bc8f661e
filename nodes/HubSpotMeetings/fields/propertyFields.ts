import type { INodeProperties } from 'n8n-workflow';

import {
	MEETING_PROPERTIES,
	type MeetingProperty,
	type MeetingPropertyName,
	type ValueKind,
} from '../../hubspot/meetingProperties';
import * as Prop from '../../hubspot/propertyNames';
import { choice, choices } from '../../shared/fields/choice';
import { locator } from './locator';
import { byDisplayName } from './options';

/** How to enter each kind of value, unless it is a line of text. */
const ENTERED: Partial<Record<ValueKind, Partial<INodeProperties>>> = {
	datetime: { type: 'dateTime' },
	html: { type: 'string', typeOptions: { rows: 4 } },
	owner: {
		...locator('searchOwners', {
			modes: [
				{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. 11349275740' },
				{
					displayName: 'By Email',
					name: 'email',
					type: 'string',
					placeholder: 'e.g. name@example.com',
				},
			],
		}),
	},
};

/** Methods that load the options of properties whose options an account can change. */
const LOADERS: Partial<Record<MeetingPropertyName, string>> = {
	[Prop.OUTCOME]: 'getOutcomes',
	[Prop.TYPE]: 'getMeetingTypes',
};

function fieldOf(row: MeetingProperty): INodeProperties {
	const loader = LOADERS[row.name as MeetingPropertyName];
	if (loader) {
		return choice(row.name, {
			of: row.displayName,
			from: loader,
			description: row.description,
		});
	}
	return {
		displayName: row.displayName,
		name: row.name,
		type: 'string',
		default: '',
		description: row.description,
		...(row.placeholder && { placeholder: row.placeholder }),
		...ENTERED[row.kind],
	};
}

/** The fields for some of the twelve documented properties, in the order given. */
export function propertyFields(names: readonly MeetingPropertyName[]): INodeProperties[] {
	return names.map((name) => fieldOf(MEETING_PROPERTIES.find((row) => row.name === name)!));
}

/** An owner, chosen from the list or given by ID or email address. */
export const [owner] = propertyFields([Prop.OWNER]);

/** The fields for the twelve properties except `elsewhere`, and `more`. Sorted by display name for a collection. */
export function otherPropertyFields(
	elsewhere: readonly MeetingPropertyName[],
	more: INodeProperties[],
): INodeProperties[] {
	const names = MEETING_PROPERTIES.map(({ name }) => name);
	const rest = names.filter((name) => !elsewhere.includes(name));
	return [...propertyFields(rest), ...more].sort(byDisplayName);
}

/** Any other property of the account, by name and value. */
export const customProperties: INodeProperties = {
	displayName: 'Custom Properties',
	name: 'customProperties',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add property',
	default: {},
	description: 'Other meeting properties, by internal name',
	options: [
		{
			displayName: 'Property',
			name: 'property',
			values: [
				choice('name', { of: 'Property', from: 'getWritableProperties' }),
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					default: '',
					description:
						'The value to set. Options can be entered by label, times in any common format. If empty, the property does not change.',
				},
			],
		},
	],
};

/** The duration, as an alternative to the end time. */
export const duration: INodeProperties = {
	displayName: 'Duration (Minutes)',
	name: 'duration',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 0,
	description:
		"How long the meeting takes, in minutes, instead of 'End Time'. Use 0 to apply 'End Time'. Expressions can use other units, such as '1h 30m', '01:30:00', '1200 s' or '1200000 ms'. For meetings of more than 480 minutes, use 'End Time'.",
};

/** Clears properties. An empty field leaves its property unchanged. */
export const clearProperties: INodeProperties = choices('clearProperties', {
	of: 'Clear Property',
	from: 'getWritableProperties',
	description: 'The properties to clear. Empty fields above leave their properties unchanged',
});
