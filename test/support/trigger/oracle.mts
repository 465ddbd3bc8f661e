import type { IDataObject } from 'n8n-workflow';

import type { Emulator } from '../../../emulator/index.mts';
import type { Change, Life, World } from './world.mts';

const SETTLED = 120_000;
const MINUTE = 60_000;

/** Younger events may wait for the next poll, because HubSpot's Date header has a precision of one second. */
const PRESENT = 2_000;

/** A version of a meeting that search shows, and its time. */
interface Seen {
	stamp: number;
	values: Readonly<Record<string, string>>;
}

/** The meetings that search shows, by ID. */
type Shown = Map<string, Seen>;

/** What search shows at one time. */
interface Sight {
	shown: Shown;
	at: number;
}

export interface Tally {
	expected: number;
	delivered: number;
	duplicated: number;
	lost: number;
	invented: number;
}

/** How to identify the events of a trigger, and which events a complete poll must have emitted. */
export interface Rules {
	/** The keys of the events in an item. */
	keysOf(item: IDataObject): string[];
	/** The keys of events that an item covers. They do not need an item of their own. */
	covered?(item: IDataObject): string[];
	/** The keys of all events that may be emitted for a meeting. */
	possible(life: Life): string[];
	/** The keys that a poll must have emitted by its end if search shows this version. Events before `since` are old. */
	due(life: Life, shown: { stamp: number }, since: number, now: number): string[];
	/**
	 * The keys that must have been emitted by the end of the simulation, from the final state of the meeting. It does not
	 * matter what each poll saw. Except for deletions, it is used only for meetings that were never deleted.
	 */
	atEnd(life: Life, since: number, now: number): string[];
	/** The keys that a poll may have seen and skipped. They are not emitted later if the meeting is changed back. */
	touched?(life: Life, now: number): string[];
	/** For events at a time that the meeting itself sets, not at the time of a change: that time. */
	ownTime?: (values: Readonly<Record<string, string>>) => number;
}

/**
 * Judges the items of a trigger. It compares them with the changes in the account and with what search showed at each
 * poll. It knows only one thing about how the trigger works: after a complete poll, changes that are more than two
 * minutes old are done.
 */
export class Oracle {
	private readonly expected = new Set<string>();

	private readonly delivered = new Map<string, number>();

	private readonly covered = new Set<string>();

	private invented = 0;

	/** Keys that an earlier poll may already have handled, so that later polls need not emit them. */
	private readonly dealtWith = new Set<string>();

	private settled: number;

	constructor(
		private readonly hubspot: Emulator,
		private readonly world: World,
		private readonly rules: Rules,
		private readonly baseline: number,
	) {
		this.settled = baseline;
	}

	/** How many meetings search shows that changed, or are due, at or after a time. */
	crowd({ shown, at: now }: Sight, since: number): number {
		return [...shown.values()].filter((seen) => this.isFresh(seen, since, now)).length;
	}

	private isFresh({ stamp, values }: Seen, since: number, now: number): boolean {
		if (stamp >= since) return true;
		const time = this.rules.ownTime?.(values);
		return time !== undefined && time >= since && time <= now + MINUTE;
	}

	look(): Sight {
		const at = this.hubspot.account.now();
		const see = this.hubspot.account.store('meetings').index.settle(at);
		const shown: Shown = new Map();
		for (const { id } of this.world.lives.values()) {
			const values = see(Number(id));
			if (values) shown.set(id, { stamp: Date.parse(values.hs_lastmodifieddate), values });
		}
		return { shown, at };
	}

	/**
	 * Records a poll and its items.
	 *
	 * @param before what search showed when the poll started
	 * @param went how far the poll got: to the end, part of the way, or nowhere
	 */
	polled(before: Sight, items: IDataObject[], went: 'all' | 'part' | 'nowhere'): void {
		for (const item of items) {
			const life = this.world.lives.get(String(item.id));
			const possible = new Set(life && this.rules.possible(life));
			// A meeting that was deleted before the poll must appear only as a deletion, even if search still shows it.
			const isGone = (life?.deletedAt ?? Infinity) < before.at && this.rules !== deletions;
			if (isGone) this.invented += 1;
			for (const key of this.rules.covered?.(item) ?? []) this.covered.add(key);
			for (const key of this.rules.keysOf(item)) {
				if (!possible.has(key)) this.invented += 1;
				this.delivered.set(key, (this.delivered.get(key) ?? 0) + 1);
			}
		}
		const after = this.look();
		for (const [id, seen] of before.shown) {
			const life = this.world.lives.get(id);
			if (!life || !this.isFresh(seen, this.settled, after.at)) continue;
			const still = after.shown.get(id)?.stamp === seen.stamp && seen.stamp === life.stamps.at(-1);
			// A restored meeting has its old timestamps. If it reappears after two minutes, its old events are not due.
			const owed = life.deletions.length === 0;
			for (const key of owed ? this.rules.due(life, seen, this.settled, before.at) : []) {
				if (went === 'all' && still && !this.dealtWith.has(key)) this.expected.add(key);
			}
			if (went === 'nowhere') continue;
			for (const key of this.rules.touched?.(life, after.at) ?? []) this.dealtWith.add(key);
		}
		if (went === 'all') this.settled = Math.max(this.settled, after.at - SETTLED);
	}

