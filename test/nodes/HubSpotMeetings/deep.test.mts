import type { IDataObject } from 'n8n-workflow';

import { run } from '../../support/engine.mts';
import { credentialsOf, emulatorForTests } from '../../support/hubspot.mts';
import { countMeetings } from '../../support/meetings.mts';

const hubspot = emulatorForTests({ limits: false });

const nested = (depth: number): unknown => JSON.parse('['.repeat(depth) + ']'.repeat(depth));

const trial = async (parameters: IDataObject, json: IDataObject) =>
	await run({
		parameters: { resource: 'meeting', ...parameters, sending: { retry: false } },
		items: [json],
		credentials: credentialsOf(hubspot.current),
	});

const START = { hs_meeting_start_time: '2026-12-01T10:00:00Z' };
const V = '={{ $json.value }}';
const PARAMETERS: Record<string, IDataObject> = {
	mapped: { operation: 'create', dataToSend: 'autoMapInputData' },
	contacts: { operation: 'create', ...START, contacts: V },
	time: { operation: 'create', hs_meeting_start_time: V },
	id: { operation: 'get', meetingId: V },
	owners: { operation: 'search', quickFilters: { owners: V } },
	json: { operation: 'search', filterType: 'json', filterGroupsJson: V },
};

const VALUES = {
	nested: nested(3_000),
	'nested as text': '['.repeat(20_000) + ']'.repeat(20_000),
	surrogate: 'a\ud800b@example.com',
};

/** Each message is the node's own. It names the field, and has no text of a JavaScript error such as a stack overflow. */
const MESSAGES = {
	nested:
		/^(?:Field '\w+'|Key 'hs_meeting_title' of the item) has more than 64 nested lists or objects/,
	'nested as text': /^(?!.*(?:call stack|TypeError))(?:'?[A-Z][\w ()]+'? is|[A-Z][\w ()']+:) /,
	surrogate: /^(?:'?[A-Z][\w ()]+'? is|[A-Z][\w ()']+:) /,
};

describe.each(Object.entries(PARAMETERS))('parameters: %s', (name, parameters) => {
	test.each(Object.entries(VALUES))(
		'a value is refused with a message of the node: %s',
		async (kind, given) => {
			const value = given as IDataObject;
			const before = countMeetings(hubspot.current);
			const { error } = await trial(
				parameters,
				name === 'mapped' ? { ...START, hs_meeting_title: value, contacts: value } : { value },
			);
			expect(error?.message).toMatch(MESSAGES[kind as keyof typeof VALUES]);
			expect(countMeetings(hubspot.current)).toBe(before);
		},
	);
});

test('a deeply nested value in an ignored key is accepted', async () => {
	const { error } = await trial(
		{
			operation: 'create',
			dataToSend: 'autoMapInputData',
			options: { unknownKeys: 'ignore' },
		},
		{ ...START, other: VALUES.nested as IDataObject },
	);
	expect(error).toBeUndefined();
});

test.each([
	['700000000', /^Duration \(Minutes\): '700000000' is more than 480 minutes/],
	['P2000Y', /^Duration \(Minutes\): 'P2000Y' is longer than a year/],
	['9'.repeat(400), /^Duration \(Minutes\): '9+…' is more than 480 minutes/],
])('a duration of %s is refused', async (duration, message) => {
	const { error } = await trial({ operation: 'create', ...START, duration }, {});
	expect(error?.message).toMatch(message);
});

test('a meeting that would end after 2100 is refused', async () => {
	const { error } = await trial(
		{
			operation: 'create',
			hs_meeting_start_time: '2100-12-31T23:00:00Z',
			duration: 90,
		},
		{},
	);
	expect(error?.message).toMatch(/^Duration \(Minutes\): the end would be in the year 2101/);
});

test('a text with an unpaired surrogate is refused', async () => {
	const { error } = await trial(
		{ operation: 'create', ...START, additionalFields: { hs_meeting_body: 'cut \ud83d' } },
		{},
	);
	expect(error?.message).toMatch(/^Description: .* contains half a character/);
});
