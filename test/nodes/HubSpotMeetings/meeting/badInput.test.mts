import type { IDataObject } from 'n8n-workflow';

import { emulatorForTests } from '../../../support/hubspot.mts';
import { operate } from '../../../support/meetings.mts';

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

/** What people get wrong, what the message says of it, and the way out. */
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
		/'Foe' is no association type or label from meetings to contacts/,
		/There are: .*Decision maker/,
	],
	[
		'a type ID in the wrong direction',
		wrongType,
		/199 goes from contacts to meetings/,
		/from meetings to contacts it is 200/,
	],
	[
		'the same with its category, sent to HubSpot',
		{ ...wrongType, category: 'HUBSPOT_DEFINED' },
		/199 goes from contacts to meetings/,
		/From meetings to contacts it is 200/,
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
			/Give the number that HubSpot shows as Record ID/,
		],
	),
	[
		'a value that does not fit its operator',
		filter('hs_meeting_title', 'EQ', '={{ ["a", "b"] }}'),
		/takes one value, but a list was given/,
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
		/Give 'High Value'/,
	],
	[
		'an upsert by a property that is not unique',
		meeting('upsert', {
			idProperty: 'hs_meeting_title',
			idValue: 'Intro',
			hs_meeting_start_time: '2026-12-01T10:00:00Z',
			hs_meeting_end_time: '2026-12-01T11:00:00Z',
		}),
		/"hs_meeting_title" is not a unique property/,
		/choose one in HubSpot's property settings/,
	],
	['a pin on a deleted meeting', pin, /no meeting 17612479134.*deleted/, /Check the ID/],
	[
		'the same without associating it first',
		{ ...pin, options: { associateFirst: false } },
		/meeting 17612479134 is not associated with the deal 501, or one of them is deleted/,
		/turn on the option 'Associate First', or check the IDs/,
	],
];

describe.each([1, 2])('%i items', (count) => {
	test.each(CASES)('%s', async (_, { operation, ...parameters }, what, wayOut) => {
		if (operation === 'pin') hubspot.current.account.archive('meetings', INTRO);
		const { error, json } = await operate(hubspot.current, String(operation), parameters, {
			items: Array.from({ length: count }, () => ({})),
		});
		expect(json).toEqual([]);
		expect(error?.message).toMatch(what);
		expect(error?.message).toMatch(wayOut);
	});
});
