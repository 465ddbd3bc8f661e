import type { IDataObject } from 'n8n-workflow';

import { run } from '../../support/engine.mts';
import { credentialsOf, emulatorForTests } from '../../support/hubspot.mts';

/** Texts come from outside, as long as they like: while the node looks at one, nothing else runs in n8n. */

const hubspot = emulatorForTests({ limits: false });

const LENGTH = 100_000;
const LONGEST_MS = 200;

const TEXTS: Record<string, string> = {
	blanks: `x${' '.repeat(LENGTH)}x`,
	'blanks alone': ' '.repeat(LENGTH),
	'line breaks': `x${'\n'.repeat(LENGTH)}x`,
	'line breaks of Windows': `x${'\r\n'.repeat(LENGTH / 2)}x`,
	digits: `${'1'.repeat(LENGTH)}x`,
	'digits alone': '1'.repeat(LENGTH),
	brackets: `${'('.repeat(LENGTH)}x`,
	slashes: `${'/'.repeat(LENGTH)}\nx`,
	tags: '<br '.repeat(LENGTH / 4),
	'an email address without end': `${'a.'.repeat(LENGTH / 2)}@${'a-'.repeat(LENGTH / 2)}`,
	commas: `${','.repeat(LENGTH)}x`,
	'a date before blanks': `2026-12-01${' '.repeat(LENGTH)}x`,
};

const id = (value: string) => ({ __rl: true, mode: 'id', value });
const START = { hs_meeting_start_time: '2026-12-01T10:00:00Z' };
const T = '={{ $json.text }}';
const MEETING = '17612479134';

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
	'notes that are added': update(
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
	'a pin': { operation: 'pin', meetingId: id(T), objectType: 'contacts', recordId: T },
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
	'all columns': { operation: 'create', dataToSend: 'autoMapInputData' },
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

	test.each(Object.entries(TEXTS))('of %s', async (__, text) => {
		let used = 0;
		for (let tries = 0; tries < 3; tries++) {
			hubspot.current.reset();
			const start = process.cpuUsage();
			await trial(parameters, text);
			used = process.cpuUsage(start).user / 1_000;
			if (used < LONGEST_MS) break;
		}
		expect(used).toBeLessThan(LONGEST_MS);
	});
});
