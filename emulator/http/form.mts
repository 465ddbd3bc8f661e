import type { FastifyRequest } from 'fastify';
import { invalid } from '../errors.mts';
import type { Content, TempFolder } from '../storage/contents.mts';

/** A file in a multipart body. */
export interface FilePart {
	name: string;
	fileName: string;
	type: string;
	content: Content;
	/** Whether a route has stored the content. If so, `discard` does not delete it. */
	kept?: boolean;
}

interface TextPart {
	name: string;
	value: string;
}

/** A multipart body. */
export class Form {
	readonly files: FilePart[] = [];

	readonly texts: TextPart[] = [];

	/** Whether the body could not be read to its end. */
	broken = false;

	/** The body as JSON, to be recorded: fields by name, with size and hash in place of the contents of files. */
	get text(): string {
		const all = [
			...this.files.map(({ name, fileName, type, content: { size, sha256 } }) => ({
				name,
				value: { fileName, type, size, sha256 },
			})),
			...this.texts,
		];
		const names = [...new Set(all.map(({ name }) => name))];
		const valuesOf = (name: string) =>
			all.filter((part) => part.name === name).map(({ value }) => value);
		return JSON.stringify(
			Object.fromEntries(
				names.map((name) => {
					const values = valuesOf(name);
					return [name, values.length === 1 ? values[0] : values];
				}),
			),
		);
	}

	/** Reads an optional text field. Throws a 400 if it occurs more than once. */
	value(name: string): string | undefined {
		const found = this.texts.filter((part) => part.name === name);
		if (found.length > 1) throw invalid(`${name} was given ${found.length} times`);
		return found[0]?.value;
	}

	/** Reads a required file. Throws a 400 unless exactly one file has this name. */
	file(name: string): FilePart {
		const found = this.files.filter((part) => part.name === name);
		if (found.length !== 1) {
			throw invalid(`Exactly one file is required as ${name}, there were ${found.length}`);
		}
		return found[0];
	}

	/** Deletes the contents of files that no route has stored. */
	discard(): void {
		for (const { kept, content } of this.files) if (!kept) content.drop();
	}
}

/** Reads a multipart body and writes its files to disk. Returns undefined for other content types. */
export async function readForm(
	request: FastifyRequest,
	folder: TempFolder,
): Promise<Form | undefined> {
	if (!request.isMultipart()) return undefined;
	const form = new Form();
	try {
		for await (const part of request.parts()) {
			const name = part.fieldname;
			if (part.type === 'file') {
				const content = await folder.save(part.file);
				form.files.push({ name, fileName: part.filename, type: part.mimetype, content });
			} else {
				const { value } = part;
				form.texts.push({ name, value: typeof value === 'string' ? value : JSON.stringify(value) });
			}
		}
	} catch {
		form.broken = true;
	}
	return form;
}
