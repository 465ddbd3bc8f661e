import { must } from '../check.mts';
import type { Scenario } from '../scenario.mts';
import { chain, code, manualTrigger, node, ours } from '../workflows.mts';

const ROWS = 300;

/** Every third row has no place, so that one expression fails for it. */
const MAKE_ROWS = `return Array.from({ length: ${ROWS} }, (_, n) => ({ json: {
	n,
	start: '2026-12-01T10:00:00Z',
	people: [{ name: 'Ada' }, { name: 'Bo' }],
	formula: '={{ 1 + 1 }}',
	...(n % 3 > 0 && { place: { room: 'Room ' + n } }),
} }));`;

const AT_THE_TOP = {
	hs_meeting_title: '=Review {{ $json.n }} with {{ $json.people[0].name }}',
	hs_meeting_start_time: '={{ $json.start }}',
	hs_meeting_end_time: '={{ DateTime.fromISO($json.start).plus({ minutes: 45 }).toUTC() }}',
};

/** In one expression, the order of the people would change for all, and n8n's rewriting of `plus` would break `?.[...]`. */
const MORE = {
	hs_internal_meeting_notes:
		'={{ $json.people.sort((a, b) => (a.name < b.name ? 1 : -1))[0].name }}',
	hs_meeting_external_url: "=https://example.com/{{ $('Rows').all()[$itemIndex]?.json.n }}",
	hs_meeting_location: '={{ $json.place.room }}',
	hs_meeting_body: '={{ $json.formula }}',
	hs_activity_type: "={{ $json.n % 2 === 0 ? 'First Meeting' : '' }}",
};

/** The same expressions in n8n's Edit Fields node. */
const SAME = {
	assignments: {
		assignments: Object.entries({ ...AT_THE_TOP, ...MORE }).map(([name, value]) => ({
			id: name,
			name,
			value,
			type: 'string',
		})),
	},
	options: {},
};

/** A value as text. HubSpot returns times without milliseconds. */
const text = (value: unknown): string => String(value ?? '').replace('.000Z', 'Z');

export const mapping: Scenario = {
	name: `${ROWS} rows mapped with expressions: each value is the one that n8n's Edit Fields node returns`,
	async run({ editor, page, world, shot }) {
		const log = ours('Log the rows', world.credentials.everything, {
			dataToSend: 'defineBelow',
			...AT_THE_TOP,
			additionalFields: MORE,
		});
		const fields = node('Edit Fields', 'n8n-nodes-base.set', SAME, { typeVersion: 3.4 });
		const workflow = chain('Map the rows', [manualTrigger(), code('Rows', MAKE_ROWS), log]);
		workflow.nodes.push({ position: [448, 200], ...fields });
		workflow.connections['Rows'] = {
			main: [[log, fields].map(({ name }) => ({ node: name, type: 'main', index: 0 }))],
		};
		await editor.open(workflow);
		await editor.marked('execute-workflow-button').first().click();
		await page.getByText('Workflow executed successfully').first().waitFor({ timeout: 60_000 });
		await shot('canvas');
		const meetings = await editor.itemsOf('Log the rows');
		const edited = await editor.itemsOf('Edit Fields');
		must(meetings.length === ROWS, `${meetings.length} of ${ROWS} rows were logged`);
		let compared = 0;
		for (const [index, meeting] of meetings.entries()) {
			for (const [name, value] of Object.entries(edited[index] ?? {})) {
				must(
					text(meeting[name]) === text(value),
					`${name} of row ${index} is ${text(meeting[name])}, not ${text(value)}`,
				);
				compared++;
			}
		}
		const fieldCount = SAME.assignments.assignments.length;
		must(
			compared === ROWS * fieldCount,
			`${compared} values were compared, not ${fieldCount} of each row`,
		);
		return `${compared} values of ${ROWS} meetings`;
	},
};
