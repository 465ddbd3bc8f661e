import { sleep } from 'n8n-workflow';
import type { IExecuteFunctions, IExecuteSingleFunctions, NodeExecutionHint } from 'n8n-workflow';

import { Mutex } from '../common/mutex';
import type { Batcher } from './batcher';
import { Hints, type HintKind } from './hints';
import { nodeNameOf, runIndexOf, toolArgumentsOf } from './n8nInternals';
import { Pacer } from './pacer';

/**
 * One execution of one node: what its items share. It lives as long as n8n's execute data, which stays the same over the
 * tries of Retry On Fail; so what an item wrote in an earlier try is known in the next.
 */
export class Run {
	/** Lists of requests that wait together, by what lets them share a batch. */
	readonly batchers = new Map<string, Batcher>();

	private readonly shared = new Map<string, Promise<unknown>>();

	/** Outcomes of writes, in their order, by item and what it wrote. */
	private readonly writes = new Map<string, Array<Promise<unknown>>>();

	/** Those that left it certain that HubSpot did nothing. */
	private readonly repeatable = new WeakSet<Promise<unknown>>();

	private readonly reads = new Set<Promise<unknown>>();

	private readsDone?: Promise<void>;

	private readonly mutexes = new Map<string, Mutex>();

	/** Changes that came through, by item and what it changed. */
	private readonly changes = new Map<string, unknown>();

	private readonly pacer = new Pacer();

	private readonly collected = new Hints();

	/** Items that were announced and have not started yet. */
	private toStart = 0;

	private whenStarted: Array<() => void> = [];

	/**
	 * Starts items in order, in stretches that let n8n's event loop breathe.
	 *
	 * @param begin starts one; what it throws ends the start, and the others are not waited for any more
	 */
	async start(indexes: readonly number[], begin: (index: number) => void): Promise<void> {
		this.toStart += indexes.length;
		let left = indexes.length;
		const started = (count: number) => {
			left -= count;
			this.toStart -= count;
			if (this.toStart > 0) return;
			for (const resolve of this.whenStarted.splice(0)) resolve();
		};
		try {
			for (const index of indexes) {
				await this.pacer.turn();
				begin(index);
				started(1);
			}
		} finally {
			started(left);
		}
	}

	/** Resolves when the caller may compute without keeping n8n's event loop to itself. */
	async turn(): Promise<void> {
		await this.pacer.turn();
	}

	/** Resolves when no item is still to start. */
	async whenAllHaveStarted(): Promise<void> {
		if (this.toStart > 0) await new Promise<void>((resolve) => this.whenStarted.push(resolve));
	}

	/** Something that the user should know of the run, besides its output. */
	hint(kind: HintKind, value: string): void {
		this.collected.add(kind, value);
	}

	hints(): NodeExecutionHint[] {
		return this.collected.take();
	}

	/** Asks once for the whole run; what was refused is asked again by the next who needs it. */
	async once<T>(key: string, ask: () => Promise<T>): Promise<T> {
		let answer = this.shared.get(key) as Promise<T> | undefined;
		if (!answer) {
			answer = this.reading(ask());
			this.shared.set(key, answer);
			answer.catch(() => this.shared.delete(key));
		}
		const value = await answer;
		// All who waited for it would compute in one go.
		await this.pacer.turn();
		return value;
	}

	/**
	 * Carries out a write unless an earlier try did, or may have done: then its outcome is the answer. So is an error to
	 * which the earlier try had an answer, by writing something else in its place.
	 *
	 * @param what tells the writes of the run apart: the item and what it writes
	 * @param place which of its writes of that kind this is, from 0
	 * @param mayRepeat whether an outcome leaves it certain that HubSpot did nothing
	 */
	async writeOnce<T>(
		what: string,
		place: number,
		write: () => Promise<T>,
		mayRepeat: (error: unknown) => boolean,
	): Promise<T> {
		const outcomes = this.writes.get(what) ?? [];
		this.writes.set(what, outcomes);
		const earlier = outcomes[place] as Promise<T> | undefined;
		const isLast = place === outcomes.length - 1;
		if (earlier && !(isLast && this.repeatable.has(earlier))) return await earlier;
		const outcome = write();
		outcomes[place] = outcome;
		outcome.catch((error: unknown) => {
			if (mayRepeat(error)) this.repeatable.add(outcome);
		});
		return await outcome;
	}

	/**
	 * A write that is made of what is there. What was read is kept until a write has come through: a later try, which can't
	 * know whether the one before it was carried out, writes the same again instead of changing what that one left.
	 *
	 * @param what what is changed, and by whom: those who change the same have to take turns
	 */
	async change<Present, T>(
		what: { record: string; item: string },
		read: (() => Promise<Present>) | undefined,
		write: (present: Present | undefined) => Promise<T>,
	): Promise<T> {
		const mine = `${what.item} ${what.record}`;
		if (this.changes.has(mine)) return this.changes.get(mine) as T;
		const present = read && (await this.once(what.record, read));
		const result = await write(present);
		this.shared.delete(what.record);
		this.changes.set(mine, result);
		return result;
	}

	/** Those who give the same key act one after the other. */
	async runExclusive<T>(key: string, act: () => Promise<T>): Promise<T> {
		const mutex = this.mutexes.get(key) ?? new Mutex();
		this.mutexes.set(key, mutex);
		return await mutex.runExclusive(act);
	}

	/** Counts a read in, so that writes can wait for the items that still look something up. */
	reading<T>(read: Promise<T>): Promise<T> {
		this.reads.add(read);
		const forget = () => this.reads.delete(read);
		read.then(forget, forget);
		return read;
	}

	/**
	 * Resolves when no item waits for a read: whoever is to write in this round has come to it. All who wait go on together,
	 * so that what they ask next shares a batch.
	 */
	async whenReadsAreDone(): Promise<void> {
		if (this.reads.size > 0) this.readsDone ??= this.waitForReads();
		await this.readsDone;
	}

	private async waitForReads(): Promise<void> {
		while (this.reads.size > 0) {
			await Promise.allSettled([...this.reads]);
			await sleep(0);
		}
		this.readsDone = undefined;
	}
}

const runs = new WeakMap<object, Map<string, Run>>();

/**
 * The run that an item belongs to: held weakly by n8n's execute data, one for each node and run index in it. A tool's call
 * is a run of its own, held by its arguments: there n8n's older path counts every try as a run.
 */
export function runOf(context: IExecuteFunctions | IExecuteSingleFunctions): Run {
	const call = toolArgumentsOf(context);
	const holder = call ?? context.getExecuteData();
	const key = `${call ? '' : runIndexOf(context)} ${nodeNameOf(context)}`;
	let ofData = runs.get(holder);
	if (!ofData) {
		ofData = new Map();
		runs.set(holder, ofData);
	}
	let run = ofData.get(key);
	if (!run) {
		run = new Run();
		ofData.set(key, run);
	}
	return run;
}
