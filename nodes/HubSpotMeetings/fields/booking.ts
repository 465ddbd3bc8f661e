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
			'The email address of the person booking. HubSpot finds or creates the contact and sends the invitation to this address.',
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
		"The start of one of the free times from Get Availability, as ISO 8601. A time without an offset is in 'Time Zone'.",
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
	description: `Other ${field.description?.replace(/^The /, '') ?? ''}. The person booking is associated automatically.`,
}));

/** Optional input for a booking, and what to do after it. */
export const bookingOptions: INodeProperties[] = [
	...records,
	choices('consent', {
		of: 'Consent',
		from: 'getConsentBoxes',
		loadOptionsDependsOn: ['schedulingPage.value'],
		description:
			'The consent checkboxes that the person has selected, by communication type ID. Include those that the page requires',
	}),
	{
		displayName: 'Consent to Processing',
		name: 'processingConsent',
		type: 'boolean',
		default: false,
		description:
			'Whether the person has consented to the processing of their data. Required if the page asks for it.',
	},
	{
		displayName: 'Form Answers',
		name: 'formAnswers',
		type: 'json',
		default: '{}',
		description:
			'Answers to the page\'s form by field name, such as { "company": "Nordhafen" }. They override those in Form Fields.',
	},
	{
		displayName: 'Guests',
		name: 'guests',
		type: 'string',
		default: '',
		placeholder: 'e.g. ada@nordhafen.com, brian@nordhafen.com',
		description:
			'Email addresses of other people to invite, if the page allows guests. HubSpot accepts them, but does not document this.',
	},
	{
		displayName: 'Internal Notes',
		name: 'internalNotes',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		description: 'Notes for your team, added to the meeting after the booking',
	},
	{
		displayName: 'Locale',
		name: 'locale',
		type: 'string',
		default: '',
		placeholder: 'e.g. en-us',
		description: 'The language of the invitation. Defaults to the language of the page.',
	},
	{
		displayName: 'Return Meeting',
		name: 'returnMeeting',
		type: 'boolean',
		default: false,
		description:
			'Whether to also return the meeting record. Its owner is the host, which the booking itself does not include. The node waits a few seconds for it.',
	},
];
