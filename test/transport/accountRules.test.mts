import type { AccountRule } from '../../emulator/index.mts';
import { emulatorForTests } from '../support/hubspot.mts';
import { CREATE, numbered, operate, sent } from '../support/meetings.mts';
import { api, API_VERSION } from '../support/versions.mts';

const MEETING = '17612479134';

const RULES: AccountRule[] = [
	{ objectType: 'meetings', property: 'hs_activity_type' },
	{
		objectType: 'meetings',
		property: 'hs_meeting_location',
		when: { property: 'hs_meeting_outcome', is: 'NO_SHOW' },
	},
];

const hubspot = emulatorForTests({ rules: RULES });
const CONTINUE = { settings: { onError: 'continueRegularOutput' as const } };

const REQUIRED =
	/^A rule of the HubSpot account requires Meeting Type \(hs_activity_type\)\. Set it, .* apply from API version 2026-09/;
const CONDITIONAL =
	/requires Location \(hs_meeting_location\) for this value of Outcome \(hs_meeting_outcome\)\. Set it/;

const NO_SHOW = {
	meetingId: MEETING,
	updateFields: { hs_meeting_outcome: 'NO_SHOW' },
	clearProperties: ['hs_meeting_location'],
};

test('the tests use an API version that applies account rules', () => {
	expect(API_VERSION).toBe('2026-09');
});

test('Create: a meeting without a required property is refused with the property and the rule', async () => {
	const { error } = await operate(hubspot.current, 'create', CREATE);
	expect(error?.message).toMatch(REQUIRED);
	expect(sent(hubspot.current)).toEqual([`POST ${api.objects}/meetings`]);
});

test('Create: all properties that rules require are named in one error', async () => {
	const { error } = await operate(hubspot.current, 'create', {
		...CREATE,
		additionalFields: { hs_meeting_outcome: 'NO_SHOW' },
	});
	expect(error?.message).toMatch(
		/requires Meeting Type \(hs_activity_type\), Location \(hs_meeting_location\) for this value of Outcome \(hs_meeting_outcome\)\. Set them/,
	);
});

test('Create in a batch: only items without a required property are refused', async () => {
	const { json } = await operate(
		hubspot.current,
		'create',
		{
			...CREATE,
			additionalFields: { hs_activity_type: '={{ $json.n === 1 ? "" : "Check-in" }}' },
		},
		{ items: numbered(3), ...CONTINUE },
	);
	expect(json.map(({ error = 'created' }) => error)).toEqual([
		'created',
		expect.stringMatching(REQUIRED),
		'created',
	]);
	expect(sent(hubspot.current)).toEqual([`POST ${api.objects}/meetings/batch/create`]);
});

test("Update: a change that meets a rule's condition is refused, alone and in a batch", async () => {
	const { error } = await operate(hubspot.current, 'update', NO_SHOW);
	expect(error?.message).toMatch(CONDITIONAL);
	const { json } = await operate(
		hubspot.current,
		'update',
		{
			...NO_SHOW,
			meetingId: '={{ $json.id }}',
		},
		{ items: [{ id: MEETING }, { id: '17612479135' }], ...CONTINUE },
	);
	expect(String(json[0].error)).toMatch(CONDITIONAL);
});

test('Create or Update is refused if it would create, but not if it changes other properties', async () => {
	const upsert = { idProperty: 'external_booking_id', idValue: 'bk-1', ...CREATE };
	const { error } = await operate(hubspot.current, 'upsert', upsert);
	expect(error?.message).toMatch(REQUIRED);
	hubspot.current.account.update('meetings', MEETING, { external_booking_id: 'bk-1' });
	const { json } = await operate(hubspot.current, 'upsert', upsert);
	expect(json).toMatchObject([{ id: MEETING, hs_meeting_title: 'M' }]);
});
