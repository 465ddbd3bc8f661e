import { type FileAccess, uploadFile } from '../../api/files';
import * as Prop from '../../hubspot/propertyNames';
import type { HubSpotFile } from '../../hubspot/types';
import type { Item } from '../../transport/item';
import { reworded } from '../../transport/apiError';
import type { MeetingInput } from './meetingInput';

/** Where to store files, and who may open them. */
export interface UploadSettings {
	/** The display name of the field that names the files. */
	field: string;
	folderPath: string;
	access: FileAccess;
	reuse: boolean;
}

/** The default folder for files. */
export const DEFAULT_FOLDER = '/Meeting attachments';

/** Uploads the files of binary fields to HubSpot, one after the other to save memory. */
export async function uploadFields(
	item: Item,
	names: readonly string[],
	{ field, ...settings }: UploadSettings,
): Promise<HubSpotFile[]> {
	const files = [];
	// Checks all files before the first upload.
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

/** Adds to an error that the files were already uploaded, so that the user knows that they are in HubSpot. */
export function afterUploads(error: unknown, files: readonly HubSpotFile[]): unknown {
	if (files.length === 0) return error;
	const ids = files.map(({ id }) => id).join(', ');
	const said = `uploaded (file ID ${ids}), but not attached to the meeting`;
	const words = (message: string) =>
		`${files.length === 1 ? 'The file was' : 'Files were'} ${said}. ${message}`;
	return reworded(error, words);
}

/** The settings for files that are uploaded when a meeting is written. */
const USUAL: UploadSettings = {
	field: 'Attachments',
	folderPath: DEFAULT_FOLDER,
	access: 'PRIVATE',
	reuse: false,
};

/**
 * Uploads the files of a meeting and adds their IDs to its properties. Called right before the meeting is written, after
 * all other input has been read.
 *
 * @returns `orSay`, an error handler for the write. It adds to the error which files were uploaded
 */
export async function uploadAttachments(
	item: Item,
	{ files = [] }: MeetingInput,
	properties: Record<string, string>,
): Promise<{ orSay: (error: unknown) => never }> {
	// A write that is repeated another way, such as by ID after a search, must not upload the files again.
	const upload = async () => await uploadFields(item, files, USUAL);
	const stored = files.length > 0 ? await item.recall(`uploaded ${files.join()}`, upload) : [];
	for (const { id } of stored) if (!item.created.includes(id)) item.created.push(id);
	if (stored.length > 0) {
		const ids = [properties[Prop.ATTACHMENTS], ...stored.map(({ id }) => id)];
		properties[Prop.ATTACHMENTS] = ids.filter(Boolean).join(';');
	}
	return {
		orSay: (error) => {
			throw afterUploads(error, stored);
		},
	};
}
