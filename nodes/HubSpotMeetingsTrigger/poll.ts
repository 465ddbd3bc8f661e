import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { searchPage } from '../api/searchPage';
import * as Prop from '../hubspot/propertyNames';
import type { HubSpotObject } from '../hubspot/types';
import { accountOf } from '../transport/account';
import { HubSpotClient } from '../transport/client';
import { pollBudgetOf } from '../transport/n8nInternals';
import { nodeError, passes } from '../transport/nodeErrors';
import { Run } from '../transport/run';
import { wait } from '../transport/wait';
import { Clock } from './clock';
import { chosenEvent, NEEDED, readConfig } from './config';
import { advance, SETTLED_MS, type Progress, type Tools, type Detector } from './cursor';
import { momentOf } from './events/byTimestamp';
import type { TriggerConfig, Detection } from './events/event';
import { oldestFirst, toItems } from './output';
import { scanRecycleBin } from './recycleBin';
import { handedOnAt, readState, writeState, type State } from './state';

/** The longest that an activation's poll may take, in ms. n8n stops publishing a workflow after 84 seconds (2.41). */
const FIRST_MS = 60_000;

/**
 * Shares of a poll's time budget. `TURNING`: when the poll stops requesting pages and retrying. `WAITING`: the longest
 * that one request waits for retries. `ANSWERING`: the timeout of a request, but at least `SLOWEST_MS`.
 */
const TURNING = 0.6;
const WAITING = 0.1;
const ANSWERING = 0.4;
const SLOWEST_MS = 10_000;

/** How long to wait until the millisecond of a change is over, in ms. */
const PAUSE_MS = 2;

/** A poll that has this many events requests no further pages. The next poll continues. */
const MAX_EVENTS = 10_000;

/** How long an outage is ignored, in ms. After that every poll throws the error. */
const PATIENCE_MS = 30 * 60_000;

/**
 * Contexts that have already polled. n8n creates one context when it activates a workflow. n8n's scheduler creates a new
 * one for each poll, with the time budget of that poll.
 */
const polled = new WeakSet<IPollFunctions>();

/** Nodes that are being polled in this process. n8n may start a poll while the previous one is still running. */
const busy = new Set<string>();

/**
 * The state after polls that emitted nothing, by node. n8n often doesn't store that state. Its database has the state that
 * was saved with the last items, and n8n continues from there when a workflow is published again, for example with other
 * filters. With durable cursors, n8n loses the state of an activation's poll. If its scheduler loads the workflow for each
 * poll (2.41), it loses the state of all polls without items.
 */
const unsaved = new Map<string, IDataObject>();

/**
 * Polls once. Returns what happened since the last poll, or null if nothing did. The state is replaced only after the items
 * are complete, and n8n stores it only together with them.
 */
export async function poll(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	if (context.getMode() === 'manual') return await guarded(context, manualTest);
	const key = `${context.getWorkflow().id} ${context.getNode().name}`;
	if (busy.has(key)) return null;
	busy.add(key);
	try {
		return await guarded(context, async (...by) => await scheduled(context, key, ...by));
	} finally {
		busy.delete(key);
	}

	async function manualTest(client: HubSpotClient) {
		const { config, detection } = await readConfig(context, client);
		return await toItems(client, config, await detection.samples());
	}
}

/** Converts errors to node errors, and an empty list to null, which means "nothing happened" to n8n. */
async function guarded(
	context: IPollFunctions,
	work: (client: HubSpotClient, deadline: number) => Promise<INodeExecutionData[]>,
): Promise<INodeExecutionData[][] | null> {
	let token: string | undefined;
	try {
		const account = await accountOf(context);
		token = account.token;
		const budget = budgetOf(context);
		const until = Date.now() + budget * TURNING;
		const how = {
			settings: { longestWaitMs: budget * WAITING, until },
			options: { timeout: Math.max(budget * ANSWERING, SLOWEST_MS) },
		};
		const items = await work(new HubSpotClient(context, account, new Run(), how), until);
		return items.length > 0 ? [oldestFirst(items)] : null;
	} catch (error) {
		throw nodeError(context.getNode(), error, { token });
	}
}

/** The time budget of this poll, in ms. */
function budgetOf(context: IPollFunctions): number {
	const given = pollBudgetOf(context);
	const isFirst = !polled.has(context);
	polled.add(context);
	return isFirst ? Math.min(given, FIRST_MS) : given;
}

async function scheduled(
	context: IPollFunctions,
	key: string,
	client: HubSpotClient,
	deadline: number,
): Promise<INodeExecutionData[]> {
	const data = context.getWorkflowStaticData('node');
	const last = unsaved.get(key);
	const isLater = last !== undefined && handedOnAt(last) === handedOnAt(data);
	const items = await goOn(context, client, { deadline, key }, data, isLater ? last : data);
	if (items.length > 0) unsaved.delete(key);
	else unsaved.set(key, { ...data });
	return items;
}

