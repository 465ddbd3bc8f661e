import type { SearchPage } from '../api/searchPage';
import type { HubSpotObject } from '../hubspot/types';
import type { SearchGroup } from '../hubspot/values/searchFilters';
import type { TriggerEvent } from './triggerEvent';

/**
 * How nothing is lost and nothing comes twice
 * -------------------------------------------
 * Everything that happens to a meeting has a moment that never changes and that HubSpot's clock has set: the creation, a
 * change, the entry of a property's history, the instant at which a meeting became due. The moments are dealt with in
 * half-open spans of time, one after the other: what lies before `from` is done with.
 *
 * HubSpot's search lags behind its writes, and lets them appear out of order. So `from` follows HubSpot's clock (see
 * `clock`) at a distance of `SETTLED_MS`, longer than the lag: what lies before it has appeared. The
 * span after it is still filling. It is read at every poll, and what was found in it is remembered in `seen` until `from`
 * has passed it. Its end is the present as far as that is known before the search: in the millisecond in which something
 * is read, more may happen to it.
 *
 * One search finds all meetings that anything may have happened to since `from`; usually they fit a page. If they don't,
 * as after an import, `seen` would grow with them. Then a round begins: it ends at `to`, where everything has settled, and
 * turns all pages in the order of ids, in as many polls as it takes. In a round the moments alone decide, so that
 * nothing is remembered but the id it has come to, and the youngest changes wait until they have settled.
 *
 * Pages follow each other by id, not by date or offset: a meeting that changes meanwhile does not shift the others, any
 * number of changes may share a millisecond, and there is no end at 10,000. What changes after its page was read has a
 * later moment, and comes with the next span.
 *
 * A poll emits what it found together with the position behind it; n8n keeps both or none. It ends after the page
 * that fails or that uses up its time, and the next poll goes on from there.
 */
export const SETTLED_MS = 120_000;

/** Meeting id → the last of its moments that was dealt with, and what else the event wants to remember. */
export type Marks = Record<string, number[]>;

/** How far the trigger has come. Times are epoch ms of HubSpot's clock. */
export interface Position {
	/** What has a moment before this is done with. */
	from: number;
	/** What was dealt with since. At most `MOST_SEEN` meetings. */
	seen: Marks;
	/** A round under way: what lies before `to`, of the meetings whose id comes after `after`. */
	round?: { to: number; after?: string };
}

/** A page of candidates holds 200; some of those before may have left the search since. */
const MAX_SEEN = 400;

/** What `examine` is asked: which of the moments in [from, to) are new. */
export interface Span {
	from: number;
	/** The end of the round, or the present. */
	to: number;
	/** HubSpot's time. */
	now: number;
	seen: Marks;
}

export interface Examined {
	events: TriggerEvent[];
	/** The marks of all candidates that are dealt with. */
	marks: Marks;
}

/** An event as the window deals with it. */
export interface Detector {
	/** What finds every meeting that anything may have happened to at or after `from` and before `until`. */
	groups(from: number, until: number): SearchGroup[];
	examine(candidates: readonly HubSpotObject[], span: Span): Promise<Examined>;
	/** Whether a mark may be forgotten when `from` has passed its moment, even if search still finds the meeting. */
	marksByMoment: boolean;
}

export interface Tools {
	/** Asks for a page, and tells the present: HubSpot's time before anything of its meetings is read. */
	page(groups: SearchGroup[], afterId?: string): Promise<{ page: SearchPage; present: number }>;
	/** HubSpot's time as far as it is known before it is asked. */
	now(): number;
	/** Whether there is time and room for more. */
	goOn(events: number): boolean;
}

export interface Progress {
	position: Position;
	events: TriggerEvent[];
	/** What stopped it; the position is that of the last page that went well. */
	failure?: unknown;
}

/** What a page brought. */
export interface Step extends Progress {
	/** Nothing is left to do now. */
	rest: boolean;
}

/**
 * Takes page after page from a position on, as far as time, room and HubSpot allow.
 *
 * @param take is told whether a round has come to its end before
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

/** Goes on from a position by the pages of a search. */
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
	// A clock that was set back must not ask for a span that ends before it begins.
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
	// Too many are still settling, or settled while this poll had its round: the next one has them.
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
 * What is to be remembered from `from` on. A meeting that search has lost may come back: who deletes one can restore it.
 */
function remembered({ marksByMoment }: Detector, from: number, old: Marks, marks: Marks): Marks {
	const kept = Object.entries({ ...old, ...marks }).filter(
		([id, [moment]]) => moment >= from || (!marksByMoment && id in marks),
	);
	const most = kept.sort(([, [a]], [, [b]]) => b - a).slice(0, MAX_SEEN);
	return Object.fromEntries(most);
}
