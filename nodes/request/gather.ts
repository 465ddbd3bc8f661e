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
	private entries: Array<Entry<unknown, unknown>> = [];

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
		for (const round of this.rounds(entries)) {
			await Promise.all(
				chunks(round, this.oneByOne ? 1 : this.kind.limit).map(async (chunk) => {
					// Nothing may escape: an entry that is not settled would leave its item waiting for ever.
					await settleBatch(this.kind, chunk, this.sender).catch((error: unknown) => {
						for (const entry of chunk) entry.reject(error);
					});
				}),
			);
		}
	}

	/** HubSpot refuses a batch that names a record twice: equal reads are asked once, later writes wait for earlier ones. */
	private rounds(entries: Array<Entry<unknown, unknown>>): Array<Array<Entry<unknown, unknown>>> {
		const { identity, effect } = this.kind;
		if (!identity) return [entries];
		const byIdentity = new Map<string, Array<Entry<unknown, unknown>>>();
		for (const entry of entries) {
			const key = identity(entry.input);
			byIdentity.set(key, [...(byIdentity.get(key) ?? []), entry]);
		}
		const groups = [...byIdentity.values()].map((group) =>
			effect === 'read' ? equalOnes(group).map(sharedEntry) : group,
		);
		const rounds = Math.max(...groups.map((group) => group.length));
		return Array.from({ length: rounds }, (_, round) =>
			groups.flatMap((group) => group.slice(round, round + 1)),
		);
	}
}

/** Those who ask the same thing of one record; another page of it is another thing. */
function equalOnes(group: Array<Entry<unknown, unknown>>): Array<Array<Entry<unknown, unknown>>> {
	if (group.length === 1) return [group];
	const equal = new Map<string, Array<Entry<unknown, unknown>>>();
	for (const entry of group) {
		const key = JSON.stringify(entry.input);
		equal.set(key, [...(equal.get(key) ?? []), entry]);
	}
	return [...equal.values()];
}

/** One entry that settles all who asked for the same. */
function sharedEntry(group: Array<Entry<unknown, unknown>>): Entry<unknown, unknown> {
	return {
		...group[0],
		resolve: (result) => group.forEach((entry) => entry.resolve(result)),
		reject: (error) => group.forEach((entry) => entry.reject(error)),
	};
}

function chunks<T>(list: T[], size: number): T[][] {
	return Array.from({ length: Math.ceil(list.length / size) }, (_, n) =>
		list.slice(n * size, (n + 1) * size),
	);
}
