import { must, mustContain } from '../check.mts';
import type { Scenario } from '../scenario.mts';
import { chain, code, manualTrigger, node, ours } from '../workflows.mts';

const ROWS = 200;
/** Every 40th row is bad. Its time is invalid, which the node detects, or its owner is unknown, which only HubSpot detects. */
const BAD = 5;
/** Two batches for 200 rows, plus the requests that find the two rows that HubSpot rejects. */
const MOST_BATCHES = 20;

const MAKE_ROWS = `return Array.from({ length: ${ROWS} }, (_, index) => ({ json: {
	hs_meeting_title: 'Row ' + (index + 1),
	hs_meeting_start_time: index % 80 === 7 ? 'next tuesdayish' : '2026-12-0' + (1 + index % 9) + 'T10:00:00Z',
	hs_meeting_outcome: 'Scheduled',
	hubspot_owner_id: index % 80 === 47 ? '40004' : '11349275740',
} }));`;

/** The fields to show for a rejected row. */
const ROW_AND_REASON = '={{ { row: $json.hs_meeting_title, error: $json.error } }}';

export const rows: Scenario = {
	name: `${ROWS} rows, ${BAD} of them bad: the good rows are logged, the bad rows go to the error output`,
	async run({ editor, page, world, shot }) {
		const log = ours(
			'Log the rows',
			world.credentials.everything,
			{ dataToSend: 'autoMapInputData' },
			{ onError: 'continueErrorOutput' },
		);
		const workflow = chain('Log 200 rows', [manualTrigger(), code('Rows', MAKE_ROWS), log]);
		const done = node('Logged', 'n8n-nodes-base.noOp', {}, { position: [672, -100] });
		const rejected = node(
			'Rejected',
			'n8n-nodes-base.set',
			{ mode: 'raw', jsonOutput: ROW_AND_REASON },
			{ typeVersion: 3.4, position: [672, 100] },
		);
		workflow.nodes.push(done, rejected);
		workflow.connections[log.name] = {
			main: [done, rejected].map(({ name }) => [{ node: name, type: 'main', index: 0 }]),
		};
		await editor.open(workflow);
		const before = world.emulator.requests.length;
		await editor.marked('execute-workflow-button').first().click();
		await page.getByText('Workflow executed successfully').first().waitFor({ timeout: 60_000 });
		await shot('canvas', 'rows-canvas');

		await editor.openNode('Logged');
		mustContain(await editor.outputText(), `${ROWS - BAD} items`, 'the output');
		await editor.closeNode();
		await editor.openNode('Rejected');
		mustContain(await editor.outputText(), `${BAD} items`, 'the error output');
		const errors = await editor.itemsOf('Rejected');
		// The schema view would show only one value for each key, taken from different rows.
		const input = editor.marked('ndv-run-data-display-mode').first();
		await input.getByText('Table', { exact: true }).click();
		await shot('rejected', 'rows-rejected');
		const reasons = errors.map(({ error }) => String(error));
		const named = (field: string) => reasons.filter((reason) => reason.includes(field)).length;
		must(
			named('Start Time') === 3 && named('Assigned To') === 2,
			`The reasons are: ${reasons.join('; ')}`,
		);
		const requests = world.emulator.requests.slice(before);
		const batches = requests.filter(({ path }) => path.includes('/batch/create'));
		must(
			batches.length >= 2 && batches.length <= MOST_BATCHES,
			`${batches.length} batches for ${ROWS} rows`,
		);
		return `${ROWS - BAD} logged with ${batches.length} requests, ${BAD} rejected with their reasons`;
	},
};
