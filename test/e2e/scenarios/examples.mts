import { createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { NODE_TYPE_PREFIX, readSteps } from '../../../demo/evidence.mts';
import { CREDENTIAL_TYPE } from '../../../demo/side.mts';
import type { Workflow } from '../../../demo/types.mts';
import { ROOT } from '../../../scripts/ensure-installed.mjs';
import { must, until } from '../check.mts';
import type { Scenario, Stage } from '../scenario.mts';

/** The examples with a screenshot in the documentation, and the names of the screenshots. */
const SHOWN = {
	'calcom-bookings.json': 'example-bookings',
	'hubspot-webhook.json': 'example-hubspot-webhook',
	'log-calendar-event.json': 'example-calendar',
	'meeting-summary.json': 'example-summary',
};

/** Hides the controls that the editor shows on top of the canvas. */
const OVER_CANVAS =
	'[data-test-id="execute-workflow-button"], [data-test-id="canvas-controls"], [class*="executionButtons"] { visibility: hidden }';

const WEBHOOK = 'n8n-nodes-base.webhook';

async function readExample(file: string, { world }: Stage): Promise<Workflow> {
	const workflow = JSON.parse(await readFile(join(ROOT, 'examples', file), 'utf8')) as Workflow;
	for (const node of workflow.nodes) {
		if (!node.type.startsWith(NODE_TYPE_PREFIX)) continue;
		node.credentials = { [CREDENTIAL_TYPE]: world.credentials.everything };
	}
	return workflow;
}

/** Waits for the workflow's last execution to end, and returns it. */
async function lastRun({ world: { rest } }: Stage, id: string) {
	const filter = encodeURIComponent(JSON.stringify({ workflowId: id }));
	const { results } = await until(
		() =>
			rest.call<{ results: Array<{ id: string; status: string }> }>(
				'GET',
				`/executions?limit=1&filter=${filter}`,
			),
		(answer) => ['success', 'error'].includes(answer.results[0]?.status ?? ''),
		() => `n8n stored no execution of workflow ${id}`,
	);
	return await rest.execution(String(results[0]?.id));
}

/**
 * Activates an example and calls its webhook.
 *
 * @returns how many items the example's HubSpot Meetings nodes returned
 */
async function call(
	stage: Stage,
	file: string,
	request: (address: string) => { body: string; headers?: Record<string, string> },
): Promise<number> {
	const { rest, n8n } = stage.world;
	const workflow = { ...(await readExample(file, stage)), name: `${file}, called` };
	const saved = await rest.saveWorkflow(workflow);
	const path = workflow.nodes.find(({ type }) => type === WEBHOOK)?.parameters['path'];
	const address = `${n8n}/webhook/${String(path)}`;
	await rest.activate(saved);
	try {
		const { body, headers } = request(address);
		const answer = await fetch(address, {
			method: 'POST',
			headers: { 'content-type': 'application/json', ...headers },
			body,
		});
		must(answer.ok, `n8n responded to ${address} with status ${answer.status}`);
		const execution = await lastRun(stage, saved.id);
		must(execution.status === 'success', `${file} ended with ${execution.status}`);
		return readSteps(workflow, execution).reduce((sum, { items }) => sum + items.length, 0);
	} finally {
		await rest.deactivate(saved);
	}
}

const BOOKING = JSON.stringify({
	triggerEvent: 'BOOKING_CREATED',
	payload: {
		uid: 'from-outside',
		title: 'From outside',
		startTime: '2027-02-01T10:00:00Z',
		endTime: '2027-02-01T10:30:00Z',
		organizer: { email: 'tom.okafor@brightfield.example' },
		attendees: [{ email: 'ada.fischer@nordhafen.example', name: 'Ada Fischer' }],
	},
});

const EVENTS = JSON.stringify([
	{ subscriptionType: 'object.creation', objectId: 17612479134, objectTypeId: '0-47' },
	{ subscriptionType: 'object.creation', objectId: 17612479135, objectTypeId: '0-47' },
]);

/** Signs a request as HubSpot does (signature v3). */
const signed =
	(secret: string) =>
	(address: string): { body: string; headers: Record<string, string> } => {
		const time = String(Date.now());
		const hmac = createHmac('sha256', secret).update(`POST${address}${EVENTS}${time}`);
		return {
			body: EVENTS,
			headers: {
				'x-hubspot-request-timestamp': time,
				'x-hubspot-signature-v3': hmac.digest('base64'),
			},
		};
	};

const SECRET = '00000000-0000-0000-0000-000000000000';

export const examples: Scenario = {
	name: 'Examples run manually, and when Cal.com and HubSpot call their webhooks',
	async run(stage) {
		const { editor, page, world, shot } = stage;
		const before = page.viewportSize();
		await page.setViewportSize({ width: 1280, height: 600 });
		for (const [file, image] of Object.entries(SHOWN)) {
			const workflow = await readExample(file, stage);
			const id = await editor.open(workflow);
			await editor.marked('zoom-to-fit').click();
			await page.addStyleTag({ content: OVER_CANVAS });
			await page.waitForTimeout(800);
			await shot('canvas', image);
			const saved = await world.rest.saveWorkflow(workflow);
			must(saved.id === id, `${file} was saved twice`);
			const { status, data } = await world.rest.run(saved);
			must(status === 'success', `${file}: ${data.resultData.error?.message ?? status}`);
		}
		if (before) await page.setViewportSize(before);
		const booked = await call(stage, 'calcom-bookings.json', () => ({ body: BOOKING }));
		must(booked === 1, `Cal.com's call made ${booked} meetings`);
		const read = await call(stage, 'hubspot-webhook.json', signed(SECRET));
		must(read === 2, `HubSpot's call read ${read} meetings`);
		const unsigned = await call(stage, 'hubspot-webhook.json', signed('another'));
		must(unsigned === 0, `A call that HubSpot did not sign read ${unsigned} meetings`);
		return `${Object.keys(SHOWN).length} examples ran; a booking arrived, two meetings were read, a forged webhook was rejected`;
	},
};
