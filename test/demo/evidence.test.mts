import { checkExample, readSteps } from '../../demo/evidence.mts';
import { ask } from '../../demo/side.mts';
import type { HubSpotSide } from '../../demo/side.mts';
import { tallyRequests } from '../../demo/tally.mts';
import type { Execution, Item, Workflow } from '../../demo/types.mts';
import { createEmulator, EMULATOR_TOKEN } from '../../emulator/index.mts';
import type { Emulator } from '../../emulator/index.mts';

const MEETINGS = '/crm/objects/2026-09/meetings';
const properties = { hs_timestamp: '2026-03-02T09:00:00Z', hs_meeting_title: 'Kickoff' };

let emulator: Emulator;
let side: HubSpotSide;

beforeEach(async () => {
	emulator = await createEmulator();
	side = {
		name: 'the emulator',
		url: emulator.url,
		token: EMULATOR_TOKEN,
		credential: { name: '', type: '', data: {} },
		adapt: (workflow) => workflow,
		seen: () => tallyRequests(emulator.requests),
		ran: () => undefined,
	};
});

afterEach(() => emulator.close());

async function created(): Promise<string> {
	const { body } = await ask(side, 'POST', MEETINGS, { properties });
	return (body as { id: string }).id;
}

describe("the tally of HubSpot's requests", () => {
	it('counts meetings in single requests, pages and batches, but no other records', async () => {
		const id = await created();
		await ask(side, 'GET', `${MEETINGS}/${id}?properties=hs_meeting_title`);
		await ask(side, 'GET', `${MEETINGS}?limit=3`);
		await ask(side, 'GET', '/crm/objects/2026-09/contacts?limit=3');
		await ask(side, 'PATCH', `${MEETINGS}/${id}`, { properties });
		await ask(side, 'POST', `${MEETINGS}/batch/create`, {
			inputs: [{ properties }, { properties }],
		});
		await ask(side, 'POST', `${MEETINGS}/batch/archive`, { inputs: [{ id }] });
		expect(tallyRequests(emulator.requests)).toEqual({
			created: 3,
			read: 4,
			updated: 1,
			deleted: 1,
		});
	});

	it('does not count refused requests', async () => {
		await ask(side, 'POST', MEETINGS, { properties: { hs_meeting_title: 'No time' } });
		await ask(side, 'GET', `${MEETINGS}/1`);
		expect(emulator.requests.map(({ status }) => status)).toEqual([400, 404]);
		expect(tallyRequests(emulator.requests)).toEqual({
			created: 0,
			read: 0,
			updated: 0,
			deleted: 0,
		});
	});
});

describe("the check of an example's run", () => {
	const node = (operation: string) => ({
		name: operation,
		type: 'n8n-nodes-hubspot-meetings.hubSpotMeetings',
		parameters: { resource: 'meeting', operation },
	});
	const workflow: Workflow = {
		name: 'Create and delete',
		nodes: [node('create'), node('delete')],
		connections: {},
		settings: {},
	};
	const execution = (items: Record<string, Item[]>, status = 'success'): Execution => ({
		id: '1',
		status,
		data: {
			resultData: {
				runData: Object.fromEntries(
					Object.entries(items).map(([name, list]) => [name, [{ data: { main: [list] } }]]),
				),
			},
		},
	});
	const check = (run: Execution) =>
		checkExample(workflow.name, run, readSteps(workflow, run), side);

	it('returns the counts when n8n and HubSpot agree', async () => {
		const id = await created();
		await ask(side, 'DELETE', `${MEETINGS}/${id}`);
		await expect(
			check(execution({ create: [{ json: { id } }], delete: [{ json: { id, deleted: true } }] })),
		).resolves.toEqual({ created: 1, read: 0, updated: 0, deleted: 1 });
	});

	it('fails when n8n reports more than HubSpot received', async () => {
		const id = await created();
		await ask(side, 'DELETE', `${MEETINGS}/${id}`);
		const twice = [{ json: { id } }, { json: { id } }];
		await expect(check(execution({ create: twice, delete: [{ json: { id } }] }))).rejects.toThrow(
			/"created":2.*received.*"created":1/,
		);
	});

	it('fails when a step returned only an error', async () => {
		const id = await created();
		await expect(
			check(execution({ create: [{ json: { id } }], delete: [{ json: { error: 'refused' } }] })),
		).rejects.toThrow('returned no items: delete');
	});

	it('fails when a deleted meeting still exists', async () => {
		const id = await created();
		const other = await created();
		await ask(side, 'DELETE', `${MEETINGS}/${other}`);
		await expect(
			check(
				execution({
					create: [{ json: { id } }, { json: { id: other } }],
					delete: [{ json: { id: other } }],
				}),
			),
		).rejects.toThrow(`Meeting ${id} was deleted, but reading it gives status 200`);
	});

	it('fails when the execution failed', async () => {
		await expect(check(execution({}, 'error'))).rejects.toThrow('ended with status error');
	});
});
