import { sleep } from 'n8n-workflow';

import { settleBatch, type BatchKind, type Entry } from './batch';
import type { Run } from './run';
import type { Sender } from './send';

let traces = 0;

/**
 * A list of requests of one kind that wait together. n8n hands over all items of a node within one turn of the event
 * loop, so a list that waits for the next turn has them all; nothing depends on it: who comes later starts a new list.
 */
export class Gatherer {
	private entries: Entries = [];

	constructor(
		private readonly run: Run,
		private readonly kind: BatchKind<unknown, unknown>,
		private readonly sender: Sender,
		private readonly oneByOne: boolean,
	) {}

	/** Adds an input and resolves with its result. */
	async add(input: unknown): Promise<unknown> {
		return await new Promise((resolve, reject) => {
			traces += 1;
			this.entries.push({ input, traceId: `n8n-${traces}`, resolve, reject });
			if (this.entries.length === 1) void this.flushSoon();
		});
	}

	private async flushSoon() {
		await sleep(0);
		if (this.kind.effect !== 'read') await this.run.whenReadsAreDone();
		const entries = this.entries;
		this.entries = [];
		try {
			for (const round of this.rounds(entries)) {
				await Promise.all(this.chunks(round).map(async (chunk) => await this.settle(chunk)));
			}
		} catch (error) {
			rejectAll(entries, error);
		}
	}

	private chunks(entries: Entries): Entries[] {
		const { limit, share = () => 1 } = this.kind;
		const chunks: Entries[] = [];
		let room = 0;
		for (const entry of entries) {
			const taken = this.oneByOne ? limit : share(entry.input);
			if (taken > room) {
				chunks.push([]);
				room = limit;
			}
			chunks[chunks.length - 1].push(entry);
			room -= taken;
		}
		return chunks;
	}

	private async settle(chunk: Entries) {
		await settleBatch(this.kind, chunk, this.sender).catch((error: unknown) =>
			rejectAll(chunk, error),
		);
	}

	/** HubSpot refuses a batch that names a record twice: equal reads are asked once, later writes wait for earlier ones. */
	private rounds(entries: Entries): Entries[] {
		const { identity, effect } = this.kind;
		if (!identity) return [entries];
		const rounds: Entries[] = [];
		for (const group of groupsBy(entries, ({ input }) => identity(input))) {
			const each = effect === 'read' ? equalOnes(group).map(sharedEntry) : group;
			for (const [round, entry] of each.entries()) (rounds[round] ??= []).push(entry);
		}
		return rounds;
	}
}

type Entries = Array<Entry<unknown, unknown>>;

/** Nothing may escape: an entry that is not settled would leave its item waiting for ever. */
function rejectAll(entries: Entries, error: unknown) {
	for (const entry of entries) entry.reject(error);
}

function groupsBy(entries: Entries, keyOf: (entry: Entry<unknown, unknown>) => string): Entries[] {
	const groups = new Map<string, Entries>();
	for (const entry of entries) {
		const key = keyOf(entry);
		const group = groups.get(key);
		if (group) group.push(entry);
		else groups.set(key, [entry]);
	}
	return [...groups.values()];
}

/** Those who ask the same thing of one record; another page of it is another thing. */
const equalOnes = (group: Entries) =>
	group.length === 1 ? [group] : groupsBy(group, ({ input }) => JSON.stringify(input));

/** One entry that settles all who asked for the same. */
function sharedEntry(group: Entries): Entry<unknown, unknown> {
	return {
		...group[0],
		resolve: (result) => group.forEach((entry) => entry.resolve(result)),
		reject: (error) => group.forEach((entry) => entry.reject(error)),
	};
}
