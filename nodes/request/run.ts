import { sleep } from 'n8n-workflow';
import type { IExecuteSingleFunctions, INode } from 'n8n-workflow';

import { accountOf, sameForAllItems, type Account } from './account';
import { Attempt } from './attempt';
import type { Gatherer } from './gather';

/**
 * One execution of one node: what its items share. It lives as long as n8n's execute data, which stays the same over the
 * tries of Retry On Fail; so what an item wrote in an earlier try is known in the next.
 */
export class Run {
	/** Lists of requests that wait together, by what lets them share a batch. */
	readonly gatherers = new Map<string, Gatherer>();

	private readonly shared = new Map<string, Promise<unknown>>();

	private readonly writes = new Map<string, Promise<unknown>>();

	private readonly reads = new Set<Promise<unknown>>();

	private attempt?: Attempt;

	private account?: Promise<Account>;

	private constant?: Promise<boolean>;

	constructor(private readonly total: number) {}

	/** n8n hands an item over; the same item again means that n8n tries the node again. */
	register(index: number, handedOverInGroups: () => boolean): void {
		if (!this.attempt || this.attempt.has(index)) {
			this.attempt = new Attempt(handedOverInGroups() ? this.total : 0);
		}
		this.attempt.register(index);
	}

	get currentAttempt(): Attempt {
		this.attempt ??= new Attempt(0);
		return this.attempt;
	}

	/** The item's account: one look-up for the run where that is certain to be right for every item. */
	async accountFor(context: IExecuteSingleFunctions): Promise<Account> {
		if (this.total > 1) {
			this.constant ??= sameForAllItems(context);
			if (!(await this.constant)) return await accountOf(context);
		}
		this.account ??= accountOf(context);
		return await this.account;
	}

	/** Asks once for the whole run; what was refused is asked again by the next who needs it. */
	async once<T>(key: string, ask: () => Promise<T>): Promise<T> {
		let answer = this.shared.get(key) as Promise<T> | undefined;
		if (!answer) {
			answer = this.reading(ask());
			this.shared.set(key, answer);
			answer.catch(() => this.shared.delete(key));
		}
		return await answer;
	}

	/**
	 * Carries out a write unless an earlier try did, or may have done: then its outcome is the answer.
	 *
	 * @param step tells the writes of the run apart: the item and which of its writes this is
	 * @param mayRepeat whether an outcome leaves it certain that HubSpot did nothing
	 */
	async writeOnce<T>(
		step: string,
		write: () => Promise<T>,
		mayRepeat: (error: unknown) => boolean,
	): Promise<T> {
		let outcome = this.writes.get(step) as Promise<T> | undefined;
		if (!outcome) {
			outcome = write();
			this.writes.set(step, outcome);
			outcome.catch((error: unknown) => {
				if (mayRepeat(error)) this.writes.delete(step);
			});
		}
		return await outcome;
	}

	/** Counts a read in, so that writes can wait for the items that still look something up. */
	reading<T>(read: Promise<T>): Promise<T> {
		this.reads.add(read);
		const forget = () => this.reads.delete(read);
		read.then(forget, forget);
		return read;
	}

	/** Resolves when no item waits for a read: whoever is to write in this round has come to it. */
	async whenReadsAreDone(): Promise<void> {
		while (this.reads.size > 0) {
			await Promise.allSettled([...this.reads]);
			await sleep(0);
		}
	}
}

const runs = new WeakMap<object, Map<string, Run>>();

/** The run that an item belongs to: held weakly by n8n's execute data, one for each node and run index in it. */
export function runOf(context: IExecuteSingleFunctions): Run {
	const executeData = context.getExecuteData();
	const { runIndex, node } = context as unknown as { runIndex?: number; node?: INode };
	// n8n copies the whole node for whoever asks it, which is much for a name.
	const key = `${runIndex ?? 0} ${node?.name ?? context.getNode().name}`;
	let ofData = runs.get(executeData);
	if (!ofData) {
		ofData = new Map();
		runs.set(executeData, ofData);
	}
	let run = ofData.get(key);
	if (!run) {
		run = new Run(inputCount(context));
		ofData.set(key, run);
	}
	return run;
}

function inputCount(context: IExecuteSingleFunctions): number {
	const { inputData } = context as unknown as {
		inputData?: Record<string, unknown[][] | undefined>;
	};
	const lists = inputData ?? context.getExecuteData().data;
	return Math.max(1, ...Object.values(lists).map((list) => list?.[0]?.length ?? 0));
}
