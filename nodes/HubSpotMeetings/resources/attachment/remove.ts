import type { INodeProperties, JsonObject } from 'n8n-workflow';

import { changeAttachments } from '../../../api/attachments';
import { deleteFile } from '../../../api/files';
import { InputError } from '../../../common/input';
import { isOn } from '../../../hubspot/values/conversion';
import { toIdList } from '../../../hubspot/values/ids';
import { reworded } from '../../../transport/apiError';
import type { Item } from '../../../transport/item';
import type { OperationOption } from '../../../transport/operation';
import { idProperty, meetingId } from '../../fields/meetingId';
import { optionsField } from '../../fields/options';
import { show } from '../../fields/show';
import { readMeetingOfFiles } from '../../input/findMeeting';

const fileIds: INodeProperties = {
	displayName: 'Files',
	name: 'fileIds',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 175600000001',
	description:
		'IDs of the files to remove from the meeting, as an array or separated by commas or semicolons',
};

const deleteFiles: INodeProperties = {
	displayName: 'Delete Files',
	name: 'deleteFiles',
	type: 'boolean',
	default: false,
	description:
		'Whether to also delete the files permanently. Other records and pages that use them lose them too. The token needs the scope files or files.delete.',
};

export const option: OperationOption = {
	name: 'Remove',
	value: 'remove',
	action: 'Remove attachment from meeting',
	description: 'Remove files from a meeting, and optionally delete them',
	request: { method: 'PATCH', url: '/objects/meetings/{meetingId}' },
};

export const description = show({ resource: ['attachment'], operation: ['remove'] }, [
	meetingId,
	fileIds,
	optionsField([deleteFiles, idProperty]),
]);

/**
 * Removes files from a meeting's attachments. Other files stay. Files are only deleted after the meeting's attachments
 * have been updated.
 */
export async function operate(item: Item): Promise<JsonObject[]> {
	const options = item.field<{ deleteFiles?: unknown; idProperty?: unknown }>('options', {});
	const chosen = toIdList(item.field<unknown>('fileIds', ''), 'Files');
	if (chosen.length === 0) {
		throw new InputError('Files', 'is empty', "Enter the IDs that 'Get Many' returns.");
	}
	const ofMeeting = await readMeetingOfFiles(item, options);
	// Kept across the attempts of Retry On Fail: `before` is the list before the first attempt changed it.
	const before = await item.change(
		`files of ${ofMeeting} without ${chosen.join()}`,
		undefined,
		async () =>
			await changeAttachments(
				item,
				ofMeeting,
				async () => (files) => files.filter((id) => !chosen.includes(id)),
			),
	);
	const isDeleting = isOn(options.deleteFiles);
	return await Promise.all(
		chosen.map(async (id) => {
			const wasAttached = before.includes(id);
			const deleted = isDeleting && wasAttached && (await deleteOne(item, id, ofMeeting));
			return { removed: wasAttached, id, meetingId: ofMeeting, fileDeleted: deleted };
		}),
	);
}

/** Deletes a file. Files that were not attached to the meeting are never deleted, because the ID may be a typo. */
async function deleteOne(item: Item, id: string, ofMeeting: string): Promise<boolean> {
	const deleted = await deleteFile(item, id).catch((error: unknown) => {
		throw reworded(
			error,
			(message) => `File ${id} was removed from meeting ${ofMeeting}, but not deleted. ${message}`,
		);
	});
	if (deleted) item.hint('deletedFiles', id);
	return deleted;
}
