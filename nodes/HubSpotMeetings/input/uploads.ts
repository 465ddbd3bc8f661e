import { type FileAccess, uploadFile } from '../../api/files';
import * as Prop from '../../hubspot/propertyNames';
import type { HubSpotFile } from '../../hubspot/types';
import type { Item } from '../../transport/item';
import { reworded } from '../../transport/apiError';
import type { MeetingInput } from './meetingInput';

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

/** The files are in HubSpot by then: whoever reads the error has to know. */
export function afterUploads(error: unknown, files: readonly HubSpotFile[]): unknown {
	if (files.length === 0) return error;
	const ids = files.map(({ id }) => id).join(', ');
	const said = `uploaded (file ID ${ids}), but not attached to the meeting`;
	const words = (message: string) =>
		`${files.length === 1 ? 'The file was' : 'Files were'} ${said}. ${message}`;
	return reworded(error, words);
}

/** How the files of a meeting are stored that is written with them. */
const USUAL: UploadSettings = {
	field: 'Attachments',
	folderPath: DEFAULT_FOLDER,
	access: 'PRIVATE',
	reuse: false,
};

/**
 * Uploads the files of a meeting that is to be written, when all else is read, and adds their IDs to its properties.
 *
 * @returns what follows the write: an error of it says which files were uploaded
 */
export async function uploadAttachments(
	item: Item,
	{ files = [] }: MeetingInput,
	properties: Record<string, string>,
): Promise<{ orSay: (error: unknown) => never }> {
	// A write that is repeated in another way, such as by ID after a search, uploads nothing again.
	const upload = async () => await uploadFields(item, files, USUAL);
	const stored = files.length > 0 ? await item.recall(`uploaded ${files.join()}`, upload) : [];
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
