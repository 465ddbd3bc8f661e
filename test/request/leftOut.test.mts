import type { IDataObject } from 'n8n-workflow';

import { EMULATOR_TOKEN } from '../../emulator/index.mts';
import { run } from '../support/engine.mts';
import { credentialsOf, emulatorForTests } from '../support/hubspot.mts';
import { CREATE } from '../support/meetings.mts';

const hubspot = emulatorForTests();

const meetingId = '={{ $json.id }}';

/** Operations whose batch answers with results, and what an item is told whose result is not among them. */
const CASES: Array<[string, IDataObject, RegExp]> = [
	['meeting create', CREATE, /may have been created/],
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
	'%s: a result that is missing from a batch is the error of its item alone, sent once',
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
