import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { IDataObject } from 'n8n-workflow';

import { credentialsOf, emulatorForTests } from '../support/hubspot.mts';
import { STAND_INS } from '../support/standIns.mts';
import { readExample, runWorkflow } from '../support/workflow.mts';

const hubspot = emulatorForTests();

/** The body of a recorder's webhook request, from test/payloads. */
const payload = (file: string) =>
	(
		JSON.parse(readFileSync(join(process.cwd(), 'test', 'payloads', `${file}.json`), 'utf8')) as {
			items: IDataObject[];
		}
	).items[0];

const run = async (body?: IDataObject) => {
	const result = await runWorkflow(
		readExample('meeting-summary.json'),
		credentialsOf(hubspot.current),
		STAND_INS,
		body && { 'The recorder calls': [{ json: { body } }] },
	);
	expect(result.error).toBeUndefined();
	return result.json('Add the summary');
};

/** Creates a meeting with Ada and returns its ID. */
const meet = (start: string, title = 'With Ada') => {
	const { account } = hubspot.current;
	const { id } = account.create('meetings', {
		hs_meeting_title: title,
		hs_timestamp: start,
		hs_meeting_start_time: start,
		hs_internal_meeting_notes: '<p>Bring the plans</p>',
	});
	account.associate(account.record('meetings', id), account.record('contacts', 102), []);
	return id;
};

const stored = (id: unknown) => hubspot.current.account.record('meetings', Number(id)).properties;

test('the sample summary is added below the notes of its meeting', async () => {
	const [{ id }] = await run();
	expect(stored(id)).toMatchObject({
		hs_meeting_title: 'Roof survey Boston',
		hs_meeting_outcome: 'COMPLETED',
		hs_internal_meeting_notes: expect.stringMatching(
			/## Summary<br>The roof carries the panels\. Prices are &lt;TBD&gt;\.<\/p><p>https:\/\/fathom\.video\/share\/xyz/,
		),
	});
});

test.each([
	['fathom-new-meeting', '2026-06-22T16:00:00Z', /Bring the plans.*Prices are &lt;TBD&gt;/s],
	['fireflies-transcript', '2026-06-22T15:00:00Z', /Bring the plans.*\*\*Budget\*\*: approved/s],
])(
	'%s: the summary is added once, to the meeting with the nearest start time',
	async (file, start, notes) => {
		const at = (minutes: number) => new Date(Date.parse(start) + minutes * 60_000).toISOString();
		const near = meet(at(5));
		const others = [meet(at(-20), 'Before'), meet(at(200), 'Much later')];
		const written = await run(payload(file));
		expect(written.map(({ id }) => id)).toEqual([String(near)]);
		expect(stored(near)).toMatchObject({
			hs_internal_meeting_notes: expect.stringMatching(notes),
			hs_meeting_outcome: 'COMPLETED',
		});
		// The same webhook arrives again.
		const before = stored(near).hs_internal_meeting_notes;
		expect(await run(payload(file))).toEqual([]);
		expect(stored(near).hs_internal_meeting_notes).toBe(before);
		for (const id of others)
			expect(stored(id).hs_internal_meeting_notes).toBe('<p>Bring the plans</p>');
	},
);

test('a Zoom summary finds its meeting by the participants', async () => {
	const near = meet('2026-06-22T14:30:00Z');
	const written = await run({
		event: 'meeting.summary_completed',
		payload: {
			object: {
				meeting_host_email: 'tom.okafor@brightfield.example',
				meeting_uuid: '1234abcdef==',
				meeting_start_time: '2026-06-22T14:30:00Z',
				summary_content: 'All agreed.',
				participants: [{ email: 'ada.fischer@nordhafen.example' }],
			},
		},
	});
	expect(written.map(({ id }) => id)).toEqual([String(near)]);
	expect(stored(near).hs_internal_meeting_notes).toContain('All agreed.');
});

test('nothing is written if no meeting matches', async () => {
	expect(await run(payload('fathom-new-meeting'))).toEqual([]);
	expect(hubspot.current.requests.filter(({ method }) => method === 'PATCH')).toEqual([]);
});
