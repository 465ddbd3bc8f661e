import type { IBinaryKeyData, IDataObject } from 'n8n-workflow';

/** An operation on one item, and how many responses from HubSpot it waits for one after the other. */
export interface Chain {
	operation: string;
	/** What the operation is given, as text for the page. */
	given: string;
	parameters: IDataObject;
	binary?: IBinaryKeyData;
	answers: number;
}

const MEETING = '17612479134';
const WITH_FILES = '17612479145';
const ADA = 'ada.fischer@nordhafen.example';
const MARA = { __rl: true, mode: 'email', value: 'mara.lindqvist@brightfield.example' };
const START = '2026-12-01T10:00:00Z';

const of = (resource: string) => (operation: string, parameters: IDataObject) => ({
	resource,
	operation,
	...parameters,
});
const meeting = of('meeting');
const association = of('association');
const attachment = of('attachment');
const page = of('schedulingPage');
const slug = (value: string) => ({ schedulingPage: { __rl: true, mode: 'slug', value } });

const PEOPLE = {
	contacts: `${ADA}, brian.halvorsen@nordhafen.example`,
	options: { alsoAssociate: ['primaryCompany'] },
};

const NEW = { hs_meeting_title: 'Intro', hs_meeting_start_time: START };

/** The rows of the table in docs/bench.md. test/bench/answers.test.mts checks each of them. */
export const CHAINS: readonly Chain[] = [
	{
		operation: 'Meeting: Create',
		given: 'properties only',
		parameters: meeting('create', NEW),
		answers: 1,
	},
	{
		operation: 'Meeting: Create',
		given: 'owner and contacts by email address, their primary company, a custom property',
		parameters: meeting('create', {
			...NEW,
			...PEOPLE,
			additionalFields: {
				hubspot_owner_id: MARA,
				customProperties: { property: [{ name: 'external_booking_id', value: 'bk-1' }] },
			},
		}),
		answers: 3,
	},
	{
		operation: 'Meeting: Create',
		given: 'the same, and a missing contact is created',
		parameters: meeting('create', {
			...NEW,
			contacts: `${ADA}, new.person@nordhafen.example`,
			additionalFields: { hubspot_owner_id: MARA },
			options: { alsoAssociate: ['primaryCompany'], notFound: 'create' },
		}),
		answers: 5,
	},
	{
		operation: 'Meeting: Create or Update',
		given: 'all times, no records',
		parameters: meeting('upsert', {
			idProperty: 'external_booking_id',
			idValue: 'bk-1',
			...NEW,
			additionalFields: { hs_meeting_end_time: '2026-12-01T11:00:00Z' },
			hs_meeting_end_time: '2026-12-01T11:00:00Z',
		}),
		answers: 1,
	},
	{
		operation: 'Meeting: Create or Update',
		given: 'start only, owner and contacts by email address',
		parameters: meeting('upsert', {
			idProperty: 'external_booking_id',
			idValue: 'bk-1',
			...NEW,
			contacts: ADA,
			additionalFields: { hubspot_owner_id: MARA },
		}),
		answers: 3,
	},
	{
		operation: 'Meeting: Delete',
		given: 'by ID',
		parameters: meeting('delete', { meetingId: MEETING }),
		answers: 1,
	},
	{
		operation: 'Meeting: Delete',
		given: 'by a unique property',
		parameters: meeting('delete', {
			meetingId: 'bk-1001',
			options: { idProperty: 'external_booking_id' },
		}),
		answers: 2,
	},
	{
		operation: 'Meeting: Get',
		given:
			'by ID or a unique property, with associated IDs and owner details (2 for an owner who has left)',
		parameters: meeting('get', {
			meetingId: MEETING,
			options: { associations: ['contacts', 'deals'], addOwnerDetails: true },
		}),
		answers: 1,
	},
	{
		operation: 'Meeting: Get',
		given: 'with the names of contacts and companies',
		parameters: meeting('get', {
			meetingId: MEETING,
			options: { addRecordDetails: ['contacts', 'companies'], addOwnerDetails: true },
		}),
		answers: 2,
	},
	{
		operation: 'Meeting: Get',
		given: 'by any other property',
		parameters: meeting('get', {
			meetingId: 'Intro meeting with Nordhafen',
			options: { idProperty: 'hs_meeting_title' },
		}),
		answers: 2,
	},
	{
		operation: 'Meeting: Get Many',
		given: 'up to 100, with associated IDs',
		parameters: meeting('getAll', { options: { associations: ['contacts'] } }),
		answers: 1,
	},
	{
		operation: 'Meeting: Get Many',
		given: 'with the names of contacts and companies',
		parameters: meeting('getAll', { options: { addRecordDetails: ['contacts', 'companies'] } }),
		answers: 2,
	},
	{
		operation: 'Meeting: Get Many of Record',
		given: 'of a contact by ID',
		parameters: meeting('getAllOfRecord', { objectType: 'contacts', recordId: '101' }),
		answers: 2,
	},
	{
		operation: 'Meeting: Get Many of Record',
		given: 'of a contact by email address, with associated IDs and owner details',
		parameters: meeting('getAllOfRecord', {
			objectType: 'contacts',
			recordId: ADA,
			options: { associations: ['deals', 'companies'], addOwnerDetails: true },
		}),
		answers: 4,
	},
	{
		operation: 'Meeting: Pin',
		given: 'on a contact by ID',
		parameters: meeting('pin', { meetingId: MEETING, objectType: 'contacts', recordId: '102' }),
		answers: 3,
	},
	{
		operation: 'Meeting: Pin',
		given: 'on a contact by email address that has to be associated first',
		parameters: meeting('pin', {
			meetingId: MEETING,
			objectType: 'contacts',
			recordId: 'hannah.moss@kestrel-dairy.example',
		}),
		answers: 5,
	},
	{
		operation: 'Meeting: Schedule',
		given: 'organizer and contacts by email address, their primary company',
		parameters: meeting('schedule', { ...NEW, ...PEOPLE, organizer: MARA, duration: 30 }),
		answers: 3,
	},
	{
		operation: 'Meeting: Search',
		given: 'up to 200, without associations',
		parameters: meeting('search', { limit: 200 }),
		answers: 1,
	},
	{
		operation: 'Meeting: Search',
		given: 'by an owner’s email address, with associated IDs',
		parameters: meeting('search', {
			quickFilters: { owners: [MARA.value] },
			options: { associations: ['contacts', 'companies'] },
		}),
		answers: 3,
	},
	{
		operation: 'Meeting: Search',
		given: 'with the names of contacts and companies',
		parameters: meeting('search', { options: { addRecordDetails: ['contacts', 'companies'] } }),
		answers: 3,
	},
	{
		operation: 'Meeting: Unpin',
		given: 'on a deal by ID',
		parameters: meeting('unpin', { objectType: 'deals', recordId: '502' }),
		answers: 2,
	},
	{
		operation: 'Meeting: Update',
		given: 'properties, or start and end together',
		parameters: meeting('update', {
			meetingId: MEETING,
			updateFields: { hs_meeting_outcome: 'Completed' },
		}),
		answers: 1,
	},
	{
		operation: 'Meeting: Update',
		given: 'start only, which also moves the end; owner and contacts by email address',
		parameters: meeting('update', {
			meetingId: MEETING,
			updateFields: { hs_meeting_start_time: START, hubspot_owner_id: MARA },
			contacts: 'brian.halvorsen@nordhafen.example, hannah.moss@kestrel-dairy.example',
		}),
		answers: 3,
	},
	{
		operation: 'Association: Create',
		given: 'by ID',
		parameters: association('create', {
			meetingId: MEETING,
			objectType: 'contacts',
			records: '103',
		}),
		answers: 1,
	},
	{
		operation: 'Association: Create',
		given: 'by email address, with a label by name',
		parameters: association('create', {
			meetingId: MEETING,
			objectType: 'companies',
			records: 'nordhafen.example',
			by: 'label',
			labels: ['Venue'],
		}),
		answers: 3,
	},
	{
		operation: 'Association: Delete',
		given: 'by email address',
		parameters: association('delete', {
			meetingId: MEETING,
			objectType: 'contacts',
			records: ADA,
		}),
		answers: 2,
	},
	{
		operation: 'Association: Get Many',
		given: 'with properties of the records',
		parameters: association('getAll', {
			meetingId: MEETING,
			objectType: 'contacts',
			options: { recordProperties: ['email'] },
		}),
		answers: 2,
	},
	{
		operation: 'Association: Get Many Types',
		given: '',
		parameters: association('getTypes', { fromObjectType: 'meetings', toObjectType: 'deals' }),
		answers: 1,
	},
	{
		operation: 'Attachment: Add',
		given: 'one file',
		parameters: attachment('add', { meetingId: WITH_FILES }),
		binary: {
			data: {
				data: Buffer.from('Minutes').toString('base64'),
				mimeType: 'text/plain',
				fileName: 'minutes.txt',
			},
		},
		answers: 3,
	},
	{
		operation: 'Attachment: Download',
		given: 'one file, not counting its content',
		parameters: attachment('download', {
			meetingId: WITH_FILES,
			options: { fileIds: '175600000002' },
		}),
		answers: 2,
	},
	{
		operation: 'Attachment: Get Many',
		given: '',
		parameters: attachment('getAll', { meetingId: WITH_FILES }),
		answers: 2,
	},
	{
		operation: 'Attachment: Remove',
		given: 'one file',
		parameters: attachment('remove', { meetingId: WITH_FILES, fileIds: '175600000002' }),
		answers: 2,
	},
	{
		operation: 'Scheduling Page: Book',
		given: 'with a company to associate, returning the meeting',
		parameters: page('book', {
			...slug('team/intro'),
			start: '2026-12-01T15:00:00',
			duration: 30,
			email: ADA,
			firstName: 'Ada Fischer',
			timeZone: 'Europe/Berlin',
			options: {
				formAnswers: '{ "company": "Nordhafen" }',
				companies: 'nordhafen.example',
				returnMeeting: true,
			},
		}),
		answers: 5,
	},
	{
		operation: 'Scheduling Page: Get',
		given: '',
		parameters: page('get', slug('team/intro')),
		answers: 1,
	},
	{
		operation: 'Scheduling Page: Get Availability',
		given: 'within one month',
		parameters: page('getAvailability', { ...slug('team/intro'), to: '2026-11-27' }),
		answers: 2,
	},
	{
		operation: 'Scheduling Page: Get Many',
		given: 'up to 100',
		parameters: page('getAll', {}),
		answers: 1,
	},
];

/** The table as Markdown for the page. */
export const answersTable = (): string =>
	[
		'| operation, one item | with | consecutive responses |',
		'| --- | --- | --- |',
		...CHAINS.map(({ operation, given, answers }) => `| ${operation} | ${given} | ${answers} |`),
	].join('\n');
