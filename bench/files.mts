import type { FilesProcess } from './files-process.mts';
import { rounded } from './measure.mts';
import { open } from './rpc.mts';
import type { Stage } from './stage.mts';
import type { Files } from './types.mts';

/** A meeting in the emulator's account. */
const MEETING = '17612479146';

/** Measures a large file in a separate process, so that other work doesn't affect its memory. */
export async function files({ hubspot, url, unpacked, size }: Stage): Promise<Files> {
	await hubspot.reset();
	const process = open<FilesProcess>('files-process.mts');
	const { megabytes, upload, download } = await process.measure(
		url,
		unpacked,
		MEETING,
		size.fileMb,
	);
	await process.end();
	await hubspot.reset();
	return {
		megabytes,
		upload: { ...upload, seconds: rounded(upload.seconds) },
		download: { ...download, seconds: rounded(download.seconds) },
	};
}
