import { setMaxListeners } from 'node:events';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { IDataObject, INode } from 'n8n-workflow';

import { Run } from '../../nodes/transport/run';
import { wait } from '../../nodes/transport/wait';
import { AS_TOOL, callAsTool } from '../support/engine.mts';
import { credentialsOf, emulatorForTests } from '../support/hubspot.mts';
import { countMeetings, CREATE, numbered, operate } from '../support/meetings.mts';
import { searchList } from '../support/picker.mts';
import { PREFIX, runWorkflow } from '../support/workflow.mts';
import { api } from '../support/versions.mts';

const hubspot = emulatorForTests({ limits: { perInterval: 20, intervalMs: 1_000 } });

const titles = () =>
	hubspot.current.requests.map(({ body }) => (JSON.stringify(body).match(/M\d+/g) ?? []).sort());

test('two executions at the same time do not share a batch', async () => {
	const started = ['1', '2'].map(
		async (first) =>
			await operate(
				hubspot.current,
				'create',
				{ ...CREATE, hs_meeting_title: `=M${first}{{ $json.n }}` },
				{ items: numbered(3) },
			),
	);
	for (const { error } of await Promise.all(started)) expect(error).toBeUndefined();
	expect(titles().sort()).toEqual([
		['M10', 'M11', 'M12'],
		['M20', 'M21', 'M22'],
	]);
});

test('a node that runs again in the same execution, as in a loop, writes again', async () => {
	const before = countMeetings(hubspot.current);
	const node = (name: string, type: string, parameters: INode['parameters'] = {}): INode => ({
		id: name,
		name,
		type,
		typeVersion: 1,
		position: [0, 0],
		parameters,
	});
	const log = { node: 'Log', type: 'main' as const, index: 0 };
	const { json, error } = await runWorkflow(
		{
			name: 'Twice',
			nodes: [
				node('Start', 'n8n-nodes-base.manualTrigger'),
				node('Log', `${PREFIX}hubSpotMeetings`, {
					...CREATE,
					resource: 'meeting',
					operation: 'create',
				}),
			],
			connections: { Start: { main: [[log, log]] } },
			settings: {},
		},
		credentialsOf(hubspot.current),
	);
	expect(error).toBeUndefined();
	expect(new Set(json('Log').map(({ id }) => id)).size).toBe(2);
	expect(countMeetings(hubspot.current) - before).toBe(2);
});

test('pickers in the editor and workflows share the request limit', async () => {
	const workflow = operate(
		hubspot.current,
		'create',
		{ ...CREATE, sending: { oneByOne: true } },
		{ items: numbered(30) },
	);
	const pickers = Promise.all(
		numbered(12).map(
			async () => await searchList('searchOwners', { credentials: credentialsOf(hubspot.current) }),
		),
	);
	expect((await workflow).error).toBeUndefined();
	for (const { results } of await pickers) expect(results.length).toBeGreaterThan(0);
	expect(hubspot.current.requests).toHaveLength(42);
	expect(hubspot.current.requests.filter(({ status }) => status === 429)).toEqual([]);
});

test.each([1, 3])('Concurrent Requests of %i is not exceeded', async (inFlight) => {
	const emulator = hubspot.current;
	emulator.faults.add({
		match: { path: `${api.objects}/meetings` },
		times: Infinity,
		then: { delayMs: 60 },
	});
	const { error } = await operate(
		emulator,
		'create',
		{ ...CREATE, sending: { oneByOne: true, inFlight } },
		{ items: numbered(9) },
	);
	expect(error).toBeUndefined();
	const starts = emulator.requests.map(({ at }) => at);
	const most = Math.max(
		...starts.map((from) => starts.filter((at) => at >= from && at < from + 50).length),
	);
	expect(most).toBeLessThanOrEqual(inFlight);
});

