import { sleep } from 'n8n-workflow';
import type { IExecuteFunctions, IExecuteSingleFunctions, NodeExecutionHint } from 'n8n-workflow';

import { Mutex } from '../common/mutex';
import type { Batcher } from './batcher';
import { Hints, type HintKind } from './hints';
import { nodeNameOf, runIndexOf, toolArgumentsOf } from './n8nInternals';
import { Pacer } from './pacer';

/**
 * One execution of one node: the state that its items share. It lives as long as n8n's execute data, which stays the
 * same for all attempts of Retry On Fail. So a later attempt knows what an item wrote in an earlier one.
 */
export class Run {
	/** Queues of requests. The key determines which requests may share a batch. */
	readonly batchers = new Map<string, Batcher>();

	private readonly shared = new Map<string, Promise<unknown>>();

	/** Outcomes of writes in order, by the item and what it wrote. */
	private readonly writes = new Map<string, Array<Promise<unknown>>>();

	/** Outcomes that make it certain that HubSpot did nothing. */
	private readonly repeatable = new WeakSet<Promise<unknown>>();

	private readonly reads = new Set<Promise<unknown>>();

	private readsDone?: Promise<void>;

	private allReady?: Promise<void>;

	private readonly mutexes = new Map<string, Mutex>();

	/** Results of successful changes, by the item and what it changed. */
	private readonly changes = new Map<string, unknown>();

	private readonly pacer = new Pacer();

	private readonly collected = new Hints();

	/** Number of items that were announced and have not started yet. */
	private toStart = 0;

	private whenStarted: Array<() => void> = [];

	/**
	 * Starts items in order, and lets the event loop run in between.
	 *
	 * @param begin starts one item. If it throws, no further items start, and nothing waits for them any longer
	 */
	async start(indexes: readonly number[], begin: (index: number) => void): Promise<void> {
		this.toStart += indexes.length;
		let left = indexes.length;
		try {
			for (const index of indexes) {
				await this.pacer.turn();
				begin(index);
				left -= 1;
				this.haveStarted(1);
			}
		} finally {
			this.haveStarted(left);
		}
	}

	/** Counts an item as not started yet until it has what it needs to send requests, such as its account. */
	async starting<T>(act: () => Promise<T>): Promise<T> {
		this.toStart += 1;
		try {
			return await act();
		} finally {
			this.haveStarted(1);
		}
	}

	private haveStarted(count: number): void {
		this.toStart -= count;
		if (this.toStart > 0) return;
		for (const resolve of this.whenStarted.splice(0)) resolve();
	}

	/** Resolves when the caller may compute without blocking n8n's event loop for too long. */
	async turn(): Promise<void> {
		await this.pacer.turn();
	}

	/** Resolves when all announced items have started, and have come to what they wait for. */
	async whenAllHaveStarted(): Promise<void> {
		if (this.toStart > 0) await new Promise<void>((resolve) => this.whenStarted.push(resolve));
		await sleep(0);
	}

	/** Adds a hint for the user, besides the output. */
	hint(kind: HintKind, value: string): void {
		this.collected.add(kind, value);
	}

	hints(): NodeExecutionHint[] {
		return this.collected.take();
	}

	/** Calls `ask` once for the whole run and shares the answer. After an error, the next caller asks again. */
	async once<T>(key: string, ask: () => Promise<T>): Promise<T> {
		let answer = this.shared.get(key) as Promise<T> | undefined;
		if (!answer) {
			answer = this.reading(ask());
			this.shared.set(key, answer);
			answer.catch(() => this.shared.delete(key));
		}
		const value = await answer;
		// Otherwise all callers that waited would compute in the same tick of the event loop.
		await this.pacer.turn();
		return value;
	}

	/**
	 * Carries out a write, unless an earlier attempt did or may have done so. Then it returns the outcome of that
	 * attempt. It also returns an earlier error if that attempt went on to write something else instead.
	 *
	 * @param what identifies the writes of one kind: the item and what it writes
	 * @param place position among the writes of that kind, from 0
	 * @param mayRepeat whether an error makes it certain that HubSpot did nothing
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
	 * Carries out a write that depends on the current state of a record. The state is kept until a write succeeds. A
	 * later attempt does not know whether HubSpot carried out the earlier write. With the same state it writes the same
	 * values again, instead of changing the result of that write.
	 *
	 * @param what the record and the item that changes it. Callers must not change a record at the same time
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

	/** Runs the actions with the same key one after another. */
	async runExclusive<T>(key: string, act: () => Promise<T>): Promise<T> {
		const mutex = this.mutexes.get(key) ?? new Mutex();
		this.mutexes.set(key, mutex);
		return await mutex.runExclusive(act);
	}

	/** Registers a read, so that writes can wait for items that are still looking something up. */
	reading<T>(read: Promise<T>): Promise<T> {
		this.reads.add(read);
		const forget = () => this.reads.delete(read);
		read.then(forget, forget);
		return read;
	}

	/**
	 * Resolves when no read is pending. By then, every item that will write in this round is ready to. All callers
	 * continue together, so that their next requests share a batch.
	 */
	async whenReadsAreDone(): Promise<void> {
		if (this.reads.size > 0) this.readsDone ??= this.waitForReads();
		await this.readsDone;
	}

	/**
	 * Resolves when all items have started, and none is still reading or preparing something. Everyone who waits goes on
	 * together: otherwise the others would wait for what the first one reads next.
	 */
	async whenAllAreReady(): Promise<void> {
		this.allReady ??= this.waitForAll();
		await this.allReady;
	}

	private async waitForAll(): Promise<void> {
		await this.whenAllHaveStarted();
		await this.whenReadsAreDone();
		this.allReady = undefined;
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
 * The run that an item belongs to. There is one for each node and run index, referenced weakly through n8n's execute
 * data. A tool call has its own run, referenced through its arguments, because n8n's older path counts every attempt as
 * a new run.
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
