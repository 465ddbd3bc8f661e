import { Mutex } from '../common/mutex';
import * as Prop from '../hubspot/propertyNames';
import type { HubSpotClient } from '../transport/client';
import { readRecords, updateRecords } from './records';

/** A meeting, by its id or by a property that finds it. */
export interface MeetingRef {
	id: string;
	by?: string;
}

/** Which files a meeting has. */
export interface Attachments {
	meetingId: string;
	files: string[];
}

/** What a change made of a meeting's list. */
export interface ChangedAttachments extends Attachments {
	before: string[];
}

/** What becomes of a list of file ids; the same list where nothing does. */
export type ChangeOfFiles = (files: readonly string[]) => string[];

/** The ids of the property, each as it is. */
const idsOf = (text: string | null | undefined): string[] => [
	...new Set((text ?? '').split(/[;,\s]+/).filter(Boolean)),
];

/** The files of a meeting: a hundred meetings in one request. */
export async function attachmentsOf(
	client: HubSpotClient,
	{ id, by }: MeetingRef,
): Promise<Attachments> {
	const endpoint = readRecords('meetings', { properties: [Prop.ATTACHMENTS], idProperty: by });
	const meeting = await client.batch(endpoint, id);
	return { meetingId: meeting.id, files: idsOf(meeting.properties[Prop.ATTACHMENTS]) };
}

interface Waiting {
	client: HubSpotClient;
	change: ChangeOfFiles;
	resolve: (changed: ChangedAttachments) => void;
	reject: (error: unknown) => void;
}

/** Changes of one meeting's files that wait to be made together: HubSpot replaces the whole list with each write. */
class Gathering {
	private readonly turns = new Mutex();

	private waiting: Waiting[] = [];

	constructor(private readonly meeting: MeetingRef) {}

	async add(client: HubSpotClient, change: ChangeOfFiles): Promise<ChangedAttachments> {
		return await new Promise((resolve, reject) => {
			this.waiting.push({ client, change, resolve, reject });
			if (this.waiting.length === 1) void this.carryOut(client);
		});
	}

	private async carryOut(client: HubSpotClient): Promise<void> {
		await client.whenAllAreReady();
		await this.turns.runExclusive(async () => {
			const group = this.waiting.splice(0);
			try {
				const results = await this.changeAll(client, group);
				for (const [place, { resolve }] of group.entries()) resolve(results[place]);
			} catch (error) {
				for (const { reject } of group) reject(error);
			}
		});
	}

	/** One read and, where something changes, one write: by the first whose change it is, so that a later try writes its own. */
	private async changeAll(
		client: HubSpotClient,
		group: readonly Waiting[],
	): Promise<ChangedAttachments[]> {
		const { meetingId, files: present } = await attachmentsOf(client, this.meeting);
		let files = present;
		let writer: HubSpotClient | undefined;
		const results = group.map((one) => {
			const before = files;
			files = one.change(before);
			if (files.join() !== before.join()) writer ??= one.client;
			return { meetingId, before, files };
		});
		if (writer && files.join() !== present.join()) {
			const properties = { [Prop.ATTACHMENTS]: files.join(';') };
			await writer.batch(updateRecords('meetings'), { id: meetingId, properties });
		}
		return results;
	}
}

/**
 * Changes which files a meeting has. Items of a run that change the same meeting do it in one read and one write.
 *
 * @param prepare what comes before, such as an upload; the meeting is read when everybody's is done
 */
export async function changeAttachments(
	client: HubSpotClient,
	{ id, by }: MeetingRef,
	prepare: () => Promise<ChangeOfFiles>,
): Promise<ChangedAttachments> {
	const [change, gathering] = await client.preparing(
		async () =>
			await Promise.all([
				prepare(),
				client.once(
					`attachments of ${JSON.stringify([by, id])}`,
					async () => new Gathering({ id, by }),
				),
			]),
	);
	return await gathering.add(client, change);
}
