import type { INodeProperties, JsonObject } from 'n8n-workflow';

import { attachmentsOf } from '../../../api/attachments';
import { fileById, signedUrlOf } from '../../../api/files';
import { isOn } from '../../../hubspot/values/conversion';
import { simplifyField } from '../../../shared/fields/output';
import type { Item } from '../../../transport/item';
import type { OperationOption } from '../../../transport/operation';
import { idProperty, meetingId } from '../../fields/meetingId';
import { optionsField } from '../../fields/options';
import { outputFields, returnAllFields } from '../../fields/readOptions';
import { show } from '../../fields/show';
import { describeFile } from '../../input/attachments';
import { readMeetingOfFiles } from '../../input/findMeeting';
import { readLimit } from '../../input/reading';

const signedUrl: INodeProperties = {
	displayName: 'Add Signed URL',
	name: 'addSignedUrl',
	type: 'boolean',
	default: false,
	description:
		'Whether to add a URL at which anyone can open the file for a limited time. Takes one more request per file.',
};

export const option: OperationOption = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many attachments',
	description: "Retrieve the name, type, size and access of a meeting's files",
	request: { method: 'GET', url: '/objects/meetings/{meetingId}' },
};

export const description = show({ resource: ['attachment'], operation: ['getAll'] }, [
	meetingId,
	...returnAllFields,
	simplifyField,
	optionsField([signedUrl, idProperty, outputFields]),
]);

/**
 * Lists the files of a meeting in the order of its attachments. Reads a hundred meetings per request, and finds a hundred
 * files per search.
 */
export async function operate(item: Item): Promise<JsonObject[]> {
	const options = item.field<{ addSignedUrl?: unknown; idProperty?: unknown }>('options', {});
	const limit = readLimit(item);
	const ofMeeting = await readMeetingOfFiles(item, options);
	const files = await attachmentsOf(item, ofMeeting);
	const wanted = files.slice(0, limit);
	return await Promise.all(
		wanted.map(async (id) => await fileOf(item, id, ofMeeting, isOn(options.addSignedUrl))),
	);
}

async function fileOf(
	item: Item,
	id: string,
	ofMeeting: string,
	withUrl: boolean,
): Promise<JsonObject> {
	const file = await fileById(item, id);
	if (!file) item.hint('noFile', id);
	const signed = file && withUrl ? await signedUrlOf(item, id) : undefined;
	const raw = !isOn(item.field('simplify', true));
	return {
		...((raw ? (file ?? { id }) : describeFile(file ?? { id })) as JsonObject),
		...(signed && { signedUrl: signed.url, signedUrlExpiresAt: signed.expiresAt ?? null }),
		found: file !== undefined,
		meetingId: ofMeeting,
	};
}
