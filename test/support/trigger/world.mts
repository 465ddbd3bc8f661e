import type { Emulator } from '../../../emulator/index.mts';
import type { Clocks } from '../clock.mts';

/** One change of one property. */
export interface Change {
	property: string;
	at: number;
	from: string | null;
	to: string | null;
	initial: boolean;
}

/** The history of one meeting. */
export interface Life {
	id: string;
	createdAt: number;
	/** The times of its writes, including its creation. */
	stamps: number[];
	changes: Change[];
	/** When it was deleted. Undefined if it is not deleted now. */
	deletedAt?: number;
	/** The times of all its deletions. */
	deletions: number[];
	/** Whether it was booked on a scheduling page. */
	isBooked: boolean;
	values: Record<string, string>;
}

const TITLES = ['Intro', 'Demo', 'Review', 'Kickoff', 'Renewal'];
const OUTCOMES = ['SCHEDULED', 'COMPLETED', 'RESCHEDULED', 'NO_SHOW', 'CANCELED'];
const MINUTE = 60_000;

/** Simulates people and integrations in an account with seeded random actions, and records all of them. */
export class World {
	readonly lives = new Map<string, Life>();

	readonly counts = { created: 0, changed: 0, moved: 0, deleted: 0, restored: 0 };

	constructor(
		private readonly hubspot: Emulator,
		private readonly clocks: Clocks,
		readonly random: () => number,
	) {}

	/** A random integer from 0 up to, but not including, `below`. */
	upTo(below: number): number {
		return Math.floor(this.random() * below);
	}

	pick<T>(list: readonly T[]): T {
		return list[this.upTo(list.length)];
	}

	chance(probability: number): boolean {
		return this.random() < probability;
	}

	/** Performs one random action. */
	act(): void {
		const living = [...this.lives.values()].filter(({ deletedAt }) => deletedAt === undefined);
		const roll = this.random();
		if (living.length < 20 || roll < 0.3) return this.create();
		// People mostly change the newest meetings.
		const life = this.chance(0.7)
			? living[living.length - 1 - this.upTo(Math.min(40, living.length))]
			: this.pick(living);
		if (roll < 0.45) return this.change(life, { hs_meeting_title: this.title() });
		if (roll < 0.52) return this.change(life, { hs_meeting_location: `Room ${this.upTo(9)}` });
		if (roll < 0.7) return this.change(life, { hs_meeting_outcome: this.pick(OUTCOMES) });
		if (roll < 0.82) return this.move(life);
		if (roll < 0.87) return this.change(life, { hs_meeting_change_id: String(this.upTo(1e9)) });
		if (roll < 0.88) return this.change(life, { hs_meeting_outcome: '' });
		if (roll < 0.97) return this.remove(life);
		const deleted = [...this.lives.values()].filter(({ deletedAt }) => deletedAt !== undefined);
		if (deleted.length > 0) this.restore(this.pick(deleted));
	}

	/** Creates many meetings, in batches of 100. All meetings of a batch are created in the same millisecond. */
	import(count: number): void {
		for (let n = 0; n < count; n += 1) {
			if (n % 100 === 0) this.clocks.pass(1 + this.upTo(40));
			this.create();
		}
	}

	create(): void {
		const now = this.clocks.hubspot;
		const { start, end } = this.times();
		const values: Record<string, string> = {
			hs_meeting_title: this.title(),
			hs_timestamp: iso(start),
			hs_meeting_start_time: iso(start),
			...(this.chance(0.85) && { hs_meeting_end_time: iso(end) }),
			...(this.chance(0.6) && { hs_meeting_outcome: this.pick(OUTCOMES) }),
		};
		const roll = this.random();
		if (roll < 0.3) values.hs_meeting_created_from_link_id = '301';
		const isPublic = roll > 0.2 && roll < 0.5;
		const source = { sourceType: 'MEETINGS', meetingSource: 'MEETINGS_PUBLIC' };
		const how = isPublic ? { source } : {};
		const id = String(this.hubspot.account.create('meetings', values, how).id);
		this.counts.created += 1;
		this.lives.set(id, {
			id,
			createdAt: now,
			stamps: [now],
			deletions: [],
			isBooked: roll < 0.5,
			values,
			changes: Object.entries(values).map(([property, to]) => ({
				property,
				at: now,
				from: null,
				to,
				initial: true,
			})),
		});
	}

	private change(life: Life, values: Record<string, string>): void {
		const at = this.clocks.hubspot;
		this.hubspot.account.update('meetings', life.id, values);
		this.counts.changed += 1;
		life.stamps.push(at);
		for (const [property, value] of Object.entries(values)) {
			const from = life.values[property] || null;
			const to = value || null;
			// A value that is set in the millisecond of the creation counts as an initial value.
			const initial = at === life.createdAt && from === null;
			if (from !== to) life.changes.push({ property, at, from, to, initial });
			life.values[property] = value;
		}
	}

	/** Moves a meeting to another time or back to an earlier one, or removes or adds its end. */
	private move(life: Life): void {
		this.counts.moved += 1;
		if (this.chance(0.2)) return this.moveBack(life);
		if (this.chance(0.1)) return this.change(life, { hs_meeting_end_time: this.endOf(life) });
		const { start, end } = this.times();
		const hasEnd = Boolean(life.values.hs_meeting_end_time);
		this.change(life, {
			hs_timestamp: iso(start),
			hs_meeting_start_time: iso(start),
			...(hasEnd && { hs_meeting_end_time: iso(end) }),
		});
	}

	private moveBack(life: Life): void {
		const property = life.values.hs_meeting_end_time
			? 'hs_meeting_end_time'
			: 'hs_meeting_start_time';
		const had = life.changes.filter((change) => change.property === property && change.to);
		this.change(life, { [property]: this.pick(had).to ?? '' });
	}

	private endOf({ values }: Life): string {
		if (values.hs_meeting_end_time) return '';
		return iso(Date.parse(values.hs_meeting_start_time) + MINUTE + this.upTo(40 * MINUTE));
	}

	private remove(life: Life): void {
		const at = this.clocks.hubspot;
		this.hubspot.account.archive('meetings', life.id);
		this.counts.deleted += 1;
		life.deletedAt = at;
		life.deletions.push(at);
	}

	private restore(life: Life): void {
		this.hubspot.account.restore('meetings', life.id);
		this.counts.restored += 1;
		delete life.deletedAt;
	}

	private title(): string {
		return `${this.pick(TITLES)} ${this.upTo(1e6)}`;
	}

	/** A random start between 30 minutes ago and one hour from now, to the millisecond, and an end after it. */
	private times() {
		const start = this.clocks.hubspot - 30 * MINUTE + this.upTo(90 * MINUTE);
		return { start, end: start + MINUTE + this.upTo(40 * MINUTE) };
	}
}

const iso = (ms: number) => new Date(ms).toISOString();
