import type { INodeProperties } from 'n8n-workflow';

import * as Prop from '../../hubspot/propertyNames';
import { associations, associationsJson, linkFields } from './associations';
import { customProperties, duration, otherPropertyFields, propertyFields } from './propertyFields';

const IN_FRONT = [Prop.TITLE, Prop.START, Prop.END] as const;

/** The fields of operations that can create a meeting. */
export const newMeetingFields: INodeProperties[] = [
	...propertyFields(IN_FRONT),
	duration,
	...linkFields,
	associations,
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add field',
		default: {},
		options: otherPropertyFields(IN_FRONT, [customProperties, associationsJson]),
	},
];
