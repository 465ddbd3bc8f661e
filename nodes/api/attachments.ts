import { Mutex } from '../common/mutex';
import * as Prop from '../hubspot/propertyNames';
import type { HubSpotClient } from '../transport/client';
import type { Item } from '../transport/item';
import { readRecords, updateRecords } from './records';

/** Returns the changed list of file ids, or the same list if nothing changes. */
export type ChangeOfFiles = (files: readonly string[]) => string[];

/** The ids in the property, each once. They are not converted. */
const idsOf = (text: string | null | undefined): string[] => [
	...new Set((text ?? '').split(/[;,\s]+/).filter(Boolean)),
];

/** The ids of a meeting's files, read for up to a hundred meetings per request. */
export async function attachmentsOf(client: HubSpotClient, meetingId: string): Promise<string[]> {
	const endpoint = readRecords('meetings', { properties: [Prop.ATTACHMENTS] });
	const meeting = await client.batch(endpoint, meetingId);
	return idsOf(meeting.properties[Prop.ATTACHMENTS]);
}

interface Waiting {
	item: Item;
	change: ChangeOfFiles;
	resolve: (before: string[]) => void;
	reject: (error: unknown) => void;
}

/** Changes of one meeting's files, which wait to be made together. HubSpot replaces the whole list with each write. */
class PendingChanges {
	private readonly mutex = new Mutex();

	private waiting: Waiting[] = [];

	constructor(private readonly meetingId: string) {}

	async add(item: Item, change: ChangeOfFiles): Promise<string[]> {
		return await new Promise((resolve, reject) => {
			this.waiting.push({ item, change, resolve, reject });
			if (this.waiting.length === 1) void this.carryOut(item);
		});
	}

	private async carryOut(item: Item): Promise<void> {
		await item.whenAllAreReady();
		await this.mutex.runExclusive(async () => {
			// In the order of the items, no matter which upload took longest.
			const group = this.waiting.splice(0).sort((a, b) => a.item.index - b.item.index);
			try {
				const results = await this.changeAll(item, group);
				for (const [place, { resolve }] of group.entries()) resolve(results[place]);
			} catch (error) {
				for (const { reject } of group) reject(error);
			}
		});
	}

	/**
	 * Makes all changes with one read and at most one write. The first item whose change has an effect makes the write.
	 * Writes are remembered per item, so an item that changes something in a later attempt can still write it.
	 */
	private async changeAll(reader: Item, group: readonly Waiting[]): Promise<string[][]> {
		const present = await attachmentsOf(reader, this.meetingId);
		let files = present;
		let writer: Item | undefined;
		const results = group.map((one) => {
			const before = files;
			files = one.change(before);
			if (files.join() !== before.join()) writer ??= one.item;
			return before;
		});
		if (writer && files.join() !== present.join()) {
			const properties = { [Prop.ATTACHMENTS]: files.join(';') };
			await writer.batch(updateRecords('meetings'), { id: this.meetingId, properties });
		}
		return results;
	}
}

/**
 * Changes which files a meeting has. Items of a run that change the same meeting share one read and one write.
 *
 * @param prepare runs first, for example an upload. The meeting is read when all items are done with this step
 * @returns the files before the item's change
 */
export async function changeAttachments(
	item: Item,
	meetingId: string,
	prepare: () => Promise<ChangeOfFiles>,
): Promise<string[]> {
	const [change, pending] = await item.preparing(
		async () =>
			await Promise.all([
				prepare(),
				item.once(`attachments of ${meetingId}`, async () => new PendingChanges(meetingId)),
			]),
	);
	return await pending.add(item, change);
}
