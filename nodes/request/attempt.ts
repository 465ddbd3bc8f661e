/** How one item ended that did not succeed. */
interface Failure {
	index: number;
	error: Error;
}

/** What the others of an attempt did, for the message of the one that n8n reports. */
export interface Sum {
	total: number;
	succeeded: number;
	/** Ids of the records that were created. */
	created: string[];
	/** In item order. */
	failures: Failure[];
}

/**
 * One try of n8n at running the node. n8n reports the first rejection and drops everything else, so the rejections of
 * items that came together wait until all of them are settled, and the first one then knows the sum.
 */
export class Attempt {
	private readonly registered = new Set<number>();

	private readonly unsettled = new Set<number>();

	private readonly failures: Failure[] = [];

	private readonly created: string[] = [];

	private waiting: Array<() => void> = [];

	/**
	 * @param announced how many items n8n will hand over at least, where it hands them over in groups with pauses
	 * (its Batching option): a rejection before the last group would hit a promise that nobody holds yet
	 */
	constructor(private readonly announced: number) {}

	has(index: number): boolean {
		return this.registered.has(index);
	}

	register(index: number): void {
		this.registered.add(index);
		this.unsettled.add(index);
	}

	/** The item has its output. */
	settle(index: number, created: string[] = []): void {
		this.created.push(...created);
		this.unsettled.delete(index);
		this.release();
	}

	/** Waits until the items that came with this one are settled, and sums up. */
	async fail(index: number, error: Error, created: string[] = []): Promise<Sum> {
		this.created.push(...created);
		this.failures.push({ index, error });
		this.unsettled.delete(index);
		await new Promise<void>((resolve) => {
			this.waiting.push(resolve);
			this.release();
		});
		return {
			total: this.registered.size,
			succeeded: this.registered.size - this.unsettled.size - this.failures.length,
			created: this.created,
			failures: [...this.failures].sort((a, b) => a.index - b.index),
		};
	}

	private release() {
		if (this.unsettled.size > 0 || this.registered.size < this.announced) return;
		const waiting = this.waiting;
		this.waiting = [];
		for (const resolve of waiting) resolve();
	}
}
