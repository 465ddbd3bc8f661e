import { setTimeout as wait } from 'node:timers/promises';
import { step } from '../scripts/progress.mjs';
import { NODE_TYPE_PREFIX, readSteps } from './evidence.mts';
import { FORM, submitForm } from './forms.mts';
import type { Rest } from './rest.mts';
import { ask, CREDENTIAL_TYPE } from './side.mts';
import type { HubSpotSide } from './side.mts';
import type { Execution, SavedWorkflow, Workflow } from './types.mts';

const BY_HAND = 'n8n-nodes-base.manualTrigger';

/** How long to wait for an execution, in ms. n8n polls once a minute at most, so it can take a minute plus the poll. */
const PATIENCE_MS = 150_000;

/** @throws if the execution didn't succeed */
function checkEnd(name: string, { status, data }: Execution): void {
	const { error, lastNodeExecuted } = data.resultData;
	if (status === 'success' && !error) return;
	throw new Error(
		`"${name}" ended with status ${status} at "${lastNodeExecuted}". ${error?.message ?? ''}`,
	);
}

/** Runs each of the other examples with a manual trigger once. */
export async function runOthers(rest: Rest, examples: SavedWorkflow[]): Promise<void> {
	for (const example of examples) {
		if (!example.nodes.some(({ type }) => type === BY_HAND)) continue;
		checkSteps(example, await step(`Running "${example.name}"`, () => rest.run(example)));
	}
}

/** @throws if the execution didn't succeed, or one of our nodes returned no items, not even on a connected error output */
function checkSteps(example: SavedWorkflow, execution: Execution): void {
	checkEnd(example.name, execution);
	const wentOn = (node: string) => {
		const { main } = (example.connections[node] ?? {}) as { main?: unknown[][] };
		const rejected = execution.data.resultData.runData[node]?.[0]?.data?.main?.[1] ?? [];
		return rejected.length > 0 && (main?.[1] ?? []).length > 0;
	};
	const idle = readSteps(example, execution).filter(
		({ node, items }) => items.length === 0 && !wentOn(node),
	);
	if (idle.length > 0) {
		throw new Error(
			`These steps of "${example.name}" returned no items: ${idle.map(({ node }) => node).join(', ')}`,
		);
	}
}

/** Publishes the examples that start with a form, and submits each form with a free time. */
export async function runForms(
	rest: Rest,
	url: string,
	examples: SavedWorkflow[],
	side: HubSpotSide,
): Promise<void> {
	for (const example of examples) {
		if (!example.nodes.some(({ type }) => type === FORM)) continue;
		const earlier = new Set((await executionsOf(rest, example)).map(({ id }) => id));
		await rest.activate(example);
		try {
			const answers = await answersFor(example, side);
			const page = await step(`Filling in the form of "${example.name}"`, () =>
				submitForm(url, example, answers),
			);
			const [said] = ['You are booked', answers['Time'] ?? ''].filter((one) => !page.includes(one));
			if (said) throw new Error(`The last page of "${example.name}" does not contain "${said}"`);
			checkSteps(example, await executionOf(rest, example, earlier));
		} finally {
			await rest.deactivate(example);
		}
	}
}

/** The form values of a visitor who books the first free time on the hour. */
async function answersFor(
	{ nodes }: SavedWorkflow,
	side: HubSpotSide,
): Promise<Record<string, string>> {
	const book = nodes.find(({ parameters }) => parameters['operation'] === 'book');
	const page = book?.parameters['schedulingPage'] as { value: string };
	const timeZone = String(book?.parameters['timeZone']);
	const path = `/scheduler/2026-09/meetings/meeting-links/book/availability-page/${encodeURIComponent(page.value)}`;
	for (const month of [0, 1]) {
		const { body } = await ask(side, 'GET', `${path}?timezone=${timeZone}&monthOffset=${month}`);
		const { linkAvailability } = body as {
			linkAvailability: {
				linkAvailabilityByDuration: Record<
					string,
					{ availabilities: Array<{ startMillisUtc: number }> }
				>;
			};
		};
		const [duration] = Object.values(linkAvailability.linkAvailabilityByDuration);
		for (const { startMillisUtc } of duration?.availabilities ?? []) {
			// The Swedish locale formats times like ISO 8601.
			const clock = new Date(startMillisUtc).toLocaleString('sv-SE', { timeZone });
			const [Day = '', time = ''] = clock.split(' ');
			if (!time.endsWith(':00:00')) continue;
			const Time = time.slice(0, 5);
			return { Name: 'Ada Fischer', Email: 'ada.fischer@nordhafen.example', Day, Time };
		}
	}
	throw new Error(`${page.value} has no free time on the hour`);
}