	/** Call this after the last change and poll. Adds the events that are due from the final state. */
	end(): void {
		for (const life of this.world.lives.values()) {
			if (life.deletions.length > 0 && this.rules !== deletions) continue;
			const keys = this.rules.atEnd(life, this.baseline, this.hubspot.account.now());
			for (const key of keys) this.expected.add(key);
		}
	}

	get tally(): Tally {
		const counts = [...this.delivered.values()];
		return {
			expected: [...this.expected].filter(
				(key) => this.delivered.has(key) || !this.covered.has(key),
			).length,
			delivered: counts.reduce((sum, count) => sum + count, 0),
			duplicated: counts.reduce((sum, count) => sum + count - 1, 0),
			lost: this.lost.length,
			invented: this.invented,
		};
	}

	get lost(): string[] {
		return [...this.expected].filter((key) => !this.delivered.has(key) && !this.covered.has(key));
	}

	get duplicated(): string[] {
		return [...this.delivered].filter(([, count]) => count > 1).map(([key]) => key);
	}
}

const eventOf = (item: IDataObject) => item.event as IDataObject;
const at = (item: IDataObject) => Date.parse(String(eventOf(item).at));

export const created: Rules = {
	keysOf: (item) => [`${String(item.id)} ${at(item)}`],
	possible: ({ id, createdAt }) => [`${id} ${createdAt}`],
	due: ({ id, createdAt }, _, since, now) =>
		createdAt >= since && createdAt <= now - PRESENT ? [`${id} ${createdAt}`] : [],
	atEnd: ({ id, createdAt }, since) => (createdAt >= since ? [`${id} ${createdAt}`] : []),
};

/** Creations of booked meetings. */
export const booked: Rules = {
	...created,
	possible: (life) => (life.isBooked ? created.possible(life) : []),
	due: (life, ...seen) => (life.isBooked ? created.due(life, ...seen) : []),
	atEnd: (life, ...times) => (life.isBooked ? created.atEnd(life, ...times) : []),
};

/** Versions of meetings. With `withCreated`, the first item of a new meeting is its creation. */
export const versions = (withCreated: boolean): Rules => {
	const born = ({ id, createdAt }: Life, since = 0) =>
		withCreated && createdAt >= since ? [`${id} created`] : [];
	const changed = ({ id, createdAt }: Life, stamp: number, since = 0) =>
		stamp >= since && stamp !== createdAt ? [`${id} ${stamp}`] : [];
	return {
		keysOf: (item) => [
			`${String(item.id)} ${eventOf(item).type === 'created' ? 'created' : at(item)}`,
		],
		covered: (item) => [`${String(item.id)} ${Date.parse(String(item.hs_lastmodifieddate))}`],
		possible: (life) => [...born(life), ...life.stamps.flatMap((stamp) => changed(life, stamp))],
		due: (life, { stamp }, since, now) =>
			stamp > now - PRESENT ? [] : [...born(life, since), ...changed(life, stamp, since)],
		atEnd: (life, since) => [
			...born(life, since),
			...changed(life, life.stamps.at(-1) ?? 0, since),
		],
	};
};

const changeKey = (id: string, { property, at: moment, from, to }: Change) =>
	[id, property, moment, from, to].join(' ');

/** Changes of properties. The trigger reads their history, so it must report each one, even if others followed. */
const changes = (
	counts: (change: Change) => boolean,
	keysOf: (item: IDataObject) => string[],
): Rules => {
	const between = ({ id, changes: all }: Life, since: number, until: number) =>
		all
			.filter((change) => counts(change) && change.at >= since && change.at <= until)
			.map((change) => changeKey(id, change));
	return {
		keysOf,
		possible: (life) => between(life, 0, Infinity),
		due: (life, { stamp }, since, now) => between(life, since, Math.min(stamp, now - PRESENT)),
		atEnd: (life, since) => between(life, since, Infinity),
	};
};

