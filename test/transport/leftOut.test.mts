import type { IDataObject } from 'n8n-workflow';

import { EMULATOR_TOKEN } from '../../emulator/index.mts';
import { run } from '../support/engine.mts';
import { credentialsOf, emulatorForTests } from '../support/hubspot.mts';
import { CREATE } from '../support/meetings.mts';
import { timePassesByWaiting } from '../support/time.mts';
import { api } from '../support/versions.mts';

timePassesByWaiting();

const hubspot = emulatorForTests();

const meetingId = '={{ $json.id }}';

/** Operations whose batches return results, and the error for an item whose result is missing. */
const CASES: Array<[string, IDataObject, RegExp]> = [
	['meeting create', CREATE, /may already exist/],
	['meeting get', { meetingId }, /HubSpot has no meeting/],
	['meeting update', { meetingId, updateFields: { hs_meeting_location: 'A' } }, /left this record/],
	[
		'meeting upsert',
		{
			...CREATE,
			idProperty: 'external_booking_id',
			idValue: '=left-{{ $json.n }}',
			hs_meeting_end_time: '2026-12-01T10:30:00Z',
		},
		/left this record out/,
	],
];

test.each(CASES)(
	'%s: a result missing from a batch fails only its own item and is not requested again',
	async (name, parameters, message) => {
		hubspot.current.faults.add({ match: { path: '/batch/' }, then: { dropResults: 1 } });
		const [resource, operation] = name.split(' ');
		const items = hubspot.current.account
			.store('meetings')
			.page(0, 4)
			.map(({ id }, n) => ({ n, id: String(id) }));
		const { output, run: whole } = await run({
			parameters: { resource, operation, ...parameters },
			items,
			credentials: credentialsOf(hubspot.current),
			settings: { onError: 'continueRegularOutput' },
		});
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual(items.map(({ n }) => ({ item: n })));
		const errors = output.flatMap(({ json }) => (json.error === undefined ? [] : [json.error]));
		expect(errors).toEqual([expect.stringMatching(message)]);
		expect(hubspot.current.requests).toHaveLength(1);
		expect(JSON.stringify(whole)).not.toContain(EMULATOR_TOKEN.slice(8));
	},
);

const LONE: Array<[string, IDataObject]> = [
	['get', { meetingId }],
	['update', { meetingId, updateFields: { hs_meeting_location: 'A' } }],
];

describe.each(LONE)('%s', (operation, parameters) => {
	test.each([[''], [null], [[]], [7], [{}], [{ results: null }]])(
		'a response of %j instead of the record is requested again, and fails if it stays the same',
		async (body) => {
			const [{ id }] = hubspot.current.account.store('meetings').page(0, 1);
			for (const times of [1, Infinity]) {
				hubspot.current.requests.length = 0;
				hubspot.current.faults.add({
					match: { path: `${api.objects}/meetings` },
					times,
					then: { status: 200, body },
				});
				const { json, error } = await run({
					parameters: { resource: 'meeting', operation, ...parameters },
					items: [{ id: String(id) }],
					credentials: credentialsOf(hubspot.current),
				});
				expect(json.map((record) => record.id)).toEqual(times === 1 ? [String(id)] : []);
				if (times > 1) expect(error?.message).toMatch(/cut off or is unreadable/);
				expect(hubspot.current.requests).toHaveLength(times === 1 ? 2 : 3);
			}
		},
	);
});