const TRIGGER = 'When a meeting is created';

const watching = (credential: { id: string; name: string }): Workflow => ({
	name: 'The trigger, active',
	nodes: [
		{
			id: 'trigger',
			name: TRIGGER,
			type: `${NODE_TYPE_PREFIX}hubSpotMeetingsTrigger`,
			typeVersion: 1,
			position: [0, 0],
			parameters: {
				event: 'created',
				pollTimes: { item: [{ mode: 'everyMinute' }] },
				// A reused folder has the trigger's state from an earlier start. A new start date makes it start from now.
				options: { startDate: new Date().toISOString() },
			},
			credentials: { [CREDENTIAL_TYPE]: { id: credential.id, name: credential.name } },
		},
	],
	connections: {},
	settings: { executionOrder: 'v1' },
});

/** Activates a workflow with our trigger, creates a meeting, and waits until n8n runs the workflow for that meeting. */
export async function watchTrigger(
	rest: Rest,
	credential: { id: string; name: string },
	side: HubSpotSide,
): Promise<void> {
	const workflow = await rest.saveWorkflow(watching(credential));
	const earlier = new Set((await executionsOf(rest, workflow)).map(({ id }) => id));
	await rest.activate(workflow);
	try {
		const id = await createMeeting(side);
		await executionOf(rest, workflow, earlier, ({ data }) => {
			const outputs = data.resultData.runData[TRIGGER]?.[0]?.data?.main?.[0] ?? [];
			return outputs.some(({ json }) => String(json['id']) === id);
		});
		await ask(side, 'DELETE', `/crm/objects/2026-09/meetings/${id}`);
	} finally {
		await rest.deactivate(workflow);
	}
}

async function createMeeting(side: HubSpotSide): Promise<string> {
	const properties = {
		hs_meeting_title: 'Created while n8n watches',
		hs_timestamp: new Date().toISOString(),
	};
	const { status, body } = await ask(side, 'POST', '/crm/objects/2026-09/meetings', {
		properties,
		associations: [],
	});
	if (status !== 201)
		throw new Error(`${side.name} responded to the new meeting with status ${status}`);
	return String((body as { id: string }).id);
}

/** The workflow's executions, including those of earlier starts. */
async function executionsOf(
	rest: Rest,
	{ id }: SavedWorkflow,
): Promise<Array<{ id: string; status: string }>> {
	const filter = encodeURIComponent(JSON.stringify({ workflowId: id }));
	const { results } = await rest.call<{ results: Array<{ id: string; status: string }> }>(
		'GET',
		`/executions?filter=${filter}`,
	);
	return results;
}

/**
 * Waits for an execution of the workflow. Each one that ends must have succeeded.
 *
 * @param earlier the IDs of executions that don't count
 * @param isWanted whether an execution is the one to wait for; by default, any execution is
 */
async function executionOf(
	rest: Rest,
	workflow: SavedWorkflow,
	earlier: ReadonlySet<string>,
	isWanted: (execution: Execution) => boolean = () => true,
): Promise<Execution> {
	const seen = new Set(earlier);
	for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await wait(1_000)) {
		for (const { id, status } of await executionsOf(rest, workflow)) {
			if (seen.has(id) || (status !== 'success' && status !== 'error')) continue;
			seen.add(id);
			const execution = await rest.execution(id);
			checkEnd(workflow.name, execution);
			if (isWanted(execution)) return execution;
		}
	}
	throw new Error(`"${workflow.name}" did not run as expected within ${PATIENCE_MS / 1000} s`);
}
