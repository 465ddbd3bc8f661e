import type { IDataObject } from 'n8n-workflow';

import { emulatorForTests } from '../../../support/hubspot.mts';
import { operate, sent } from '../../../support/meetings.mts';

const hubspot = emulatorForTests();

const INTRO = '17612479134';

const association = (operation: string, parameters: IDataObject): IDataObject => ({
	resource: 'association',
	operation,
	meetingId: INTRO,
	objectType: 'contacts',
	records: '105',
	...parameters,
});

const meeting = (operation: string, parameters: IDataObject): IDataObject => ({
	resource: 'meeting',
	operation,
	...parameters,
});

const filter = (propertyName: string, operator: string, value: string) =>
	meeting('search', {
		filterGroups: { group: [{ filters: { filter: [{ propertyName, operator, value }] } }] },
	});

const wrongType = association('create', { by: 'typeId', typeId: '199' });

const pin = meeting('pin', { meetingId: INTRO, objectType: 'deals', recordId: '501' });

/** Common mistakes. The message says what is wrong and how to fix it. */
const CASES: Array<[string, IDataObject, what: RegExp, wayOut: RegExp]> = [
	['an unknown meeting', meeting('get', { meetingId: '4711' }), /no meeting 4711/, /Check the ID/],
	[
		'an unknown record',
		association('create', { records: '424242' }),
		/no contact 424242 to associate with/,
		/Check the ID/,
	],
	[
		'an unknown label',
		association('create', { by: 'label', labels: 'Foe' }),
		/'Foe' is not an association type or label from meetings to contacts/,
		/Available: .*Decision maker/,
	],
	[
		'a type ID in the wrong direction',
		wrongType,
		/199 is for contacts to meetings/,
		/for meetings to contacts, use 200/,
	],
	[
		'a type ID in the wrong direction with its category, sent to HubSpot',
		{ ...wrongType, category: 'HUBSPOT_DEFINED' },
		/199 is for contacts to meetings/,
		/For meetings to contacts, use 200/,
	],
	[
		'an object type that does not exist',
		association('create', { objectType: 'spaceships' }),
		/no object type spaceships/,
		/Use contacts, companies/,
	],
	...['1 7612479134', '17612479134/5', '..', '17612479134/..', '%2e%2e'].map(
		(id): (typeof CASES)[number] => [
			`the ID '${id}'`,
			meeting('delete', { meetingId: id }),
			/is not the ID of a record/,
			/Enter the number that HubSpot shows as Record ID/,
		],
	),
	[
		'a value that does not fit its operator',
		filter('hs_meeting_title', 'EQ', '={{ ["a", "b"] }}'),
		/accepts one value, but a list was given/,
		/Use 'Is Any Of'/,
	],
	[
		'a value that does not fit its property',
		filter('satisfaction_score', 'GT', 'high'),
		/'high' is not a number/,
		/Use digits/,
	],
	[
		'BETWEEN without an upper bound',
		filter('hs_meeting_start_time', 'BETWEEN', '2026-01-01'),
		/has no upper bound/,
		/Enter 'High Value'/,
	],
	[
		'Create or Update by a property that is not unique',
		meeting('upsert', {
			idProperty: 'hs_meeting_title',
			idValue: 'Intro',
			hs_meeting_start_time: '2026-12-01T10:00:00Z',
			hs_meeting_end_time: '2026-12-01T11:00:00Z',
		}),
		/"hs_meeting_title" is not a unique property/,
		/own properties don't support: create one in HubSpot/,
	],
	['pinning a deleted meeting', pin, /no meeting 17612479134.*deleted/, /Check the ID/],
	[
		'pinning a deleted meeting without Associate First',
		{ ...pin, options: { associateFirst: false } },
		/meeting 17612479134 is not associated with the deal 501, or one of them is deleted/,
		/turn on the option 'Associate First', or check the IDs/,
	],
];

