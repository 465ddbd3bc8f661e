import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { DateTime } from 'luxon';
import type { IDataObject, INode } from 'n8n-workflow';

import { emulatorForTests, credentialsOf } from '../support/hubspot.mts';
import { countMeetings } from '../support/meetings.mts';
import { STAND_INS } from '../support/standIns.mts';
import {
	n8nsOwnNodes,
	PREFIX,
	readExample,
	runWorkflow,
	type NodeTypes,
} from '../support/workflow.mts';

const hubspot = emulatorForTests();

const FILES = readdirSync(join(process.cwd(), 'examples'))
	.filter((file) => file.endsWith('.json'))
	.sort();

const own = n8nsOwnNodes();
if (!own)
	console.info(
		"n8n is not installed in demo/: the examples run with stand-ins for n8n's nodes only.",
	);

/** Each example runs with the stand-ins, and also with n8n's own nodes if they are installed. */
const KINDS: Array<[string, NodeTypes]> = [
	['stand-ins', STAND_INS],
	...(own ? [["n8n's own nodes", own] as [string, NodeTypes]] : []),
];

const run = async (file: string, types: NodeTypes, settings: Record<string, unknown> = {}) => {
	const workflow = readExample(file);
	const result = await runWorkflow(
		{ ...workflow, settings: { ...workflow.settings, ...settings } },
		credentialsOf(hubspot.current),
		types,
	);
	expect(result.error).toBeUndefined();
	return result;
};

const meeting = (id: unknown) => hubspot.current.account.record('meetings', Number(id));

const linked = (id: unknown, typeId: string) => [...meeting(id).linked(typeId).keys()].map(String);

/** The start time of a meeting in a time zone, with the zone's short name. */
const hourIn = (timeZone: string, { hs_meeting_start_time: start }: IDataObject) =>
	new Date(String(start)).toLocaleTimeString('en-US', {
		timeZone,
		hour: '2-digit',
		minute: '2-digit',
		hourCycle: 'h23',
		timeZoneName: 'short',
	});

type Placed = Pick<INode, 'type' | 'position' | 'parameters'>;

const isNote = ({ type }: Placed) => type === 'n8n-nodes-base.stickyNote';

/** The area of a note or node on the canvas: left, top, right, bottom. The area of a node includes the name below it. */
const areaOf = (node: Placed) => {
	const [left, top] = node.position;
	const { width, height } = isNote(node) ? node.parameters : { width: 96, height: 160 };
	return [left, top, left + Number(width), top + Number(height)];
};

const overlap = (one: number[], other: number[]) =>
	one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3];

describe.each(FILES)('%s', (file) => {
	const { name, nodes, connections } = readExample(file);

	test('can be imported: names and IDs are unique, and connections use existing nodes', () => {
		const names = nodes.map((node) => node.name);
		expect(name).not.toBe('');
		expect(new Set(names).size).toBe(names.length);
		expect(new Set(nodes.map(({ id }) => id)).size).toBe(nodes.length);
		const ends = Object.entries(connections).flatMap(([from, kinds]) => [
			from,
			...Object.values(kinds).flatMap((outputs) =>
				outputs.flatMap((output) => (output ?? []).map(({ node }) => node)),
			),
		]);
		expect(ends.filter((end) => !names.includes(end))).toEqual([]);
	});

	test('no sticky note overlaps a node or another note', () => {
		const covered = nodes.flatMap((note) =>
			isNote(note)
				? nodes.filter((other) => other !== note && overlap(areaOf(note), areaOf(other)))
				: [],
		);
		expect(covered.map((node) => node.name)).toEqual([]);
	});

	test('has a sticky note, a HubSpot Meetings node and no credential', () => {
		expect(nodes.some(isNote)).toBe(true);
		expect(nodes.filter(({ credentials }) => credentials)).toEqual([]);
		expect(nodes.some(({ type }) => type.startsWith(PREFIX))).toBe(true);
	});
});

