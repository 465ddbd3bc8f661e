import type { SearchPage } from '../api/searchPage';
import type { HubSpotObject } from '../hubspot/types';
import type { SearchGroup } from '../hubspot/values/searchFilters';
import type { TriggerEvent } from './triggerEvent';

/**
 * How the trigger emits each event exactly once
 * ---------------------------------------------
 * Each event has a moment: the time of the creation, of a change, of an entry in a property's history, or the time when a
 * meeting became due. HubSpot's clock sets the moment, and it never changes. The trigger processes moments in half-open
 * spans of time, one after the other. All moments before `from` are done.
 *
 * HubSpot's search lags behind its writes, and the writes can appear out of order. So `from` stays `SETTLED_MS` behind
 * HubSpot's clock (see `clock`). This is longer than the lag, so search shows everything before `from`. The span after
 * `from` is still incomplete. Each poll reads it, and `seen` stores what was found in it until `from` has passed it. The
 * span ends at the present time as known before the search, because more can happen to a meeting in the millisecond in
 * which it is read.
 *
 * One search finds all meetings to which anything may have happened since `from`. Usually they fit on one page. If they
 * don't, for example after an import, `seen` would grow too large. Then a round starts. It ends at `to`, before which
 * everything has settled. It reads all pages in the order of ids, in as many polls as necessary. A round adds nothing to
 * `seen`; it only stores the last id that it has read. The newest changes wait until they have settled.
 *
 * Pages are ordered by id, not by date or offset. So a meeting that changes in the meantime doesn't shift the others, any
 * number of changes can have the same millisecond, and HubSpot's limit of 10,000 results doesn't apply. A change after its
 * page was read has a later moment and belongs to the next span.
 *
 * A poll emits its items together with the new position, and n8n stores both or neither. A poll stops if a page fails or
 * its time is up. The next poll continues after the last page that succeeded.
 */
export const SETTLED_MS = 120_000;

/** Meeting id → its last processed moment, followed by other numbers that the event stores. */
export type Marks = Record<string, number[]>;

/** How far the trigger has read. Times are epoch ms of HubSpot's clock. */
export interface Position {
	/** All moments before this are done. */
	from: number;
	/** What was processed since then. At most `MAX_SEEN` meetings. */
	seen: Marks;
	/** The current round: moments before `to`, of meetings with an id higher than `after`. */
	round?: { to: number; after?: string };
}

/** A page has 200 candidates. The rest is for earlier ones that search may no longer find. */
const MAX_SEEN = 400;

/** The span that `examine` checks for new moments: [from, to). */
export interface Span {
	from: number;
	/** The end of the round, or the present time if there is no round. */
	to: number;
	/** HubSpot's time. */
	now: number;
	seen: Marks;
}

export interface Examined {
	events: TriggerEvent[];
	/** The marks of all candidates that were processed. */
	marks: Marks;
}

/** How an event is detected by search. */
export interface Detector {
	/** Returns the search groups for all meetings to which anything may have happened from `from` on and before `until`. */
	groups(from: number, until: number): SearchGroup[];
	/** Returns the new events of the candidates. */
	examine(candidates: readonly HubSpotObject[], span: Span): Promise<Examined>;
	/** Whether a mark can be dropped when `from` has passed its moment, even if search still finds the meeting. */
	marksByMoment: boolean;
}

export interface Tools {
	/** Requests a page. `present` is HubSpot's time before the page was read. */
	page(groups: SearchGroup[], afterId?: string): Promise<{ page: SearchPage; present: number }>;
	/** HubSpot's time as far as it is known without a request. */
	now(): number;
	/** Whether the poll has time left and can take more events. */
	goOn(events: number): boolean;
}

export interface Progress {
	position: Position;
	events: TriggerEvent[];
	/** The error that stopped it, if any. The position is the one after the last page that succeeded. */
	failure?: unknown;
}

/** The result of one page. */
export interface Step extends Progress {
	/** Whether there is nothing left to do for now. */
	rest: boolean;
}

/**
 * Processes pages from a position on, until nothing is left, an error occurs or `goOn` returns false.
 *
 * @param take processes one page; `hadRound` says whether a round has ended in this poll
 */
export async function takePages(
	start: Position,
	goOn: Tools['goOn'],
	take: (position: Position, hadRound: boolean) => Promise<Step>,
): Promise<Progress> {
	const events: TriggerEvent[] = [];
	let position = start;
	let hadRound = false;
	for (;;) {
		const step: Step = await take(position, hadRound).catch((failure: unknown) => ({
			position,
			events: [],
			failure,
			rest: true,
		}));
		hadRound ||= position.round !== undefined && !step.position.round;
		for (const triggerEvent of step.events) events.push(triggerEvent);
		position = step.position;
		if (step.rest || !goOn(events.length)) {
			return { position, events, failure: step.failure };
		}
	}
}

/** Processes the pages of the detector's search from a position on. */
export const advance = async (
	start: Position,
	detector: Detector,
	tools: Tools,
): Promise<Progress> =>
	await takePages(
		start,
		tools.goOn,
		async (position, hadRound) => await takePage(position, detector, tools, hadRound),
	);

async function takePage(
	{ from, seen, round }: Position,
	detector: Detector,
	tools: Tools,
	hadRound: boolean,
): Promise<Step> {
	// If the clock was set back, the span must not end before it begins.
	const until = round?.to ?? Math.max(tools.now(), from);
	const { page, present: now } = await tools.page(detector.groups(from, until), round?.after);
	const settled = now - SETTLED_MS;
	if (!round && page.more === undefined) {
		const { events, marks } = await detector.examine(page.results, {
			from,
			to: now,
			now,
			seen,
		});
		const next = Math.max(from, settled);
		return {
			position: { from: next, seen: remembered(detector, next, seen, marks) },
			events,
			rest: true,
		};
	}
	const to = round?.to ?? settled;
	// Nothing has settled yet, or this poll has already done a round. The next poll reads the meetings.
	if (!round && (to <= from || hadRound)) {
		return { position: { from, seen }, events: [], rest: true };
	}
	const { events } = await detector.examine(page.results, { from, to, now, seen });
	if (page.more !== undefined) {
		return { position: { from, seen, round: { to, after: page.more } }, events, rest: false };
	}
	return {
		position: { from: to, seen: remembered(detector, to, seen, seen) },
		events,
		rest: false,
	};
}

/**
 * The marks to store when `from` has advanced. Meetings that search no longer finds keep theirs, since a deleted meeting
 * can be restored.
 */
function remembered({ marksByMoment }: Detector, from: number, old: Marks, marks: Marks): Marks {
	const kept = Object.entries({ ...old, ...marks }).filter(
		([id, [moment]]) => moment >= from || (!marksByMoment && id in marks),
	);
	const most = kept.sort(([, [a]], [, [b]]) => b - a).slice(0, MAX_SEEN);
	return Object.fromEntries(most);
}
