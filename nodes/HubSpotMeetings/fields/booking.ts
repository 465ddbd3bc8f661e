import type { INodeProperties } from 'n8n-workflow';

import { choices } from '../../shared/fields/choice';
import { linkFields } from './associations';

/** The person who books. */
export const bookingFields: INodeProperties[] = [
	{
		displayName: 'Email',
		name: 'email',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. name@nordhafen.com',
		description:
			'The email address of the person who books. HubSpot finds or creates the contact and sends the invitation to this address.',
	},
	{
		displayName: 'First Name',
		name: 'firstName',
		type: 'string',
		default: '',
		description: 'The first name of the person, or the full name if Last Name is empty',
	},
	{
		displayName: 'Last Name',
		name: 'lastName',
		type: 'string',
		default: '',
		description: 'The last name of the person. HubSpot requires it.',
	},
];

/** When the meeting begins. */
export const bookingStart: INodeProperties = {
	displayName: 'Start',
	name: 'start',
	type: 'dateTime',
	default: '',
	required: true,
	description:
		"When the meeting begins: the start of one of the times from Get Availability, as ISO 8601. A time without an offset is in 'Time Zone'.",
	builderHint: { propertyHint: 'Map the start of an item of getAvailability.' },
};

/** Answers to the questions of the page's form. */
export const formFields: INodeProperties = {
	displayName: 'Form Fields',
	name: 'formFields',
	type: 'resourceMapper',
	noDataExpression: true,
	default: { mappingMode: 'defineBelow', value: null },
	typeOptions: {
		loadOptionsDependsOn: ['schedulingPage.value'],
		resourceMapper: {
			resourceMapperMethod: 'getBookingFields',
			mode: 'add',
			fieldWords: { singular: 'form field', plural: 'form fields' },
			addAllFields: true,
			multiKeyMatch: false,
			supportAutoMap: false,
		},
	},
	description: "Answers to the questions of the page's form",
};

const records = linkFields.map((field) => ({
	...field,
	displayName: `Associate ${field.displayName}`,
	description: `Further ${field.description?.replace(/^The /, '') ?? ''}. The person who books is already associated.`,
}));

/** Optional input for a booking, and what to do after it. */
export const bookingOptions: INodeProperties[] = [
	...records,
	choices('consent', {
		of: 'Consent',
		from: 'getConsentBoxes',
		loadOptionsDependsOn: ['schedulingPage.value'],
		description:
			'The consent boxes that the person has ticked, by the ID of the communication type. Boxes that the page requires must be included',
	}),
	{
		displayName: 'Consent to Processing',
		name: 'processingConsent',
		type: 'boolean',
		default: false,
		description:
			'Whether the person has agreed to the processing of their data. Required if the page asks for it.',
	},
	{
		displayName: 'Form Answers',
		name: 'formAnswers',
		type: 'json',
		default: '{}',
		description:
			'Answers to the questions of the page\'s form by the names of the fields, such as { "company": "Nordhafen" }. They override those in Form Fields.',
	},
	{
		displayName: 'Guests',
		name: 'guests',
		type: 'string',
		default: '',
		placeholder: 'e.g. ada@nordhafen.com, brian@nordhafen.com',
		description:
			'Email addresses of further people to invite, where the page allows it. HubSpot accepts them, but does not document it.',
	},
	{
		displayName: 'Internal Notes',
		name: 'internalNotes',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		description: 'Notes for your team, which are set on the meeting after the booking',
	},
	{
		displayName: 'Locale',
		name: 'locale',
		type: 'string',
		default: '',
		placeholder: 'e.g. en-us',
		description: 'The language of the invitation. By default, the language of the page.',
	},
	{
		displayName: 'Return Meeting',
		name: 'returnMeeting',
		type: 'boolean',
		default: false,
		description:
			'Whether to also return the record of the meeting. Its owner is the host, which the booking itself does not include. The node waits a few seconds for it.',
	},
];
