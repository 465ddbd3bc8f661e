import { emulatorForTests } from '../support/hubspot.mts';
import { numbered, operate } from '../support/meetings.mts';

const hubspot = emulatorForTests();

const meeting = () => String(hubspot.current.account.store('meetings').page(0, 1)[0]!.id);

test('items that append to the text of one meeting are all kept, in order', async () => {
	const meetingId = meeting();
	const { error } = await operate(
		hubspot.current,
		'update',
		{
			meetingId,
			updateFields: { hs_meeting_body: '=Line {{ $json.n }}' },
			options: { existingText: 'append' },
		},
		{ items: numbered(3) },
	);
	expect(error).toBeUndefined();
	const text = String(
		hubspot.current.account.record('meetings', meetingId).properties.hs_meeting_body,
	);
	expect(text.match(/Line \d/g)).toEqual(['Line 0', 'Line 1', 'Line 2']);
});

test('moving a meeting keeps the duration that the previous item set', async () => {
	const meetingId = meeting();
	const { error } = await operate(
		hubspot.current,
		'update',
		{
			meetingId,
			updateFields: {
				hs_meeting_start_time: '=2026-12-0{{ $json.n + 1 }}T10:00:00Z',
				duration: '={{ $json.n === 0 ? 90 : "" }}',
			},
		},
		{ items: numbered(2) },
	);
	expect(error).toBeUndefined();
	const { properties } = hubspot.current.account.record('meetings', meetingId);
	expect(Date.parse(String(properties.hs_meeting_end_time))).toBe(
		Date.parse('2026-12-02T11:30:00Z'),
	);
});

test('Create or Update without a start time uses the start time of the previous item', async () => {
	const { error, json } = await operate(
		hubspot.current,
		'upsert',
		{
			idProperty: 'external_booking_id',
			idValue: 'twice',
			hs_meeting_start_time: '={{ $json.n === 0 ? "2026-12-01T10:00:00Z" : "" }}',
			duration: '={{ $json.n === 0 ? "" : 45 }}',
		},
		{ items: numbered(2) },
	);
	expect(error).toBeUndefined();
	expect(json.map(({ id }) => id)).toEqual([json[0].id, json[0].id]);
	const { properties } = hubspot.current.account.record('meetings', String(json[0].id));
	expect(Date.parse(String(properties.hs_meeting_end_time))).toBe(
		Date.parse('2026-12-01T10:45:00Z'),
	);
});

test('two updates for each of fifty meetings are still sent in batches', async () => {
	const ids = hubspot.current.account
		.store('meetings')
		.page(0, 50)
		.map(({ id }) => String(id));
	const { error } = await operate(
		hubspot.current,
		'update',
		{
			meetingId: '={{ $json.id }}',
			updateFields: { hs_meeting_body: '=Line {{ $json.n }}' },
			options: { existingText: 'append' },
		},
		{ items: [...ids, ...ids].map((id, n) => ({ id, n })) },
	);
	expect(error).toBeUndefined();
	expect(hubspot.current.requests).toHaveLength(4);
});
