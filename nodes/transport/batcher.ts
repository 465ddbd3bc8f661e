import { settleBatch, type BatchEndpoint, type Entry } from './batch';
import type { Sender } from './send';

let traces = 0;

/** What a batcher must know about its run: whether more requests may still arrive. */
interface Waiting {
	whenAllHaveStarted: () => Promise<void>;
	whenReadsAreDone: () => Promise<void>;
}

/**
 * A queue of requests of one kind. A full batch is sent at once. The rest is sent when every item of the run that might
 * still add a request has had the chance to. This only saves requests: one that arrives later is sent with the next
 * batch.
 */
export class Batcher {
	/** Waiting requests in order, by the record they are about. HubSpot refuses a batch that names a record twice. */
	private readonly waiting = new Map<string, Slots>();

	/** Records that a batch in progress is about. Later requests for them wait. */
	private readonly busy = new Set<string>();

	/** How much of a batch the requests take up that could be sent now. */
	private ready = 0;

	private flushing = false;

	constructor(
		private readonly run: Waiting,
		private readonly endpoint: BatchEndpoint<unknown, unknown>,
		private readonly sender: Sender,
		private readonly oneByOne: boolean,
	) {}

	/** Adds an input and resolves with its result. */
	async add(input: unknown): Promise<unknown> {
		return await new Promise((resolve, reject) => {
			traces += 1;
			this.put({ input, traceId: `n8n-${traces}`, resolve, reject });
			while (this.ready >= this.limit && this.sendNext());
			if (!this.flushing && this.waiting.size > 0) void this.flush();
		});
	}

	private get limit() {
		return this.oneByOne ? 1 : this.endpoint.limit;
	}

	private put(entry: AnyEntry) {
		const { effect } = this.endpoint;
		const identity = this.endpoint.identity?.(entry.input) ?? entry.traceId;
		// Identical reads share one request. Another page of the same record is a different read.
		const key = effect === 'read' ? JSON.stringify(entry.input) : entry.traceId;
		const slots: Slots = this.waiting.get(identity) ?? new Map();
		const slot = slots.get(key);
		if (slot) {
			slot.push(entry);
			return;
		}
		slots.set(key, [entry]);
		if (slots.size > 1) return;
		this.waiting.set(identity, slots);
		if (!this.busy.has(identity)) this.ready += this.shareOf(slots);
	}

	private async flush() {
		this.flushing = true;
		await this.run.whenAllHaveStarted();
		const { effect, isLookUp } = this.endpoint;
		if (effect !== 'read' && !isLookUp) await this.run.whenReadsAreDone();
		this.flushing = false;
		while (this.sendNext());
	}

	/** Takes the next batch: the first waiting request for each record. */
	private take(): Map<string, AnyEntry> {
		const chunk = new Map<string, AnyEntry>();
		let room = this.limit;
		for (const [identity, slots] of this.waiting) {
			if (room <= 0) break;
			if (this.busy.has(identity)) continue;
			const share = this.shareOf(slots);
			if (share > room && chunk.size > 0) break;
			room -= share;
			this.ready -= share;
			const [[key, entries]] = slots;
			chunk.set(identity, sharedEntry(entries));
			slots.delete(key);
			if (slots.size === 0) this.waiting.delete(identity);
			this.busy.add(identity);
		}
		return chunk;
	}

	/** Sends the next batch. Returns false if nothing can be sent now. */
	private sendNext(): boolean {
		const chunk = this.take();
		if (chunk.size === 0) return false;
		const entries = [...chunk.values()];
		void settleBatch(this.endpoint, entries, this.sender)
			.catch((error: unknown) => {
				// Every entry must be settled. Otherwise its item would wait forever.
				for (const entry of entries) entry.reject(error);
			})
			.then(() => {
				for (const identity of chunk.keys()) {
					this.busy.delete(identity);
					const slots = this.waiting.get(identity);
					if (slots) this.ready += this.shareOf(slots);
				}
				if (!this.flushing && this.waiting.size > 0) void this.flush();
			});
		return true;
	}

	private shareOf(slots: Slots): number {
		const [[{ input }]] = slots.values();
		return this.oneByOne ? 1 : (this.endpoint.share?.(input) ?? 1);
	}
}

type AnyEntry = Entry<unknown, unknown>;

/** The waiting requests for one record, in order. Identical reads share a slot. */
type Slots = Map<string, AnyEntry[]>;

/** Combines identical requests into one entry that settles all of them. */
function sharedEntry(group: AnyEntry[]): AnyEntry {
	if (group.length === 1) return group[0];
	return {
		...group[0],
		resolve: (result) => group.forEach((entry) => entry.resolve(result)),
		reject: (error) => group.forEach((entry) => entry.reject(error)),
	};
}
