import type { INodeProperties, JsonObject } from 'n8n-workflow';

import { changeAttachments } from '../../../api/attachments';
import { FILE_ACCESS } from '../../../api/files';
import { oneOf, textOf, wholeText } from '../../../common/input';
import type { HubSpotFile } from '../../../hubspot/types';
import { isOn } from '../../../hubspot/values/conversion';
import { toNames } from '../../../hubspot/values/ids';
import type { Item } from '../../../transport/item';
import type { OperationOption } from '../../../transport/operation';
import { idProperty, meetingId } from '../../fields/meetingId';
import { optionsField } from '../../fields/options';
import { show } from '../../fields/show';
import { describeFile, fileFields } from '../../input/attachments';
import { readMeetingOfFiles } from '../../input/findMeeting';
import { afterUploads, DEFAULT_FOLDER, uploadFields } from '../../input/uploads';

interface Options {
	access?: unknown;
	folderPath?: unknown;
	useExisting?: unknown;
	idProperty?: unknown;
}

const binaryFields: INodeProperties = {
	displayName: 'Input Binary Fields',
	name: 'binaryFields',
	type: 'string',
	required: true,
	default: 'data',
	placeholder: 'e.g. data, recording',
	description:
		'Names of the binary fields that hold the files, separated by commas. Use * for all binary fields of the item.',
};

const access: INodeProperties = {
	displayName: 'Access',
	name: 'access',
	type: 'options',
	options: [
		{
			name: 'Private',
			value: 'PRIVATE',
			description: 'Only people who are logged in to HubSpot can open the file',
		},
		{
			name: 'Public, in Search Engines',
			value: 'PUBLIC_INDEXABLE',
			description: 'Anyone can open the file, and search engines may list it',
		},
		{
			name: 'Public, Not in Search Engines',
			value: 'PUBLIC_NOT_INDEXABLE',
			description: 'Anyone with the URL can open the file',
		},
	],
	default: 'PRIVATE',
	description: 'Who can open the files',
};

const folderPath: INodeProperties = {
	displayName: 'Folder',
	name: 'folderPath',
	type: 'string',
	default: DEFAULT_FOLDER,
	placeholder: 'e.g. /meetings/2026',
	description: "The folder in HubSpot's file manager. It is created if it does not exist.",
};

const useExisting: INodeProperties = {
	displayName: 'Use Existing File',
	name: 'useExisting',
	type: 'boolean',
	default: false,
	description:
		'Whether to attach a file that is already in the folder with the same content, instead of storing it again',
};

export const option: OperationOption = {
	name: 'Add',
	value: 'add',
	action: 'Add attachment to meeting',
	description: 'Upload files and attach them to a meeting. Its other files are kept.',
	request: { method: 'POST', url: '/files' },
};

export const description = show({ resource: ['attachment'], operation: ['add'] }, [
	meetingId,
	binaryFields,
	optionsField([access, folderPath, useExisting, idProperty]),
]);

/**
 * Uploads files and adds them to a meeting's attachments. Items of a run with the same meeting share one update, after
 * all uploads.
 */
export async function operate(item: Item): Promise<JsonObject[]> {
	const options = item.field<Options>('options', {});
	const field = binaryFields.displayName;
	const names = fileFields(item, toNames(item.field<unknown>('binaryFields', '')), field);
	const ofMeeting = await readMeetingOfFiles(item, options);
	const settings = {
		field,
		folderPath: wholeText(textOf(options.folderPath), folderPath.displayName) || DEFAULT_FOLDER,
		access: oneOf('access' in options ? options.access : 'PRIVATE', FILE_ACCESS, 'Access'),
		reuse: isOn(options.useExisting),
	};
	let files: HubSpotFile[] = [];
	const prepare = async () => {
		files = await uploadFields(item, names, settings);
		const ids = files.map(({ id }) => id);
		return (present: readonly string[]) => [...new Set([...present, ...ids])];
	};
	await changeAttachments(item, ofMeeting, prepare).catch((error: unknown) => {
		throw afterUploads(error, files);
	});
	return files.map((file, place) => ({
		...describeFile(file),
		binaryField: names[place],
		meetingId: ofMeeting,
	}));
}
