import { emulatorForTests } from '../../../support/hubspot.mts';
import { operate, sent } from '../../../support/meetings.mts';
import { api } from '../../../support/versions.mts';

const hubspot = emulatorForTests();

const SEARCH = `POST ${api.objects}/meetings/search`;

const BY = {
	meetingId: { __rl: true, mode: 'id', value: '={{ $json.uid }}' },
	options: { idProperty: 'hs_i_cal_uid' },
};

const made = (uid: string) =>
	String(hubspot.current.account.create('meetings', { hs_timestamp: '1', hs_i_cal_uid: uid }).id);

test.each(['get', 'update', 'delete'])(
	'%s finds several meetings by calendar UID in one search',
	async (operation) => {
		const items = ['a@cal', 'B@cal', 'c@cal'].map((uid) => ({ uid }));
		const ids = items.map(({ uid }) => made(uid));
		const { error, json } = await operate(
			hubspot.current,
			operation,
			{ ...BY, ...(operation === 'update' && { updateFields: { hs_meeting_title: 'x' } }) },
			{ items },
		);
		expect(error).toBeUndefined();
		expect(json.map(({ id }) => id)).toEqual(ids);
		expect(sent(hubspot.current).filter((line) => line === SEARCH)).toHaveLength(1);
	},
);

test('delete refuses a calendar UID of no meeting or several meetings, and deletes nothing', async () => {
	const ids = [made('same@cal'), made('same@cal')];
	const several = await operate(hubspot.current, 'delete', BY, { items: [{ uid: 'same@cal' }] });
	expect(several.error?.message).toContain(ids.join(', '));
	const none = await operate(hubspot.current, 'delete', BY, { items: [{ uid: 'no@cal' }] });
	expect(none.error?.message).toMatch(/finds no meeting with the hs_i_cal_uid no@cal/);
	expect(sent(hubspot.current).some((line) => line.startsWith('DELETE'))).toBe(false);
});

test('Create or Update reports which earlier item has the same key', async () => {
	const { error, json, run } = await operate(
		hubspot.current,
		'upsert',
		{
			idProperty: 'external_booking_id',
			idValue: 'bk-9001',
			hs_meeting_start_time: '2026-12-01T10:00:00Z',
			hs_meeting_end_time: '2026-12-01T10:30:00Z',
		},
		{ items: [{}, {}] },
	);
	expect(error).toBeUndefined();
	expect(json[0]).not.toHaveProperty('sameKeyAsItem');
	expect(json[1]).toMatchObject({ id: json[0].id, new: false, sameKeyAsItem: 0 });
	const [{ hints }] = run.data.resultData.runData['HubSpot Meetings'];
	expect(hints?.[0].message).toMatch(/same key.*bk-9001/);
});
