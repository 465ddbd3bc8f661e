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

/** The time of the poll of an activation at most, in ms: n8n gives up a publication that takes 84 seconds (2.41). */
const FIRST_MS = 60_000;

/**
 * Parts of a poll's time: until when pages are turned and requests tried again, the longest that one request waits for its
 * repetition, and the longest that HubSpot may take for an answer, but not less than ten seconds.
 */
const TURNING = 0.6;
const WAITING = 0.1;
const ANSWERING = 0.4;
const SLOWEST_MS = 10_000;

/** More than the millisecond of a change, in ms. */
const PAUSE_MS = 2;

/** Events that one poll emits: more come with the next one. */
const MAX_EVENTS = 10_000;

/** How long an outage is waited out in silence, in ms; after that every poll says what is wrong. */
const PATIENCE_MS = 30 * 60_000;

/** The contexts of polls before: n8n makes one when it activates a workflow; its scheduler one for each, and tells its time. */
const polled = new WeakSet<IPollFunctions>();

/** Nodes that are being polled in this process: n8n may start a poll while the one before goes on. */
const busy = new Set<string>();

/**
 * What nodes remember since a poll that emitted nothing. n8n often doesn't keep that: its database has what the last
 * items came with, and from there it goes on when a workflow is published again, with other filters; with durable cursors it
 * forgets the poll of an activation, and where its scheduler loads the workflow for each poll (2.41), all of them.
 */
const unsaved = new Map<string, IDataObject>();

/**
 * One poll of the trigger: what happened since the last one, or null. The state is replaced only when the items are
 * made, and n8n keeps it only together with them.
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

/** Makes the errors that n8n shows, and of no items what n8n takes for "nothing happened". */
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

/** The time that this poll has, in ms. */
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
			// From now on, not from what happened before: the first poll has nothing to emit.
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
		// What stops it counts only where it stops it at once.
		if (failure !== undefined && position === state.position) throw failure;
		if (items.length > 0) next.handedOn = Date.now();
		writeState(data, { ...next, ...known, position, account, postponedSince: undefined });
		return items;
	} catch (failure) {
		return postpone(data, old, failure);
	}
}

/** What the state belongs to, as the user wrote it: an expression for the start date gives another one each time. */
function watchedBy(context: IPollFunctions): string {
	const { parameters } = context.getNode();
	const { startDate = '' } = (parameters.options ?? {}) as { startDate?: unknown };
	return `${chosenEvent(context).option.value} ${String(startDate)}`.trim();
}

/**
 * Asks HubSpot for its time by the search of a later page, the longest there is: that proves the token and the filters;
 * and for the meeting that was changed last, whose time is HubSpot's, too.
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

/** Behind the id of every meeting. */
const LAST_ID = String(Number.MAX_SAFE_INTEGER);

/** The last of the changes. */
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
			// Changed just now: when its millisecond is over, the meeting can be read without missing any of it.
			await wait(PAUSE_MS);
			return { page, present: newest + 1 };
		},
		now: () => clock.now(),
		goOn: (count) => Date.now() < deadline && count < MAX_EVENTS,
	};
	const { detector, scanEvery = 0 } = detection;
	if (detector) {
		// What comes with a page's meetings is read before the next page is turned: it takes time, too, and may fail.
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
	// A clock that was set back must not put the next look off for longer than was wished.
	const isEarly = nextLook > began && nextLook <= began + scanEvery;
	// Nothing has settled yet; what lies further ahead is only a clock that was set back.
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
 * What passes by itself is left to the next poll, for half an hour in silence; the state stays where it was. All else is
 * thrown, and so is everything at the first poll, so that who activates the workflow sees it.
 */
function postpone(data: IDataObject, old: State | undefined, failure: unknown): never[] {
	const postponedSince = old?.postponedSince ?? Date.now();
	const isShort = Math.abs(Date.now() - postponedSince) < PATIENCE_MS;
	if (!old || !passes(failure) || !isShort) throw failure;
	writeState(data, { ...old, postponedSince });
	return [];
}
