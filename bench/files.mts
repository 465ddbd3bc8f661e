import type { FilesProcess } from './files-process.mts';
import { median, rounded } from './measure.mts';
import { open } from './rpc.mts';
import type { Stage } from './stage.mts';
import type { Files, Transfer } from './types.mts';

/** A meeting in the emulator's account. */
const MEETING = '17612479146';

/** A process sometimes reuses memory that an earlier transfer left, so the additional memory of one process can be too low. */
export const PROCESSES = 3;

/** Measures a large file in separate processes, so that other work doesn't affect their memory. */
export async function files({ hubspot, url, unpacked, size }: Stage): Promise<Files> {
	const all: Files[] = [];
	while (all.length < PROCESSES) {
		await hubspot.reset();
		const process = open<FilesProcess>('files-process.mts');
		all.push(await process.measure(url, unpacked, MEETING, size.fileMb));
		await process.end();
	}
	await hubspot.reset();
	return {
		megabytes: size.fileMb,
		upload: summary(all.map(({ upload }) => upload)),
		download: summary(all.map(({ download }) => download)),
	};
}

const summary = (transfers: Transfer[]): Transfer => ({
	seconds: rounded(median(transfers.map(({ seconds }) => seconds))),
	addedRssMb: Math.max(...transfers.map(({ addedRssMb }) => addedRssMb)),
});
