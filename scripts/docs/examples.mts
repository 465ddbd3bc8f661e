import type { IBinaryKeyData, IDataObject } from 'n8n-workflow';

/** An operation that the docs and the tests of its output schema run, with the emulator's initial account. */
export interface OperationExample {
	resource: 'association' | 'attachment' | 'meeting' | 'schedulingPage';
	operation: string;
	/** The parameters that the user set in the node. All others have their default. */
	parameters: IDataObject;
	/** The input item. */
	item: IDataObject;
	/** The binary fields of the item. */
	binary?: IBinaryKeyData;
	/** Further parameters whose output the schema must also describe. The docs don't show them. */
	also?: IDataObject[];
}

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

const bySlug = (value: string) => ({ __rl: true, mode: 'slug', value });

const INTRO = '17612479134';
const HALL_4 = '17612479135';
/** A meeting with two files. */
const NOISE = '17612479145';

export const OPERATION_EXAMPLES: readonly OperationExample[] = [
	{
		resource: 'meeting',
		operation: 'create',
		item: {
			summary: 'Kick-off with Nordhafen',
			start: { dateTime: '2026-12-01T10:00:00+01:00', timeZone: 'Europe/Berlin' },
			end: { dateTime: '2026-12-01T10:45:00+01:00', timeZone: 'Europe/Berlin' },
			attendees: ['ada.fischer@nordhafen.example', 'nobody@example.com'],
		},
		parameters: {
			hs_meeting_title: '={{ $json.summary }}',
			hs_meeting_start_time: '={{ $json.start }}',
			hs_meeting_end_time: '={{ $json.end }}',
			contacts: '={{ $json.attendees }}',
			additionalFields: {
				hs_meeting_outcome: 'Scheduled',
				hubspot_owner_id: {
					__rl: true,
					mode: 'email',
					value: 'mara.lindqvist@brightfield.example',
				},
			},
			options: { alsoAssociate: ['primaryCompany'] },
		},
	},
	{
		resource: 'meeting',
		operation: 'upsert',
		item: { external_booking_id: 'bk-1002', start: '2026-12-02T15:30:00Z' },
		parameters: {
			idProperty: 'external_booking_id',
			idValue: '={{ $json.external_booking_id }}',
			hs_meeting_start_time: '={{ $json.start }}',
			contacts: 'brian.halvorsen@nordhafen.example, nobody@example.com',
		},
		also: [
			{
				idProperty: 'external_booking_id',
				idValue: 'bk-2000',
				hs_meeting_title: 'New',
				hs_meeting_start_time: '2026-12-02T15:30:00Z',
				deals: '999',
				options: { notFound: 'fail' },
			},
		],
	},
	{
		resource: 'meeting',
		operation: 'delete',
		item: { id: INTRO },
		parameters: { meetingId: byId('={{ $json.id }}') },
	},
	{
		resource: 'meeting',
		operation: 'get',
		item: { id: INTRO },
		parameters: {
			meetingId: byId('={{ $json.id }}'),
			options: {
				associations: ['deals'],
				addRecordDetails: ['contacts', 'companies'],
				addOwnerDetails: true,
			},
		},
		also: [
			{
				meetingId: byId(INTRO),
				options: { propertiesWithHistory: ['hs_meeting_outcome'] },
			},
		],
	},
	{
		resource: 'meeting',
		operation: 'getAll',
		item: {},
		parameters: { limit: 2 },
		also: [
			{
				limit: 2,
				options: {
					addRecordDetails: ['contacts', 'companies'],
					addOwnerDetails: true,
					propertiesWithHistory: ['hs_meeting_outcome'],
				},
			},
		],
	},
	{
		resource: 'meeting',
		operation: 'getAllOfRecord',
		item: { email: 'ada.fischer@nordhafen.example' },
		parameters: {
			objectType: 'contacts',
			recordId: byId('={{ $json.email }}'),
			limit: 1,
		},
		also: [
			{
				objectType: 'deals',
				recordId: byId('501'),
				options: {
					addRecordDetails: ['contacts', 'companies'],
					addOwnerDetails: true,
					propertiesWithHistory: ['hs_meeting_outcome'],
				},
			},
		],
	},
	{
		resource: 'meeting',
		operation: 'schedule',
		item: { with: 'ada.fischer@nordhafen.example', start: '2026-12-01T10:00:00' },
		parameters: {
			organizer: { __rl: true, mode: 'email', value: 'mara.lindqvist@brightfield.example' },
			hs_meeting_title: 'Intro with Nordhafen',
			hs_meeting_start_time: '={{ $json.start }}',
			duration: 30,
			contacts: '={{ $json.with }}',
			additionalFields: {
				hs_meeting_location: '+49 40 555 0100',
				hs_meeting_location_type: 'PHONE',
				reminders: { reminder: [{ amount: 1, unit: 'HOURS' }] },
			},
			options: { timeZone: 'Europe/Berlin' },
		},
		also: [
			{
				organizer: { __rl: true, mode: 'email', value: 'mara.lindqvist@brightfield.example' },
				hs_meeting_title: 'With more',
				hs_meeting_start_time: '2026-12-02T10:00:00Z',
				duration: 30,
				contacts: '101, nobody@example.com',
				additionalFields: {
					hs_activity_type: 'Product demo',
					hs_meeting_body: 'What we talk about',
					hs_internal_meeting_notes: 'Bring the offer',
					hs_attachment_ids: '24332474034',
					hs_attendee_owner_ids: ['11349275741'],
				},
				options: { alsoAssociate: ['primaryCompany'], notFound: 'skip' },
			},
		],
	},
	{
		resource: 'meeting',
		operation: 'search',
		item: {},
		parameters: {
			filterGroups: {
				group: [
					{
						filters: {
							filter: [
								{ propertyName: 'hs_meeting_outcome', operator: 'EQ', value: 'No show' },
								{
									propertyName: 'hubspot_owner_id',
									operator: 'EQ',
									value: 'tom.okafor@brightfield.example',
								},
							],
						},
					},
				],
			},
			limit: 5,
			options: { properties: ['hs_meeting_title', 'hs_meeting_start_time', 'hs_meeting_outcome'] },
		},
		also: [
			{
				limit: 2,
				options: { addRecordDetails: ['contacts', 'companies'], addOwnerDetails: true },
			},
		],
	},
	{
		resource: 'meeting',
		operation: 'update',
		item: { id: HALL_4, start: '2026-12-03T09:00:00Z', note: 'Moved on request of the customer.' },
		parameters: {
			meetingId: byId('={{ $json.id }}'),
			updateFields: {
				hs_meeting_start_time: '={{ $json.start }}',
				hs_internal_meeting_notes: '={{ $json.note }}',
			},
			options: { existingText: 'append' },
		},
		also: [{ meetingId: byId(HALL_4), contacts: 'nobody@example.com, 102' }],
	},
	{
		resource: 'meeting',
		operation: 'pin',
		item: { meeting: HALL_4, contact: 'brian.halvorsen@nordhafen.example' },
		parameters: {
			meetingId: byId('={{ $json.meeting }}'),
			objectType: 'contacts',
			recordId: byId('={{ $json.contact }}'),
		},
	},
	{
		resource: 'meeting',
		operation: 'unpin',
		item: { deal: '502' },
		parameters: { objectType: 'deals', recordId: byId('={{ $json.deal }}') },
	},
	{
		resource: 'association',
		operation: 'create',
		item: { id: INTRO, company: 'nordhafen.example' },
		parameters: {
			meetingId: byId('={{ $json.id }}'),
			objectType: 'companies',
			records: byId('={{ $json.company }}'),
			by: 'label',
			labels: ['Venue'],
		},
		also: [
			{
				meetingId: byId(INTRO),
				objectType: 'contacts',
				records: byId('103, nobody@example.com'),
				options: { notFound: 'skip', alsoAssociate: ['companies'] },
			},
		],
	},
	{
		resource: 'association',
		operation: 'delete',
		item: { id: INTRO, contact: '101' },
		parameters: {
			meetingId: byId('={{ $json.id }}'),
			objectType: 'contacts',
			records: byId('={{ $json.contact }}'),
		},
		also: [
			{
				meetingId: byId(INTRO),
				objectType: 'contacts',
				records: byId('101, nobody@example.com'),
				by: 'typeId',
				typeId: '200',
				options: { notFound: 'skip' },
			},
		],
	},
	{
		resource: 'association',
		operation: 'getAll',
		item: { id: INTRO },
		parameters: {
			meetingId: byId('={{ $json.id }}'),
			objectType: 'contacts',
			options: { recordProperties: ['firstname', 'lastname', 'email'] },
		},
		also: [{ meetingId: byId(INTRO), objectType: 'companies' }],
	},
	{
		resource: 'association',
		operation: 'getTypes',
		item: {},
		parameters: { fromObjectType: 'meetings', toObjectType: 'companies' },
	},
	{
		resource: 'attachment',
		operation: 'add',
		item: { id: NOISE },
		binary: {
			data: {
				data: Buffer.from('Anna: It is quieter now.').toString('base64'),
				mimeType: 'text/plain',
				fileName: 'Transcript.txt',
			},
		},
		parameters: { meetingId: byId('={{ $json.id }}') },
	},
	{
		resource: 'attachment',
		operation: 'download',
		item: { id: NOISE },
		parameters: { meetingId: byId('={{ $json.id }}') },
	},
	{
		resource: 'attachment',
		operation: 'getAll',
		item: { id: NOISE },
		parameters: { meetingId: byId('={{ $json.id }}') },
		also: [{ meetingId: byId(NOISE), options: { addSignedUrl: true } }],
	},
	{
		resource: 'attachment',
		operation: 'remove',
		item: { id: NOISE, file: '175600000002' },
		parameters: { meetingId: byId('={{ $json.id }}'), fileIds: '={{ $json.file }}' },
	},
	{
		resource: 'schedulingPage',
		operation: 'book',
		item: {
			name: 'Ada Fischer',
			email: 'ada.fischer@nordhafen.example',
			start: '2026-12-01T15:00:00',
			zone: 'Europe/Berlin',
		},
		parameters: {
			schedulingPage: bySlug('team/intro'),
			start: '={{ $json.start }}',
			duration: 30,
			email: '={{ $json.email }}',
			firstName: '={{ $json.name }}',
			timeZone: '={{ $json.zone }}',
			options: { formAnswers: '{ "company": "Nordhafen" }' },
		},
		also: [
			{
				schedulingPage: bySlug('mara-lindqvist'),
				start: '2026-12-01T10:00:00+01:00',
				email: 'new.visitor@nordhafen.example',
				firstName: 'New Visitor',
				options: {
					companies: 'nobody-knows.example',
					guests: 'guest@nordhafen.example',
					returnMeeting: true,
				},
			},
		],
	},
	{
		resource: 'schedulingPage',
		operation: 'get',
		item: { page: 'mara-lindqvist/pricing' },
		parameters: { schedulingPage: bySlug('={{ $json.page }}') },
		also: [
			{ schedulingPage: bySlug('priya-raman/energy-audit') },
			{ schedulingPage: bySlug('team/site-visit') },
		],
	},
	{
		resource: 'schedulingPage',
		operation: 'getAvailability',
		item: { page: 'https://meetings.hubspot.com/team/intro', zone: 'Europe/Berlin' },
		parameters: {
			schedulingPage: { __rl: true, mode: 'url', value: '={{ $json.page }}' },
			from: '2026-12-01',
			to: '2026-12-04',
			timeZone: '={{ $json.zone }}',
			options: { betweenHours: '14:00-18:00', mostPerDay: 1 },
		},
		also: [
			{
				schedulingPage: bySlug('mara-lindqvist'),
				options: { groupByDay: true, mostPerDay: 2 },
			},
			{
				schedulingPage: bySlug('mara-lindqvist'),
				to: '2026-11-23T12:00:00Z',
				options: { nothingFree: 'item', betweenHours: '1-2' },
			},
		],
	},
	{
		resource: 'schedulingPage',
		operation: 'getAll',
		item: {},
		parameters: { limit: 2, filters: { type: 'ROUND_ROBIN_CALENDAR' } },
		also: [{ returnAll: true }],
	},
];

/** The parameters of the trigger's examples. The docs show the first one. */
export const TRIGGER_EXAMPLES: readonly IDataObject[] = [
	{
		event: 'outcomeChanged',
		newOutcomes: ['NO_SHOW'],
		associatedRecords: { contacts: ['firstname', 'lastname', 'email'] },
	},
	{ event: 'created', associatedRecords: { companies: [], deals: [], tickets: [] } },
	{ event: 'updated' },
	{ event: 'booked' },
	{ event: 'rescheduled' },
];
