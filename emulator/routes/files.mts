import { extname } from 'node:path';
import { UPLOAD_ACCESS } from '../account/files.mts';
import type { FileStore, StoredFile } from '../account/files.mts';
import { instant } from '../account/instants.mts';
import { HubSpotError, invalid, missingScopes } from '../errors.mts';
import { created, NO_CONTENT, ok } from '../http/call.mts';
import type { Answer, Call } from '../http/call.mts';
import { del, get, post } from '../http/router.mts';
import type { Route } from '../http/router.mts';
import { readObject } from '../json.mts';
import type { JsonObject } from '../json.mts';
import type { StorageLinks } from '../storage/links.mts';
import { searchFiles } from './files-search.mts';

const READ_HIDDEN = 'files.ui_hidden.read';
const WRITE_HIDDEN = 'files.ui_hidden.write';
const READ = ['files', 'files.read', READ_HIDDEN];
const WRITE = ['files', 'files.write', WRITE_HIDDEN];
const DELETE = ['files', 'files.delete', WRITE_HIDDEN];

/** How long a signed URL is valid by default (a guess). */
const SIGNED_SECONDS = 3_600;

const noFile = (id: string) =>
	new HubSpotError(404, { message: `File ${id} does not exist`, category: 'OBJECT_NOT_FOUND' });

/** Formats a file for a response. */
export const presentFile = (file: StoredFile, links: StorageLinks) => ({
	id: String(file.id),
	createdAt: instant(file.createdAt),
	updatedAt: instant(file.createdAt),
	archived: false,
	...(file.folderId !== undefined && { parentFolderId: String(file.folderId) }),
	name: file.name,
	path: file.path,
	size: file.content.size,
	type: file.category,
	extension: file.extension,
	defaultHostingUrl: links.open(file),
	url: links.open(file),
	isUsableInContent: !file.hidden,
	access: file.access,
	fileMd5: file.content.md5,
});

/** The folder of an upload. Exactly one of the two fields must be given. */
function folderOf(files: FileStore, path: string | undefined, id: string | undefined): string {
	if ((path === undefined) === (id === undefined)) {
		throw invalid('Exactly one of folderPath and folderId is required');
	}
	if (path !== undefined) {
		return path
			.split('/')
			.filter(Boolean)
			.map((part) => `/${part}`)
			.join('');
	}
	const folder = files.folderOf(id ?? '');
	if (folder === undefined) throw invalid(`Folder ${id} does not exist`);
	return folder;
}

function readOptions(text: string | undefined): JsonObject {
	if (text === undefined) throw invalid('options is required');
	try {
		return readObject(JSON.parse(text));
	} catch {
		throw invalid(`options is not a JSON object: ${text.slice(0, 100)}`);
	}
}

/** Reads an option that must have one of the given values, in the spelling of the documents. */
function choice<T extends string>(options: JsonObject, name: string, values: readonly T[]): T {
	const found = values.find((value) => value === options[name]);
	if (found === undefined) throw invalid(`options.${name} must be one of ${values.join(', ')}`);
	return found;
}

const isVisible = (call: Call, file: StoredFile) => !file.hidden || call.has([READ_HIDDEN]);

function upload(call: Call, links: StorageLinks): Answer {
	call.allow(WRITE);
	const { form, account } = call;
	if (!form) {
		throw new HubSpotError(415, {
			message: 'Unsupported Media Type: multipart/form-data is expected',
			category: 'VALIDATION_ERROR',
		});
	}
	if (form.broken) throw invalid('The multipart body could not be read');
	const { files } = account;
	const part = form.file('file');
	const folder = folderOf(files, form.value('folderPath'), form.value('folderId'));
	const options = readOptions(form.value('options'));
	const access = choice(options, 'access', UPLOAD_ACCESS);
	const fallbacks = {
		duplicateValidationStrategy: 'NONE',
		duplicateValidationScope: 'ENTIRE_PORTAL',
	};
	const duplicates = { ...fallbacks, ...options };
	const strategy = choice(duplicates, 'duplicateValidationStrategy', [
		'NONE',
		'REJECT',
		'RETURN_EXISTING',
	]);
	const scope = choice(duplicates, 'duplicateValidationScope', ['ENTIRE_PORTAL', 'EXACT_FOLDER']);
	const existing = files
		.all()
		.find(
			(file) =>
				isVisible(call, file) &&
				file.content.sha256 === part.content.sha256 &&
				(scope === 'ENTIRE_PORTAL' || file.folder === folder),
		);
	if (existing && strategy === 'RETURN_EXISTING') return created(presentFile(existing, links));
	if (existing && strategy === 'REJECT') {
		throw new HubSpotError(409, {
			message: `The file exists already: ${existing.id}`,
			category: 'CONFLICT',
		});
	}
	const wanted = form.value('fileName') || part.fileName;
	// A name without an extension gets the extension of the uploaded file.
	part.kept = true;
	const file = files.add({
		fileName: extname(wanted) === '' ? `${wanted}${extname(part.fileName)}` : wanted,
		folder,
		access,
		mimeType: part.type,
		content: part.content,
		at: account.now(),
		overwrite: options.overwrite === true,
	});
	return created(presentFile(file, links));
}

/** Finds a file by the ID in the path. Does not check whether the file is hidden from the token. */
function find(call: Call): StoredFile {
	const { id } = call.params;
	const file = call.account.files.get(id);
	if (!file) throw noFile(id);
	return file;
}

function read(call: Call, links: StorageLinks): Answer {
	call.allow(READ);
	const file = find(call);
	if (!isVisible(call, file)) throw noFile(call.params.id);
	return ok(presentFile(file, links));
}

function search(call: Call, links: StorageLinks): Answer {
	call.allow(READ);
	const visible = call.account.files.all().filter((file) => isVisible(call, file));
	return ok(
		searchFiles(
			call,
			visible.map((file) => presentFile(file, links)),
		),
	);
}

/**
 * Returns a signed URL. Without the scope for hidden files, a hidden file gives a 403 that names the scope (a
 * guess). Reading it gives a 404.
 */
function sign(call: Call, links: StorageLinks): Answer {
	call.allow(READ);
	const file = find(call);
	if (!isVisible(call, file)) throw missingScopes([READ_HIDDEN]);
	const given = call.parameter('expirationSeconds');
	const seconds = given === undefined ? SIGNED_SECONDS : Number(given);
	if (!Number.isInteger(seconds) || seconds < 1) {
		throw invalid(`expirationSeconds must be a whole number above 0 (was ${given})`);
	}
	const expires = call.account.now() + seconds * 1_000;
	return ok({
		url: links.signed(file, expires),
		name: file.name,
		extension: file.extension,
		type: file.category,
		size: file.content.size,
		expiresAt: instant(expires),
	});
}

function remove(call: Call): Answer {
	call.allow(DELETE);
	const file = find(call);
	if (file.hidden && !call.has([WRITE_HIDDEN])) throw missingScopes([WRITE_HIDDEN]);
	call.account.files.remove(file);
	return NO_CONTENT;
}

/** Endpoints for the file manager, as far as attachments need them. */
export const fileRoutes = (links: StorageLinks): readonly Route[] => [
	post('', (call) => upload(call, links)),
	get('/search', (call) => search(call, links)),
	get('/:id', (call) => read(call, links)),
	get('/:id/signed-url', (call) => sign(call, links)),
	del('/:id', remove),
];