test.each([true, false])(
	'with Retry set to %s, a 503 is retried only if it is true',
	async (retry) => {
		hubspot.current.faults.add({
			match: { path: `${api.objects}/meetings` },
			then: { status: 503, body: { status: 'error', category: 'INTERNAL', message: 'busy' } },
		});
		const meetingId = String(hubspot.current.account.store('meetings').page(0, 1)[0]!.id);
		const { error } = await operate(hubspot.current, 'get', { meetingId, sending: { retry } });
		expect(error === undefined).toBe(retry);
		expect(hubspot.current.requests).toHaveLength(retry ? 2 : 1);
	},
);

test.each(['create', 'update', 'upsert'])(
	"%s: Map Automatically is refused in an agent's tool, with advice",
	async (operation) => {
		const parameters = {
			resource: 'meeting',
			operation,
			dataToSend: 'autoMapInputData',
			idProperty: 'external_booking_id',
			options: { unknownKeys: 'ignore' },
		};
		const item: IDataObject = { id: '1', hs_meeting_start_time: '2026-12-01T10:00:00Z' };
		const advice = /^Values to Send: .*AI agent.*'Set Each Field'/;
		const { error } = await operate(hubspot.current, operation, parameters, {
			items: [item],
			settings: AS_TOOL,
		});
		expect(error?.message).toMatch(advice);
		const [answer] = await callAsTool({ parameters, credentials: credentialsOf(hubspot.current) }, [
			item,
		]);
		expect(answer).toMatch(advice);
		expect(hubspot.current.requests).toEqual([]);
	},
);

test('an item with the key toolCallId is created like any other item of a workflow', async () => {
	const { error, json } = await operate(hubspot.current, 'search', {
		quickFilters: { query: 'no such meeting' },
	});
	expect([error, json]).toEqual([undefined, []]);
	const items = [{ toolCallId: 'call_1', hs_meeting_start_time: '2026-12-01T10:00:00Z' }];
	const parameters = { dataToSend: 'autoMapInputData', options: { unknownKeys: 'ignore' } };
	const created = await operate(hubspot.current, 'create', parameters, { items });
	expect(created.error).toBeUndefined();
});

test('a wait that is cancelled leaves no timer behind', async () => {
	const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
	const before = timers();
	const cancel = new AbortController();
	// n8n does this with the signal of an execution.
	setMaxListeners(Infinity, cancel.signal);
	const waits = numbered(20).map(async () => await wait(60_000, cancel.signal));
	expect(timers()).toBeGreaterThan(before);
	cancel.abort();
	for (const { status } of await Promise.allSettled(waits)) expect(status).toBe('rejected');
	await new Promise((resolve) => setTimeout(resolve, 300));
	expect(timers()).toBeLessThanOrEqual(before);
});

test.each([
	['succeeds', CREATE, 1],
	['fails', { ...CREATE, hs_meeting_start_time: '03/04/2026' }, 3],
	[
		'has an expression that fails',
		{ ...CREATE, hs_meeting_title: "={{ $json.n === 2 ? $('Nowhere').first() : 'M' }}" },
		1,
	],
])('the memory of an execution that %s is released', async (_, parameters, maxTries) => {
	const runs: Array<WeakRef<Run>> = [];
	const { start } = Run.prototype;
	// Not a jest spy, because a spy keeps references to the objects that it was called on.
	Run.prototype.start = async function (...given) {
		runs.push(new WeakRef(this));
		await start.apply(this, given);
	};
	await operate(hubspot.current, 'create', parameters, {
		items: numbered(3),
		settings: { retryOnFail: maxTries > 1, maxTries, waitBetweenTries: 1 },
	});
	Run.prototype.start = start;
	expect(runs.length).toBeGreaterThan(0);
	setFlagsFromString('--expose-gc');
	const collect = runInNewContext('gc') as () => void;
	for (let n = 0; n < 20 && runs.some((run) => run.deref()); n += 1) {
		await new Promise((resolve) => setTimeout(resolve, 20));
		collect();
	}
	expect(runs.filter((run) => run.deref())).toEqual([]);
});
