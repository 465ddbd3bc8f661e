import type { StoredRecord } from './record.mts';

interface Pending {
	visibleAt: number;
	record: StoredRecord;
	/** Undefined for a deletion. */
	properties: Readonly<Record<string, string>> | undefined;
	sequence: number;
}

interface Visible {
	properties: Readonly<Record<string, string>> | undefined;
	sequence: number;
}

/**
 * What search sees of one object type. HubSpot's index follows its database with a delay; here each write
 * becomes visible after a lag of its own. Deleted records are gone at once, unless deletions are to lag, too.
 */
export class SearchIndex {
	private readonly visible = new Map<number, Visible>();

	private pending: Pending[] = [];

	private sequence = 0;

	/** Goes up with every change of what search can see. */
	revision = 0;

	/** Deleted records that search may still see. */
	readonly lingering = new Set<StoredRecord>();

	/** @param lag draws the delay of one write, in milliseconds; @param lateDeletions whether deletions have one, too */
	constructor(
		private readonly lag: () => number,
		private readonly lateDeletions = false,
	) {}

	/** A record was created, changed or restored. */
	written(record: StoredRecord, now: number): void {
		this.lingering.delete(record);
		this.write(record, record.properties, now);
	}

	deleted(record: StoredRecord, now: number): void {
		if (this.lateDeletions) {
			this.lingering.add(record);
			this.write(record, undefined, now);
		} else {
			this.revision++;
			this.visible.delete(record.id);
		}
	}

	private write(record: StoredRecord, properties: Pending['properties'], now: number): void {
		const lag = this.lag();
		const sequence = ++this.sequence;
		this.revision++;
		if (lag > 0) this.pending.push({ visibleAt: now + lag, record, properties, sequence });
		else this.visible.set(record.id, { properties, sequence });
	}

	/** The properties that search sees of a record at a time, or undefined. */
	settle(now: number): (id: number) => Readonly<Record<string, string>> | undefined {
		if (this.pending.length > 0) {
			const due = this.pending.filter((write) => write.visibleAt <= now);
			this.revision += due.length;
			if (due.length > 0) this.pending = this.pending.filter((write) => write.visibleAt > now);
			for (const { record, properties, sequence } of due) {
				const seen = this.visible.get(record.id);
				const counts = this.lateDeletions || !record.archived;
				if (counts && (!seen || seen.sequence < sequence)) {
					this.visible.set(record.id, { properties, sequence });
					if (!properties) this.lingering.delete(record);
				}
			}
		}
		return (id) => this.visible.get(id)?.properties;
	}
}
