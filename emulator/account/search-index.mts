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
 * The search index of one object type. HubSpot's index lags behind its database. Here, each write has its own
 * lag until it becomes visible. Deleted records disappear at once, unless `lateDeletions` is set.
 */
export class SearchIndex {
	private readonly visible = new Map<number, Visible>();

	private pending: Pending[] = [];

	private sequence = 0;

	/** Increases whenever the search results may have changed. */
	revision = 0;

	/** Deleted records that search may still find. */
	readonly lingering = new Set<StoredRecord>();

	/**
	 * @param lag returns the delay of one write, in milliseconds
	 * @param lateDeletions whether deletions are delayed, too
	 */
	constructor(
		private readonly lag: () => number,
		private readonly lateDeletions = false,
	) {}

	/** Indexes a record that was created, changed or restored. */
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

	/**
	 * Indexes the writes that are due. Returns a function that gives the indexed properties of a record, or
	 * undefined.
	 */
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