const OPEN = '={{ $json.no }}';
const outcome = '[{"filters":[{"propertyName":"hs_meeting_outcome","operator":"HAS_PROPERTY"}]}]';
const twoInOne =
	'[{"to":{"id":"101,102"},"types":[{"associationCategory":"HUBSPOT_DEFINED","associationTypeId":200}]}]';

/** Input that could make the node do more than the user meant, or something else. */
test.each<[string, IDataObject, RegExp]>([
	[
		'Remove is empty',
		association('delete', { by: OPEN, records: '101' }),
		/^'Remove' is empty\. Use one of: link, label, typeId/,
	],
	[
		'Association Type is empty',
		association('create', { by: OPEN, labels: ['Decision maker'] }),
		/^'Association Type' is empty/,
	],
	[
		'Association Type of a row is empty',
		meeting('create', {
			hs_meeting_start_time: '2026-12-01T10:00:00Z',
			associations: { association: [{ objectType: 'contacts', records: '101', by: OPEN }] },
		}),
		/^'Association Type' is empty/,
	],
	...['[]', '[""]', ', ,'].flatMap((records): Array<[string, IDataObject, RegExp]> => [
		[
			`the records to remove are ${records}`,
			association('delete', { records }),
			/^'Records' are empty/,
		],
		[
			`the records to associate are ${records}`,
			association('create', { records }),
			/^'Records' are empty/,
		],
	]),
	[
		'an association’s record ID holds two IDs',
		meeting('create', {
			hs_meeting_start_time: '2026-12-01T10:00:00Z',
			additionalFields: { associationsJson: twoInOne },
		}),
		/^Associations: '101,102' is not the ID of a record/,
	],
	[
		'Filter Groups As is empty',
		meeting('search', { filterType: OPEN, filterGroupsJson: outcome }),
		/^'Filter Groups As' is empty/,
	],
	[
		'Filter Groups As is not a valid value',
		meeting('search', { filterType: '={{ "JSON" }}', filterGroupsJson: outcome }),
		/^Filter Groups As: 'JSON' is not a valid value\. Use one of: json, manual/,
	],
	[
		'the sort direction is not a valid value',
		meeting('search', {
			sort: { by: { propertyName: 'hs_timestamp', direction: '={{ "asc" }}' } },
		}),
		/^Direction: 'asc' is not a valid value\. Use one of: ASCENDING, DESCENDING/,
	],
	...['get', 'update'].map((operation): [string, IDataObject, RegExp] => [
		`Find By of ${operation} is empty`,
		meeting(operation, {
			meetingId: INTRO,
			updateFields: { hs_meeting_title: 'x' },
			options: { idProperty: OPEN },
		}),
		/^'Find By' is empty/,
	]),
	...[OPEN, '={{ "" }}', '={{ "Append" }}'].map((mode): [string, IDataObject, RegExp] => [
		`Existing Text is ${mode}`,
		meeting('update', {
			meetingId: INTRO,
			updateFields: { hs_meeting_body: 'x' },
			options: { existingText: mode },
		}),
		/^(Existing Text: |'Existing Text' is empty).*Use one of: append, prepend, replace/,
	]),
	[
		'Search Text is an object',
		meeting('search', { quickFilters: { query: '={{ ({ text: "a" }) }}' } }),
		/^Search Text: .* is not a single value/,
	],
])('nothing is sent when %s', async (_, { operation, ...parameters }, message) => {
	const { error } = await operate(hubspot.current, String(operation), parameters);
	expect(error?.message).toMatch(message);
	expect(sent(hubspot.current)).toEqual([]);
});

describe.each([1, 2])('%i items', (count) => {
	test.each(CASES)(
		'%s: the error says what is wrong and how to fix it',
		async (_, { operation, ...parameters }, what, wayOut) => {
			if (operation === 'pin') hubspot.current.account.archive('meetings', INTRO);
			const { error, json } = await operate(hubspot.current, String(operation), parameters, {
				items: Array.from({ length: count }, () => ({})),
			});
			expect(json).toEqual([]);
			expect(error?.message).toMatch(what);
			expect(error?.message).toMatch(wayOut);
		},
	);
});
