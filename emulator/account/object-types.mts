/** An object type: its names, ID, scopes and default properties. */
export interface ObjectTypeRow {
	typeId: string;
	singular: string;
	plural: string;
	/** The name in HubSpot's messages (`MEETING_EVENT`). */
	enumName: string;
	/** A token needs one of the `read` scopes to read, and one of the `write` scopes to write. */
	read: string[];
	write: string[];
	createdProperty: 'createdate' | 'hs_createdate';
	modifiedProperty: 'lastmodifieddate' | 'hs_lastmodifieddate';
	/** Properties to return if a request lists none. IDs and dates are always returned. */
	defaults: string[];
	/** Properties that a new record must have. */
	required: string[];
	/** Properties that the `query` of a search looks in. */
	searched: string[];
	/** The property with the display name of a record. */
	title: string;
	/** Whether it is an activity. Only activities can be pinned. */
	activity: boolean;
	/** The full name of a custom object: `p…_…`. */
	fullyQualifiedName?: string;
}

type Partially = Pick<ObjectTypeRow, 'typeId' | 'singular' | 'plural'> & Partial<ObjectTypeRow>;

const scopesOf = (plural: string) => ({
	read: [`crm.objects.${plural}.read`],
	write: [`crm.objects.${plural}.write`],
});

/** Adds the defaults of most object types to a row. */
export const objectType = (row: Partially): ObjectTypeRow => ({
	enumName: row.singular.toUpperCase(),
	...scopesOf(row.plural),
	createdProperty: 'hs_createdate',
	modifiedProperty: 'hs_lastmodifieddate',
	defaults: [],
	required: [],
	searched: [],
	title: 'hs_name',
	activity: false,
	...row,
});

/** Activities need the contacts scopes (OpenAPI documents, `security`). */
const activity = (row: Partially): ObjectTypeRow =>
	objectType({ ...scopesOf('contacts'), required: ['hs_timestamp'], activity: true, ...row });

export const MEETING_TYPE_ID = '0-47';

export const OBJECT_TYPES: readonly ObjectTypeRow[] = [
	objectType({
		typeId: '0-1',
		singular: 'contact',
		plural: 'contacts',
		createdProperty: 'createdate',
		modifiedProperty: 'lastmodifieddate',
		defaults: ['email', 'firstname', 'lastname'],
		searched: ['firstname', 'lastname', 'email', 'phone', 'company'],
		title: 'email',
	}),
	objectType({
		typeId: '0-2',
		singular: 'company',
		plural: 'companies',
		createdProperty: 'createdate',
		defaults: ['name', 'domain'],
		searched: ['name', 'domain', 'phone', 'website'],
		title: 'name',
	}),
	objectType({
		typeId: '0-3',
		singular: 'deal',
		plural: 'deals',
		createdProperty: 'createdate',
		defaults: ['dealname', 'amount', 'closedate', 'pipeline', 'dealstage'],
		searched: ['dealname', 'pipeline', 'dealstage', 'description'],
		title: 'dealname',
	}),
	objectType({
		typeId: '0-5',
		singular: 'ticket',
		plural: 'tickets',
		createdProperty: 'createdate',
		read: ['tickets'],
		write: ['tickets'],
		defaults: ['subject', 'content', 'hs_pipeline', 'hs_pipeline_stage', 'hs_ticket_priority'],
		required: ['subject', 'hs_pipeline_stage'],
		searched: ['subject', 'content'],
		title: 'subject',
	}),
	activity({
		typeId: MEETING_TYPE_ID,
		singular: 'meeting',
		plural: 'meetings',
		enumName: 'MEETING_EVENT',
		searched: ['hs_meeting_title', 'hs_meeting_body'],
		title: 'hs_meeting_title',
	}),
	activity({
		typeId: '0-46',
		singular: 'note',
		plural: 'notes',
		searched: ['hs_note_body'],
		title: 'hs_note_body',
	}),
	activity({
		typeId: '0-48',
		singular: 'call',
		plural: 'calls',
		searched: ['hs_call_title', 'hs_call_body'],
		title: 'hs_call_title',
	}),
	activity({
		typeId: '0-49',
		singular: 'email',
		plural: 'emails',
		read: ['sales-email-read'],
		searched: ['hs_email_subject'],
		title: 'hs_email_subject',
	}),
	activity({
		typeId: '0-27',
		singular: 'task',
		plural: 'tasks',
		searched: ['hs_task_subject', 'hs_task_body'],
		title: 'hs_task_subject',
	}),
	objectType({
		typeId: '0-136',
		singular: 'lead',
		plural: 'leads',
		required: ['hs_lead_name'],
		searched: ['hs_lead_name'],
		title: 'hs_lead_name',
	}),
	objectType({ typeId: '0-123', singular: 'order', plural: 'orders', title: 'hs_order_name' }),
	objectType({
		typeId: '0-421',
		singular: 'appointment',
		plural: 'appointments',
		title: 'hs_appointment_name',
	}),
	objectType({ typeId: '0-410', singular: 'course', plural: 'courses', title: 'hs_course_name' }),
	objectType({ typeId: '0-420', singular: 'listing', plural: 'listings' }),
	objectType({ typeId: '0-162', singular: 'service', plural: 'services' }),
	objectType({ typeId: '0-970', singular: 'project', plural: 'projects' }),
];
