import { extname } from 'node:path';
import type { Content } from '../storage/contents.mts';

export const UPLOAD_ACCESS = ['PRIVATE', 'PUBLIC_NOT_INDEXABLE', 'PUBLIC_INDEXABLE'] as const;

/** Files that people attach in HubSpot's UI are hidden: the file manager does not show them. */
export type FileAccess =
	(typeof UPLOAD_ACCESS)[number] | 'HIDDEN_PRIVATE' | 'HIDDEN_NOT_INDEXABLE' | 'HIDDEN_INDEXABLE';

/** HubSpot's file types by extension. Other extensions are OTHER. */
const CATEGORIES: ReadonlyArray<readonly [string, string]> = [
	['IMG', 'jpg jpeg png gif webp svg bmp ico'],
	['DOCUMENT', 'pdf doc docx xls xlsx ppt pptx txt csv md html rtf odt ods json xml vtt'],
	['AUDIO', 'mp3 m4a wav ogg flac'],
	['MOVIE', 'mp4 mov avi webm mkv'],
];

/** The data of a new file. */
export interface NewFile {
	/** Includes the extension. */
	fileName: string;
	/** `''` for the root folder, otherwise a path such as `/with/slashes`. */
	folder: string;
	access: FileAccess;
	mimeType: string;
	content: Content;
	at: number;
	/** Whether to replace a file of the same name in the folder. Otherwise, the new file is renamed. */
	overwrite?: boolean;
}

/** A file of the account. */
export class StoredFile {
	constructor(
		readonly id: number,
		/** Without the extension. */
		readonly name: string,
		readonly extension: string,
		readonly folder: string,
		readonly folderId: number | undefined,
		readonly access: FileAccess,
		readonly mimeType: string,
		readonly content: Content,
		readonly createdAt: number,
	) {}

	get fileName(): string {
		return this.extension === '' ? this.name : `${this.name}.${this.extension}`;
	}

	get path(): string {
		return `${this.folder}/${this.fileName}`;
	}

	get hidden(): boolean {
		return this.access.startsWith('HIDDEN_');
	}

	/** Whether anyone who has the URL can read it. */
	get open(): boolean {
		return !this.access.endsWith('PRIVATE');
	}

	get category(): string {
		const own = CATEGORIES.find(([, list]) => list.split(' ').includes(this.extension));
		return own?.[0] ?? 'OTHER';
	}
}

const FIRST_FILE_ID = 175_600_000_001;
const FIRST_FOLDER_ID = 175_500_000_001;

/** The account's file manager. */
export class FileStore {
	private readonly files = new Map<number, StoredFile>();

	private readonly folders = new Map<string, number>();

	private nextId = FIRST_FILE_ID;

	/** All files, in the order of their IDs. */
	all(): StoredFile[] {
		return [...this.files.values()];
	}

	get(id: number | string): StoredFile | undefined {
		return this.files.get(Number(id));
	}

	byPath(path: string): StoredFile | undefined {
		return this.all().find((file) => file.path === path);
	}

	/** The path of an existing folder. */
	folderOf(id: string): string | undefined {
		return [...this.folders].find(([, one]) => String(one) === id)?.[0];
	}

	/** Adds a file. Creates its folder if it does not exist. */
	add({ fileName, folder, access, mimeType, content, at, overwrite }: NewFile): StoredFile {
		const dot = extname(fileName);
		const wanted = dot === '' ? fileName : fileName.slice(0, -dot.length);
		const pathOf = (name: string) => `${folder}/${name}${dot.toLowerCase()}`;
		const there = this.byPath(pathOf(wanted));
		if (there && overwrite) this.remove(there);
		let name = wanted;
		for (let n = 1; this.byPath(pathOf(name)); n++) name = `${wanted}-${n}`;
		const folderId = folder === '' ? undefined : this.makeFolder(folder);
		const extension = dot.slice(1).toLowerCase();
		const id = this.nextId++;
		const made = new StoredFile(
			id,
			name,
			extension,
			folder,
			folderId,
			access,
			mimeType,
			content,
			at,
		);
		this.files.set(id, made);
		return made;
	}

	remove(file: StoredFile): void {
		this.files.delete(file.id);
		file.content.drop();
	}

	/** Creates a folder and its parent folders, and returns its ID. */
	private makeFolder(path: string): number {
		const above = path.slice(0, path.lastIndexOf('/'));
		if (above !== '') this.makeFolder(above);
		const id = this.folders.get(path) ?? FIRST_FOLDER_ID + this.folders.size;
		this.folders.set(path, id);
		return id;
	}
}
