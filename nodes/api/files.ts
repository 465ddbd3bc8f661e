import { readDone, readFile, readId, readSignedUrl } from '../hubspot/answers';
import { LIMITS } from '../hubspot/limits';
import type { HubSpotFile, SignedUrl } from '../hubspot/types';
import { MultipartForm } from '../common/multipart';
import { unlessNotFound } from '../transport/apiError';
import type { BatchEndpoint } from '../transport/batch';
import type { HubSpotClient } from '../transport/client';
import { isRecord } from '../common/input';

/** How errors refer to a file. */
const nameOf = (id: string) => `file ${id}`;

/** Finds files by id, up to a hundred per search. The search leaves out hidden files. */
const FOUND_FILES: BatchEndpoint<string, HubSpotFile> = {
	key: 'read files',
	effect: 'read',
	limit: LIMITS.page.files,
	identity: (id) => id,
	batch: (entries, at) => ({
		method: 'GET',
		path: at.files.search(),
		qs: { ids: entries.map(({ input }) => input), limit: LIMITS.page.files },
	}),
	results: (results) =>
		results.map((value) => ({
			identity: isRecord(value) ? readId(value.id) : undefined,
			result: readFile(value),
		})),
	absent: nameOf,
};

/**
 * A file of the account. If the search does not return it, it is requested on its own. It may be hidden, and the token
 * may still have access.
 *
 * @returns undefined if the token can't see the file
 */
export async function fileById(
	client: HubSpotClient,
	id: string,
): Promise<HubSpotFile | undefined> {
	const found = await unlessNotFound(client.batch(FOUND_FILES, id));
	if (found) return found;
	const asked = client.once(nameOf(id), async () => {
		const path = client.paths.files.file(id);
		return await client.get(path, (body) => readItself(id, body), { what: nameOf(id) });
	});
	return await unlessNotFound(asked);
}

function readItself(id: string, body: unknown): HubSpotFile | undefined {
	const file = readFile(body);
	return file?.id === id ? file : undefined;
}

/** A URL for the content of a file. Anyone who has the URL can use it until it expires. */
export async function signedUrlOf(client: HubSpotClient, id: string): Promise<SignedUrl> {
	return await client.get(client.paths.files.signedUrl(id), readSignedUrl, { what: nameOf(id) });
}

/**
 * Deletes a file, even if other records use it.
 *
 * @returns false if the file did not exist any more
 */
export async function deleteFile(client: HubSpotClient, id: string): Promise<boolean> {
	const deleted = client.send({
		method: 'DELETE',
		path: client.paths.files.file(id),
		decode: readDone,
		effect: 'write',
		what: nameOf(id),
	});
	return (await unlessNotFound(deleted)) !== undefined;
}

/** Who may open a file: the options for an upload, from the least to the most open. */
export const FILE_ACCESS = ['PRIVATE', 'PUBLIC_NOT_INDEXABLE', 'PUBLIC_INDEXABLE'] as const;

export type FileAccess = (typeof FILE_ACCESS)[number];

/** How open a file is. Files that people attached have separate values (`HIDDEN_…`). */
const opennessOf = (access = 'PRIVATE'): number =>
	access.endsWith('PRIVATE') ? 0 : access.endsWith('NOT_INDEXABLE') ? 1 : 2;

/** A file to upload to HubSpot. */
export interface Upload {
	fileName: string;
	mimeType: string;
	size: number;
	stream: () => AsyncIterable<Uint8Array>;
	/** Created if it is missing. */
	folderPath: string;
	access: FileAccess;
	/** Whether to use a file in the folder with the same content instead, if there is one. */
	reuse: boolean;
}

/**
 * Uploads a file as a stream. If the outcome is unknown, it is not sent again.
 *
 * @returns the new file or the existing one, but never an existing one that is open to more people than requested
 */
export async function uploadFile(client: HubSpotClient, upload: Upload): Promise<HubSpotFile> {
	const file = await sendFile(client, upload);
	const isTooOpen = opennessOf(file.access) > opennessOf(upload.access);
	return upload.reuse && isTooOpen ? await sendFile(client, { ...upload, reuse: false }) : file;
}

async function sendFile(client: HubSpotClient, upload: Upload): Promise<HubSpotFile> {
	const { fileName, mimeType, size, stream, folderPath, access, reuse } = upload;
	const options = {
		access,
		duplicateValidationStrategy: reuse ? 'RETURN_EXISTING' : 'NONE',
		duplicateValidationScope: 'EXACT_FOLDER',
	};
	const make = () =>
		new MultipartForm()
			.append('folderPath', folderPath)
			.append('options', JSON.stringify(options))
			.append('file', { name: fileName, type: mimeType, size, stream });
	const { body } = await client.send({
		method: 'POST',
		path: client.paths.files.upload(),
		form: { size, make },
		decode: readFile,
		effect: 'create',
	});
	return body;
}