describe.each(KINDS)('with %s', (_, types) => {
	test('calendar events are associated by email, and unknown guests are listed', async () => {
		const { json } = await run('log-calendar-event.json', types);
		const [offer] = json('Log the meeting');
		expect(offer.hs_meeting_title).toBe('Heat pumps: questions on the offer');
		const { properties } = meeting(offer.id);
		const start = Date.parse(properties.hs_meeting_start_time ?? '');
		expect(Date.parse(properties.hs_meeting_end_time ?? '') - start).toBe(45 * 60_000);
		expect(linked(offer.id, '0-1').sort()).toEqual(['101', '102']);
		expect(offer.notFound).toEqual(['mara.lindqvist@brightfield.example']);
		// Google sends HTML from the calendar's editor here. The second description below is plain text.
		expect(properties.hs_meeting_body).toBe(
			'<p>Ada wants to go through the <b>offer</b> line by line.</p><ul><li><a href="https://example.com/offer?id=204&amp;page=1">Offer 204</a></li></ul>',
		);
		const [roof] = json('Log a new meeting');
		expect(linked(roof.id, '0-1')).toEqual(['103']);
		expect(linked(roof.id, '0-2')).toEqual(['302']);
		expect(linked(roof.id, '0-3')).toEqual(['502']);
		expect(roof.notFound).toEqual(['roofer@example.com']);
		expect(meeting(roof.id).properties.hs_meeting_body).toBe('Ladder &amp; harness<br>Two people');
	});

	describe.each(['log-calendar-event.json', 'outlook-events.json'])('%s', (file) => {
		test('updates an event that is already logged, by a unique property or a search', async () => {
			const before = countMeetings(hubspot.current);
			const first = await run(file, types);
			expect(first.json('Log the meeting')[0].new).toBe(true);
			expect(countMeetings(hubspot.current)).toBe(before + 2);
			const made = first.json('Log a new meeting')[0].id;
			hubspot.current.account.update('meetings', Number(made), { hs_meeting_title: 'Old' });
			const again = await run(file, types);
			expect(again.json('Log the meeting')[0]).toMatchObject({
				id: first.json('Log the meeting')[0].id,
				new: false,
			});
			expect(again.json('Update the meeting')[0].id).toBe(made);
			expect(again.outputs('Log a new meeting')).toEqual([]);
			expect(meeting(made).properties.hs_meeting_title).not.toBe('Old');
			expect(countMeetings(hubspot.current)).toBe(before + 2);
		});

		test('logs no new meeting if the search fails', async () => {
			hubspot.current.faults.add({
				match: { path: /\/search$/ },
				times: 1,
				then: { status: 403, body: { status: 'error', category: 'MISSING_SCOPES', message: 'no' } },
			});
			const workflow = readExample(file);
			const result = await runWorkflow(workflow, credentialsOf(hubspot.current), types);
			expect(result.error?.message).toContain('lacks a scope');
			expect(result.outputs('Log a new meeting')).toEqual([]);
		});
	});

	test('an all-day Outlook event is on the right day, when created and when updated', async () => {
		const zone = 'America/New_York';
		for (const node of ['Log a new meeting', 'Update the meeting']) {
			const { json } = await run('outlook-events.json', types, { timezone: zone });
			expect(linked(json('Log the meeting')[0].id, '0-1')).toEqual(['102']);
			const [fair] = json(node);
			const [start, end] = ['hs_meeting_start_time', 'hs_meeting_end_time'].map((name) =>
				DateTime.fromISO(String(meeting(fair.id).properties[name]), { zone }),
			);
			expect(start.toISODate()).toBe(DateTime.utc().plus({ days: 5 }).toISODate());
			expect(start.toMillis()).toBe(start.startOf('day').toMillis());
			expect(end.toMillis()).toBe(start.plus({ days: 1 }).toMillis());
		}
	});

	test('1,000 rows take ten requests, and ten bad rows are rejected with their reasons', async () => {
		const { outputs, text } = await run('import-csv.json', types);
		expect(outputs('Log the meetings')).toHaveLength(990 + 2);
		expect(outputs('Log the meetings', 1)).toHaveLength(10);
		const batches = hubspot.current.requests.filter(({ path }) =>
			path.endsWith('/meetings/batch/create'),
		);
		expect(batches).toHaveLength(10 + 1);
		const lines = text('Rejected rows')
			.replace(/^\uFEFF/, '')
			.trim()
			.split('\n');
		expect(lines).toHaveLength(11);
		expect(lines[0]).toMatch(/^hs_meeting_title,.*,reason$/);
		expect(lines[1]).toMatch(/^Check-in 100,03\/04\/2026,.*Start Time/);
		expect(lines[2]).toMatch(/^Check-in 200,.*Cancelled by weather/);
		expect(lines[3]).toMatch(/^Check-in 300,.*nobody@brightfield.example/);
	});

	test("a file exported from HubSpot is imported with times in the workflow's time zone", async () => {
		const zone = { timezone: 'Europe/Berlin' };
		const { json } = await run('import-csv.json', types, zone);
		const [roof, offer] = json('Log the meetings').slice(-2);
		expect(meeting(roof.id).properties).toMatchObject({
			hs_meeting_title: 'Roof, second visit',
			hs_meeting_start_time: '2026-03-02T09:00:00Z',
			hs_meeting_end_time: '2026-03-02T09:45:00Z',
			hs_timestamp: '2026-03-02T09:00:00Z',
			hs_meeting_outcome: 'COMPLETED',
			hs_meeting_body: '<p>Bring the plans &amp; the keys</p>',
		});
		expect(linked(roof.id, '0-1').sort()).toEqual(['101', '102']);
		expect(linked(roof.id, '0-2')).toEqual(['301']);
		expect(meeting(offer.id).properties).toMatchObject({
			hs_meeting_title: 'Offer "B-204"',
			hs_meeting_outcome: 'NO_SHOW',
		});
	});

	test('a no-show gets a new meeting a week later, a note and a message', async () => {
		const { json } = await run('no-show-follow-up.json', types);
		const [missed] = json('A no-show');
		const [second] = json('Plan a second try');
		expect(second.hs_meeting_title).toBe('Second try: Demo for Kestrel Dairy');
		const moved =
			Date.parse(String(second.hs_meeting_start_time)) -
			Date.parse(String(missed.hs_meeting_start_time));
		expect(moved).toBe(7 * 24 * 3_600_000);
		expect(linked(second.id, '0-1').sort()).toEqual(['105', '106']);
		expect(linked(second.id, '0-3')).toEqual(['503']);
		expect(meeting(missed.id).properties.hs_internal_meeting_notes).toContain(String(second.id));
		expect(json('Message')).toEqual([
			{
				to: 'hannah.moss@kestrel-dairy.example, samuel.adeyemi@kestrel-dairy.example',
				subject: 'Sorry that we missed each other',
				text: expect.stringMatching(/^Hello Hannah and Samuel,\n\n"Demo for Kestrel Dairy"/),
			},
		]);
	});

	test('the brief names the attendees, the company, the open deals and earlier meetings', async () => {
		const { json } = await run('brief-before-the-meeting.json', types);
		const briefs = json('Write the brief');
		expect(briefs).toHaveLength(json('Starting soon').length);
		const text = String(briefs.find((one) => String(one.text).includes('Pricing call'))?.text);
		expect(text).toContain(
			'- Ada Fischer, Chief Financial Officer (ada.fischer@nordhafen.example)',
		);
		expect(text).toContain('- Nordhafen Logistics (nordhafen.example)');
		expect(text).toContain('- Nordhafen: heat pumps for hall 4: 184,000 (presentationscheduled)');
		expect(text).toMatch(/: Pricing call \(RESCHEDULED\)\n.*: Intro meeting with Nordhafen/);
	});

	test("messages and briefs show times in the workflow's time zone, with its name", async () => {
		const zone = { timezone: 'America/New_York' };
		const followUp = await run('no-show-follow-up.json', types, zone);
		const planned = hourIn(zone.timezone, followUp.json('Plan a second try')[0]);
		expect(followUp.json('Message')[0].text).toContain(`, ${planned} suit you?`);
		const brief = await run('brief-before-the-meeting.json', types, zone);
		const soon = brief.json('Starting soon');
		for (const [index, { text }] of brief.json('Write the brief').entries())
			expect(String(text).split('\n')[1]).toContain(`, ${hourIn(zone.timezone, soon[index])} `);
	});

	test('contacts and deals with missing properties are shown without them', async () => {
		const { account } = hubspot.current;
		account.update('contacts', 105, { firstname: '', lastname: '', jobtitle: '' });
		account.update('contacts', 106, { email: '', jobtitle: '' });
		account.update('deals', 503, { amount: '' });
		account.update('meetings', 17612479141, { hs_meeting_end_time: '' });
		const followUp = await run('no-show-follow-up.json', types);
		expect(followUp.json('Message')[0]).toMatchObject({
			to: 'hannah.moss@kestrel-dairy.example',
			text: expect.stringMatching(/^Hello Samuel,\n/),
		});
		const { json } = await run('brief-before-the-meeting.json', types);
		const second = json('Write the brief').find(({ text }) =>
			String(text).startsWith('# Second try: Demo'),
		);
		const lines = String(second?.text).split('\n');
		expect(lines).toContain('- (hannah.moss@kestrel-dairy.example)');
		expect(lines).toContain('- Samuel Adeyemi');
		expect(lines).toContain('- Kestrel: heat recovery (qualifiedtobuy)');
	});

	test('a meeting without a title is not shown as null', async () => {
		const { account } = hubspot.current;
		for (const { id } of [...account.store('meetings').all()])
			account.update('meetings', id, { hs_meeting_title: '' });
		const followUp = await run('no-show-follow-up.json', types);
		expect(followUp.json('Plan a second try')[0].hs_meeting_title).toBe('Second try: our meeting');
		expect(followUp.json('Message')[0].text).toContain('\n\nOur meeting did not come about.');
		const brief = await run('brief-before-the-meeting.json', types);
		const texts = brief.json('Write the brief').map(({ text }) => String(text));
		expect(texts.some((text) => text.startsWith('# Untitled meeting\n'))).toBe(true);
		expect(texts.some((text) => /\n- [\d-]+: Untitled meeting \(/.test(text))).toBe(true);
		const list = await run('meetings-of-a-contact.json', types);
		expect(list.json('In one line each')[0].line).toMatch(/^[\d-]+: Untitled \(/);
		expect(JSON.stringify([followUp.json('Message'), texts])).not.toContain('null');
	});

	test("the weekly report shows the week's meetings by owner and outcome", async () => {
		const { json, text } = await run('weekly-report.json', types);
		const found = json('Meetings of the week');
		expect(found.map((one) => one.hs_meeting_title).sort()).toEqual([
			'Demo for Kestrel Dairy',
			'Noise measurement',
		]);
		const page = text('As a page');
		expect(page).toContain('<h1>2 meetings in seven days</h1>');
		expect(page).toContain('<title>Tom Okafor: 1 No show</title>');
		expect(page).toContain('<title>Jonas Weber: 1 No outcome</title>');
	});

	test("the weekly report shows days in the workflow's time zone", async () => {
		const zone = { timezone: 'Pacific/Kiritimati' };
		const { json, text } = await run('weekly-report.json', types, zone);
		for (const one of json('Meetings of the week')) {
			const start = new Date(String(one.hs_meeting_start_time));
			const day = start.toLocaleDateString('sv-SE', { timeZone: zone.timezone });
			expect(text('As a page')).toContain(
				`<td>${day}</td><td>${String(one.hs_meeting_title)}</td>`,
			);
		}
	});

	test('the weekly report of a week without meetings is empty', async () => {
		const { account } = hubspot.current;
		for (const record of [...account.store('meetings').all()])
			account.archive('meetings', record.id);
		const { text } = await run('weekly-report.json', types);
		expect(text('As a page')).toContain('<h1>0 meetings in seven days</h1>');
	});

	test('a transcript is appended to the meeting at that time, which is pinned on the deal', async () => {
		const { json } = await run('transcript-to-notes.json', types);
		const [found] = json('Find the meeting');
		expect(found.hs_meeting_title).toBe('Roof survey Boston');
		const notes = meeting(found.id).properties.hs_internal_meeting_notes;
		expect(notes).toContain('Transcript');
		expect(notes).toContain('&lt;this week&gt;');
		// The recording lasts 2,520 seconds, which is 42 minutes.
		const { hs_meeting_start_time: start, hs_meeting_end_time: end } = meeting(found.id).properties;
		expect(Date.parse(String(end)) - Date.parse(String(start))).toBe(42 * 60_000);
		expect(hubspot.current.account.record('deals', 502).properties.hs_pinned_engagement_id).toBe(
			found.id,
		);
	});

	test('a transcript of a meeting without a deal is appended, and nothing is pinned', async () => {
		const { account } = hubspot.current;
		account.archive('deals', 502);
		const { json } = await run('transcript-to-notes.json', types);
		const [found] = json('Find the meeting');
		expect(meeting(found.id).properties.hs_internal_meeting_notes).toContain('Transcript');
		expect(json('Pin it on the deal')).toEqual([
			expect.objectContaining({ error: expect.stringContaining("'Record' is empty") }),
		]);
	});

	test('a transcript file is attached once to the meeting at that time, next to other files', async () => {
		const { account } = hubspot.current;
		const [{ id }] = (await run('transcript-to-notes.json', types)).json('Find the meeting');
		account.update('meetings', Number(id), { hs_attachment_ids: '17560000001' });
		const first = await run('transcript-file.json', types);
		const [file] = first.json('Attach the file');
		expect(file).toMatchObject({ meetingId: id, name: 'Transcript', access: 'PRIVATE' });
		const again = await run('transcript-file.json', types);
		expect(again.json('Attach the file')[0].id).toBe(file.id);
		expect(meeting(id).properties.hs_attachment_ids).toBe(`17560000001;${String(file.id)}`);
	});

	test('a transcript file without a matching meeting is not uploaded', async () => {
		const { account } = hubspot.current;
		for (const { id } of [...account.store('meetings').all()]) account.archive('meetings', id);
		const { outputs } = await run('transcript-file.json', types);
		expect(outputs('Attach the file')).toEqual([]);
		expect(hubspot.current.requests.filter(({ path }) => path.endsWith('/files'))).toEqual([]);
	});

	test("the meeting from HubSpot's guide is created, read, listed, updated and deleted", async () => {
		const { json } = await run('guide-main-job.json', types);
		const [created] = json('Create meeting');
		expect(created.hs_meeting_title).toBe('Intro meeting');
		expect(json('Get meeting')[0].associations).toEqual({ contacts: ['101', '102'] });
		expect(json('Delete meeting')).toEqual([{ deleted: true, id: created.id }]);
	});
});
