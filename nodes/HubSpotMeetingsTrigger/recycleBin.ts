import { listPage } from '../api/lists';
import { LIMITS } from '../hubspot/limits';
import type { HubSpotObject } from '../hubspot/types';
import { unreadable } from '../transport/apiError';
import type { HubSpotClient } from '../transport/client';
import type { TriggerConfig } from './events/event';
import {
	SETTLED_MS,
	takePages,
	type Position,
	type Progress,
	type Step,
	type Tools,
} from './cursor';
import { toMoment } from './events/byTimestamp';

/** After more empty pages in a row than this, the list counts as complete. */
const MOST_EMPTY = 10;

/** When a meeting was deleted, in epoch ms. */
export const deletedAt = ({ archivedAt }: HubSpotObject): number | undefined =>
	toMoment(archivedAt);

/** A page of the recycling bin. */
export interface RecycleBinPage {
	results: HubSpotObject[];
	/** HubSpot's cursor to the next page. */
	after?: string;
	/** HubSpot's clock, if the response has it. */
	at?: number;
}

interface ScanTools extends Pick<Tools, 'goOn' | 'now'> {
	/** Takes the time of a response and the latest deletion in it. Returns HubSpot's time. */
	hear: (at?: number, newest?: number) => number;
}

/** Reads one page of the recycling bin. */
export async function readRecycleBinPage(
	client: HubSpotClient,
	properties: readonly string[],
	after?: string,
): Promise<RecycleBinPage> {
	const { body, at } = await listPage(
		client,
		'meetings',
		{ properties, archived: true },
		{ limit: LIMITS.page.list, after },
	);
	const next = body.paging?.next?.after;
	if (next !== undefined && next === after) {
		throw unreadable(
			`HubSpot returned the same page of deleted meetings twice (cursor ${next}), so the list would never end. Try again later`,
		);
	}
	return { results: body.results, after: next, at };
}

/**
 * Scans the recycling bin, or as much of it as there is time for. HubSpot lists deleted meetings by id. Each has the time
 * of its deletion, but the list can't be filtered by it, so all of it has to be read. Each scan is a round (see `cursor`).
 * It finds the deletions in a span of time that has settled when the scan begins. Meetings that are deleted during the scan
 * belong to the next one. So only HubSpot's cursor has to be stored.
 *
 * @returns a position without a round if the scan is complete
 */
export const scanRecycleBin = async (
	client: HubSpotClient,
	config: TriggerConfig,
	start: Position,
	tools: ScanTools,
): Promise<Progress> => {
	let empty = 0;
	return await takePages(start, tools.goOn, async (position) => {
		const asked = tools.now();
		const page = await readRecycleBinPage(client, config.properties, position.round?.after);
		empty = page.results.length > 0 ? 0 : empty + 1;
		// Too many empty pages in a row: treat this one as the last.
		if (empty > MOST_EMPTY) delete page.after;
		return takePage(config, position, { page, asked, hear: tools.hear });
	});
};

function takePage(
	{ event: type, accepts }: TriggerConfig,
	{ from, round }: Position,
	{ page, asked, hear }: Pick<ScanTools, 'hear'> & { page: RecycleBinPage; asked: number },
): Step {
	const moments = page.results.flatMap((record) => deletedAt(record) ?? []);
	const now = hear(page.at, moments.length > 0 ? Math.max(...moments) : undefined);
	const to = round?.to ?? Math.min(asked, now) - SETTLED_MS;
	if (to <= from) return { position: { from, seen: {} }, events: [], rest: true };
	const deleted = page.results.filter((record) => {
		const moment = deletedAt(record);
		return moment !== undefined && moment >= from && moment < to;
	});
	return {
		position:
			page.after === undefined
				? { from: to, seen: {} }
				: { from, seen: {}, round: { to, after: page.after } },
		events: deleted
			.filter(accepts)
			.map((record) => ({ type, at: deletedAt(record) ?? to, record })),
		rest: page.after === undefined,
	};
}
