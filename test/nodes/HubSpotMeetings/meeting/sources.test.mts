import { emulatorForTests } from '../../../support/hubspot.mts';
import { operate } from '../../../support/meetings.mts';

/**
 * HubSpot's guide: users log meetings by hand, book them with the meetings tool or sync them from a calendar. The endpoints
 * work for all of them.
 */
const hubspot = emulatorForTests();

const SOURCES = [
	['logged by hand', 'CRM_UI'],
	['booked with the meetings tool', 'MEETINGS_PUBLIC'],
	['synced from a calendar', 'BIDIRECTIONAL_API'],
] as const;

/** The IDs of the seeded meetings with this source. */
async function meetingsFrom(source: string): Promise<string[]> {
	const { json } = await operate(hubspot.current, 'getAll', {
		returnAll: true,
		options: { properties: ['hs_meeting_source'] },
	});
	return json.filter((meeting) => meeting.hs_meeting_source === source).map(({ id }) => String(id));
}

describe.each(SOURCES)('a meeting %s (%s)', (_, source) => {
	test('can be read, changed and deleted', async () => {
		const [meetingId] = await meetingsFrom(source);
		expect(meetingId).toMatch(/^\d+$/);
		const options = { properties: ['hs_meeting_title', 'hs_meeting_source'] };
		const { json: read } = await operate(hubspot.current, 'get', { meetingId, options });
		expect(read[0]).toMatchObject({ id: meetingId, hs_meeting_source: source });

		const { json: changed, error } = await operate(hubspot.current, 'update', {
			meetingId,
			updateFields: { hs_meeting_outcome: 'no show', hs_internal_meeting_notes: 'Call again' },
			options: { existingText: 'append' },
		});
		expect(error).toBeUndefined();
		expect(changed[0]).toMatchObject({ id: meetingId, hs_meeting_outcome: 'NO_SHOW' });
		const { json: after } = await operate(hubspot.current, 'get', {
			meetingId,
			options: {
				properties: [...options.properties, 'hs_meeting_outcome', 'hs_internal_meeting_notes'],
			},
		});
		expect(after[0]).toMatchObject({
			hs_meeting_title: read[0].hs_meeting_title,
			hs_meeting_source: source,
			hs_meeting_outcome: 'NO_SHOW',
			hs_internal_meeting_notes: expect.stringMatching(/Call again$/),
		});

		const { json: deleted } = await operate(hubspot.current, 'delete', { meetingId });
		expect(deleted).toEqual([{ deleted: true, id: meetingId }]);
		expect(await meetingsFrom(source)).not.toContain(meetingId);
		const { json: bin } = await operate(hubspot.current, 'getAll', {
			returnAll: true,
			options: { archived: true, properties: ['hs_meeting_source'] },
		});
		expect(bin).toEqual([expect.objectContaining({ id: meetingId, hs_meeting_source: source })]);
	});

	test('can be moved in one run with all others of its source', async () => {
		const ids = await meetingsFrom(source);
		const { error, json } = await operate(
			hubspot.current,
			'update',
			{
				meetingId: '={{ $json.id }}',
				updateFields: { hs_meeting_start_time: '2026-12-24T09:00:00Z' },
			},
			{ items: ids.map((id) => ({ id })) },
		);
		expect(error).toBeUndefined();
		expect(json.map(({ id }) => id)).toEqual(ids);
		for (const meeting of json) {
			expect(meeting.hs_timestamp).toBe('2026-12-24T09:00:00Z');
			expect(Date.parse(String(meeting.hs_meeting_end_time))).toBeGreaterThan(
				Date.parse('2026-12-24T09:00:00Z'),
			);
		}
	});
});
