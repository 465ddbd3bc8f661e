import type { IBinaryKeyData, INodeProperties, JsonObject } from 'n8n-workflow';

import { attachmentsOf } from '../../../api/attachments';
import { signedUrlOf } from '../../../api/files';
import { InputError, textOf } from '../../../common/input';
import { toIdList } from '../../../hubspot/values/ids';
import { type Item, OutputWithFiles } from '../../../transport/item';
import type { OperationOption } from '../../../transport/operation';
import { idProperty, meetingId } from '../../fields/meetingId';
import { optionsField } from '../../fields/options';
import { show } from '../../fields/show';
import { readMeetingOfFiles } from '../../input/findMeeting';

const prefix: INodeProperties = {
	displayName: 'Binary Field Prefix',
	name: 'prefix',
	type: 'string',
	default: 'attachment_',
	description:
		'The prefix of the binary field names, such as attachment_0 for the first file and attachment_1 for the next',
};

const onlyFiles: INodeProperties = {
	displayName: 'Only Files',
	name: 'fileIds',
	type: 'string',
	default: '',
	placeholder: 'e.g. 175600000001',
	description: 'IDs of the attached files to download, separated by commas. Defaults to all.',
};

export const option: OperationOption = {
	name: 'Download',
	value: 'download',
	action: 'Download attachments of meeting',
	description: "Download a meeting's files to binary fields",
	request: { method: 'GET', url: '/files/{fileId}/signed-url' },
};

export const description = show({ resource: ['attachment'], operation: ['download'] }, [
	meetingId,
	prefix,
	optionsField([onlyFiles, idProperty]),
]);

/** Downloads a meeting's files, one after the other. HubSpot returns a signed URL for each file, which needs no token. */
export async function operate(item: Item): Promise<OutputWithFiles[]> {
	const options = item.field<{ fileIds?: unknown; idProperty?: unknown }>('options', {});
	const only = toIdList(options.fileIds, onlyFiles.displayName);
	const begin = textOf(item.field<unknown>('prefix', ''));
	const ofMeeting = await readMeetingOfFiles(item, options);
	const files = await attachmentsOf(item, ofMeeting);
	const stranger = only.find((id) => !files.includes(id));
	if (stranger !== undefined) {
		throw new InputError(
			onlyFiles.displayName,
			`file ${stranger} is not attached to meeting ${ofMeeting}`,
			"Use an ID that 'Get Many' returns.",
		);
	}
	const binary: IBinaryKeyData = {};
	const attachments: JsonObject[] = [];
	for (const [place, id] of files
		.filter((one) => only.length === 0 || only.includes(one))
		.entries()) {
		const field = `${begin}${place}`;
		binary[field] = await item.fetchFile(async () => {
			const { url, name = id, extension, size } = await signedUrlOf(item, id);
			return { url, fileName: extension ? `${name}.${extension}` : name, size, what: `file ${id}` };
		});
		const { fileName = null, mimeType } = binary[field];
		attachments.push({ id, fileName, mimeType, binaryField: field });
	}
	return [new OutputWithFiles({ meetingId: ofMeeting, attachments }, binary)];
}
