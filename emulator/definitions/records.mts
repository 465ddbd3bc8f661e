import { define } from '../account/definition.mts';
import type { PropertyDefinition } from '../account/definition.mts';
import { ownerProperty, pinProperty } from './common.mts';
import { DEAL_STAGES, PIPELINE, TICKET_STAGES } from './pipelines.mts';

const grouped = (groupName: string, definitions: PropertyDefinition[]): PropertyDefinition[] =>
	definitions.map((definition) => ({ ...definition, groupName }));

const stageOptions = (stages: ReadonlyArray<{ id: string; label: string }>) =>
	stages.map(({ id, label }) => [id, label] as const);

const contacts = () =>
	grouped('contactinformation', [
		define('email', 'Email', 'string', { unique: true }),
		define('hs_additional_emails', 'Additional email addresses', 'enumeration', {
			multiple: true,
			externalOptions: true,
		}),
		define('firstname', 'First name', 'string'),
		define('lastname', 'Last name', 'string'),
		define('phone', 'Phone number', 'phone_number'),
		define('jobtitle', 'Job title', 'string'),
		define('company', 'Company name', 'string'),
		define('website', 'Website URL', 'string'),
		define('city', 'City', 'string'),
		define('lifecyclestage', 'Lifecycle stage', 'enumeration', {
			options: [
				['subscriber', 'Subscriber'],
				['lead', 'Lead'],
				['opportunity', 'Opportunity'],
				['customer', 'Customer'],
				['other', 'Other'],
			],
		}),
		define('associatedcompanyid', 'Primary associated company ID', 'number', { readOnly: true }),
		define('hs_email_domain', 'Email domain', 'string', { readOnly: true }),
		ownerProperty('Contact owner'),
		pinProperty(),
	]);

const companies = () =>
	grouped('companyinformation', [
		define('name', 'Company name', 'string'),
		define('domain', 'Company domain name', 'string'),
		define('hs_additional_domains', 'Additional domains', 'enumeration', {
			multiple: true,
			externalOptions: true,
		}),
		define('website', 'Website URL', 'string'),
		define('phone', 'Phone number', 'phone_number'),
		define('city', 'City', 'string'),
		define('country', 'Country/Region', 'string'),
		define('industry', 'Industry', 'enumeration', {
			options: [
				['COMPUTER_SOFTWARE', 'Computer software'],
				['MANUFACTURING', 'Manufacturing'],
				['RETAIL', 'Retail'],
				['RENEWABLES_ENVIRONMENT', 'Renewables & environment'],
			],
		}),
		define('numberofemployees', 'Number of employees', 'number'),
		ownerProperty('Company owner'),
		pinProperty(),
	]);

const deals = () =>
	grouped('dealinformation', [
		define('dealname', 'Deal name', 'string'),
		define('amount', 'Amount', 'number'),
		define('closedate', 'Close date', 'datetime'),
		define('pipeline', 'Pipeline', 'enumeration', {
			options: [[PIPELINE.deals, 'Sales pipeline']],
		}),
		define('dealstage', 'Deal stage', 'enumeration', {
			fieldType: 'radio',
			options: stageOptions(DEAL_STAGES),
		}),
		define('description', 'Deal description', 'string', { fieldType: 'textarea' }),
		define('hs_is_closed', 'Is deal closed?', 'bool', { calculated: true }),
		define('hs_is_closed_won', 'Is closed won', 'bool', { calculated: true }),
		define('hs_is_open_count', 'Is open (numeric)', 'number', { calculated: true }),
		ownerProperty('Deal owner'),
		pinProperty(),
	]);

const tickets = () =>
	grouped('ticketinformation', [
		define('subject', 'Ticket name', 'string'),
		define('content', 'Ticket description', 'string', { fieldType: 'textarea' }),
		define('hs_pipeline', 'Pipeline', 'enumeration', {
			options: [[PIPELINE.tickets, 'Support pipeline']],
		}),
		define('hs_pipeline_stage', 'Ticket status', 'enumeration', {
			options: stageOptions(TICKET_STAGES),
		}),
		define('hs_ticket_priority', 'Priority', 'enumeration', {
			options: [
				['LOW', 'Low'],
				['MEDIUM', 'Medium'],
				['HIGH', 'High'],
			],
		}),
		define('hs_is_closed', 'Is closed', 'bool', { calculated: true }),
		ownerProperty('Ticket owner'),
		pinProperty(),
	]);

const activityProperties = (texts: ReadonlyArray<readonly [string, string]>) =>
	grouped('engagement', [
		define('hs_timestamp', 'Activity date', 'datetime'),
		...texts.map(([name, label]) => define(name, label, 'string', { fieldType: 'html' })),
		ownerProperty('Activity assigned to'),
		define('hs_attachment_ids', 'Attached file IDs', 'enumeration', {
			multiple: true,
			externalOptions: true,
		}),
	]);

/** The properties of an object type that only needs a name, an owner and a pin. */
export const namedProperties = (title: string, label: string): PropertyDefinition[] => [
	define(title, label, 'string'),
	ownerProperty('Owner'),
	pinProperty(),
];

/** Properties of object types other than meetings, by type ID. */
export const RECORD_PROPERTIES: Readonly<Record<string, () => PropertyDefinition[]>> = {
	'0-1': contacts,
	'0-2': companies,
	'0-3': deals,
	'0-5': tickets,
	'0-46': () => activityProperties([['hs_note_body', 'Note body']]),
	'0-48': () =>
		activityProperties([
			['hs_call_title', 'Call title'],
			['hs_call_body', 'Call notes'],
		]),
	'0-49': () =>
		activityProperties([
			['hs_email_subject', 'Email subject'],
			['hs_email_text', 'Email body'],
			['hs_email_direction', 'Email direction'],
		]),
	'0-27': () =>
		activityProperties([
			['hs_task_subject', 'Task title'],
			['hs_task_body', 'Task notes'],
			['hs_task_status', 'Task status'],
		]),
};
