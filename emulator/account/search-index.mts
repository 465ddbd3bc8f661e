import type { StoredRecord } from './record.mts';

interface Pending {
	visibleAt: number;
	record: StoredRecord;
	properties: Readonly<Record<string, string>>;
	sequence: number;
}

interface Visible {
	properties: Readonly<Record<string, string>>;
	sequence: number;
}

/**
 * What search sees of one object type. HubSpot's index follows its database with a delay; here each write
 * becomes visible after a lag of its own. Deleted records are gone at once (search never returns them).
 */
export class SearchIndex {
	private readonly visible = new Map<number, Visible>();

	private pending: Pending[] = [];

	private sequence = 0;

	/** Goes up with every change of what search can see. */
	revision = 0;

	/** @param lag draws the delay of one write, in milliseconds */
	constructor(private readonly lag: () => number) {}

	/** A record was created, changed or restored. */
	written(record: StoredRecord, now: number): void {
		const lag = this.lag();
		const sequence = ++this.sequence;
		this.revision++;
		const { properties } = record;
		if (lag > 0) this.pending.push({ visibleAt: now + lag, record, properties, sequence });
		else this.visible.set(record.id, { properties, sequence });
	}

	removed(id: number): void {
		this.revision++;
		this.visible.delete(id);
	}

	/** The properties that search sees of a record at a time, or undefined. */
	settle(now: number): (id: number) => Readonly<Record<string, string>> | undefined {
		if (this.pending.length > 0) {
			const due = this.pending.filter((write) => write.visibleAt <= now);
			this.revision += due.length;
			if (due.length > 0) this.pending = this.pending.filter((write) => write.visibleAt > now);
			for (const { record, properties, sequence } of due) {
				const seen = this.visible.get(record.id);
				if (!record.archived && (!seen || seen.sequence < sequence)) {
					this.visible.set(record.id, { properties, sequence });
				}
			}
		}
		return (id) => this.visible.get(id)?.properties;
	}
}
