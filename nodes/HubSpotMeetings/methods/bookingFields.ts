import type {
	FieldType,
	ILoadOptionsFunctions,
	INodePropertyOptions,
	ResourceMapperField,
	ResourceMapperFields,
} from 'n8n-workflow';

import type { FormField, PageDetails } from '../../hubspot/scheduling';
import { picker } from '../../shared/loaders/picker';
import { chosen } from '../../transport/item';
import { findSchedulingPage } from '../input/schedulingPage';

async function chosenPage(context: ILoadOptionsFunctions): Promise<PageDetails> {
	return await picker(context, async (client) => {
		const given = chosen(context.getCurrentNodeParameter('schedulingPage'));
		return (await findSchedulingPage(client, given, 'UTC')).details;
	});
}

/** The questions of the chosen page's form. */
export async function getBookingFields(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const { formFields } = await chosenPage(this);
	return {
		fields: formFields.map(toMapperField),
		emptyFieldsNotice: 'The form of this page asks for names and the email address only.',
	};
}

const KINDS: Record<string, FieldType> = { bool: 'boolean', date: 'dateTime', number: 'number' };

function toMapperField({ name, label, ...field }: FormField): ResourceMapperField {
	const { type, fieldType, isRequired, options } = field;
	const isOne = options.length > 0 && fieldType !== 'checkbox' && type !== 'bool';
	return {
		id: name,
		displayName: label,
		required: isRequired,
		defaultMatch: false,
		canBeUsedToMatch: false,
		display: true,
		type: isOne ? 'options' : (KINDS[type] ?? 'string'),
		...(isOne && {
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
