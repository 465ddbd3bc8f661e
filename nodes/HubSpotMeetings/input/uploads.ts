import { type FileAccess, uploadFile } from '../../api/files';
import type { HubSpotFile } from '../../hubspot/types';
import type { Item } from '../../transport/item';
import { reworded } from '../../transport/apiError';

/** Where files go, and who may open them. */
export interface UploadSettings {
	/** The field on screen that names the files. */
	field: string;
	folderPath: string;
	access: FileAccess;
	reuse: boolean;
}

/** Where files go unless somebody says otherwise. */
export const DEFAULT_FOLDER = '/Meeting attachments';

/** Stores the files of binary fields in HubSpot, one after the other, so that few of them are in memory. */
export async function uploadFields(
	item: Item,
	names: readonly string[],
	{ field, ...settings }: UploadSettings,
): Promise<HubSpotFile[]> {
	const files = [];
	// All are looked at before one is sent.
	for (const name of names) files.push(await item.file(name, field));
	const uploaded: HubSpotFile[] = [];
	for (const file of files) {
		const stored = await uploadFile(item, { ...file, ...settings }).catch((error: unknown) => {
			throw afterUploads(error, uploaded);
		});
		uploaded.push(stored);
		item.created.push(stored.id);
	}
	return uploaded;
}

/** The files are in HubSpot by then: whoever reads the refusal has to know. */
export function afterUploads(error: unknown, files: readonly HubSpotFile[]): unknown {
	if (files.length === 0) return error;
	const ids = files.map(({ id }) => id).join(', ');
	const said = `uploaded (file ID ${ids}), but not attached to the meeting`;
	return reworded(
		error,
		(message) => `${files.length === 1 ? 'The file was' : 'Files were'} ${said}. ${message}`,
	);
}