/** Changes of one property, with one item for each change. */
const eachChange = (property: string, counts: (change: Change) => boolean) =>
	changes(
		(change) => change.property === property && counts(change),
		(item) => {
			const { from, to } = eventOf(item) as { from: string | null; to: string | null };
			return [changeKey(String(item.id), { property, at: at(item), from, to, initial: false })];
		},
	);

/** Changes of the outcome. */
export const outcomes = eachChange('hs_meeting_outcome', () => true);

/** Moves to another start. */
export const moves = eachChange(
	'hs_meeting_start_time',
	({ from, to }) => from !== null && to !== null,
);

/** Changes of the watched properties. An item can contain several changes. */
export const changesOf = (isWatched: (property: string) => boolean): Rules =>
	changes(
		({ property, initial }) => isWatched(property) && !initial,
		(item) =>
			(eventOf(item).changes as Array<Change & { at: string }>).map((change) =>
				changeKey(String(item.id), { ...change, at: Date.parse(change.at) }),
			),
	);

export const deletions: Rules = {
	keysOf: (item) => [`${String(item.id)} ${at(item)}`],
	possible: ({ id, deletions: all }) => all.map((moment) => `${id} ${moment}`),
	due: () => [],
	atEnd: ({ id, deletedAt = 0 }, since) => (deletedAt >= since ? [`${id} ${deletedAt}`] : []),
};

/** All values of a meeting's time, and when each was set. The time is the first of `properties` that has a value. */
function settings({ changes }: Life, properties: string[]) {
	const values: Record<string, string | null> = {};
	const all: Array<{ time: number; setAt: number }> = [];
	for (const { property, to, at: setAt, initial } of changes) {
		if (!properties.includes(property)) continue;
		values[property] = to;
		const time = Date.parse(properties.map((name) => values[name]).find(Boolean) ?? '');
		// All times of a new meeting are set at once, so only the last one counts.
		if (initial) all.pop();
		if (all.at(-1)?.time !== time) all.push({ time, setAt });
	}
	return all;
}

const isOff = ({ values }: Life) =>
	['CANCELED', 'RESCHEDULED'].includes(values.hs_meeting_outcome ?? '');

/** Events at a time that the meeting itself sets. `fireTimes` returns when the event occurs for each value of that time. */
function dueAt(
	offset: number,
	properties: string[],
	fireTimes: (all: Array<{ time: number; setAt: number }>) => Array<number | undefined>,
): Rules {
	const key = (id: string, moment: number) => `${id} ${moment}`;
	return {
		ownTime: (values) =>
			Date.parse(properties.map((name) => values[name]).find(Boolean) ?? '') + offset,
		keysOf: (item) => [key(String(item.id), at(item))],
		possible: (life) =>
			fireTimes(settings(life, properties)).flatMap((moment) =>
				moment === undefined ? [] : [key(life.id, moment)],
			),
		due: (life, { stamp }, since, now) => {
			const all = settings(life, properties);
			const last = all.at(-1);
			const moment = fireTimes(all).at(-1);
			if (!last || moment === undefined || last.setAt > stamp || isOff(life)) return [];
			if (last.time + offset > now) return [];
			return moment >= since && moment <= now - PRESENT ? [key(life.id, moment)] : [];
		},
		// Applies only to a meeting that did not change after it was due.
		atEnd: (life, since, now) => {
			const moment = fireTimes(settings(life, properties)).at(-1) ?? 0;
			const isLeftAlone = moment >= since && moment > (life.stamps.at(-1) ?? 0);
			return isLeftAlone && moment < now - 3 * MINUTE && !isOff(life) ? [key(life.id, moment)] : [];
		},
		touched: (life, now) => {
			const moment = fireTimes(settings(life, properties)).at(-1);
			return moment !== undefined && moment <= now ? [key(life.id, moment)] : [];
		},
	};
}

export const startingSoon = (minutes: number): Rules =>
	dueAt(-minutes * MINUTE, ['hs_meeting_start_time'], (all) =>
		all.map(({ time, setAt }) =>
			time > setAt ? Math.max(time - minutes * MINUTE, setAt) : undefined,
		),
	);

/** Replays the changes. A meeting lasts until its end is reached, or until its end is set to a time in the past. */
export const ended = (minutes: number): Rules =>
	dueAt(minutes * MINUTE, ['hs_meeting_end_time', 'hs_meeting_start_time'], (all) => {
		let overAt: number | undefined;
		return all.map(({ time, setAt }) => {
			const due = time + minutes * MINUTE;
			const wasGoingOn = overAt !== undefined && setAt < overAt;
			if (due > setAt) overAt = due;
			else if (wasGoingOn) overAt = setAt;
			return overAt;
		});
	});
