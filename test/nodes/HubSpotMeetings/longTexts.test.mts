import type { IDataObject } from 'n8n-workflow';

import { run } from '../../support/engine.mts';
import { credentialsOf, emulatorForTests } from '../../support/hubspot.mts';
import { expectQuick, TEXTS } from '../../support/longTexts.mts';

const hubspot = emulatorForTests({ limits: false });

const id = (value: string) => ({ __rl: true, mode: 'id', value });
const START = { hs_meeting_start_time: '2026-12-01T10:00:00Z' };
const T = '={{ $json.text }}';
const MEETING = '17612479134';

const BOOKING = {
	resource: 'schedulingPage',
	operation: 'book',
	schedulingPage: { __rl: true, mode: 'slug', value: 'mara-lindqvist/intro' },
	start: '2026-12-01T10:00:00Z',
	email: 'ada.fischer@nordhafen.example',
	firstName: 'Ada',
	lastName: 'Fischer',
	timeZone: 'UTC',
};
const create = (more: IDataObject) => ({ operation: 'create', ...START, ...more });
const update = (updateFields: IDataObject, more: IDataObject = {}) => ({
	operation: 'update',
	meetingId: id(MEETING),
	updateFields,
	...more,
});
const filter = (propertyName: string) => ({
	operation: 'search',
	filterGroups: { group: [{ filters: { filter: [{ propertyName, operator: 'EQ', value: T }] } }] },
});
const custom = (name: string) => ({ customProperties: { property: [{ name, value: T }] } });

const FIELDS: Record<string, IDataObject> = {
	'a description': create({ additionalFields: { hs_meeting_body: T } }),
	'a description that may be HTML': create({
		additionalFields: { hs_meeting_body: T },
		options: { textFormat: 'detect' },
	}),
	'appended notes': update(
		{ hs_internal_meeting_notes: T },
		{ options: { existingText: 'append' } },
	),
	'a title': create({ hs_meeting_title: T }),
	'a start time': create({ hs_meeting_start_time: T }),
	'an end time': update({ hs_meeting_end_time: T }),
	'a duration': create({ duration: T }),
	'a number': update(custom('satisfaction_score')),
	'an owner': create({ additionalFields: { hubspot_owner_id: T } }),
	contacts: create({ contacts: T }),
	companies: create({ companies: T }),
	associations: create({ additionalFields: { associationsJson: T } }),
	'a time zone': create({ hs_meeting_start_time: '2026-12-01T10:00', options: { timeZone: T } }),
	'the meeting to get': { operation: 'get', meetingId: id(T) },
	'the meeting to delete': { operation: 'delete', meetingId: id(T) },
	'the meeting to update': { ...update({ hs_meeting_title: 'x' }), meetingId: id(T) },
	'the value of an upsert': {
		operation: 'upsert',
		idProperty: 'external_booking_id',
		idValue: T,
		...START,
	},
	'properties to clear': update({}, { clearProperties: T }),
	'a meeting to pin': { operation: 'pin', meetingId: id(T), objectType: 'contacts', recordId: T },
	'a record to unpin': { operation: 'unpin', objectType: 'contacts', recordId: T },
	"a record's meetings": {
		operation: 'getAllOfRecord',
		objectType: 'contacts',
		recordId: T,
		filters: { startsFrom: T },
	},
	'an object type': { operation: 'getAllOfRecord', objectType: T, recordId: '101' },
	'a filter by time': filter('hs_meeting_start_time'),
	'a filter by text': filter('hs_meeting_title'),
	'a filter by owner': filter('hubspot_owner_id'),
	'a filter by number': filter('hs_object_id'),
	'a filter by contact': filter('associations.contact'),
	'filter groups as JSON': { operation: 'search', filterType: 'json', filterGroupsJson: T },
	'quick filters': { operation: 'search', quickFilters: { owners: T, updatedAfter: T } },
	'search text': { operation: 'search', quickFilters: { query: T } },
	'labels to add': {
		resource: 'association',
		operation: 'create',
		meetingId: id(MEETING),
		objectType: 'contacts',
		records: '101',
		by: 'label',
		labels: T,
	},
	'records to remove': {
		resource: 'association',
		operation: 'delete',
		meetingId: id(MEETING),
		objectType: 'contacts',
		records: T,
	},
	'a scheduling page': { ...BOOKING, schedulingPage: { __rl: true, mode: 'url', value: T } },
	'the start of a booking': { ...BOOKING, start: T },
	'the email and name of a booking': { ...BOOKING, email: T, firstName: T, lastName: T },
	'the options of a booking': {
		...BOOKING,
		options: { guests: T, formAnswers: T, internalNotes: T, locale: T },
	},
	'the time zone of a booking': { ...BOOKING, timeZone: T },
	'the span of free times': {
		...BOOKING,
		operation: 'getAvailability',
		options: { from: T, to: T, betweenHours: T },
	},
	'a duration of free times': { ...BOOKING, operation: 'getAvailability', duration: T },
	'an organizer': {
		operation: 'schedule',
		hs_meeting_title: T,
		organizer: id(T),
		...START,
		duration: 30,
		additionalFields: { hs_attendee_owner_ids: T, hs_attachment_ids: T },
	},
	'files to remove': {
		resource: 'attachment',
		operation: 'remove',
		meetingId: id(MEETING),
		fileIds: T,
	},
	'files to download': {
		resource: 'attachment',
		operation: 'download',
		meetingId: id(T),
		options: { fileIds: T },
	},
	'binary fields': {
		resource: 'attachment',
		operation: 'add',
		meetingId: id(MEETING),
		binaryFields: T,
		options: { folderPath: T },
	},
	'automatically mapped columns': { operation: 'create', dataToSend: 'autoMapInputData' },
};

const trial = async (parameters: IDataObject, text: string) =>
	await run({
		parameters: { resource: 'meeting', ...parameters, sending: { retry: false } },
		items: [
			parameters.dataToSend
				? { hs_meeting_title: text, hs_meeting_body: text, contacts: text, hs_timestamp: text }
				: { text },
		],
		credentials: credentialsOf(hubspot.current),
	});

describe.each(Object.entries(FIELDS))('%s', (_, parameters) => {
	beforeAll(async () => {
		await trial(parameters, 'warm');
	});

	test.each(Object.entries(TEXTS))('a long text of %s is processed quickly', async (__, text) => {
		await expectQuick(async () => {
			hubspot.current.reset();
			await trial(parameters, text);
		});
	});
});
