import type {
	FieldType,
	ILoadOptionsFunctions,
	INodePropertyOptions,
	ResourceMapperField,
	ResourceMapperFields,
} from 'n8n-workflow';

import type { ValueKind } from '../../hubspot/meetingProperties';
import type { FormField, PageDetails } from '../../hubspot/scheduling';
import { kindOf } from '../../hubspot/values/booking';
import { picker } from '../../shared/loaders/picker';
import { chosen, isInMode } from '../../transport/item';
import { findSchedulingPage } from '../input/schedulingPage';

async function chosenPage(context: ILoadOptionsFunctions): Promise<PageDetails> {
	return await picker(context, async (client) => {
		const given = context.getCurrentNodeParameter('schedulingPage');
		const isName = isInMode(given, 'name');
		return (await findSchedulingPage(client, chosen(given), 'UTC', isName)).details;
	});
}

/** The questions of the chosen page's form. */
export async function getBookingFields(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const { formFields } = await chosenPage(this);
	return {
		fields: formFields.map(toMapperField),
		emptyFieldsNotice: 'The form of this page asks only for names and the email address.',
	};
}

/** Fields with several checkboxes are text with their values, since n8n's mapper has no type for several choices. */
const MAPPER_TYPES: Partial<Record<ValueKind, FieldType>> = {
	bool: 'boolean',
	date: 'dateTime',
	enumeration: 'options',
	number: 'number',
};

function toMapperField(field: FormField): ResourceMapperField {
	const { name, label, isRequired, options } = field;
	const type = MAPPER_TYPES[kindOf(field)] ?? 'string';
	return {
		id: name,
		displayName: label,
		required: isRequired,
		defaultMatch: false,
		canBeUsedToMatch: false,
		display: true,
		type,
		...(type === 'options' && {
			options: options
				.filter(({ hidden }) => !hidden)
				.map((option) => ({ name: option.label, value: option.value })),
		}),
	};
}

/** The consent boxes of the chosen page. */
export async function getConsentBoxes(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	const { consent } = await chosenPage(this);
	return (consent?.boxes ?? []).map(({ communicationTypeId, label, required }) => ({
		name: required ? `${label} – required` : label,
		value: communicationTypeId,
	}));
}
