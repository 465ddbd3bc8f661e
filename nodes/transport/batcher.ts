import { sleep } from 'n8n-workflow';

import { settleBatch, type BatchEndpoint, type Entry } from './batch';
import type { Sender } from './send';

let traces = 0;

/** What a batcher has to know of its run: whether more can still come. */
interface Waiting {
	whenAllHaveStarted: () => Promise<void>;
	whenReadsAreDone: () => Promise<void>;
}

/**
 * A list of requests of one kind that wait together. A full batch is sent at once; the rest when every item of the run
 * that can still come has come. Nothing depends on it: who comes later is sent with the next batch.
 */
export class Batcher {
	/** What waits, by the record it is about, in order: HubSpot refuses a batch that names a record twice. */
	private readonly waiting = new Map<string, Slots>();

	/** Records that are being written to: later writes to them wait. */
	private readonly busy = new Set<string>();

	/** How much of a batch those take that could be sent now. */
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
		// Equal reads are asked once; another page of the same record is another read.
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
		await sleep(0);
		const { effect, isLookUp } = this.endpoint;
		if (effect !== 'read' && !isLookUp) await this.run.whenReadsAreDone();
		this.flushing = false;
		while (this.sendNext());
	}

	/** Takes the next batch: of each record the first that waits. */
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

	/** Sends the next batch; false when nothing is left that could be sent now. */
	private sendNext(): boolean {
		const chunk = this.take();
		if (chunk.size === 0) return false;
		const entries = [...chunk.values()];
		void settleBatch(this.endpoint, entries, this.sender)
			.catch((error: unknown) => {
				// Nothing may escape: an entry that is not settled would leave its item waiting for ever.
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

/** What waits for one record, in order: those who ask the same thing together. */
type Slots = Map<string, AnyEntry[]>;

/** One entry that settles all who asked for the same. */
function sharedEntry(group: AnyEntry[]): AnyEntry {
	if (group.length === 1) return group[0];
	return {
		...group[0],
		resolve: (result) => group.forEach((entry) => entry.resolve(result)),
		reject: (error) => group.forEach((entry) => entry.reject(error)),
	};
}