async function goOn(
	context: IPollFunctions,
	client: HubSpotClient,
	{ deadline, key }: { deadline: number; key: string },
	data: IDataObject,
	before: IDataObject,
): Promise<INodeExecutionData[]> {
	const watching = watchedBy(context);
	const old = readState(before, watching);
	try {
		const clock = new Clock(key, old?.clock);
		const { key: account } = client.account;
		const { config, detection } = await readConfig(
			context,
			client,
			old?.account === account ? old : undefined,
		);
		const { known } = config;
		const state = old ?? (await firstState(client, config, detection, watching, clock));
		if (!old && config.startDate === undefined) {
			// The trigger starts now and ignores earlier events, so the first poll has nothing to emit.
			writeState(data, { ...state, ...known, account });
			return [];
		}
		const { progress, items, ...next } = await detectEvents(
			client,
			config,
			detection,
			state,
			deadline,
			clock,
		);
		const { position, failure } = progress;
		// The error counts only if this poll made no progress.
		if (failure !== undefined && position === state.position) throw failure;
		if (items.length > 0) next.handedOn = Date.now();
		writeState(data, { ...next, ...known, position, account, postponedSince: undefined });
		return items;
	} catch (failure) {
		return postpone(data, old, failure);
	}
}

/**
 * What the state belongs to: the event and the start date. The start date is taken as the user wrote it, since an
 * expression can give another date each time.
 */
function watchedBy(context: IPollFunctions): string {
	const { parameters } = context.getNode();
	const { startDate = '' } = (parameters.options ?? {}) as { startDate?: unknown };
	return `${chosenEvent(context).option.value} ${String(startDate)}`.trim();
}

/**
 * Gets HubSpot's time with two searches and returns the state of a trigger that starts now. The first search is the one for
 * a later page, the longest that a poll can send, so it also checks the token and the filters. The second one finds the
 * meeting that was changed last. HubSpot's clock set that time, too.
 */
async function firstState(
	client: HubSpotClient,
	config: TriggerConfig,
	detection: Detection,
	watching: string,
	clock: Clock,
): Promise<State> {
	const { at } = await searchPage(client, 'meetings', {
		filterGroups: detection.detector?.groups(Date.now(), Date.now()) ?? [],
		properties: [],
		limit: 1,
		afterId: LAST_ID,
	});
	const { results } = await searchPage(client, 'meetings', {
		filterGroups: [],
		properties: [Prop.MODIFIED],
		sort: { propertyName: Prop.MODIFIED, direction: 'DESCENDING' },
		limit: 1,
	});
	const beginning = clock.beginning(at, newestOf(results));
	return {
		watching,
		clock: clock.offsetNow,
		position: { from: config.startDate ?? beginning, seen: {} },
	};
}

/** Higher than the id of any meeting. */
const LAST_ID = String(Number.MAX_SAFE_INTEGER);

/** The time of the latest change. */
function newestOf(records: readonly HubSpotObject[]): number | undefined {
	const moments = records.flatMap((record) => momentOf(record, Prop.MODIFIED) ?? []);
	return moments.length > 0 ? Math.max(...moments) : undefined;
}

async function detectEvents(
	client: HubSpotClient,
	config: TriggerConfig,
	detection: Detection,
	state: State,
	deadline: number,
	clock: Clock,
): Promise<State & { progress: Progress; items: INodeExecutionData[] }> {
	const items: INodeExecutionData[] = [];
	const { from, round } = state.position;
	const hear = (at?: number, newest?: number) => {
		const now = clock.hear(at, newest);
		clock.check(Math.max(from, round?.to ?? from));
		return now;
	};
	const tools: Tools = {
		page: async (filterGroups, afterId) => {
			const asked = clock.now();
			const page = await searchPage(client, 'meetings', {
				filterGroups,
				properties: NEEDED,
				afterId,
			});
			const newest = newestOf(page.results);
			const present = Math.min(asked, hear(page.at, newest));
			if (newest === undefined || newest < present || newest > clock.now())
				return { page, present };
			// A meeting was changed just now. Once that millisecond is over, it can be read without missing a change.
			await wait(PAUSE_MS);
			return { page, present: newest + 1 };
		},
		now: () => clock.now(),
		goOn: (count) => Date.now() < deadline && count < MAX_EVENTS,
	};
	const { detector, scanEvery = 0 } = detection;
	if (detector) {
		// Read the associated records before the next page, since that takes time, too, and can fail.
		const examine: Detector['examine'] = async (candidates, span) => {
			const examined = await detector.examine(candidates, span);
			items.push(...(await toItems(client, config, examined.events)));
			return examined;
		};
		const progress = await advance(state.position, { ...detector, examine }, tools);
		return { ...state, clock: clock.offsetNow, progress, items };
	}
	const { nextLook = 0, position } = state;
	const began = Date.now();
	// If the clock was set back, the next scan must not be delayed by more than the interval.
	const isEarly = nextLook > began && nextLook <= began + scanEvery;
	// Nothing has settled yet. If the position is further ahead than that, the clock was set back.
	const isYoung = Math.abs(tools.now() - position.from) <= SETTLED_MS;
	if (!position.round && (isEarly || isYoung)) {
		return { ...state, progress: { position, events: [] }, items };
	}
	const progress = await scanRecycleBin(client, config, position, { ...tools, hear });
	items.push(...(await toItems(client, config, progress.events)));
	const isNew = !position.round && progress.position !== position;
	return {
		...state,
		clock: clock.offsetNow,
		progress,
		items,
		...(isNew && { nextLook: began + scanEvery }),
	};
}

/**
 * Leaves a temporary error to the next poll. The state keeps its position. After half an hour the error is thrown. All other
 * errors are thrown immediately, and so are all errors of the first poll, so that users see them when they activate the
 * workflow.
 */
function postpone(data: IDataObject, old: State | undefined, failure: unknown): never[] {
	const postponedSince = old?.postponedSince ?? Date.now();
	const isShort = Math.abs(Date.now() - postponedSince) < PATIENCE_MS;
	if (!old || !passes(failure) || !isShort) throw failure;
	writeState(data, { ...old, postponedSince });
	return [];
}
